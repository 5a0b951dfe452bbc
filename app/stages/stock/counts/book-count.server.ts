import { hoursAfter } from '../../../journey/due.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import { openTask } from '../tasks/open-task.server.ts'

/** Why a bin is counted out of turn. */
export interface CountWanted {
  readonly binId: string
  /** The occasion, `short:<pick>`: the same one books one count. */
  readonly key: string
  /** In words, for whoever counts: `Fewer than 3 × CUP-RED were found`. */
  readonly reason: string
  readonly by: string
  readonly document?: string | null
}

/** Hours in which a bin is counted where pieces were missing. */
const soonHours = 4

/**
 * Has a bin counted, in the caller's transaction. A bin that waits to be counted already is counted once.
 * @returns whether a new count was booked; false, too, for a bin that is not there any more.
 */
export async function bookCount(tx: ShopTx, wanted: CountWanted): Promise<boolean> {
  const { binId, key, reason, by, document = null } = wanted
  const bin = await tx.bin.findFirst({
    where: { shopId: tx.shopId, id: binId, active: true },
    select: { locationId: true },
  })
  if (!bin) return false
  return openTask(tx, {
    ...{ key: `count:${key}`, kind: 'count', by, reason, document },
    ...{ locationId: bin.locationId, binId, dueAt: hoursAfter(new Date(), soonHours) },
  })
}
