import { orderStatusPath } from '../addresses.ts'
import { type Answer, BadRequest, type RouteContext, redirect } from '../http.ts'
import {
  currentSubtotal,
  currentTotal,
  fulfillmentsOf,
  lineOf,
  present,
  refunded,
  unfulfilledQuantity,
} from '../orders/sums.ts'
import type { FulfillmentRecord } from '../records/fulfillment.ts'
import type { OrderRecord } from '../records/orders.ts'
import type { World } from '../world.ts'
import { badge } from './badges.ts'
import { statusBlockArea } from './extension-area.ts'
import { count, dateTime, money, words } from './format.ts'
import { frontPage } from './layout.ts'
import { html, safeHref } from './markup.ts'
import { boughtRow, parcelEvents } from './order/goods.ts'
import { addressLines } from './order/people.ts'
import { proxyPath, worldOf } from './shop-names.ts'

/** The order of a status page. @throws BadRequest (404) when no order has this token. */
export function orderByToken(world: World, token: string | undefined): OrderRecord {
  for (const order of world.orders.values()) if (order.statusToken === token) return order
  throw new BadRequest('no order has this page', 404)
}

const newestStatus = (one: FulfillmentRecord): string | null =>
  [...one.events].sort((a, b) => b.happenedAt.localeCompare(a.happenedAt))[0]?.status ?? null

/** How far the goods are: 1 ordered, 2 sent, 3 on their way, 4 there. */
function stepOf(world: World, order: OrderRecord): number {
  const parcels = fulfillmentsOf(world, order).filter((one) => one.status === 'SUCCESS')
  if (parcels.length === 0) return 1
  const waiting = order.lines.some((line) => unfulfilledQuantity(world, order, line.id) > 0)
  const all = (...statuses: readonly string[]) =>
    !waiting && parcels.every((one) => statuses.includes(newestStatus(one) ?? ''))
  if (all('DELIVERED')) return 4
  return parcels.some((one) => one.events.some((event) => event.status !== 'LABEL_PRINTED')) ? 3 : 2
}

const steps: Readonly<Record<OrderRecord['delivery'], readonly string[]>> = {
  shipping: ['Ordered', 'Sent', 'On its way', 'Delivered'],
  pickup: ['Ordered', 'Packed', 'Ready', 'Collected'],
  none: ['Ordered', 'Made ready', 'Sent by e-mail', 'Yours'],
}

function progress(world: World, order: OrderRecord) {
  if (order.cancelledAt !== null) return html`<p>${badge('Cancelled', 'bad')}</p>`
  const at = stepOf(world, order)
  return html`<ol class="steps" aria-label="Progress">${steps[order.delivery].map(
    (label, index) => html`<li${index < at && html` class="done"`}>${label}</li>`,
  )}</ol>`
}

function parcel(world: World, order: OrderRecord, one: FulfillmentRecord, at: number) {
  const due = one.events.findLast(
    (event) => event.estimatedDeliveryAt !== null,
  )?.estimatedDeliveryAt
  const status = newestStatus(one)
  return html`<section class="card stack"><div class="row apart"><h2>Parcel ${at + 1}</h2>${badge(status ? words(status) : 'Sent', status === 'DELIVERED' ? 'ok' : 'info')}</div>
${one.tracking.map(({ company, number, url }) => {
  const href = safeHref(url)
  return html`<p>${company} ${number} ${href && html`<a href="${href}">Follow it at the carrier</a>`}</p>`
})}
${due && html`<p>Expected ${dateTime(due, world.shop.timezone, order.locale)}</p>`}
${parcelEvents(one, world.shop.timezone, order.locale)}
<ul>${one.lines.map((line) => boughtRow(world, lineOf(order, line.lineItemId), html`× ${line.quantity}`))}</ul></section>`
}

function totals(world: World, order: OrderRecord) {
  const amount = (minor: number) => money(minor, order.currency, order.locale)
  const back = refunded(world, order).presentment
  return html`<section class="card stack"><h2>What you ordered</h2>
<ul>${order.lines
    .filter((line) => line.currentQuantity > 0)
    .map((line) =>
      boughtRow(world, line, html`${line.currentQuantity} × ${amount(line.unitPrice.presentment)}`),
    )}</ul>
<dl class="totals"><dt>Goods</dt><dd>${amount(currentSubtotal(order).presentment)}</dd>
${order.shippingLines.map((line) => html`<dt>${line.title}</dt><dd>${amount(line.price.presentment)}</dd>`)}
<dt class="sum">Total</dt><dd class="sum">${amount(currentTotal(world, order).presentment)}</dd>
${back > 0 && html`<dt>Paid back</dt><dd>${amount(back)}</dd>`}</dl></section>`
}

/** The shopper's page of one order. */
export function statusPage(context: RouteContext): Answer {
  const world = worldOf(context)
  const order = orderByToken(world, context.params['token'])
  const { domain, name, email } = world.shop
  const first =
    present(order.shippingAddress)?.firstName ?? present(order.billingAddress)?.firstName
  const address = present(order.shippingAddress)
  const asked = new URLSearchParams({ order: order.name }).toString()
  const parcels = fulfillmentsOf(world, order).filter((one) => one.status === 'SUCCESS')
  return frontPage({
    world,
    title: `Order ${order.name}`,
    lang: 'en',
    body: html`<section class="card stack"><div class="stack tight"><p class="quiet">Order ${order.name} · ${dateTime(order.createdAt, world.shop.timezone, order.locale)}</p>
<h1>Thank you${first && html`, <bdi>${first}</bdi>`}!</h1></div>${progress(world, order)}
<div class="row"><a class="button primary" href="${proxyPath(domain)}/track?${asked}">Track this order</a>
<a class="button" href="${proxyPath(domain)}/returns?${asked}">Return something</a></div></section>
${statusBlockArea(world, order)}
${parcels.map((one, at) => parcel(world, order, one, at))}
${totals(world, order)}
<section class="card stack"><h2>Where it goes</h2>${order.delivery === 'shipping' ? (address ? addressLines(address) : html`<p class="quiet">We have no address for this order yet.</p>`) : html`<p>${order.delivery === 'pickup' ? 'You collect it in the shop.' : 'It comes by e-mail.'}</p>`}
<p class="quiet">Something wrong? Write to <a href="mailto:${email}">${name}</a>. ${count(order.lines.length, 'line')} in this order.</p></section>`,
  })
}

/** `/store/:shop/orders/latest`: what the newest customer sees, for whoever looks at the demo. */
export function latestStatusPath(context: RouteContext): Answer {
  const { orders, shop } = worldOf(context)
  const newest = [...orders.values()].at(-1)
  if (!newest)
    throw new BadRequest('nobody has ordered yet: wait a moment and open this page again', 404)
  return redirect(orderStatusPath(shop.domain, newest.statusToken))
}

/** `/store/:shop/orders/:token`: the short address of the same page. */
export const shortStatusPath = (context: RouteContext): Answer =>
  redirect(orderStatusPath(worldOf(context).shop.domain, context.params['token'] ?? ''))
