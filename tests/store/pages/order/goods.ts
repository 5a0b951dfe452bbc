import { picturePath } from '../../addresses.ts'
import { supportedActions } from '../../fulfillment/actions.ts'
import { fulfillmentOrdersOf, fulfillmentsOf, lineOf, returnsOf } from '../../orders/sums.ts'
import type {
  FulfillmentOrderRecord,
  FulfillmentRecord,
  HoldRecord,
  ReturnRecord,
} from '../../records/fulfillment.ts'
import type { LineRecord, OrderRecord } from '../../records/orders.ts'
import type { World } from '../../world.ts'
import { badge, codeBadge } from '../badges.ts'
import { count, dateTime, words } from '../format.ts'
import { html, type Markup, safeHref } from '../markup.ts'

/** A button that does one thing: a form of its own. */
export function deed(
  action: string,
  label: string,
  fields: Readonly<Record<string, string | number>>,
  danger = false,
) {
  return html`<form method="post" action="${action}">${Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}<button class="button${danger && ' danger'}">${label}</button></form>`
}

/** What was asked for with a line. Names that start with "_" are not for shoppers, as at Shopify. */
const wishes = (line: LineRecord, forShopper: boolean) =>
  line.properties
    .filter(({ name }) => !forShopper || !name.startsWith('_'))
    .map(
      ({ name, value }) =>
        html`<div class="small"><span class="quiet">${name}:</span> <bdi>${value}</bdi></div>`,
    )

function pictured(
  world: World,
  line: LineRecord,
  body: Markup,
  pieces: Markup,
  deeds?: Markup | null,
) {
  const picture =
    line.productId === null ? '/assets/icon.svg' : picturePath(world.shop.domain, line.productId)
  return html`<li class="line"><img src="${picture}" alt="" width="44" height="44">
<div class="body"><div>${line.title}${line.variantTitle && html` <span class="quiet">· ${line.variantTitle}</span>`}</div>${body}</div>
<div class="number">${pieces}</div>${deeds && html`<div class="deeds row">${deeds}</div>`}</li>`
}

/** One line of goods for the merchant: picture, name, SKU, what was written on it, pieces. */
export const lineRow = (world: World, line: LineRecord, pieces: Markup, deeds?: Markup | null) =>
  pictured(
    world,
    line,
    html`<div class="quiet small">${line.sku ?? 'no SKU'}${!line.requiresShipping && html` · nothing to send`}</div>${wishes(line, false)}`,
    pieces,
    deeds,
  )

/** The same for the shopper. */
export const boughtRow = (world: World, line: LineRecord, pieces: Markup) =>
  pictured(world, line, html`${wishes(line, true)}`, pieces)

const placeName = (world: World, locationId: number): string =>
  world.locations.get(locationId)?.name ?? 'an unknown place'

function holdNote(hold: HoldRecord, fulfillmentOrder: number, actions: string) {
  return html`<div class="banner bad row apart"><span><strong>On hold: ${words(hold.reason)}</strong>
${hold.reasonNotes && html`<br>${hold.reasonNotes}`}<br><code>${hold.handle || 'no handle'}</code></span>
${deed(`${actions}/release`, 'Release hold', { fulfillmentOrder, hold: hold.id })}</div>`
}

function fulfillmentOrderCard(
  world: World,
  order: OrderRecord,
  one: FulfillmentOrderRecord,
  actions: string,
) {
  const may = supportedActions(world, one)
  return html`<section class="card stack"><div class="row apart"><div class="row"><h2>${placeName(world, one.locationId)}</h2>
${codeBadge(one.status)}${one.requestStatus !== 'UNSUBMITTED' && codeBadge(one.requestStatus)}
${one.method !== 'SHIPPING' && badge(words(one.method))}</div><code class="quiet">${one.id}</code></div>
${one.holds.map((hold) => holdNote(hold, one.id, actions))}
${one.preparedForPickupAt !== null && html`<div class="banner ok">Ready for pickup since ${dateTime(one.preparedForPickupAt, world.shop.timezone)}</div>`}
<ul>${one.lines.map((line) => lineRow(world, lineOf(order, line.lineItemId), html`${line.remainingQuantity} of ${line.totalQuantity}`))}</ul>
${may.includes('REQUEST_FULFILLMENT') && html`<div class="row">${deed(`${actions}/request`, 'Request fulfilment', { fulfillmentOrder: one.id })}</div>`}
</section>`
}

