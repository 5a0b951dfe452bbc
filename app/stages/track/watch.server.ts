import { planShipmentNext } from '../../journey/advance.server.ts'
import { readSettings } from '../../journey/settings.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { decideTrouble } from './decide-trouble.ts'
import { carrying, waitForCarrier } from './move-shipment.server.ts'
import type { TrackedParcel } from './read-parcel.server.ts'
import { closeChases, openChase } from './work.server.ts'

/**
 * Looks whether somebody must ask the carrier about a parcel that is on its way, and takes the task
 * back when the carrier goes on by itself. While a person's date for the carrier runs, it is left alone.
 * The caller holds the order.
 * @param fresh whether something new was heard just now.
 */
export async function watch(tx: ShopTx, parcel: TrackedParcel, fresh: boolean): Promise<void> {
  const { state, id, orderId } = parcel.shipment
  if (state !== 'handed_over' && state !== 'moving') return
  const shop = await tx.shop.findUniqueOrThrow({ where: { id: tx.shopId } })
  const now = new Date()
  const trouble = decideTrouble(parcel, now, readSettings(shop.settings))
  const row = await tx.shipment.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id } },
  })
  if (trouble) {
    const agreed = await tx.workOrder.count({
      where: { shopId: tx.shopId, shipmentId: id, kind: 'chase_carrier', state: 'done' },
    })
    const runs = row.owner === 'carrier' && (row.dueAt?.getTime() ?? 0) > now.getTime()
    if (!(agreed > 0 && runs && trouble !== 'failed')) await openChase(tx, parcel, trouble)
    return
  }
  if (!fresh) return
  const closed = await closeChases(tx, id, { by: 'carrier', outcome: 'the carrier goes on' })
  if (closed) await waitForCarrier(tx, { id, orderId })
  else if (row.owner === 'carrier')
    await planShipmentNext(tx, { id, orderId }, await carrying(tx, id))
}
