import {
  currentSubtotal,
  currentTotal,
  outstanding,
  received,
  refunded,
  refundedQuantity,
  refundsOf,
  shippingTotal,
  unfulfilledQuantity,
} from '../../orders/sums.ts'
import type { LineRecord, OrderRecord } from '../../records/orders.ts'
import type { World } from '../../world.ts'
import { count, dateTime, money } from '../format.ts'
import { html } from '../markup.ts'
import { deed, lineRow } from './goods.ts'

function lineDeeds(world: World, order: OrderRecord, line: LineRecord, actions: string) {
  if (order.cancelledAt !== null || line.currentQuantity === 0) return null
  const at = order.lines.indexOf(line)
  const waiting = unfulfilledQuantity(world, order, line.id)
  return html`<form class="row" method="post" action="${actions}/edit"><input type="hidden" name="line" value="${at}">
<label class="quiet small" for="to-${line.id}">Quantity</label>
<input class="field short" id="to-${line.id}" name="to" type="number" min="${line.currentQuantity - waiting}" max="99" value="${line.currentQuantity}">
<button class="button">Edit</button></form>${deed(`${actions}/refund`, 'Refund one', { line: at, quantity: 1 })}`
}

/** What was bought, with the buttons that change it. */
export function linesCard(world: World, order: OrderRecord, actions: string) {
  const total = (line: LineRecord) =>
    money(line.unitPrice.presentment * line.currentQuantity, order.currency)
  const pieces = (line: LineRecord) => {
    const back = refundedQuantity(world, order, line.id)
    const gone =
      line.currentQuantity !== line.quantity &&
      html`<div class="quiet small">ordered ${line.quantity}</div>`
    return html`${line.currentQuantity} × ${money(line.unitPrice.presentment, order.currency)}<div>${total(line)}</div>${gone}
${back > 0 && html`<div class="quiet small">${back} refunded</div>`}`
  }
  return html`<section class="card"><h2>Ordered</h2><ul>${order.lines.map((line) =>
    lineRow(world, line, pieces(line), lineDeeds(world, order, line, actions)),
  )}</ul></section>`
}

/** What it costs, what was paid and paid back. */
export function totalsCard(world: World, order: OrderRecord) {
  const amount = (minor: number) => money(minor, order.currency)
  const owed = outstanding(world, order).presentment
  const refunds = refundsOf(world, order)
  const shop = currentTotal(world, order).shop
  return html`<section class="card stack"><h2>Payment</h2><dl class="totals">
<dt>Goods</dt><dd>${amount(currentSubtotal(order).presentment)}</dd>
${order.shippingLines.map((line) => html`<dt>${line.title}</dt><dd>${amount(line.price.presentment)}</dd>`)}
${order.shippingLines.length === 0 && html`<dt class="quiet">No shipping line</dt><dd>${amount(shippingTotal(order).presentment)}</dd>`}
<dt class="sum">Total</dt><dd class="sum">${amount(currentTotal(world, order).presentment)}</dd>
${order.currency !== world.shop.currency && html`<dt class="quiet">In the shop’s currency</dt><dd class="quiet">${money(shop, world.shop.currency)}</dd>`}
<dt>Paid</dt><dd>${amount(received(world, order).presentment)}</dd>
${refunds.length > 0 && html`<dt>Paid back</dt><dd>${amount(refunded(world, order).presentment)}</dd>`}
${owed > 0 && html`<dt class="sum">Still owed</dt><dd class="sum">${amount(owed)}</dd>`}</dl>
${refunds.map(
  (one) => html`<p class="small quiet">Refund of ${dateTime(one.createdAt, world.shop.timezone)}:
${count(
  one.lines.reduce((sum, line) => sum + line.quantity, 0),
  'piece',
)}${one.note && html`, “${one.note}”`}</p>`,
)}</section>`
}
