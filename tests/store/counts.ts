/**
 * The store's own count of what was done to it, for "made more than once".
 * Shopify refuses most repeats by itself; what it lets through is two things that are alike:
 * the same pieces sent with the same number, the same refund again, the same hold again.
 */
import { netPayment, received, refunded, rowsOf } from './orders/sums.ts'
import type { FulfillmentOrderRecord, FulfillmentRecord } from './records/fulfillment.ts'
import { amountText } from './records/money.ts'
import type { OrderRecord, RefundRecord } from './records/orders.ts'
import type { DoneRecord } from './records/running.ts'
import type { World } from './world.ts'

interface Doubles {
  readonly fulfillments: number
  readonly refunds: number
  readonly requests: number
  readonly holds: number
}

/** Draft orders: made, waiting, completed, mailed; and those made more than once of one form of the app. */
interface DraftCounts {
  readonly made: number
  readonly completed: number
  readonly invoicesSent: number
  readonly doubles: number
}

interface OrderCounts {
  readonly id: number
  readonly name: string
  readonly piecesOrdered: number
  readonly piecesFulfilled: number
  readonly fulfillments: number
  readonly fulfillmentsRefused: number
  readonly paid: string
  readonly refunded: string
  readonly refunds: number
  readonly refundsRefused: number
  readonly requests: number
  readonly accepted: number
  readonly holdsPlaced: number
  readonly holdsReleased: number
  readonly holdsLive: number
  readonly doubles: Doubles
}

export interface Counts {
  readonly orders: readonly OrderCounts[]
  readonly totals: {
    readonly orders: number
    readonly fulfillments: number
    readonly piecesFulfilled: number
    readonly refunds: number
    readonly accepted: number
    readonly drafts: DraftCounts
    readonly doubles: Doubles & { readonly all: number }
  }
}

/** How many of the rows are like an earlier one. */
function repeats<Row>(rows: readonly Row[], likeness: (row: Row) => string): number {
  return rows.length - new Set(rows.map(likeness)).size
}

const parcelLikeness = (one: FulfillmentRecord): string =>
  JSON.stringify([
    // Two gift cards of one line, each sent by itself from an order of its own, are alike and not the same.
    one.lines.map((line) => [line.fulfillmentOrderLineId, line.quantity]).sort(),
    one.tracking.map(({ number }) => number).sort(),
  ])

/** Two live fulfillments with one tracking number, or with the same pieces of one fulfillment order and none. */
function doubleFulfillments(live: readonly FulfillmentRecord[]): number {
  const numbered = live.flatMap((one) =>
    [...new Set(one.tracking.map(({ number }) => number))].filter((number) => number !== null),
  )
  const bare = live.filter((one) => one.tracking.every(({ number }) => number === null))
  return repeats(numbered, String) + repeats(bare, parcelLikeness)
}

function doubleRefunds(world: World, order: OrderRecord, byApp: readonly RefundRecord[]): number {
  const alike = repeats(byApp, (one) =>
    JSON.stringify([
      one.returnId,
      one.lines.map((line) => [line.lineItemId, line.quantity]).sort(),
      rowsOf(world.transactions, one.transactionIds).map(({ amount }) => amount.presentment),
      one.shipping.presentment,
    ]),
  )
  const overpaid = netPayment(world, order).presentment < 0 ? 1 : 0
  return Math.max(alike, overpaid)
}

const doubleHolds = (held: readonly FulfillmentOrderRecord[]): number =>
  held.reduce((sum, one) => sum + repeats(one.holds, ({ reason }) => reason), 0)

/** Accepted more often than it was asked for. */
function doubleAccepts(deeds: readonly DoneRecord[]): number {
  const open = new Map<number, number>()
  let doubles = 0
  for (const one of deeds) {
    if (one.deed === 'requested') {
      open.set(one.fulfillmentOrderId, (open.get(one.fulfillmentOrderId) ?? 0) + 1)
    }
    if (one.deed !== 'accepted') continue
    const left = open.get(one.fulfillmentOrderId) ?? 0
    if (left === 0) doubles += 1
    else open.set(one.fulfillmentOrderId, left - 1)
  }
  return doubles
}

