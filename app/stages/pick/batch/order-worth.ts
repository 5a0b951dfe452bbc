import type { ColumnPool } from './column-pool.ts'

/** How far off columns are left out of a few steps at a time: a part of the plan's cost. */
const nearPart = 0.01
const lookAgainAfter = 20
const patience = 20

export interface WorthWishes {
  /** Cost of the best plan. */
  readonly upper: number
  /** Fewer batches than this cannot hold all orders. */
  readonly fewest: number
  readonly rounds: number
  readonly isOver: () => boolean
}

/**
 * What each order is worth in the best mix of the pool's batches, and (last) what one batch is worth for
 * its own sake, since there must be so many: the multipliers of the set partitioning problem's Lagrangian
 * relaxation, by deflected subgradient steps (Held, Wolfe and Crowder 1974; Camerini, Fratta and Maffioli 1975).
 * @returns the bound; it holds for plans made of the pool's batches only.
 */
export function improveWorth(pool: ColumnPool, worth: Float64Array, wishes: WorthWishes): number {
  const { upper, fewest, rounds, isOver } = wishes
  const trial = Float64Array.from(worth)
  const slope = flat(worth.length, pool.count)
  const way = new Float64Array(worth.length)
  const near = new Int32Array(pool.count)
  let nearCount = 0
  let best = Number.NEGATIVE_INFINITY
  let step = 1
  let since = 0
  for (let round = 0; round < rounds; round++) {
    if (round % lookAgainAfter === 0) {
      if (isOver()) break
      nearCount = columnsBelow(pool, trial, upper * nearPart, near)
    }
    const bound = boundAt(pool, trial, fewest, near.subarray(0, nearCount), slope)
    since = bound > best + upper * 1e-5 ? 0 : since + 1
    if (bound > best) {
      best = bound
      worth.set(trial)
    }
    if (since > patience) {
      step *= 0.7
      since = 0
      trial.set(worth)
      way.fill(0)
      if (step < 0.002) break
    }
    if (!walk(trial, way, slope.up, step * (upper * 1.002 - bound))) break
  }
  // Steps looked at near columns only; the bound has to hold for all.
  const every = Int32Array.from({ length: pool.count }, (_, column) => column)
  return boundAt(pool, worth, fewest, every, slope)
}

function columnsBelow(
  pool: ColumnPool,
  worth: Float64Array,
  limit: number,
  near: Int32Array,
): number {
  let count = 0
  for (let column = 0; column < pool.count; column++)
    if (pool.reducedCost(column, worth) < limit) near[count++] = column
  return count
}

/** The bound at these multipliers, and the way up. */
export interface Slope {
  readonly up: Float64Array
  /** Which of the near columns are in use: places in the list, the first `usedCount`. */
  readonly used: Int32Array
  usedCount: number
}

export const flat = (worths: number, columns: number): Slope => ({
  up: new Float64Array(worths),
  used: new Int32Array(columns),
  usedCount: 0,
})

/** @param near the columns looked at. */
export function boundAt(
  pool: ColumnPool,
  worth: Float64Array,
  fewest: number,
  near: Int32Array,
  slope: Slope,
): number {
  const { items, size, room } = pool
  const { up, used } = slope
  const own = worth.length - 1
  let bound = (worth[own] ?? 0) * fewest
  for (let order = 0; order < own; order++) bound += worth[order] ?? 0
  up.fill(1)
  up[own] = fewest
  slope.usedCount = 0
  for (let at = 0; at < near.length; at++) {
    const column = near[at] ?? 0
    const reduced = pool.reducedCost(column, worth)
    if (reduced >= 0) continue
    bound += reduced
    used[slope.usedCount++] = at
    const to = column * room + (size[column] ?? 0)
    for (let item = column * room; item < to; item++) {
      const order = items[item] ?? 0
      up[order] = (up[order] ?? 0) - 1
    }
    up[own] = (up[own] ?? 0) - 1
  }
  return bound
}

/** One deflected step. @returns false when there is no way up. */
export function walk(
  trial: Float64Array,
  way: Float64Array,
  up: Float64Array,
  reach: number,
): boolean {
  let steepness = 0
  for (let at = 0; at < way.length; at++) {
    const along = (up[at] ?? 0) + 0.7 * (way[at] ?? 0)
    way[at] = along
    steepness += along * along
  }
  if (steepness === 0) return false
  const by = Math.max(reach, 0) / steepness
  for (let at = 0; at < trial.length; at++)
    trial[at] = Math.max(0, (trial[at] ?? 0) + by * (way[at] ?? 0))
  return true
}
