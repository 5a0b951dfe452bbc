import type { ParallelAisles } from './parallel-aisles.ts'
import { way } from './walk-states.ts'

/** What each way of walking each block of one aisle costs: `block * ways + way`. */
export const ways = Object.keys(way).length

/**
 * Fills `costs` for one aisle.
 * @param positions ascending; those of this aisle are at `from` up to, not including, `to`.
 */
export function blockCosts(
  hall: ParallelAisles,
  costs: Float64Array,
  positions: Int32Array,
  { aisle, from, to }: { readonly aisle: number; readonly from: number; readonly to: number },
): void {
  const { crossAt, cellAt } = hall
  let at = from
  for (let block = 0; block < crossAt.length - 1; block++) {
    const upper = crossAt[block] ?? 0
    const lower = crossAt[block + 1] ?? 0
    const first = at
    const isLast = block === crossAt.length - 2
    while (at < to && (isLast || (cellAt[positions[at] ?? 0] ?? 0) <= lower)) at++
    const through = hall.isClosed[aisle] ? Number.POSITIVE_INFINITY : lower - upper
    const base = block * ways
    costs[base + way.through] = through
    costs[base + way.twice] = 2 * through
    if (at === first) emptyBlock(costs, base)
    else blockReturns(hall, costs, positions, { from: first, to: at, base, upper, lower })
  }
}

function emptyBlock(costs: Float64Array, base: number): void {
  costs.fill(Number.POSITIVE_INFINITY, base + way.fromTop, base + ways)
  costs[base + way.not] = 0
  costs[base + way.anyReturn] = 0
}

function blockReturns(
  { cellAt }: ParallelAisles,
  costs: Float64Array,
  positions: Int32Array,
  part: {
    readonly from: number
    readonly to: number
    readonly base: number
    readonly upper: number
    readonly lower: number
  },
): void {
  const first = cellAt[positions[part.from] ?? 0] ?? 0
  let last = first
  let gap = Number.NEGATIVE_INFINITY
  for (let at = part.from + 1; at < part.to; at++) {
    const here = cellAt[positions[at] ?? 0] ?? 0
    if (here - last > gap) gap = here - last
    last = here
  }
  const fromTop = 2 * (last - part.upper)
  const fromBottom = 2 * (part.lower - first)
  const fromBoth = 2 * (part.lower - part.upper - gap)
  costs[part.base + way.not] = Number.POSITIVE_INFINITY
  costs[part.base + way.fromTop] = fromTop
  costs[part.base + way.fromBottom] = fromBottom
  costs[part.base + way.fromBoth] = fromBoth
  costs[part.base + way.anyReturn] = Math.min(fromTop, fromBottom, fromBoth)
  costs[part.base + way.bottomOrBoth] = Math.min(fromBottom, fromBoth)
  costs[part.base + way.topOrBoth] = Math.min(fromTop, fromBoth)
}
