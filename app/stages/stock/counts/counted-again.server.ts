import type { ShopTx } from '../../../platform/db.server.ts'
import type { CountedLine } from './counted-lines.ts'
import { countedLines } from './counted-lines.ts'
import type { CountOutcome } from './decide-count-outcome.ts'

/**
 * What was answered to the same person who found the same in the same count before: a device that never heard the
 * answer sends it again. Null: they did not count it, or found something else then.
 */
export async function countedAgain(
  tx: ShopTx,
  taskId: string,
  by: string,
  found: readonly Omit<CountedLine, 'ledger'>[],
): Promise<CountOutcome | null> {
  const before = await tx.binCount.findFirst({
    where: { shopId: tx.shopId, taskId, by },
    orderBy: { round: 'desc' },
  })
  if (!before || piecesOf(countedLines.parse(before.lines)) !== piecesOf(found)) return null
  if (before.outcome === 'agrees') return 'agrees'
  if (before.outcome === 'booked') return 'book'
  const task = await tx.stockTask.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: taskId } },
    select: { state: true },
  })
  return task.state === 'open' ? 'recount' : 'approval'
}

/** What a person found, however it was scanned. */
function piecesOf(lines: readonly Omit<CountedLine, 'ledger'>[]): string {
  const sums = new Map<string, number>()
  for (const { itemId, lotId, serial, found } of lines) {
    const kind = `${itemId} ${lotId ?? ''} ${serial ?? ''}`
    sums.set(kind, (sums.get(kind) ?? 0) + found)
  }
  return [...sums]
    .filter(([, found]) => found > 0)
    .map((one) => one.join(' '))
    .toSorted()
    .join('\n')
}
