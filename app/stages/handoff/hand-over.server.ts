import { advanceShipment } from '../../journey/advance.server.ts'
import { carryDue } from '../../journey/carry-due.ts'
import { hoursAfter } from '../../journey/due.ts'
import { pollParcel, tellParcel } from '../../journey/jobs.ts'
import { readSettings } from '../../journey/settings.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import type { ShipmentId } from '../../kernel/ids.ts'
import type { Prisma, ShopTx } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import { holdShipment, type StandingShipment } from './read-shipment.server.ts'
import { openOfficeWork } from './work-orders.server.ts'

/**
 * The store knows that the partner's goods left: from here the carrier has them.
 * Books track's work for every parcel.
 * @param answer what the store made of it: a fulfilment, or why it has no place for one (`skipped`).
 */
export async function handOver(
  tx: ShopTx,
  id: ShipmentId,
  { fulfillmentGid, skipped }: Prisma.InputJsonObject,
): Promise<void> {
  const shipment = await holdShipment(tx, id)
  if (!shipment) return
  if (typeof fulfillmentGid === 'string')
    await tx.shipment.update({
      where: { shopId_id: { shopId: tx.shopId, id } },
      data: { fulfillmentGid },
    })
  else
    await openOfficeWork(tx, shipment, {
      kind: 'stop_goods',
      title: `${shipment.number} is on its way although ${skipped}: have it brought back`,
      dueAt: hoursAfter(new Date(), 2),
    })
  if (shipment.state !== 'accepted') return
  const dueAt = await arrivalDue(tx, shipment)
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
    if (parcel.trackingNumber)
      await enqueue(tx, pollParcel, about, { key: `track.poll:${parcel.id}` })
  }
}

/** When it should be there, as far as a partner's parcels tell. */
async function arrivalDue(tx: ShopTx, shipment: StandingShipment): Promise<Date> {
  const shop = await tx.shop.findUniqueOrThrow({ where: { id: tx.shopId } })
  const order = await tx.order.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: shipment.orderId } },
    select: { country: true },
  })
  const place = await tx.location.findFirst({
    where: { shopId: tx.shopId, shopifyGid: shipment.locationGid },
    select: { country: true },
  })
  return carryDue({
    eta: null,
    leftAt: new Date(),
    from: place?.country || shop.country,
    to: order.country,
    settings: readSettings(shop.settings),
  })
}
