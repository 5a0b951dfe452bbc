/** Paying back, with or without goods: used by the API, by returns and by the store itself. */
import type { Act } from '../act.ts'
import { takeUnfulfilled } from '../fulfillment/lifecycle.ts'
import { type Bag, times } from '../records/money.ts'
import type { OrderRecord, RefundRecord, RestockType } from '../records/orders.ts'
import { shift } from '../stock/levels.ts'
import { refundBody } from '../webhooks/money-moves-body.ts'
import { addTransaction } from './pay.ts'
import { lineOf, transactionsOf } from './sums.ts'

export interface RefundOrder {
  readonly lines: readonly {
    readonly lineItemId: number
    readonly quantity: number
    readonly restockType: RestockType
    /** Where returned goods go; null for goods that never left. */
    readonly locationId: number | null
    /** The goods are put away by somebody else (a return's dispositions). */
    readonly stockIsDone?: boolean
  }[]
  readonly shipping: Bag
  /** What is paid back in all; nothing moves when it is 0. */
  readonly amount: Bag
  readonly note: string | null
  readonly returnId: number | null
  /** The payment it is paid back from; null: the first one. */
  readonly parentId: number | null
}

/** Books a refund that was found to be in order. */
export function refund(act: Act, order: OrderRecord, what: RefundOrder): RefundRecord {
  const { world } = act
  const parent =
    what.parentId ??
    transactionsOf(world, order).find((one) => one.kind === 'SALE' && one.status === 'SUCCESS')
      ?.id ??
    null
  const transactionIds =
    what.amount.presentment === 0
      ? []
      : [
          addTransaction(act, order, {
            kind: 'REFUND',
            status: 'SUCCESS',
            amount: what.amount,
            gateway: world.transactions.get(parent ?? 0)?.gateway ?? 'manual',
            parentId: parent,
          }).id,
        ]
  const made: RefundRecord = {
    type: 'Refund',
    id: act.id(),
    orderId: order.id,
    returnId: what.returnId,
    note: what.note,
    createdAt: act.at,
    lines: what.lines.map(({ stockIsDone: _, ...line }) => ({
      id: act.id(),
      ...line,
      subtotal: times(lineOf(order, line.lineItemId).unitPrice, line.quantity),
    })),
    shipping: what.shipping,
    transactionIds,
  }
  act.id() // the refund's shipping line takes a number of its own
  for (const line of what.lines) takeGoods(act, order, line)
  world.refunds.set(made.id, made)
  order.refundIds.push(made.id)
  act.note({ deed: 'refunded', orderId: order.id, refundId: made.id })
  act.tell('refunds/create', () => refundBody(world, order, made))
  act.touch(order)
  return made
}

function takeGoods(act: Act, order: OrderRecord, what: RefundOrder['lines'][number]): void {
  const line = lineOf(order, what.lineItemId)
  line.currentQuantity -= what.quantity
  if (what.restockType === 'RETURN') {
    if (!what.stockIsDone && what.locationId !== null) {
      shift(act, line.variantId, what.locationId, { available: what.quantity })
    }
    return
  }
  for (const { locationId, quantity } of takeUnfulfilled(act, order, line.id, what.quantity)) {
    const back = what.restockType === 'CANCEL' ? { available: quantity } : {}
    shift(act, line.variantId, locationId, { committed: -quantity, ...back })
  }
}
