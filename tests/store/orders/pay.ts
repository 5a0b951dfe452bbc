import type { Act } from '../act.ts'
import type { Bag } from '../records/money.ts'
import type { OrderRecord, TransactionRecord } from '../records/orders.ts'
import { transactionBody } from '../webhooks/money-moves-body.ts'

/** Records a payment; one that is pending is a bank transfer on its way. */
export function pay(act: Act, order: OrderRecord, amount: Bag, paid: boolean): TransactionRecord {
  const made = addTransaction(act, order, {
    kind: 'SALE',
    status: paid ? 'SUCCESS' : 'PENDING',
    amount,
    gateway: paid ? 'shopify_payments' : 'bank_deposit',
    parentId: null,
  })
  if (paid) act.tellOrder('orders/paid', order)
  return made
}

export function addTransaction(
  act: Act,
  order: OrderRecord,
  what: Pick<TransactionRecord, 'kind' | 'status' | 'amount' | 'gateway' | 'parentId'>,
): TransactionRecord {
  const made: TransactionRecord = {
    type: 'OrderTransaction',
    id: act.id(),
    orderId: order.id,
    ...what,
    createdAt: act.at,
  }
  act.world.transactions.set(made.id, made)
  order.transactionIds.push(made.id)
  act.tell('order_transactions/create', () => transactionBody(act.world, made))
  return made
}
