import { readCatalogue as catalogueJob, sweepStore as sweepJob } from '../../../journey/jobs.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { withShop } from '../../../platform/db.server.ts'
import { enqueue } from '../../../platform/jobs.server.ts'
import { beginBacklog } from './backlog.server.ts'
import type { StoreDeps } from './deps.server.ts'
import { readShop } from './read-shop.server.ts'

/**
 * After an install: the shop's facts and places now, then its catalogue and the orders of the last 60
 * days, each a job of its own that is repeated on its own.
 */
export async function welcomeShop(deps: StoreDeps, shop: ShopId): Promise<void> {
  if (!(await readShop(deps, shop))) return
  await withShop(deps.db, shop, async (tx) => {
    await enqueue(
      tx,
      catalogueJob,
      { shopId: shop },
      { key: `intake.catalogue:${shop}`, runAt: new Date() },
    )
    await beginBacklog(tx, new Date())
    await enqueue(tx, sweepJob, { shopId: shop }, { key: `intake.sweep:${shop}` })
  })
}
