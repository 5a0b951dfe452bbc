import type { Answer, RouteContext } from '../http.ts'
import { currentTotal, financialStatus, fulfillmentStatus, present } from '../orders/sums.ts'
import type { OrderRecord } from '../records/orders.ts'
import type { World } from '../world.ts'
import { financialBadge, fulfillmentBadge } from './badges.ts'
import { count, dateTime, money } from './format.ts'
import { adminPage } from './layout.ts'
import { html } from './markup.ts'
import { adminPath, worldOf } from './shop-names.ts'
import { staffMember } from './staff.ts'

/** Who ordered, as far as the order says; null when it says nothing. */
function buyerName(world: World, order: OrderRecord): string | null {
  const customer = present(order.customerId)
  const known = customer === null ? undefined : world.customers.get(customer)
  const address = present(order.shippingAddress) ?? present(order.billingAddress)
  const names = known ?? address
  return [names?.firstName, names?.lastName].filter(Boolean).join(' ') || present(order.email)
}

function row(world: World, order: OrderRecord) {
  const { domain, timezone } = world.shop
  const pieces = order.lines.reduce((sum, line) => sum + line.currentQuantity, 0)
  const total = currentTotal(world, order).presentment
  const badges = [
    financialBadge(financialStatus(world, order)),
    fulfillmentBadge(fulfillmentStatus(world, order)),
  ]
  return html`<tr${order.cancelledAt !== null && html` class="off"`}>
<td class="nowrap"><a class="strong-link" href="${adminPath(domain)}/orders/${order.id}">${order.name}</a></td>
<td class="quiet nowrap">${dateTime(order.createdAt, timezone)}</td>
<td><bdi>${buyerName(world, order) ?? html`<span class="quiet">Nobody named</span>`}</bdi></td>
<td class="number">${money(total, order.currency)}</td>
<td class="nowrap"><span class="row">${badges}</span></td>
<td class="quiet nowrap">${count(pieces, 'item')}</td></tr>`
}

const pageSize = 50

/** `/store/:shop/admin/orders`: newest first; `?q=` looks in numbers, names and e-mails. */
export function ordersPage(context: RouteContext): Answer {
  const { request } = context
  const world = worldOf(context)
  const asked = request.url.searchParams.get('q')?.trim() ?? ''
  const at = Math.max(1, Number(request.url.searchParams.get('page')) || 1)
  const wanted = asked.toLowerCase()
  const found = [...world.orders.values()]
    .reverse()
    .filter((order) =>
      `${order.name} ${buyerName(world, order)} ${order.email}`.toLowerCase().includes(wanted),
    )
  const shown = found.slice((at - 1) * pageSize, at * pageSize)
  const turn = (to: number, label: string) =>
    html`<a class="button" href="?${new URLSearchParams({ q: asked, page: String(to) }).toString()}">${label}</a>`
  return adminPage({
    world,
    who: staffMember(request),
    title: 'Orders',
    at: 'orders',
    here: request.url.pathname,
    body: html`<div class="page">
<div class="row apart"><h1>Orders</h1><form class="row" role="search"><label class="visually-hidden" for="q">Search orders</label>
<input class="field" type="search" id="q" name="q" value="${asked}" placeholder="Number, name or e-mail"><button class="button">Search</button></form></div>
<section class="card flush"><div class="table-scroll"><table class="cards"><thead><tr><th>Order</th><th>Date</th><th>Customer</th>
<th class="number">Total</th><th>Status</th><th>Items</th></tr></thead><tbody>${shown.map((order) => row(world, order))}</tbody></table></div>
${shown.length === 0 && html`<p class="quiet page">${asked ? `No order matches “${asked}”.` : 'No order yet.'}</p>`}</section>
<div class="row apart"><span class="quiet">${count(found.length, 'order')}</span><span class="row">
${at > 1 && turn(at - 1, '‹ Newer')}${at * pageSize < found.length && turn(at + 1, 'Older ›')}</span></div></div>`,
  })
}
