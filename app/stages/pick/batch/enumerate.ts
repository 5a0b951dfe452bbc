import type { Batches } from './batches.ts'
import type { ColumnPool } from './column-pool.ts'

/**
 * Fills the pool with every batch that fits a cart.
 * @returns false when there are more than `most`, or the time is over: then it holds a part.
 */
export function enumerateBatches(
  pool: ColumnPool,
  scratch: Batches,
  most: number,
  isOver: () => boolean,
): boolean {
  const { orders } = scratch.problem
  const batch = scratch.emptyBatch()
  let looked = 0
  const grow = (from: number): boolean => {
    for (let order = from; order < orders; order++) {
      if (!scratch.fits(order, batch)) continue
      if (pool.count >= most || ((++looked & 1023) === 0 && isOver())) return false
      scratch.add(order, batch)
      pool.add(scratch.members, batch * scratch.room, scratch.size[batch] ?? 0, {
        low: scratch.low[batch] ?? 0,
        high: scratch.high[batch] ?? 0,
        cost: scratch.batchCost[batch] ?? 0,
      })
      const whole = grow(order + 1)
      scratch.take(order)
      scratch.settle(batch)
      if (!whole) return false
    }
    return true
  }
  return grow(0)
}
