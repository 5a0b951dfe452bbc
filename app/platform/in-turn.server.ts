import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { MovedMeanwhile } from '../kernel/faults.ts'
import type { ShopId } from '../kernel/ids.ts'
import { type Db, type Prepared, type ShopTx, withShop } from './db.server.ts'

/** Times the same work is tried before its conflict is somebody else's to see. */
const tries = 8

let retried = 0
/** How often work of this process was done again because somebody was faster. */
export const conflictsRetried = (): number => retried

/**
 * As `withShop`, for work that many do at once on the same rows: when the database (or the work itself, by
 * `MovedMeanwhile`) says that somebody was faster, nothing of it happened, and it is done again on what is
 * there now. The work must not remember anything of a try that failed.
 */
export async function withShopInTurn<T>(
  db: Db,
  shop: ShopId,
  work: (tx: ShopTx) => Promise<T>,
  how: Prepared = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await withShop(db, shop, work, how)
    } catch (fault) {
      if (attempt === tries || !isConflict(fault)) throw fault
      retried++
      // Those who met once do not meet again at the same moment.
      await wait(Math.random() * 5 * 2 ** attempt)
    }
  }
}

/** Deadlock, failed serialization, and the same key written by two at once. */
const conflictCodes = ['40P01', '40001', '23505']

/** PostgreSQL's own faults by their SQLSTATE; Prisma's, what PostgreSQL said is in `meta`. */
const databaseFault = z.object({
  code: z.string(),
  constraint: z.string().optional(),
  meta: z.unknown().optional(),
})

/** Whether the database rolled the work back for another's sake. */
function isConflict(fault: unknown): boolean {
  if (fault instanceof MovedMeanwhile) return true
  const told = databaseFault.safeParse(fault)
  if (!told.success) return false
  const { code, constraint } = told.data
  const meta = JSON.stringify(told.data.meta ?? constraint ?? null)
  // A serial that is somewhere else already stays there, however often it is tried.
  if (meta.includes('stock_level_serial_is_in_one_place')) return false
  if (code === 'P2034' || code === 'P2002' || conflictCodes.includes(code)) return true
  return code === 'P2010' && conflictCodes.some((one) => meta.includes(`"${one}"`))
}
