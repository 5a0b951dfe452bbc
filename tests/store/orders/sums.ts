/** What an order's records add up to: money, quantities, statuses. Nothing of this is stored. */
import type {
  FulfillmentOrderRecord,
  FulfillmentRecord,
  ReturnRecord,
} from '../records/fulfillment.ts'
import { type Bag, minus, nothing, plus, sum, times } from '../records/money.ts'
import type { LineRecord, OrderRecord, RefundRecord, TransactionRecord } from '../records/orders.ts'
import type { Table, World } from '../world.ts'

/** The rows an order points to. @throws when one is gone: the state is broken then. */
export function rowsOf<Row>(table: Table<Row>, ids: readonly number[]): Row[] {
  return ids.map((id) => mustHave(table, id))
}

export function mustHave<Row>(table: Table<Row>, id: number): Row {
  const row = table.get(id)
  if (row === undefined) throw new Error(`the stand-in store lost row ${id}`)
  return row
}

export const transactionsOf = (world: World, order: OrderRecord): TransactionRecord[] =>
  rowsOf(world.transactions, order.transactionIds)
export const refundsOf = (world: World, order: OrderRecord): RefundRecord[] =>
  rowsOf(world.refunds, order.refundIds)
export const fulfillmentOrdersOf = (world: World, order: OrderRecord): FulfillmentOrderRecord[] =>
  rowsOf(world.fulfillmentOrders, order.fulfillmentOrderIds)
export const fulfillmentsOf = (world: World, order: OrderRecord): FulfillmentRecord[] =>
  rowsOf(world.fulfillments, order.fulfillmentIds)
export const returnsOf = (world: World, order: OrderRecord): ReturnRecord[] =>
  rowsOf(world.returns, order.returnIds)

export const lineOf = (order: OrderRecord, lineItemId: number): LineRecord => {
  const line = order.lines.find((one) => one.id === lineItemId)
  if (line === undefined) throw new Error(`the stand-in store lost line ${lineItemId}`)
  return line
}

export const originalSubtotal = (order: OrderRecord): Bag =>
  sum(order.lines.map((line) => times(line.unitPrice, line.quantity)))
export const currentSubtotal = (order: OrderRecord): Bag =>
  sum(order.lines.map((line) => times(line.unitPrice, line.currentQuantity)))
export const shippingTotal = (order: OrderRecord): Bag =>
  sum(order.shippingLines.map((line) => line.price))
export const originalTotal = (order: OrderRecord): Bag =>
  plus(originalSubtotal(order), shippingTotal(order))

export const refundedShipping = (world: World, order: OrderRecord): Bag =>
  sum(refundsOf(world, order).map((refund) => refund.shipping))
export const currentTotal = (world: World, order: OrderRecord): Bag =>
  plus(currentSubtotal(order), minus(shippingTotal(order), refundedShipping(world, order)))

const settled = (
  world: World,
  order: OrderRecord,
  kinds: readonly TransactionRecord['kind'][],
): Bag =>
  sum(
    transactionsOf(world, order)
      .filter((one) => one.status === 'SUCCESS' && kinds.includes(one.kind))
      .map((one) => one.amount),
  )

/** Paid in, before refunds. */
export const received = (world: World, order: OrderRecord): Bag =>
  settled(world, order, ['SALE', 'CAPTURE'])
export const refunded = (world: World, order: OrderRecord): Bag => settled(world, order, ['REFUND'])
export const netPayment = (world: World, order: OrderRecord): Bag =>
  minus(received(world, order), refunded(world, order))

export const outstanding = (world: World, order: OrderRecord): Bag => {
  if (order.cancelledAt !== null) return nothing
  const owed = minus(currentTotal(world, order), netPayment(world, order))
  return owed.shop > 0 ? owed : nothing
}

export type FinancialStatus =
  | 'AUTHORIZED'
  | 'PAID'
  | 'PARTIALLY_PAID'
  | 'PARTIALLY_REFUNDED'
  | 'PENDING'
  | 'REFUNDED'
  | 'VOIDED'

export function financialStatus(world: World, order: OrderRecord): FinancialStatus {
  const paidIn = received(world, order).shop
  const paidBack = refunded(world, order).shop
  if (paidIn === 0) {
    if (originalTotal(order).shop === 0) return 'PAID'
    return order.cancelledAt === null ? 'PENDING' : 'VOIDED'
  }
  if (paidBack >= paidIn) return 'REFUNDED'
  if (paidBack > 0) return 'PARTIALLY_REFUNDED'
  return paidIn < currentTotal(world, order).shop ? 'PARTIALLY_PAID' : 'PAID'
}

