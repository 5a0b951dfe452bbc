/** Making, splitting, merging and ending fulfillment orders. */
import type { Act } from '../act.ts'
import { gid } from '../ids.ts'
import { mustHave } from '../orders/sums.ts'
import type { FulfillmentOrderLine, FulfillmentOrderRecord } from '../records/fulfillment.ts'
import type { OrderRecord } from '../records/orders.ts'
import { remaining } from './actions.ts'

type Pieces = readonly { readonly lineItemId: number; readonly quantity: number }[]

/** A new, open fulfillment order of an order at a location. */
export function openFulfillmentOrder(
  act: Act,
  order: OrderRecord,
  at: { readonly locationId: number; readonly method: FulfillmentOrderRecord['method'] },
  pieces: Pieces,
): FulfillmentOrderRecord {
  const made: FulfillmentOrderRecord = {
    type: 'FulfillmentOrder',
    id: act.id(),
    orderId: order.id,
    locationId: at.locationId,
    status: 'OPEN',
    requestStatus: 'UNSUBMITTED',
    method: at.method,
    lines: pieces.map(({ lineItemId, quantity }) => newLine(act, lineItemId, quantity)),
    holds: [],
    merchantRequestIds: [],
    progressNotes: null,
    progressReported: false,
    preparedForPickupAt: null,
    splitFromId: null,
    createdAt: act.at,
    updatedAt: act.at,
  }
  act.world.fulfillmentOrders.set(made.id, made)
  order.fulfillmentOrderIds.push(made.id)
  return made
}

const newLine = (act: Act, lineItemId: number, quantity: number): FulfillmentOrderLine => ({
  type: 'FulfillmentOrderLineItem',
  id: act.id(),
  lineItemId,
  totalQuantity: quantity,
  remainingQuantity: quantity,
})

/** Pieces asked for by the line's own id, with the line. */
export interface Wanted {
  readonly line: FulfillmentOrderLine
  readonly quantity: number
}

/**
 * Takes pieces out of a fulfillment order into a new one at the same place.
 * @returns the new one; the old one keeps the rest.
 */
export function splitOff(
  act: Act,
  one: FulfillmentOrderRecord,
  wanted: readonly Wanted[],
): FulfillmentOrderRecord {
  const order = mustHave(act.world.orders, one.orderId)
  for (const { line, quantity } of wanted) {
    line.totalQuantity -= quantity
    line.remainingQuantity -= quantity
  }
  one.lines = one.lines.filter((line) => line.totalQuantity > 0)
  change(act, one)
  return openFulfillmentOrder(
    act,
    order,
    one,
    wanted.map(({ line, quantity }) => ({ lineItemId: line.lineItemId, quantity })),
  )
}

/** What stays when these pieces are taken: the complement, line by line. */
export const restOf = (one: FulfillmentOrderRecord, wanted: readonly Wanted[]): Wanted[] =>
  one.lines
    .map((line) => ({
      line,
      quantity: line.remainingQuantity - (wanted.find((each) => each.line === line)?.quantity ?? 0),
    }))
    .filter(({ quantity }) => quantity > 0)

/** Pieces come (back) into a fulfillment order that has, or gets, a line for them. */
export function addPieces(
  act: Act,
  one: FulfillmentOrderRecord,
  lineItemId: number,
  quantity: number,
) {
  const line = one.lines.find((each) => each.lineItemId === lineItemId)
  if (line === undefined) one.lines.push(newLine(act, lineItemId, quantity))
  else {
    line.totalQuantity += quantity
    line.remainingQuantity += quantity
  }
  change(act, one)
}

/** Moves everything that waits in `from` into `into` and closes `from`. */
export function mergeInto(act: Act, into: FulfillmentOrderRecord, from: FulfillmentOrderRecord) {
  for (const line of from.lines) {
    if (line.remainingQuantity > 0) addPieces(act, into, line.lineItemId, line.remainingQuantity)
  }
  closeEmpty(act, from)
  act.tell('fulfillment_orders/merged', () => ({
    merge_intents: [into, from].map((one) => ({
      fulfillment_order_id: one.id,
      fulfillment_order_line_items: one.lines.map((line) => ({
        id: line.id,
        quantity: line.totalQuantity,
      })),
    })),
    fulfillment_order_merges: { fulfillment_order: brief(into) },
  }))
}

/** Nothing waits in it any more. */
export function closeEmpty(act: Act, one: FulfillmentOrderRecord): void {
  for (const line of one.lines) {
    line.totalQuantity -= line.remainingQuantity
    line.remainingQuantity = 0
  }
  one.status = 'CLOSED'
  one.progressReported = false
  change(act, one)
}

/** Takes pieces of a line item that are not wanted any more out of the fulfillment orders; gives where they lay. */
export function takeUnfulfilled(
  act: Act,
  order: OrderRecord,
  lineItemId: number,
  quantity: number,
): readonly { readonly locationId: number; readonly quantity: number }[] {
  const taken: { locationId: number; quantity: number }[] = []
  let left = quantity
  for (const id of order.fulfillmentOrderIds) {
    const one = mustHave(act.world.fulfillmentOrders, id)
    if (one.status === 'CLOSED' || one.status === 'CANCELLED') continue
    for (const line of one.lines) {
      const pieces = Math.min(left, line.lineItemId === lineItemId ? line.remainingQuantity : 0)
      if (pieces === 0) continue
      line.totalQuantity -= pieces
      line.remainingQuantity -= pieces
      left -= pieces
      taken.push({ locationId: one.locationId, quantity: pieces })
      change(act, one)
    }
    if (remaining(one) === 0) {
      one.status = 'CLOSED'
      one.holds = []
    }
  }
  return taken
}

export function change(act: Act, one: FulfillmentOrderRecord): void {
  one.updatedAt = act.at
}

/** How webhooks name a fulfillment order. */
export const brief = (one: FulfillmentOrderRecord) => ({
  id: gid('FulfillmentOrder', one.id),
  status: one.status.toLowerCase(),
})

export const briefWithRequest = (one: FulfillmentOrderRecord) => ({
  ...brief(one),
  request_status: one.requestStatus.toLowerCase(),
})
