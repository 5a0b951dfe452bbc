import { fulfillmentsOf, refundsOf, returnsOf, transactionsOf } from '../../orders/sums.ts'
import type { OrderRecord } from '../../records/orders.ts'
import type { DoneRecord } from '../../records/running.ts'
import { toldOf } from '../../webhooks/told-log.ts'
import type { World } from '../../world.ts'
import { dateTime, money, words } from '../format.ts'
import { html } from '../markup.ts'

interface Entry {
  readonly at: string
  readonly text: string
  /** Webhooks that went out together. */
  readonly topics?: readonly string[]
}

/** What the app did here and what was refused; the rest of the deeds shows in the records. */
function deedText(done: DoneRecord): string | null {
  switch (done.deed) {
    case 'held':
      return `Held${done.handle && ` (${done.handle})`}`
    case 'released':
      return `Hold released${done.handle && ` (${done.handle})`}`
    case 'requested':
      return 'Fulfilment requested from the partner'
    case 'accepted':
      return 'The partner accepted the request'
    case 'fulfilment_refused':
      return `A fulfilment was refused: ${done.why}`
    case 'refund_refused':
      return `A refund was refused: ${done.why}`
    default:
      return null
  }
}

function entriesOf(world: World, order: OrderRecord): Entry[] {
  const deeds = world.done
    .filter((done) => done.orderId === order.id)
    .flatMap((done): Entry[] => {
      const text = deedText(done)
      return text === null ? [] : [{ at: done.at, text: `${text}, by the ${done.by}` }]
    })
  return [
    { at: order.createdAt, text: `Order placed (${words(order.sourceName).toLowerCase()})` },
    ...transactionsOf(world, order).map(({ createdAt, kind, status, amount }) => ({
      at: createdAt,
      text: `${words(kind)} of ${money(amount.presentment, order.currency)}: ${words(status).toLowerCase()}`,
    })),
    ...fulfillmentsOf(world, order).flatMap(({ createdAt, name, events }) => [
      { at: createdAt, text: `Parcel ${name} sent` },
      ...events.map((event) => ({ at: event.createdAt, text: `${name}: ${words(event.status)}` })),
    ]),
    ...returnsOf(world, order).flatMap(({ createdAt, approvedAt, closedAt, name }) => [
      { at: createdAt, text: `Return ${name} asked for` },
      ...(approvedAt ? [{ at: approvedAt, text: `Return ${name} approved` }] : []),
      ...(closedAt ? [{ at: closedAt, text: `Return ${name} closed` }] : []),
    ]),
    ...refundsOf(world, order).map(({ createdAt, note }) => ({
      at: createdAt,
      text: `Refund booked${note ? `: ${note}` : ''}`,
    })),
    ...deeds,
    ...toldOf(world, order.id).map(({ at, topics }) => ({ at, text: 'Webhooks', topics })),
    ...(order.cancelledAt
      ? [{ at: order.cancelledAt, text: `Cancelled: ${words(order.cancelReason ?? 'other')}` }]
      : []),
  ]
}

/** Each topic once, with how often it went out together. */
function topicList(topics: readonly string[]) {
  const names = [...new Set(topics)].map((topic) => {
    const times = topics.filter((one) => one === topic).length
    return html`<code>${topic}${times > 1 && html` × ${times}`}</code> `
  })
  return html`<span class="quiet">${names}</span>`
}

/** Everything that happened to the order in the store, newest first. */
export function timelineCard(world: World, order: OrderRecord) {
  const entries = entriesOf(world, order)
    .reverse()
    .sort((a, b) => b.at.localeCompare(a.at))
  const seconds = (iso: string) => `${dateTime(iso, world.shop.timezone)}:${iso.slice(17, 19)}`
  return html`<section class="card stack"><h2>Timeline</h2><ol class="timeline">${entries.map(
    ({ at, text, topics }) =>
      html`<li>${text}${topics && html` ${topicList(topics)}`}<div class="quiet small">${seconds(at)}</div></li>`,
  )}</ol></section>`
}