/** Pieces of a line sent out, cancelled fulfillments not counted. */
export function fulfilledQuantity(world: World, order: OrderRecord, lineItemId: number): number {
  let pieces = 0
  for (const fulfillment of fulfillmentsOf(world, order)) {
    if (fulfillment.status !== 'SUCCESS') continue
    for (const line of fulfillment.lines) {
      if (line.lineItemId === lineItemId) pieces += line.quantity
    }
  }
  return pieces
}

const ended: ReadonlySet<string> = new Set(['CLOSED', 'CANCELLED'])
export const isEnded = (one: FulfillmentOrderRecord): boolean => ended.has(one.status)

/** Pieces of a line that still wait to be sent. */
export function unfulfilledQuantity(world: World, order: OrderRecord, lineItemId: number): number {
  let pieces = 0
  for (const one of fulfillmentOrdersOf(world, order)) {
    if (isEnded(one)) continue
    for (const line of one.lines) {
      if (line.lineItemId === lineItemId) pieces += line.remainingQuantity
    }
  }
  return pieces
}

export const refundedQuantity = (world: World, order: OrderRecord, lineItemId: number): number =>
  refundsOf(world, order)
    .flatMap((refund) => refund.lines)
    .filter((line) => line.lineItemId === lineItemId)
    .reduce((pieces, line) => pieces + line.quantity, 0)

export type FulfillmentStatus =
  | 'FULFILLED'
  | 'PARTIALLY_FULFILLED'
  | 'ON_HOLD'
  | 'IN_PROGRESS'
  | 'REQUEST_DECLINED'
  | 'SCHEDULED'
  | 'UNFULFILLED'

export function fulfillmentStatus(world: World, order: OrderRecord): FulfillmentStatus {
  const open = fulfillmentOrdersOf(world, order).filter((one) => !isEnded(one))
  const waiting = open.some((one) => one.lines.some((line) => line.remainingQuantity > 0))
  const sent = fulfillmentsOf(world, order).some((one) => one.status === 'SUCCESS')
  if (sent) return waiting ? 'PARTIALLY_FULFILLED' : 'FULFILLED'
  if (!waiting) return 'UNFULFILLED'
  if (open.every((one) => one.status === 'ON_HOLD')) return 'ON_HOLD'
  if (open.every((one) => one.status === 'SCHEDULED')) return 'SCHEDULED'
  if (open.some((one) => one.requestStatus === 'REJECTED')) return 'REQUEST_DECLINED'
  const busy = (one: FulfillmentOrderRecord) =>
    one.status === 'IN_PROGRESS' || one.requestStatus === 'SUBMITTED'
  return open.every(busy) ? 'IN_PROGRESS' : 'UNFULFILLED'
}

export function returnStatus(world: World, order: OrderRecord): string {
  const all = returnsOf(world, order)
  const has = (status: ReturnRecord['status']) => all.some((one) => one.status === status)
  if (has('REQUESTED')) return 'RETURN_REQUESTED'
  if (has('OPEN')) {
    const open = all.filter((one) => one.status === 'OPEN')
    return open.every((one) => isInspected(world, one)) ? 'INSPECTION_COMPLETE' : 'IN_PROGRESS'
  }
  if (has('CLOSED')) return 'RETURNED'
  return has('CANCELED') ? 'RETURN_FAILED' : 'NO_RETURN'
}

const isInspected = (world: World, one: ReturnRecord): boolean =>
  rowsOf(world.reverses, one.reverseIds).every((reverse) =>
    reverse.lines.every(
      (line) =>
        line.dispositions.reduce((pieces, done) => pieces + done.quantity, 0) >= line.quantity,
    ),
  )

export const weightOf = (order: OrderRecord, current: boolean): number =>
  order.lines.reduce(
    (grams, line) => grams + line.grams * (current ? line.currentQuantity : line.quantity),
    0,
  )

/** The value when there is one; null for null, '' and a missing key: what GraphQL shows. */
export const present = <T>(value: T | null | 'absent'): T | null =>
  value === 'absent' || value === '' ? null : value
