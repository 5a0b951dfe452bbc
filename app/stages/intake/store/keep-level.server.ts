import { compareStock } from '../../../journey/jobs.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import { enqueue } from '../../../platform/jobs.server.ts'
import type { Ending } from '../drain/end-deliveries.server.ts'

export interface ToldLevel {
  readonly inventoryItemGid: string
  readonly locationGid: string
  readonly available: number | null
  readonly toldAt: Date
}

/** The database's whole numbers end here; a count beyond is somebody's mistake. */
const most = 2_147_483_647

/** How often at most counts that were told are compared with the ledger. */
const compareEveryMs = 30_000

/** Once for all that is told within a while, however much that is. */
async function askToCompare(tx: ShopTx): Promise<void> {
  const turn = Math.ceil((Date.now() + 1_000) / compareEveryMs)
  const told = { shopId: tx.shopId, which: 'told' } as const
  await enqueue(tx, compareStock, told, {
    key: `stock.compare:${tx.shopId}:${turn}`,
    runAt: new Date(turn * compareEveryMs),
  })
}

/** Keeps what the store offers of an item at a place, its newest word, for the stock room to compare. */
export async function keepLevel(tx: ShopTx, told: ToldLevel): Promise<Ending> {
  const { inventoryItemGid, locationGid, toldAt } = told
  const available = told.available === null ? null : Math.max(-most, Math.min(most, told.available))
  const kept = await tx.$executeRaw`
    insert into store_level (shop_id, inventory_item_gid, location_gid, available, told_at)
    values (${tx.shopId}::uuid, ${inventoryItemGid}, ${locationGid}, ${available}::int, ${toldAt}::timestamptz)
    on conflict (shop_id, inventory_item_gid, location_gid) do update
      set available = excluded.available, told_at = excluded.told_at
      where store_level.told_at <= excluded.told_at`
  if (kept > 0) await askToCompare(tx)
  return kept > 0
    ? { state: 'done', outcome: `the store offers ${available ?? 'an uncounted number of'} pieces` }
    : { state: 'ignored', outcome: 'ignored: a newer count of the store is here already' }
}
