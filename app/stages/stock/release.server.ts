import type { GoodsMove } from '../../journey/goods.ts'
import { goodsHeldBy, moveGoods } from '../../journey/goods-ledger.server.ts'
import { allocateStock } from '../../journey/jobs.ts'
import { note } from '../../journey/timeline.server.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import { orderId, type ShipmentId, type ShopId } from '../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import { putBackBin } from './shelves.server.ts'

/**
 * Gives back what a cancelled shipment holds: reserved pieces are free again where they lie; picked
 * and packed ones are booked to the put-back bin, with a note to bring them there.
 * Does nothing for a shipment that is not cancelled. Running twice gives back once.
 */
export function releaseShipment(
  deps: { readonly db: Db },
  shop: ShopId,
  id: ShipmentId,
): Promise<void> {
  return withShop(deps.db, shop, async (tx) => {
    const shipment = await tx.shipment.findUnique({
      where: { shopId_id: { shopId: shop, id } },
      select: { state: true, orderId: true, number: true, locationId: true, tote: true },
    })
    if (shipment?.state !== 'cancelled') return
    const held = await goodsHeldBy(tx, id, 'reserved', 'picked', 'packed')
    if (held.length === 0) return
    const loose = held.filter((goods) => goods.state !== 'reserved')
    const back =
      loose.length > 0 ? await putBackBin(tx, await placeOf(tx, shipment.locationId)) : null
    const moves = held.map(
      ({ binId, itemId, state, quantity }): GoodsMove => ({
        itemId,
        quantity,
        from: { binId, state },
        to: { binId: state === 'reserved' || !back ? binId : back, state: 'on_hand' },
      }),
    )
    const order = orderId(shipment.orderId)
    const answer = await moveGoods(tx, {
      key: `release:${id}`,
      cause: 'released',
      by: 'system',
      orderId: order,
      shipmentId: id,
      moves,
    })
    if (!answer.ok) throw new MovedMeanwhile(`goods of ${shipment.number} moved while given back`)
    await tx.reservation.deleteMany({ where: { shopId: shop, shipmentId: id } })
    const pieces = loose.reduce((sum, goods) => sum + goods.quantity, 0)
    await note(tx, order, {
      room: 'stock',
      kind: 'released',
      by: 'system',
      text:
        pieces > 0
          ? `Stock of ${shipment.number} is free again; ${pieces} picked pieces${shipment.tote ? ` in tote ${shipment.tote}` : ''} go to the put-back bin`
          : `Stock of ${shipment.number} is free again`,
      detail: { shipmentId: id, putBack: pieces },
    })
    await enqueue(tx, allocateStock, { shopId: shop }, { key: `stock.allocate:${shop}` })
  })
}

async function placeOf(tx: ShopTx, locationId: string | null): Promise<string> {
  if (locationId) return locationId
  throw new Error(`a shipment of shop ${tx.shopId} holds picked goods and has no place`)
}
