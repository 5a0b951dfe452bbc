/** What the merchant's admin (or the buyer) does to an order besides the API: cancel, edit, pay. */
import type { Act } from '../act.ts'
import { isCancellationPending } from '../fulfillment/actions.ts'
import { addPieces, brief, takeUnfulfilled } from '../fulfillment/lifecycle.ts'
import { askCancellation } from '../fulfillment/request.ts'
import { gid } from '../ids.ts'
import type { FulfillmentOrderRecord } from '../records/fulfillment.ts'
import { minus, nothing, sum } from '../records/money.ts'
import type { OrderRecord } from '../records/orders.ts'
import { shift } from '../stock/levels.ts'
import { refund } from './refund.ts'
import {
  fulfillmentOrdersOf,
  fulfillmentsOf,
  isEnded,
  netPayment,
  refundsOf,
  returnsOf,
  shippingTotal,
  transactionsOf,
  unfulfilledQuantity,
} from './sums.ts'

export interface Cancellation {
  readonly reason: string
  readonly note: string | null
  readonly restock: boolean
  readonly refund: boolean
}

/** Why an order cannot be cancelled, in Shopify's words; null when it can. */
export function whyNotCancel(act: Act, order: OrderRecord): string | null {
  if (order.cancelledAt !== null) return 'Cannot cancel an order that has already been canceled'
  if (fulfillmentsOf(act.world, order).some((one) => one.status === 'SUCCESS')) {
    return 'Cannot cancel an order that has outstanding fulfillments'
  }
  const living = returnsOf(act.world, order).some(
    (one) => one.status === 'OPEN' || one.status === 'REQUESTED',
  )
  return living ? 'Cannot cancel an order that has returns' : null
}

export function cancelOrder(act: Act, order: OrderRecord, how: Cancellation): void {
  const atServices = fulfillmentOrdersOf(act.world, order).filter(isWithService)
  order.cancelledAt = act.at
  order.closedAt = act.at
  order.cancelReason = how.reason
  order.cancelNote = how.note
  const waiting = order.lines
    .map((line) => ({ line, quantity: unfulfilledQuantity(act.world, order, line.id) }))
    .filter(({ quantity }) => quantity > 0)
  const paid = netPayment(act.world, order)
  const held = fulfillmentOrdersOf(act.world, order).filter((one) => !isEnded(one))
  for (const one of atServices) {
    if (!isCancellationPending(act.world, one)) askCancellation(act, one, 'Order cancelled')
  }
  refund(act, order, {
    lines: waiting.map(({ line, quantity }) => ({
      lineItemId: line.id,
      quantity,
      restockType: how.restock ? 'CANCEL' : 'NO_RESTOCK',
      locationId: null,
    })),
    shipping: how.refund
      ? minus(shippingTotal(order), sum(refundsOf(act.world, order).map((one) => one.shipping)))
      : nothing,
    amount: how.refund ? paid : nothing,
    note: null,
    returnId: null,
    parentId: null,
  })
  for (const one of transactionsOf(act.world, order))
    if (one.status === 'PENDING') one.status = 'FAILURE'
  for (const one of held) {
    act.tell('fulfillment_orders/cancelled', () => ({
      fulfillment_order: brief(one),
      replacement_fulfillment_order: null,
    }))
  }
  act.tellOrder('orders/cancelled', order)
}

const isWithService = (one: FulfillmentOrderRecord): boolean =>
  !isEnded(one) && (one.requestStatus === 'ACCEPTED' || one.requestStatus === 'SUBMITTED')

/** An order edit that sets how many pieces of a line are wanted. Never below what was sent. */
export function editQuantity(act: Act, order: OrderRecord, lineAt: number, to: number): boolean {
  const line = order.lines[lineAt]
  if (line === undefined || order.cancelledAt !== null) return false
  const delta = Math.max(to - line.currentQuantity, -unfulfilledQuantity(act.world, order, line.id))
  if (delta === 0) return false
  if (delta < 0) {
    for (const { locationId, quantity } of takeUnfulfilled(act, order, line.id, -delta)) {
      shift(act, line.variantId, locationId, { committed: -quantity, available: quantity })
    }
  } else {
    const open = fulfillmentOrdersOf(act.world, order).find(
      (one) => one.status === 'OPEN' && one.requestStatus === 'UNSUBMITTED',
    )
    if (open === undefined) return false
    addPieces(act, open, line.id, delta)
    shift(act, line.variantId, open.locationId, { committed: delta, available: -delta })
    line.quantity += delta
  }
  line.currentQuantity += delta
  order.edited = true
  act.touch(order)
  act.tell('orders/edited', () => editBody(act, order, line.id, delta))
  return true
}

function editBody(act: Act, order: OrderRecord, lineId: number, delta: number) {
  const change = [{ id: lineId, delta: Math.abs(delta) }]
  return {
    order_edit: {
      id: act.id(),
      app_id: null,
      created_at: act.at,
      notify_customer: false,
      order_id: order.id,
      staff_note: '',
      user_id: null,
      committed_at: act.at,
      line_items: {
        additions: delta > 0 ? change : [],
        removals: delta < 0 ? change : [],
      },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
      admin_graphql_api_order_id: gid('Order', order.id),
    },
  }
}

/** The bank transfer arrived. */
export function markPaid(act: Act, order: OrderRecord): boolean {
  const waiting = transactionsOf(act.world, order).find((one) => one.status === 'PENDING')
  if (waiting === undefined || order.cancelledAt !== null) return false
  waiting.status = 'SUCCESS'
  act.touch(order)
  act.tellOrder('orders/paid', order)
  return true
}
