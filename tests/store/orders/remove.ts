import type { Act } from '../act.ts'
import type { OrderRecord } from '../records/orders.ts'
import { returnsOf } from './sums.ts'

/** Staff delete a cancelled order: it is gone with everything that belonged to it. */
export function deleteOrder(act: Act, order: OrderRecord): void {
  const { world } = act
  for (const one of returnsOf(world, order)) {
    for (const id of one.reverseIds) world.reverses.delete(id)
  }
  for (const id of order.returnIds) world.returns.delete(id)
  for (const id of order.fulfillmentIds) world.fulfillments.delete(id)
  for (const id of order.fulfillmentOrderIds) world.fulfillmentOrders.delete(id)
  for (const id of order.refundIds) world.refunds.delete(id)
  for (const id of order.transactionIds) world.transactions.delete(id)
  world.orders.delete(order.id)
  act.tell('orders/delete', () => ({ id: order.id }))
}
