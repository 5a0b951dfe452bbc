/** Sending goods out: fulfillments, their tracking and what the carrier says. */
import type { Act } from '../act.ts'
import { fulfillmentStatus, lineOf, mustHave } from '../orders/sums.ts'
import type {
  FulfillmentEventRecord,
  FulfillmentOrderRecord,
  FulfillmentRecord,
} from '../records/fulfillment.ts'
import type { OrderRecord } from '../records/orders.ts'
import { shift } from '../stock/levels.ts'
import { eventBody, fulfillmentBody } from '../webhooks/fulfillment-body.ts'
import { remaining } from './actions.ts'
import { addPieces, change, openFulfillmentOrder, type Wanted } from './lifecycle.ts'

export interface Parcel {
  readonly pieces: readonly { readonly of: FulfillmentOrderRecord; readonly wanted: Wanted }[]
  readonly tracking: FulfillmentRecord['tracking']
  readonly notifyCustomer: boolean
}

/** Books a fulfillment that was found to be in order. */
export function fulfill(act: Act, order: OrderRecord, parcel: Parcel): FulfillmentRecord {
  const { world } = act
  const from = [...new Set(parcel.pieces.map(({ of }) => of))]
  const locationId = from[0]?.locationId ?? 0
  const made: FulfillmentRecord = {
    type: 'Fulfillment',
    id: act.id(),
    orderId: order.id,
    name: `${order.name}-F${order.fulfillmentIds.length + 1}`,
    locationId,
    fulfillmentOrderIds: from.map((one) => one.id),
    lines: parcel.pieces.map(({ wanted: { line, quantity } }) => ({
      type: 'FulfillmentLineItem',
      id: act.id(),
      lineItemId: line.lineItemId,
      fulfillmentOrderLineId: line.id,
      quantity,
    })),
    status: 'SUCCESS',
    tracking: parcel.tracking,
    events: [],
    notifyCustomer: parcel.notifyCustomer,
    createdAt: act.at,
    updatedAt: act.at,
  }
  for (const { wanted } of parcel.pieces) {
    wanted.line.remainingQuantity -= wanted.quantity
    shift(act, lineOf(order, wanted.line.lineItemId).variantId, locationId, {
      committed: -wanted.quantity,
    })
  }
  for (const one of from) afterSending(act, one)
  world.fulfillments.set(made.id, made)
  order.fulfillmentIds.push(made.id)
  act.note({
    deed: 'fulfilled',
    orderId: order.id,
    fulfillmentId: made.id,
    fulfillmentOrderIds: made.fulfillmentOrderIds,
  })
  act.touch(order)
  act.tell('fulfillments/create', () => fulfillmentBody(world, order, made))
  const whole = fulfillmentStatus(world, order) === 'FULFILLED'
  act.tellOrder(whole ? 'orders/fulfilled' : 'orders/partially_fulfilled', order)
  return made
}

function afterSending(act: Act, one: FulfillmentOrderRecord): void {
  change(act, one)
  if (remaining(one) > 0) {
    one.status = 'IN_PROGRESS'
    return
  }
  one.status = 'CLOSED'
  one.progressReported = false
  if (one.requestStatus === 'ACCEPTED') one.requestStatus = 'CLOSED'
}

/** The goods did not go: they wait again, in a fulfillment order of their own where the old one is closed. */
export function cancelFulfillment(act: Act, one: FulfillmentRecord): void {
  const { world } = act
  const order = mustHave(world.orders, one.orderId)
  one.status = 'CANCELLED'
  one.updatedAt = act.at
  for (const line of one.lines) {
    shift(act, lineOf(order, line.lineItemId).variantId, one.locationId, {
      committed: line.quantity,
    })
  }
  const before = mustHave(world.fulfillmentOrders, one.fulfillmentOrderIds[0] ?? 0)
  if (before.status === 'CLOSED') openFulfillmentOrder(act, order, before, one.lines)
  else for (const line of one.lines) addPieces(act, before, line.lineItemId, line.quantity)
  act.tell('fulfillments/update', () => fulfillmentBody(world, order, one))
  act.touch(order)
}

export function setTracking(
  act: Act,
  one: FulfillmentRecord,
  tracking: FulfillmentRecord['tracking'],
): void {
  const order = mustHave(act.world.orders, one.orderId)
  one.tracking = tracking
  one.updatedAt = act.at
  act.tell('fulfillments/update', () => fulfillmentBody(act.world, order, one))
  act.touch(order)
}

export function addEvent(
  act: Act,
  one: FulfillmentRecord,
  what: Omit<FulfillmentEventRecord, 'type' | 'id' | 'createdAt'>,
): FulfillmentEventRecord {
  const order = mustHave(act.world.orders, one.orderId)
  const made: FulfillmentEventRecord = {
    type: 'FulfillmentEvent',
    id: act.id(),
    ...what,
    createdAt: act.at,
  }
  one.events = [...one.events, made].sort((a, b) => (a.happenedAt < b.happenedAt ? -1 : 1))
  one.updatedAt = act.at
  act.tell('fulfillment_events/create', () => eventBody(act.world, one, made))
  act.tell('fulfillments/update', () => fulfillmentBody(act.world, order, one))
  act.touch(order)
  return made
}
