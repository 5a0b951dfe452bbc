/** A draft that becomes an order: completed by staff, or paid by the customer at its payment link. */
import { randomBytes } from 'node:crypto'
import type { Act } from '../act.ts'
import type { DraftOrderRecord, OrderRecord } from '../records/orders.ts'
import { draftBody } from '../webhooks/draft-body.ts'
import { settleNew } from './place.ts'

function orderFrom(act: Act, draft: DraftOrderRecord, sourceName: string): OrderRecord {
  const { world } = act
  world.cells.lastOrderNumber += 1
  const number = world.cells.lastOrderNumber
  const sent = draft.lines.some((line) => line.requiresShipping)
  return {
    type: 'Order',
    id: act.id(),
    name: `#${number}`,
    number,
    seedIndex: null,
    createdAt: act.at,
    updatedAt: act.at,
    closedAt: null,
    cancelledAt: null,
    cancelReason: null,
    cancelNote: null,
    edited: false,
    email: draft.email ?? '',
    phone: draft.phone,
    customerId: draft.customerId,
    shippingAddress: draft.shippingAddress,
    billingAddress: draft.billingAddress,
    currency: draft.currency,
    locale: 'en',
    note: draft.note,
    poNumber: null,
    tags: [...draft.tags],
    attributes: [...draft.attributes],
    lines: draft.lines.map((line) => ({ ...line, id: act.id() })),
    shippingLines: draft.shippingLine === null ? [] : [{ ...draft.shippingLine, id: act.id() }],
    delivery: !sent ? 'none' : draft.pickup ? 'pickup' : 'shipping',
    sourceName,
    statusToken: randomBytes(16).toString('hex'),
    risk: 'LOW',
    transactionIds: [],
    refundIds: [],
    fulfillmentOrderIds: [],
    fulfillmentIds: [],
    returnIds: [],
    faults: [],
    truth: null,
  }
}

export function placeDraft(
  act: Act,
  draft: DraftOrderRecord,
  how: { readonly paid: boolean; readonly sourceName: string },
): OrderRecord {
  const order = orderFrom(act, draft, how.sourceName)
  settleNew(act, order, how.paid)
  draft.status = 'COMPLETED'
  draft.orderId = order.id
  draft.completedAt = act.at
  draft.updatedAt = act.at
  act.tell('draft_orders/update', () => draftBody(act.world, draft))
  return order
}
