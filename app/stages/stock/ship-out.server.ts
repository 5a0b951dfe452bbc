import { goodsHeldBy, moveGoods, moveHeld } from '../../journey/goods-ledger.server.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import { orderId, type ShipmentId, type ShopId } from '../../kernel/ids.ts'
import type { Db } from '../../platform/db.server.ts'
import { withShopInTurn } from '../../platform/in-turn.server.ts'

const left = ['handed_over', 'moving', 'delivered', 'came_back']

/**
 * Takes what left with a shipment out of the stock, whatever state the ledger has it in: once the
 * parcel is gone nothing of it can still be on a shelf. The store counts down by its own fulfilment.
 * Does nothing for a shipment that has not left. Running twice takes it out once.
 */
export function shipOut(deps: { readonly db: Db }, shop: ShopId, id: ShipmentId): Promise<void> {
  return withShopInTurn(deps.db, shop, async (tx) => {
    const shipment = await tx.shipment.findUnique({
      where: { shopId_id: { shopId: shop, id } },
      select: { state: true, orderId: true, number: true },
    })
    if (!shipment || !left.includes(shipment.state)) return
    const held = await goodsHeldBy(tx, id, 'reserved', 'picked', 'packed')
    if (held.length === 0) return
    const answer = await moveGoods(tx, {
      key: `ship:${id}`,
      cause: 'shipped',
      by: 'system',
      orderId: orderId(shipment.orderId),
      shipmentId: id,
      moves: moveHeld(held, () => null),
    })
    if (!answer.ok) throw new MovedMeanwhile(`goods of ${shipment.number} moved while shipped`)
    await tx.reservation.deleteMany({ where: { shopId: shop, shipmentId: id } })
  })
}
