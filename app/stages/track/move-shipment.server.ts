import { advanceShipment, planShipmentNext } from '../../journey/advance.server.ts'
import { carryDue } from '../../journey/carry-due.ts'
import { hoursAfter } from '../../journey/due.ts'
import { tellParcel } from '../../journey/jobs.ts'
import { readShipmentState } from '../../journey/read-state.ts'
import { readSettings } from '../../journey/settings.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import { orderId, type ShipmentId } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import { decideMove } from './decide-move.ts'
import { closeChases, openLook } from './work.server.ts'

const reasons = {
  moving: 'the carrier has it',
  delivered: 'the carrier delivered it',
  came_back: 'the carrier brought it back',
} as const

/** Moves a shipment along with its parcels. The caller holds the order. */
export async function moveShipment(tx: ShopTx, id: ShipmentId, by: string): Promise<void> {
  const row = await tx.shipment.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id } },
    include: { parcels: { omit: { labelPdf: true, labelZpl: true } } },
  })
  const parcels = row.parcels.filter((parcel) => parcel.trackingNumber !== null)
  const state = readShipmentState(row.state)
  const move = decideMove(
    state,
    parcels.map((parcel) => parcel.status),
  )
  if (!move) return
  const shipment = { id, orderId: orderId(row.orderId), state }
  const next = move.to === 'moving' ? await carrying(tx, id) : null
  const moved = await advanceShipment(tx, shipment, {
    ...{ to: move.to, room: 'track', by, next },
    reason: `${row.number}: ${reasons[move.to]}`,
  })
  if (!moved.ok) throw new MovedMeanwhile('the shipment moved while its news were read')
  if (move.to === 'moving') return
  const lastAt = parcels.flatMap((parcel) => parcel.statusAt?.getTime() ?? [])
  if (move.to === 'delivered' && lastAt.length > 0)
    await tx.shipment.update({
      where: { shopId_id: { shopId: tx.shopId, id } },
      data: { deliveredAt: new Date(Math.max(...lastAt)) },
    })
  await closeChases(tx, id, { by, outcome: reasons[move.to] })
  if ('partly' in move)
    await openLook(tx, shipment, {
      key: `partly_back:${id}`,
      title: `${row.number}: one parcel arrived, another came back`,
    })
  for (const parcel of parcels)
    await enqueue(
      tx,
      tellParcel,
      { shopId: tx.shopId, parcelId: parcel.id },
      { key: `track.tell:${parcel.id}` },
    )
}

/** Until when the carrier has, by what it expects for the slowest parcel. */
export async function carrying(tx: ShopTx, id: ShipmentId) {
  const row = await tx.shipment.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id } },
    include: { order: true, parcels: { select: { eta: true } } },
  })
  const shop = await tx.shop.findUniqueOrThrow({ where: { id: tx.shopId } })
  const etas = row.parcels.flatMap((parcel) => parcel.eta?.getTime() ?? [])
  const due = carryDue({
    eta: etas.length > 0 ? new Date(Math.max(...etas)) : null,
    leftAt: row.handedOverAt ?? new Date(),
    from: shop.country,
    to: row.order.country,
    settings: readSettings(shop.settings),
  })
  // News that come after the day was missed give the carrier a little more, not a date in the past.
  const least = hoursAfter(new Date(), 4)
  return {
    owner: 'carrier',
    step: 'carry',
    dueAt: due.getTime() > least.getTime() ? due : least,
  } as const
}

/** The carrier goes on with it: back to waiting for it. */
export async function waitForCarrier(
  tx: ShopTx,
  shipment: { readonly id: ShipmentId; readonly orderId: ReturnType<typeof orderId> },
): Promise<void> {
  await planShipmentNext(tx, shipment, await carrying(tx, shipment.id))
}