function trackingLine({ company, number, url }: FulfillmentRecord['tracking'][number]) {
  const text = [company, number].filter(Boolean).join(' ')
  const href = safeHref(url)
  return html`<div>${href ? html`<a href="${href}">${text || href}</a>` : text || 'No tracking number'}</div>`
}

/** A parcel as the store knows it; also on the shopper's page. */
export function parcelEvents(one: FulfillmentRecord, timezone: string, locale?: string) {
  return html`<ol class="events small">${[...one.events]
    .sort((a, b) => b.happenedAt.localeCompare(a.happenedAt))
    .map(
      (
        event,
      ) => html`<li><span class="quiet">${dateTime(event.happenedAt, timezone, locale)}</span> ${words(event.status)}
${event.message && html`<span class="quiet">– ${event.message}</span>`}${event.city && html`<span class="quiet">, ${event.city}</span>`}</li>`,
    )}</ol>`
}

function fulfillmentCard(world: World, order: OrderRecord, one: FulfillmentRecord) {
  return html`<section class="card stack"><div class="row apart"><div class="row"><h2>${one.name}</h2>
${one.status === 'SUCCESS' ? badge('Sent', 'ok') : badge('Cancelled')}</div>
<span class="quiet small">${dateTime(one.createdAt, world.shop.timezone)}</span></div>
<div><span class="quiet">From ${placeName(world, one.locationId)}${one.notifyCustomer && ' · customer notified'}</span>
${one.tracking.map(trackingLine)}</div>${parcelEvents(one, world.shop.timezone)}
<ul>${one.lines.map((line) => lineRow(world, lineOf(order, line.lineItemId), html`× ${line.quantity}`))}</ul></section>`
}

function returnCard(world: World, order: OrderRecord, one: ReturnRecord) {
  const reverses = one.reverseIds.flatMap((id) => world.reverses.get(id) ?? [])
  const done = reverses.flatMap(({ lines }) => lines.flatMap(({ dispositions }) => dispositions))
  return html`<section class="card stack"><div class="row apart"><div class="row"><h2>Return ${one.name}</h2>${codeBadge(one.status)}</div>
<span class="quiet small">${dateTime(one.createdAt, world.shop.timezone)}</span></div>
${one.decline && html`<p class="quiet">Declined: ${words(one.decline.reason)} ${one.decline.note}</p>`}
<ul>${one.lines.map((line) =>
    lineRow(
      world,
      lineOf(order, line.lineItemId),
      html`× ${line.quantity}<div class="quiet small">${words(line.reason)}</div>${line.customerNote && html`<div class="small"><bdi>${line.customerNote}</bdi></div>`}`,
    ),
  )}</ul>
${done.length > 0 && html`<p class="small quiet">Bench: ${done.map(({ kind, quantity }) => `${count(quantity, 'piece')} ${words(kind).toLowerCase()}`).join(', ')}</p>`}</section>`
}

const byOpenFirst = (a: FulfillmentOrderRecord, b: FulfillmentOrderRecord): number =>
  Number(isOver(a)) - Number(isOver(b))
const isOver = ({ status }: FulfillmentOrderRecord): boolean =>
  status === 'CLOSED' || status === 'CANCELLED'

/** Fulfillment orders, parcels and returns of an order, as cards. */
export function goodsCards(world: World, order: OrderRecord, actions: string): readonly Markup[] {
  const waiting = fulfillmentOrdersOf(world, order).sort(byOpenFirst)
  return [
    ...waiting
      .filter((one) => !isOver(one))
      .map((one) => fulfillmentOrderCard(world, order, one, actions)),
    ...fulfillmentsOf(world, order).map((one) => fulfillmentCard(world, order, one)),
    ...returnsOf(world, order).map((one) => returnCard(world, order, one)),
  ]
}