function countOrder(world: World, order: OrderRecord, deeds: readonly DoneRecord[]): OrderCounts {
  const live = rowsOf(world.fulfillments, order.fulfillmentIds).filter(
    (one) => one.status === 'SUCCESS',
  )
  const assigned = rowsOf(world.fulfillmentOrders, order.fulfillmentOrderIds)
  const did = (deed: DoneRecord['deed']) => deeds.filter((one) => one.deed === deed).length
  const refundIds = new Set(
    deeds.flatMap((one) => (one.deed === 'refunded' && one.by === 'app' ? [one.refundId] : [])),
  )
  const byApp = rowsOf(world.refunds, order.refundIds).filter(({ id }) => refundIds.has(id))
  const text = (minor: number) => amountText(minor, order.currency)
  return {
    id: order.id,
    name: order.name,
    piecesOrdered: order.lines.reduce((pieces, line) => pieces + line.quantity, 0),
    piecesFulfilled: live
      .flatMap((one) => one.lines)
      .reduce((pieces, line) => pieces + line.quantity, 0),
    fulfillments: live.length,
    fulfillmentsRefused: did('fulfilment_refused'),
    paid: text(received(world, order).presentment),
    refunded: text(refunded(world, order).presentment),
    refunds: order.refundIds.length,
    refundsRefused: did('refund_refused'),
    requests: did('requested'),
    accepted: did('accepted'),
    holdsPlaced: did('held'),
    holdsReleased: did('released'),
    holdsLive: assigned.reduce((sum, one) => sum + one.holds.length, 0),
    doubles: {
      fulfillments: doubleFulfillments(live),
      refunds: doubleRefunds(world, order, byApp),
      requests: doubleAccepts(deeds),
      holds: doubleHolds(assigned),
    },
  }
}

/** The attribute by which the app knows its own form again. */
const formAttribute = '_orderwright_form'

function countDrafts(world: World): DraftCounts {
  const drafts = [...world.drafts.values()]
  const forms = drafts.flatMap(({ attributes }) =>
    attributes.filter(({ key }) => key === formAttribute).map(({ value }) => value),
  )
  const mailed = drafts.reduce((sum, one) => sum + (one.invoicesSent ?? 0), 0)
  return {
    made: drafts.length,
    completed: drafts.filter((one) => one.status === 'COMPLETED').length,
    invoicesSent: mailed,
    doubles: repeats(forms, String),
  }
}

export function counts(world: World): Counts {
  const deeds = new Map<number, DoneRecord[]>()
  for (const one of world.done) {
    const list = deeds.get(one.orderId)
    if (list === undefined) deeds.set(one.orderId, [one])
    else list.push(one)
  }
  const orders = [...world.orders.values()].map((order) =>
    countOrder(world, order, deeds.get(order.id) ?? []),
  )
  const sum = (of: (one: OrderCounts) => number) =>
    orders.reduce((total, one) => total + of(one), 0)
  const doubles: Doubles = {
    fulfillments: sum((one) => one.doubles.fulfillments),
    refunds: sum((one) => one.doubles.refunds),
    requests: sum((one) => one.doubles.requests),
    holds: sum((one) => one.doubles.holds),
  }
  const drafts = countDrafts(world)
  const all =
    doubles.fulfillments + doubles.refunds + doubles.requests + doubles.holds + drafts.doubles
  return {
    orders,
    totals: {
      orders: orders.length,
      fulfillments: sum((one) => one.fulfillments),
      piecesFulfilled: sum((one) => one.piecesFulfilled),
      refunds: sum((one) => one.refunds),
      accepted: sum((one) => one.accepted),
      drafts,
      doubles: { ...doubles, all },
    },
  }
}
