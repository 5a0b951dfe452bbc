import type { OrderId } from '../../../kernel/ids.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import { stop } from './consequences.server.ts'
import { lockKnown } from './read-known.server.ts'
import { noteAll } from './timeline-rows.server.ts'

/**
 * Takes note that the store deleted orders. One that we have is stopped like a cancelled one; each is
 * remembered for good, so that a delivery that comes late does not bring it back.
 * @returns what became of each, by the store's id.
 */
export async function deleteOrders(
  tx: ShopTx,
  gids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (gids.length === 0) return new Map()
  await tx.deletedOrder.createMany({
    data: gids.map((shopifyId) => ({ shopId: tx.shopId, shopifyId })),
    skipDuplicates: true,
  })
  const known = await lockKnown(tx, gids)
  const outcomes = new Map<string, string>()
  for (const gid of gids) {
    const order = known.get(gid)
    if (!order) {
      outcomes.set(gid, 'an order we do not have was deleted: remembered')
    } else if (order.state === 'completed' || order.state === 'cancelled' || order.cancelled) {
      await noteDeleted(tx, order.id)
      outcomes.set(gid, `${order.name} was deleted in the store`)
    } else {
      await tx.order.updateMany({
        where: { shopId: tx.shopId, id: order.id },
        data: { cancelledAt: new Date() },
      })
      await stop(tx, order, 'Deleted in the store')
      outcomes.set(gid, `${order.name} was deleted in the store: its work is stopped`)
    }
  }
  return outcomes
}

const noteDeleted = (tx: ShopTx, orderId: OrderId) =>
  noteAll(tx, [{ orderId, kind: 'deleted_in_store', by: 'store', text: 'Deleted in the store' }])
