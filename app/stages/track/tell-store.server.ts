import { bookCall, callEndOf, recordCall, takeCall } from '../../journey/outside-call.server.ts'
import {
  type Gid,
  gid,
  type ParcelId,
  type RequestKey,
  requestKey,
  type ShopId,
} from '../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import type { Store } from '../../providers/shop/contract.ts'
import type { TrackDeps } from './deps.server.ts'
import { readParcel, readToldEvents, type TrackedParcel } from './read-parcel.server.ts'
import { type StoreEvent, storeEventOf } from './store-event.ts'
import { openLook } from './work.server.ts'

interface BookedEvent extends StoreEvent {
  readonly key: RequestKey
}

interface Telling {
  readonly parcel: TrackedParcel
  readonly fulfillment: Gid
  readonly store: Store
  readonly events: readonly BookedEvent[]
}

/**
 * Brings a parcel's events to the store, oldest first, each once.
 * @throws ProviderUnavailable the job repeats it. A refused event goes to the office and holds up no other.
 */
export async function tellStore(deps: TrackDeps, shop: ShopId, id: ParcelId): Promise<void> {
  const vault = await deps.vaults.of(shop)
  const telling = await withShop(deps.db, shop, async (tx): Promise<Telling | null> => {
    const parcel = await readParcel(tx, id)
    if (!parcel?.shipment.fulfillmentGid) return null
    const { domain } = await tx.shop.findUniqueOrThrow({ where: { id: shop } })
    return {
      ...{ parcel, store: { domain, urgency: 'bulk' }, events: await book(tx, vault, parcel) },
      fulfillment: gid(parcel.shipment.fulfillmentGid),
    }
  })
  if (!telling) return
  for (const event of telling.events) await tellOne(deps, shop, telling, event)
}

async function tellOne(deps: TrackDeps, shop: ShopId, telling: Telling, event: BookedEvent) {
  const { shipment } = telling.parcel
  const call = await withShop(deps.db, shop, (tx) => takeCall(tx, [event.key]))
  if (!call) return
  try {
    await deps.shop.addEvent(telling.store, telling.fulfillment, event)
    await withShop(deps.db, shop, (tx) => recordCall(tx, call.id, { state: 'done', answer: {} }))
  } catch (fault) {
    const end = callEndOf(fault)
    await withShop(deps.db, shop, async (tx) => {
      await recordCall(tx, call.id, end)
      if (end.state === 'refused')
        await openLook(tx, shipment, {
          key: `event_refused:${shipment.id}`,
          title: `${shipment.number}: the store did not take an event of the carrier`,
        })
    })
    if (end.state === 'again') throw fault
  }
}

/** Books what was not told yet, oldest first; what was told already is left out. */
async function book(
  tx: ShopTx,
  vault: ShopVault,
  parcel: TrackedParcel,
): Promise<readonly BookedEvent[]> {
  const last = await isLast(tx, parcel)
  const events = (await readToldEvents(tx, vault, parcel.id)).flatMap((event) => {
    const told = storeEventOf(event, parcel)
    const key = requestKey('fulfillment_event', event.id)
    return told && (told.status !== 'DELIVERED' || last) ? [{ ...told, key }] : []
  })
  const { orderId } = parcel.shipment
  for (const { key } of events) await bookCall(tx, { orderId, kind: 'fulfillment_event', key })
  const open = await tx.outsideCall.findMany({
    where: { shopId: tx.shopId, state: 'booked', key: { in: events.map(({ key }) => key) } },
    select: { key: true },
  })
  return events.filter(({ key }) => open.some((call) => call.key === key))
}

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
