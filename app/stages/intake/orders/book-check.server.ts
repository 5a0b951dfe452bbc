import { checkOrders } from '../../../journey/jobs.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import { enqueue } from '../../../platform/jobs.server.ts'

/** One look of the check at everything that waits for it. */
export const bookCheck = (tx: ShopTx): Promise<void> =>
  enqueue(tx, checkOrders, { shopId: tx.shopId }, { key: `check.orders:${tx.shopId}` })
