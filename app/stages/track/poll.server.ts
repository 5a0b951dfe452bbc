import { pollParcel, tellParcel } from '../../journey/jobs.ts'
import { Fault } from '../../kernel/faults.ts'
import type { ParcelId, ShopId } from '../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { ParcelNews } from '../../providers/tracking/contract.ts'
import { absorb } from './absorb.server.ts'
import type { TrackDeps } from './deps.server.ts'
import { moveShipment } from './move-shipment.server.ts'
import { holdParcel, readParcel, type TrackedParcel } from './read-parcel.server.ts'
import { watch } from './watch.server.ts'
import { openLook } from './work.server.ts'

/** How long a carrier has for one answer. */
const timeoutMs = 15_000
/** A parcel whose carrier cannot be asked is looked at this often, for silence only. */
const unaskedSeconds = 6 * 3_600

const isOpen = (parcel: TrackedParcel) =>
  (parcel.shipment.state === 'handed_over' || parcel.shipment.state === 'moving') &&
  parcel.status !== 'delivered' &&
  parcel.status !== 'returned'

/**
 * Asks a parcel's carrier for news, looks for trouble and books the next time. A carrier that does
 * not answer is not taken for one that says nothing: its parcels go silent and reach a person.
 */
export async function poll(deps: TrackDeps, shop: ShopId, id: ParcelId): Promise<void> {
  const parcel = await withShop(deps.db, shop, (tx) => readParcel(tx, id))
  if (!parcel) return
  if (!isOpen(parcel)) return catchUp(deps, shop, id)
  const asked = await ask(deps, parcel)
  const vault = await deps.vaults.of(shop)
  await withShop(deps.db, shop, async (tx) => {
    const held = await holdParcel(tx, id)
    if (!held) return
    if (asked.fault?.retry === 'never')
      await openLook(tx, held.shipment, {
        key: `tracking_fault:${held.carrierKey ?? ''}:${asked.fault.code}:${id}`,
        title: `Parcel ${held.number}: ${asked.fault.message}`,
      })
    const fresh = asked.news ? await absorb(tx, vault, held, asked.news) : 0
    const now = await readParcel(tx, id)
    if (!now || !isOpen(now)) return rest(tx, id)
    await watch(tx, now, fresh > 0)
    const canAsk = now.carrierKey !== null && deps.trackers.has(now.carrierKey)
    await bookNext(tx, id, canAsk ? deps.config.TRACKING_POLL_SECONDS : unaskedSeconds)
  })
}

/** Its news were over before its shipment was handed over: the shipment follows now. */
const catchUp = (deps: TrackDeps, shop: ShopId, id: ParcelId): Promise<void> =>
  withShop(deps.db, shop, async (tx) => {
    const held = await holdParcel(tx, id)
    if (held) await moveShipment(tx, held.shipment.id, 'carrier')
  })

interface Asked {
  readonly news: ParcelNews | null
  readonly fault: Fault | null
}

async function ask(deps: TrackDeps, parcel: TrackedParcel): Promise<Asked> {
  const { carrierKey } = parcel
  if (!carrierKey || !deps.trackers.has(carrierKey)) return { news: null, fault: null }
  try {
    const tracker = deps.trackers.get(carrierKey)
    return { news: await tracker.news(parcel.number, AbortSignal.timeout(timeoutMs)), fault: null }
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    deps.log.warn({ carrier: carrierKey, parcel: parcel.id, code: fault.code }, 'no news')
    return { news: null, fault }
  }
}

/** It is over: nobody asks any more. */
async function rest(tx: ShopTx, id: ParcelId): Promise<void> {
  await tx.parcel.update({
    where: { shopId_id: { shopId: tx.shopId, id } },
    data: { nextPollAt: null },
  })
  await enqueue(tx, tellParcel, { shopId: tx.shopId, parcelId: id }, { key: `track.tell:${id}` })
}

/** Books the next look. Spread by a tenth, so that parcels that left together are not asked together. */
async function bookNext(tx: ShopTx, id: ParcelId, seconds: number): Promise<void> {
  const runAt = new Date(Date.now() + seconds * 1_000 * (0.95 + Math.random() / 10))
  await tx.parcel.update({
    where: { shopId_id: { shopId: tx.shopId, id } },
    data: { nextPollAt: runAt },
  })
  await enqueue(
    tx,
    pollParcel,
    { shopId: tx.shopId, parcelId: id },
    { key: `track.poll:${id}`, runAt },
  )
}
