import { planShipmentNext } from '../../journey/advance.server.ts'
import { hoursAfter } from '../../journey/due.ts'
import { note } from '../../journey/timeline.server.ts'
import type { OrderId, ShipmentId } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { chaseStep, type Trouble, troubleWords } from './decide-trouble.ts'
import type { TrackedParcel } from './read-parcel.server.ts'

interface About {
  readonly id: ShipmentId
  readonly orderId: OrderId
}

/** A task of the office, once a key. */
export async function openLook(
  tx: ShopTx,
  shipment: About,
  work: { readonly key: string; readonly title: string },
): Promise<void> {
  await tx.workOrder.createMany({
    data: {
      ...{ shopId: tx.shopId, orderId: shipment.orderId, shipmentId: shipment.id },
      ...{ department: 'office', kind: 'look_at_parcel', dueAt: hoursAfter(new Date(), 8) },
      ...{ key: work.key, title: work.title.slice(0, 200) },
    },
    skipDuplicates: true,
  })
}

/** A code nobody knows: one task a carrier and code, whatever the number of parcels. */
export const askAboutCode = (tx: ShopTx, parcel: TrackedParcel, code: string): Promise<void> =>
  openLook(tx, parcel.shipment, {
    key: `unknown_code:${parcel.carrierKey ?? 'own'}:${code}`,
    title: `${parcel.carrierName ?? 'The carrier'} says “${code}” of parcel ${parcel.number}; nobody knows that code`,
  })

/**
 * Somebody must ask the carrier: a task, the next step, a line on the timeline. While a task of this
 * shipment is open nothing more is opened.
 * @returns false when one is open already.
 */
export async function openChase(
  tx: ShopTx,
  parcel: TrackedParcel,
  trouble: Trouble,
): Promise<boolean> {
  const { shipment } = parcel
  const all = { shopId: tx.shopId, shipmentId: shipment.id, kind: 'chase_carrier' }
  if ((await tx.workOrder.count({ where: { ...all, state: 'open' } })) > 0) return false
  const next = chaseStep(trouble, new Date())
  const before = await tx.workOrder.count({ where: all })
  const title = `${shipment.number}, parcel ${parcel.number}: ${troubleWords[trouble]}`
  await tx.workOrder.create({
    data: {
      ...{ ...all, orderId: shipment.orderId, department: next.owner, dueAt: next.dueAt },
      ...{ key: `chase_carrier:${shipment.id}:${before + 1}`, title },
    },
  })
  await planShipmentNext(tx, shipment, next)
  await note(tx, shipment.orderId, {
    ...{ room: 'track', kind: 'parcel_trouble', by: 'system', text: title },
    detail: { parcelId: parcel.id, trouble },
  })
  return true
}

/** Ends open tasks about asking the carrier. @returns whether there were any. */
export async function closeChases(
  tx: ShopTx,
  id: ShipmentId,
  done: { readonly by: string; readonly outcome: string },
): Promise<boolean> {
  const { count } = await tx.workOrder.updateMany({
    where: { shopId: tx.shopId, shipmentId: id, kind: 'chase_carrier', state: 'open' },
    data: { state: 'done', doneAt: new Date(), doneBy: done.by, outcome: done.outcome },
  })
  return count > 0
}
