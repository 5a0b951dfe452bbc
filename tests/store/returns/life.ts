/** A return's way: asked for, approved or declined, sent back, looked at, paid back, closed. */
import type { Act } from '../act.ts'
import { gid } from '../ids.ts'
import { lineOf, mustHave, rowsOf } from '../orders/sums.ts'
import type {
  Disposition,
  ReturnLineRecord,
  ReturnRecord,
  ReverseRecord,
} from '../records/fulfillment.ts'
import type { Bag } from '../records/money.ts'
import type { OrderRecord } from '../records/orders.ts'
import { shift } from '../stock/levels.ts'
import { moneySet } from '../webhooks/money-body.ts'

export type NewReturnLine = Omit<
  ReturnLineRecord,
  'type' | 'id' | 'processedQuantity' | 'refundedQuantity'
>

export function newReturn(
  act: Act,
  order: OrderRecord,
  lines: readonly NewReturnLine[],
  shippingFee: Bag | null,
): ReturnRecord {
  const made: ReturnRecord = {
    type: 'Return',
    id: act.id(),
    orderId: order.id,
    name: `${order.name}-R${order.returnIds.length + 1}`,
    status: 'REQUESTED',
    lines: lines.map((line) => ({
      type: 'ReturnLineItem',
      id: act.id(),
      ...line,
      processedQuantity: 0,
      refundedQuantity: 0,
    })),
    reverseIds: [],
    refundIds: [],
    decline: null,
    shippingFee,
    createdAt: act.at,
    approvedAt: null,
    closedAt: null,
  }
  act.world.returns.set(made.id, made)
  order.returnIds.push(made.id)
  act.touch(order)
  return made
}

/** The return is on: the goods may come back. */
export function approve(act: Act, one: ReturnRecord): void {
  one.status = 'OPEN'
  one.approvedAt = act.at
  const reverse: ReverseRecord = {
    type: 'ReverseFulfillmentOrder',
    id: act.id(),
    returnId: one.id,
    orderId: one.orderId,
    status: 'OPEN',
    lines: one.lines.map((line) => ({
      type: 'ReverseFulfillmentOrderLineItem',
      id: act.id(),
      returnLineId: line.id,
      fulfillmentLineItemId: line.fulfillmentLineItemId,
      lineItemId: line.lineItemId,
      quantity: line.quantity,
      dispositions: [],
    })),
  }
  act.world.reverses.set(reverse.id, reverse)
  one.reverseIds.push(reverse.id)
  act.tell('returns/approve', () => returnBody(act, one))
  act.touch(mustHave(act.world.orders, one.orderId))
}

export interface Disposal {
  readonly reverse: ReverseRecord
  readonly line: ReverseRecord['lines'][number]
  readonly kind: Disposition
  readonly quantity: number
  readonly locationId: number | null
}

/** Says what became of goods that came back; restocked ones are available again at their place. */
export function dispose(act: Act, disposals: readonly Disposal[]): void {
  const [first] = disposals
  if (first === undefined) return
  const { reverse } = first
  const order = mustHave(act.world.orders, reverse.orderId)
  for (const one of disposals) {
    one.line.dispositions.push({
      id: act.id(),
      kind: one.kind,
      quantity: one.quantity,
      locationId: one.locationId,
    })
    if (one.kind === 'RESTOCKED' && one.locationId !== null) {
      shift(act, lineOf(order, one.line.lineItemId).variantId, one.locationId, {
        available: one.quantity,
      })
    }
  }
  if (reverse.lines.every((line) => disposed(line) >= line.quantity)) reverse.status = 'CLOSED'
  act.touch(order)
  act.tell('reverse_fulfillment_orders/dispose', () => ({
    id: reverse.id,
    admin_graphql_api_id: gid('ReverseFulfillmentOrder', reverse.id),
    dispositions: disposals.map((one) => ({
      reverse_fulfillment_order_line_item: {
        id: one.line.id,
        admin_graphql_api_id: gid('ReverseFulfillmentOrderLineItem', one.line.id),
      },
      reverse_delivery_line_item: null,
      type: one.kind.toLowerCase(),
      location:
        one.locationId === null
          ? null
          : { id: one.locationId, admin_graphql_api_id: gid('Location', one.locationId) },
      quantity: one.quantity,
    })),
    total_dispositions: disposals.length,
  }))
}

export const disposed = (line: ReverseRecord['lines'][number]): number =>
  line.dispositions.reduce((pieces, one) => pieces + one.quantity, 0)

/** Ends a return one way or another and tells of it. */
export function end(
  act: Act,
  one: ReturnRecord,
  status: 'CLOSED' | 'CANCELED' | 'DECLINED' | 'OPEN',
): void {
  one.status = status
  one.closedAt = status === 'CLOSED' ? act.at : null
  if (status === 'CANCELED') {
    for (const reverse of rowsOf(act.world.reverses, one.reverseIds)) reverse.status = 'CANCELED'
  }
  if (status === 'DECLINED') {
    act.tell('returns/decline', () => ({
      ...head(one),
      decline: one.decline && {
        reason: one.decline.reason.toLowerCase(),
        note: one.decline.note,
      },
    }))
  } else {
    const topic = { CLOSED: 'close', CANCELED: 'cancel', OPEN: 'reopen' }[status]
    act.tell(`returns/${topic}`, () => ({
      id: one.id,
      admin_graphql_api_id: gid('Return', one.id),
      order_id: one.orderId,
      status: one.status.toLowerCase(),
    }))
  }
  act.touch(mustHave(act.world.orders, one.orderId))
}

const head = (one: ReturnRecord) => ({
  id: one.id,
  admin_graphql_api_id: gid('Return', one.id),
  status: one.status.toLowerCase(),
  order: { id: one.orderId, admin_graphql_api_id: gid('Order', one.orderId) },
})

/** The body of returns/request, returns/approve and returns/process. */
export function returnBody(act: Act, one: ReturnRecord) {
  const { world } = act
  const order = mustHave(world.orders, one.orderId)
  return {
    ...head(one),
    total_return_line_items: one.lines.reduce((pieces, line) => pieces + line.quantity, 0),
    name: one.name,
    return_line_items: one.lines.map((line) => ({
      id: line.id,
      admin_graphql_api_id: gid('ReturnLineItem', line.id),
      fulfillment_line_item: {
        id: line.fulfillmentLineItemId,
        admin_graphql_api_id: gid('FulfillmentLineItem', line.fulfillmentLineItemId),
        line_item: {
          id: line.lineItemId,
          admin_graphql_api_id: gid('LineItem', line.lineItemId),
        },
      },
      quantity: line.quantity,
      return_reason: line.reason.toLowerCase(),
      return_reason_note: line.reasonNote,
      customer_note: line.customerNote,
    })),
    return_shipping_fees:
      one.shippingFee === null
        ? []
        : [
            {
              id: one.id,
              admin_graphql_api_id: gid('ReturnShippingFee', one.id),
              price: moneySet(world, order.currency, one.shippingFee),
            },
          ],
    exchange_line_items: [],
    total_exchange_line_items: 0,
  }
}
