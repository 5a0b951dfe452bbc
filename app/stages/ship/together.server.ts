import { advanceShipment } from '../../journey/advance.server.ts'
import { minutesAfter, systemStepMinutes } from '../../journey/due.ts'
import { bookFulfilment } from '../../journey/fulfilment.server.ts'
import { readShipmentState } from '../../journey/read-state.ts'
import type { ShipmentState } from '../../journey/shipment.ts'
import { note } from '../../journey/timeline.server.ts'
import { orderId, requestKey, type ShipmentId, shipmentId } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'

/** Orders that go in one parcel: one leads and gets the label, the others lie in its box. */
export type Together =
  | { readonly kind: 'alone' }
  /** Its goods go into the parcel of this shipment. */
  | { readonly kind: 'goes_with'; readonly number: string }
  /** These have to be packed first: they go into this one's parcel. */
  | { readonly kind: 'waits_for'; readonly numbers: readonly string[] }

const beforePacked: readonly ShipmentState[] = [
  'waiting_stock',
  'ready',
  'picking',
  'picked',
  'packing',
]
const beforeLeaving: readonly ShipmentState[] = [...beforePacked, 'packed', 'labelled']

interface Standing {
  readonly orderId: string
  readonly shipsWithId: string | null
  readonly locationGid: string
}

export async function readTogether(tx: ShopTx, one: Standing): Promise<Together> {
  const here = { shopId: tx.shopId, kind: 'warehouse', locationGid: one.locationGid }
  if (one.shipsWithId) {
    const lead = await tx.shipment.findFirst({
      where: { ...here, orderId: one.shipsWithId, state: { in: [...beforeLeaving] } },
      select: { number: true },
    })
    if (lead) return { kind: 'goes_with', number: lead.number }
  }
  const waiting = await tx.shipment.findMany({
    where: { ...here, order: { shipsWithId: one.orderId }, state: { in: [...beforePacked] } },
    select: { number: true },
    orderBy: { number: 'asc' },
  })
  return waiting.length === 0
    ? { kind: 'alone' }
    : { kind: 'waits_for', numbers: waiting.map(({ number }) => number) }
}

/**
 * The lead's parcel has its label: what lies in the same box goes under the same number, each order
 * fulfilled in the store for itself. A label in place of a void one is followed too.
 */
export async function labelTogether(tx: ShopTx, lead: ShipmentId, by: string): Promise<void> {
  const from = await tx.shipment.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: lead } },
    include: {
      parcels: { where: { trackingNumber: { not: null } }, orderBy: { position: 'asc' } },
    },
  })
  const [box] = from.parcels
  if (!box) return
  const others = await tx.shipment.findMany({
    where: {
      ...{ shopId: tx.shopId, kind: 'warehouse', locationGid: from.locationGid },
      order: { shipsWithId: from.orderId },
      state: { in: ['packed', 'labelled', 'handed_over'] },
    },
    include: { parcels: { orderBy: { position: 'asc' }, take: 1, select: { id: true } } },
  })
  for (const other of others) {
    const says = {
      ...{ carrierKey: box.carrierKey, carrierName: box.carrierName, service: box.service },
      ...{ trackingNumber: box.trackingNumber, trackingUrl: box.trackingUrl },
      ...{ costMinor: 0n, costCurrency: box.costCurrency, status: 'label_made' },
      ...{ statusAt: new Date(), boughtAt: new Date(), voidedAt: null },
    }
    const [parcel] = other.parcels
    if (parcel)
      await tx.parcel.update({
        where: { shopId_id: { shopId: tx.shopId, id: parcel.id } },
        data: says,
      })
    else
      await tx.parcel.create({
        data: { shopId: tx.shopId, shipmentId: other.id, orderId: other.orderId, ...says },
      })
    const about = {
      id: shipmentId(other.id),
      orderId: orderId(other.orderId),
      number: other.number,
    }
    const state = readShipmentState(other.state)
    if (state === 'packed')
      await advanceShipment(
        tx,
        { ...about, state },
        {
          to: 'labelled',
          reason: `${other.number} goes in the parcel of ${from.number}`,
          ...{ room: 'ship', by },
          next: {
            owner: 'system',
            step: 'book_in_store',
            dueAt: minutesAfter(new Date(), systemStepMinutes),
          },
        },
      )
    else
      await tx.outsideCall.updateMany({
        where: { shopId: tx.shopId, key: requestKey('fulfil', about.id), state: 'done' },
        data: { state: 'booked', doneAt: null },
      })
    await note(tx, about.orderId, {
      ...{ room: 'ship', kind: 'in_one_parcel', by },
      text: `In the parcel of ${from.number}, ${box.trackingNumber}`,
      detail: { shipmentId: other.id, lead },
    })
    await bookFulfilment(tx, about)
  }
}
