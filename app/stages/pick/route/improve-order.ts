import { seeded } from '../seeded.ts'
import type { Matrix } from './matrix.ts'
import { OrderSearch } from './order-search.ts'

/** Work in kicks times stops; a second or less for the longest walks. */
const effort = 60_000

/**
 * A very good order for many stops: nearest first, then moves of stops and reversals as long as they shorten
 * the walk, then kicks that exchange two stretches, kept when the walk is not longer (iterated local search).
 */
export function improveOrder(matrix: Matrix, seed: number): readonly number[] {
  const search = new OrderSearch(matrix, nearestFirst(matrix))
  const random = seeded(seed).unit
  search.settle()
  const stops = matrix.size - 2
  const kicks = Math.max(50, Math.min(1_000, Math.round(effort / stops)))
  for (let kick = 0; kick < kicks; kick++) {
    search.remember()
    const length = Math.min(50, stops - 1)
    const at = 1 + Math.floor(random() * (stops - length))
    const cuts = [random(), random()].map((one) => at + Math.floor(one * length))
    const [middle = at, last = at] = cuts.toSorted((a, b) => a - b)
    search.exchange(at, middle, Math.min(stops, last + 1))
    search.settle()
    if (search.isLonger()) search.restore()
  }
  return search.order()
}

function nearestFirst({ size, mm }: Matrix): readonly number[] {
  const left = new Set(Array.from({ length: size - 2 }, (_, at) => at + 1))
  const order: number[] = []
  let here = 0
  while (left.size > 0) {
    let next = -1
    for (const row of left)
      if (next < 0 || (mm[here * size + row] ?? 0) < (mm[here * size + next] ?? 0)) next = row
    order.push(next)
    left.delete(next)
    here = next
  }
  return order
}
