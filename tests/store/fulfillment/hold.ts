/** Holds on fulfillment orders. */
import type { Act } from '../act.ts'
import { gid } from '../ids.ts'
import { mustHave } from '../orders/sums.ts'
import type { FulfillmentOrderRecord, HoldRecord } from '../records/fulfillment.ts'
import { brief, change, mergeInto, restOf, splitOff, type Wanted } from './lifecycle.ts'

export const mostHolds = 10

const holdBody = (hold: HoldRecord) => ({
  id: gid('FulfillmentHold', hold.id),
  reason: hold.reason.toLowerCase(),
  reason_notes: hold.reasonNotes,
  held_by_requesting_app: hold.handle !== '',
  handle: hold.handle === '' ? null : hold.handle,
  held_by_app: hold.handle === '' ? null : { id: gid('App', 1) },
})

export interface HoldWish {
  readonly reason: string
  readonly reasonNotes: string | null
  readonly handle: string
  readonly externalId: string | null
}

/**
 * Places a hold. With `wanted`, the other pieces go on in a fulfillment order of their own.
 * @returns that one, when there is one.
 */
export function placeHold(
  act: Act,
  one: FulfillmentOrderRecord,
  wish: HoldWish,
  wanted: readonly Wanted[],
): { readonly hold: HoldRecord; readonly rest: FulfillmentOrderRecord | null } {
  const others = wanted.length === 0 ? [] : restOf(one, wanted)
  const rest = others.length === 0 ? null : splitOff(act, one, others)
  if (rest !== null) rest.splitFromId = one.id
  const hold: HoldRecord = {
    type: 'FulfillmentHold',
    id: act.id(),
    ...wish,
    createdAt: act.at,
  }
  const first = one.status !== 'ON_HOLD'
  one.holds.push(hold)
  one.status = 'ON_HOLD'
  one.progressReported = false
  change(act, one)
  act.note({ deed: 'held', orderId: one.orderId, holdId: hold.id, handle: hold.handle })
  act.tell('fulfillment_holds/added', () => ({
    fulfillment_order: { id: gid('FulfillmentOrder', one.id) },
    fulfillment_hold: holdBody(hold),
  }))
  if (first) {
    act.tell('fulfillment_orders/placed_on_hold', () => ({
      fulfillment_order: { ...brief(one), fulfillment_holds: one.holds.map(holdBody) },
      remaining_fulfillment_order: rest === null ? null : brief(rest),
      held_fulfillment_order_line_items: one.lines.map((line) => ({
        id: gid('FulfillmentOrderLineItem', line.id),
        quantity: line.remainingQuantity,
      })),
      created_fulfillment_hold: holdBody(hold),
    }))
  }
  act.touch(mustHave(act.world.orders, one.orderId))
  return { hold, rest }
}

/** Lifts holds; after the last one the fulfillment order is open again and takes its split-off rest back. */
export function releaseHolds(
  act: Act,
  one: FulfillmentOrderRecord,
  released: readonly HoldRecord[],
): void {
  one.holds = one.holds.filter((hold) => !released.includes(hold))
  change(act, one)
  for (const hold of released) {
    act.note({ deed: 'released', orderId: one.orderId, holdId: hold.id, handle: hold.handle })
    act.tell('fulfillment_holds/released', () => ({
      fulfillment_order: { id: gid('FulfillmentOrder', one.id) },
      fulfillment_hold: holdBody(hold),
    }))
  }
  if (one.holds.length === 0) {
    one.status = 'OPEN'
    mergeRestBack(act, one)
    act.tell('fulfillment_orders/hold_released', () => ({ fulfillment_order: brief(one) }))
  }
  act.touch(mustHave(act.world.orders, one.orderId))
}

function mergeRestBack(act: Act, one: FulfillmentOrderRecord): void {
  const order = mustHave(act.world.orders, one.orderId)
  for (const id of order.fulfillmentOrderIds) {
    const rest = mustHave(act.world.fulfillmentOrders, id)
    if (rest.splitFromId !== one.id) continue
    rest.splitFromId = null
    const untouched = rest.status === 'OPEN' && rest.requestStatus === 'UNSUBMITTED'
    if (untouched && rest.locationId === one.locationId) mergeInto(act, one, rest)
  }
}
