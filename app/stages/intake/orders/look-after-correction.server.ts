import { minutesAfter } from '../../../journey/due.ts'
import { rereadOrder } from '../../../journey/jobs.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import { enqueue } from '../../../platform/jobs.server.ts'

/** Long enough for a correction under way to be in the store, short enough to see an edit soon. */
const afterMinutes = 0.1

/**
 * A delivery says something else of the buyer than we do, in the moment of a correction of ours: it is
 * from before it, or somebody edited the order right after. The store itself knows which.
 */
export const bookLookAfterCorrection = (tx: ShopTx, orderGid: string): Promise<void> =>
  enqueue(
    tx,
    rereadOrder,
    { shopId: tx.shopId, orderGid },
    {
      key: `intake.reread_corrected:${tx.shopId}:${orderGid}`,
      runAt: minutesAfter(new Date(), afterMinutes),
    },
  )
