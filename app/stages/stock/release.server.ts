import { goodsHeldBy } from '../../journey/goods-ledger.server.ts'
import { allocateStock } from '../../journey/jobs.ts'
import { giveBackGoods } from '../../journey/reservations.server.ts'
import { note } from '../../journey/timeline.server.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import { orderId, type ShipmentId, type ShopId } from '../../kernel/ids.ts'
import type { Db, ShopTx } from '../../platform/db.server.ts'
import { withShopInTurn } from '../../platform/in-turn.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import { endStockHold } from './hold-for-stock.server.ts'
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
  return withShopInTurn(deps.db, shop, async (tx) => {
    const shipment = await tx.shipment.findUnique({
      where: { shopId_id: { shopId: shop, id } },
      select: { state: true, orderId: true, number: true, locationId: true, tote: true },
    })
    if (shipment?.state !== 'cancelled') return
    await tx.$queryRaw`select 1 from sales_order where shop_id = ${shop}::uuid and id = ${shipment.orderId}::uuid for update`
    await endStockHold(tx, orderId(shipment.orderId))
    const held = await goodsHeldBy(tx, id, 'reserved', 'picked', 'packed')
    if (held.length === 0) return
    const isLoose = held.some((goods) => goods.state !== 'reserved')
    const order = orderId(shipment.orderId)
    const back = await giveBackGoods(tx, {
      key: `release:${id}`,
      by: 'system',
      orderId: order,
      shipmentId: id,
      looseBin: isLoose ? await putBackBin(tx, await placeOf(tx, shipment.locationId)) : null,
    })
    if (!back) throw new MovedMeanwhile(`goods of ${shipment.number} moved while given back`)
    const pieces = back.loose
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
