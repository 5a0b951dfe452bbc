import type { ShopTx } from '../platform/db.server.ts'
import { enqueue } from '../platform/jobs.server.ts'
import { planTours } from './jobs.ts'

/** What is ready, or may be begun, changed: tours are planned anew. What is being walked stays as it is. */
export const planAnew = (tx: ShopTx) =>
  enqueue(tx, planTours, { shopId: tx.shopId }, { key: `pick.plan:${tx.shopId}` })
