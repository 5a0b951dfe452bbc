import { pollParcel } from '../../journey/jobs.ts'
import type { ParcelId, ShopId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { TrackDeps } from './deps.server.ts'
import { readParcel } from './read-parcel.server.ts'
import { tellStore } from './tell-store.server.ts'
import { writeLetters } from './write-letters.server.ts'

/**
 * Brings what was heard of a parcel to the customer and to the store. Running twice tells nothing
 * twice. The customer's letters go first: they do not wait for a store that is busy.
 * @throws ProviderUnavailable the job repeats it.
 */
export async function tell(deps: TrackDeps, shop: ShopId, id: ParcelId): Promise<void> {
  await writeLetters(deps, shop, id)
  await watchFromNow(deps, shop, id)
  await tellStore(deps, shop, id)
}

/** A parcel that left is looked at from then on, whoever sent it. */
const watchFromNow = (deps: TrackDeps, shop: ShopId, id: ParcelId) =>
  withShop(deps.db, shop, async (tx) => {
    const parcel = await readParcel(tx, id)
    if (!parcel || parcel.nextPollAt !== null || parcel.shipment.state !== 'handed_over') return
    await tx.parcel.update({
      where: { shopId_id: { shopId: shop, id } },
      data: { nextPollAt: new Date() },
    })
    await enqueue(tx, pollParcel, { shopId: shop, parcelId: id }, { key: `track.poll:${id}` })
  })
