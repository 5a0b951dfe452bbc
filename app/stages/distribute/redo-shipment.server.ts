import { readShipmentState } from '../../journey/read-state.ts'
import { distributeIfAnew, reopenDifferences } from '../../journey/settle-differences.server.ts'
import { orderId, type ShipmentId, type ShopId } from '../../kernel/ids.ts'
import { type Db, withShop } from '../../platform/db.server.ts'
import { cancelShipment, stopOf } from './cancel-shipment.server.ts'

/**
 * Carries out a person's decision that a shipment is made anew as the store wants it now: it is cancelled,
 * its goods go back, its label is made void, and the order is distributed again. One that left meanwhile
 * stays, and the decision is asked for again. Running twice does it once.
 */
export function redoShipment(
  deps: { readonly db: Db },
  shop: ShopId,
  { id, by }: { readonly id: ShipmentId; readonly by: string },
): Promise<void> {
  return withShop(deps.db, shop, async (tx) => {
    await tx.$queryRaw`select 1 from sales_order where shop_id = ${shop}::uuid and id =
      (select order_id from shipment where shop_id = ${shop}::uuid and id = ${id}::uuid) for update`
    const row = await tx.shipment.findUnique({ where: { shopId_id: { shopId: shop, id } } })
    if (!row) return
    const shipment = { id, orderId: orderId(row.orderId), number: row.number }
    const state = readShipmentState(row.state)
    if (state === 'cancelled') return distributeIfAnew(tx, shipment)
    if ((await stopOf(tx, { id, state })) !== 'cancel')
      return reopenDifferences(tx, shipment, {
        choices: ['redo'],
        why: 'it has left, and is not made anew',
      })
    await cancelShipment(
      tx,
      shipment.orderId,
      { id, state },
      { reason: 'it is made anew as the store wants it now', by },
    )
    await tx.workOrder.updateMany({
      where: { shopId: shop, shipmentId: id, state: 'open' },
      data: { state: 'cancelled', outcome: 'made anew', doneAt: new Date(), doneBy: by },
    })
    await distributeIfAnew(tx, shipment)
  })
}
