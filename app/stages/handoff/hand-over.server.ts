import { advanceShipment } from '../../journey/advance.server.ts'
import { daysAfter } from '../../journey/due.ts'
import { pollParcel, tellParcel } from '../../journey/jobs.ts'
import { readSettings } from '../../journey/settings.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import type { ShipmentId } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { HandoffDeps } from './deps.server.ts'
import { holdShipment } from './read-shipment.server.ts'

/**
 * The store knows that the partner's goods left: from here the carrier has them.
 * Books tracking for the parcels of carriers that can be asked; the others wait for their due time.
 */
export async function handOver(
  tx: ShopTx,
  deps: Pick<HandoffDeps, 'trackers'>,
  id: ShipmentId,
  fulfillmentGid: unknown,
): Promise<void> {
  const shipment = await holdShipment(tx, id)
  if (!shipment) return
  await tx.shipment.update({
    where: { shopId_id: { shopId: tx.shopId, id } },
    data: { fulfillmentGid: String(fulfillmentGid) },
  })
  if (shipment.state !== 'accepted') return
  const dueAt = await arrivalDue(tx, shipment.orderId)
  const moved = await advanceShipment(
    tx,
    { id, orderId: shipment.orderId, state: 'accepted' },
    {
      to: 'handed_over',
      reason: `${shipment.number} left the partner's warehouse`,
      room: 'handoff',
      by: shipment.partnerId ? `partner:${shipment.partnerId}` : 'system',
      next: { owner: 'carrier', step: 'carry', dueAt },
    },
  )
  if (!moved.ok) throw new MovedMeanwhile('the shipment moved while it was handed over')
  const parcels = await tx.parcel.findMany({ where: { shopId: tx.shopId, shipmentId: id } })
  for (const parcel of parcels) {
    const about = { shopId: tx.shopId, parcelId: parcel.id }
    await enqueue(tx, tellParcel, about, { key: `track.tell:${parcel.id}` })
    if (parcel.carrierKey && parcel.trackingNumber && deps.trackers.has(parcel.carrierKey))
      await enqueue(tx, pollParcel, about, { key: `track.poll:${parcel.id}` })
  }
}

/** When it should be there: the day that was promised, or as long as carriers take. */
async function arrivalDue(tx: ShopTx, orderId: string): Promise<Date> {
  const order = await tx.order.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: orderId } },
    select: { promisedAt: true, country: true },
  })
  if (order.promisedAt && order.promisedAt.getTime() > Date.now()) return order.promisedAt
  const shop = await tx.shop.findUniqueOrThrow({
    where: { id: tx.shopId },
    select: { settings: true, country: true },
  })
  const { carrierDaysHome, carrierDaysAbroad } = readSettings(shop.settings)
  return daysAfter(new Date(), order.country === shop.country ? carrierDaysHome : carrierDaysAbroad)
}
