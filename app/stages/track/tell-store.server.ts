import { Fault } from '../../kernel/faults.ts'
import { type Gid, gid, type ParcelId, requestKey, type ShopId } from '../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import type { Store } from '../../providers/shop/contract.ts'
import type { TrackDeps } from './deps.server.ts'
import { readEvents, readParcel, type TrackedParcel } from './read-parcel.server.ts'
import { type StoreEvent, storeEventOf } from './store-event.ts'
import { openLook } from './work.server.ts'

/** How long one process has for an event before another may take it over. */
const leaseMs = 120_000

interface TakenEvent extends StoreEvent {
  readonly callId: string
}

interface Telling {
  readonly parcel: TrackedParcel
  readonly fulfillment: Gid
  readonly store: Store
  readonly taken: readonly TakenEvent[]
}

/**
 * Brings a parcel's events to the store, oldest first, each once.
 * @throws ProviderUnavailable the job repeats it. A refused event goes to the office and holds up no other.
 */
export async function tellStore(deps: TrackDeps, shop: ShopId, id: ParcelId): Promise<void> {
  const telling = await withShop(deps.db, shop, async (tx): Promise<Telling | null> => {
    const parcel = await readParcel(tx, id)
    if (!parcel?.shipment.fulfillmentGid) return null
    const { domain } = await tx.shop.findUniqueOrThrow({ where: { id: shop } })
    return {
      ...{ parcel, store: { domain, urgency: 'bulk' }, taken: await take(tx, parcel) },
      fulfillment: gid(parcel.shipment.fulfillmentGid),
    }
  })
  if (!telling) return
  for (const event of telling.taken) await tellOne(deps, shop, telling, event)
}

async function tellOne(deps: TrackDeps, shop: ShopId, telling: Telling, event: TakenEvent) {
  const where = { shopId_id: { shopId: shop, id: event.callId } }
  const { shipment } = telling.parcel
  try {
    await deps.shop.addEvent(telling.store, telling.fulfillment, event)
    await withShop(deps.db, shop, (tx) =>
      tx.outsideCall.update({
        where,
        data: { state: 'done', doneAt: new Date(), leasedAt: null, error: null },
      }),
    )
  } catch (fault) {
    const never = fault instanceof Fault && fault.retry === 'never'
    const error = (fault instanceof Error ? fault.message : String(fault)).slice(0, 500)
    await withShop(deps.db, shop, async (tx) => {
      await tx.outsideCall.update({
        where,
        data: { leasedAt: null, error, ...(never ? { state: 'refused', doneAt: new Date() } : {}) },
      })
      if (never)
        await openLook(tx, shipment, {
          key: `event_refused:${shipment.id}`,
          title: `${shipment.number}: the store did not take an event of the carrier`,
        })
    })
    if (!never) throw fault
  }
}

/** Books what was not told yet and takes what nobody else is telling, oldest first. */
async function take(tx: ShopTx, parcel: TrackedParcel): Promise<readonly TakenEvent[]> {
  const last = await isLast(tx, parcel)
  const events = (await readEvents(tx, parcel.id)).flatMap((event) => {
    const told = storeEventOf(event, parcel)
    return told && (told.status !== 'DELIVERED' || last) ? [{ key: keyOf(event.id), told }] : []
  })
  if (events.length === 0) return []
  await tx.outsideCall.createMany({
    data: events.map(({ key }) => ({
      ...{ shopId: tx.shopId, orderId: parcel.shipment.orderId, kind: 'fulfillment_event', key },
    })),
    skipDuplicates: true,
  })
  const taken = await tx.outsideCall.updateManyAndReturn({
    where: {
      ...{ shopId: tx.shopId, state: 'booked', key: { in: events.map(({ key }) => key) } },
      OR: [{ leasedAt: null }, { leasedAt: { lt: new Date(Date.now() - leaseMs) } }],
    },
    data: { leasedAt: new Date(), attempts: { increment: 1 } },
    select: { id: true, key: true },
  })
  return events.flatMap(({ key, told }) => {
    const call = taken.find((one) => one.key === key)
    return call ? [{ ...told, callId: call.id }] : []
  })
}

const keyOf = (eventId: string) => requestKey('fulfillment_event', eventId)

/** The store knows one standing a fulfilment: it has arrived when its last parcel has. */
async function isLast(tx: ShopTx, parcel: TrackedParcel): Promise<boolean> {
  const others = await tx.parcel.findMany({
    where: {
      ...{ shopId: tx.shopId, shipmentId: parcel.shipment.id, trackingNumber: { not: null } },
      id: { not: parcel.id },
    },
    select: { id: true, status: true, statusAt: true },
  })
  const at = parcel.statusAt?.getTime() ?? 0
  return others.every((other) => {
    const otherAt = other.statusAt?.getTime() ?? 0
    const over = other.status === 'delivered' || other.status === 'returned'
    return over && (otherAt < at || (otherAt === at && other.id < parcel.id))
  })
}
