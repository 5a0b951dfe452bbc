import type { Gid } from '../../../kernel/ids.ts'
import type { ShopProvider, Store, UnreadableOrder } from '../contract.ts'
import type { OrderSnapshot } from '../snapshot.ts'
import { type Ask, change } from './ask.server.ts'
import { cancelOrder } from './operations/cancel-order.ts'
import type { OrderNode } from './operations/order-fields.ts'
import {
  listOrders,
  readConfirmationNumber,
  readOrder,
  readOrderAttributes,
  readOrderLines,
  readOrderMetafields,
  updateOrder,
} from './operations/orders.ts'
import { readByItself } from './order-by-itself.ts'
import { snapshotOf } from './order-snapshot.ts'
import { everyNode, found, orNone } from './paging.ts'

type Calls = Pick<
  ShopProvider,
  | 'order'
  | 'ordersUpdatedSince'
  | 'correctOrder'
  | 'cancelOrder'
  | 'orderMetafields'
  | 'confirmationNumber'
>

export function orderCalls(ask: Ask): Calls {
  async function whole(store: Store, order: OrderNode): Promise<OrderSnapshot> {
    const lines = await everyNode(order.lineItems, async (after) => {
      const more = await ask(store, readOrderLines, { id: order.id, after })
      return found(more.order, 'order').lineItems
    })
    return snapshotOf(order, lines)
  }

  return {
    async order(store, id: Gid) {
      const answer = await orNone(ask(store, readOrder, { id }))
      return answer?.order ? whole(store, answer.order) : null
    },
    async ordersUpdatedSince(store, since, after) {
      const { orders } = await ask(store, listOrders, { since, after })
      const read: OrderSnapshot[] = []
      const unreadable: UnreadableOrder[] = []
      for (const raw of orders.nodes) {
        const one = await readByItself(raw, (order) => whole(store, order))
        if (one.order === null) unreadable.push(one)
        else read.push(one.order)
      }
      return { orders: read, unreadable, next: orders.next }
    },
    async cancelOrder(store, id, how) {
      await change(ask, store, cancelOrder, { id, ...how })
    },
    async correctOrder(store, id, facts) {
      const { attributes, ...rest } = facts
      if (!attributes) return void (await change(ask, store, updateOrder, { id, ...rest }))
      // The store takes all attributes or none: those of others stay.
      const { customAttributes } = found(
        (await ask(store, readOrderAttributes, { id })).order,
        'order',
      )
      const all = new Map(customAttributes.map(({ key, value }) => [key, value ?? '']))
      for (const { name, value } of attributes) all.set(name, value)
      const laid = [...all].map(([name, value]) => ({ name, value }))
      await change(ask, store, updateOrder, { id, ...rest, attributes: laid })
    },
    async confirmationNumber(store, id) {
      const answer = await orNone(ask(store, readConfirmationNumber, { id }))
      return answer?.order?.confirmationNumber ?? null
    },
    async orderMetafields(store, id, names) {
      const { order } = await ask(store, readOrderMetafields, { id, keys: names })
      return found(order, 'order').metafields.nodes.map(({ namespace, key, value }) => ({
        name: key.includes('.') ? key : `${namespace}.${key}`,
        value,
      }))
    },
  }
}
