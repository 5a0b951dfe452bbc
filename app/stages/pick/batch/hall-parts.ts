import { blockCosts, ways } from '../route/block-costs.ts'
import { aisleOf, isClosedWalk, type ParallelAisles } from '../route/parallel-aisles.ts'
import { way } from '../route/walk-states.ts'

/**
 * What each order asks of each part of the hall: of every block of every aisle the cheapest way to its stops
 * there, of every stretch between two aisles the way there and back. Any walk with the order pays at least that
 * much for that part, whatever else it fetches, and no part is paid for twice.
 * @returns for each part the asks of all orders; none where walks do not end where they began.
 */
export function hallParts(
  hall: ParallelAisles,
  /** Of each order its positions (`aisle * cells + cell`); each one in the hall. */
  stops: readonly (readonly number[])[],
): readonly Float64Array[] {
  if (!isClosedWalk(hall)) return []
  const blocks = hall.crossAt.length - 1
  const aisles = hall.aisleAt.length
  const asks = () => new Float64Array(stops.length)
  const inBlock = Array.from({ length: aisles * blocks }, asks)
  const between = Array.from({ length: Math.max(0, aisles - 1) }, asks)
  const access = asks()
  const costs = new Float64Array(blocks * ways)
  stops.forEach((list, order) => {
    const positions = Int32Array.from(new Set(list)).sort()
    if (positions.length === 0) return
    access[order] = hall.access
    for (let from = 0; from < positions.length; ) {
      const aisle = aisleOf(hall, positions[from] ?? 0)
      let to = from
      while (to < positions.length && aisleOf(hall, positions[to] ?? 0) === aisle) to++
      blockCosts(hall, costs, positions, { aisle, from, to })
      for (let block = 0; block < blocks; block++)
        write(inBlock[aisle * blocks + block], order, cheapest(costs, block * ways))
      from = to
    }
    const [first, last] = reach(hall, positions)
    for (let gap = first; gap < last; gap++)
      write(between[gap], order, 2 * ((hall.aisleAt[gap + 1] ?? 0) - (hall.aisleAt[gap] ?? 0)))
  })
  return [...inBlock, ...between, access].filter((part) => part.some((ask) => ask > 0))
}

const write = (asks: Float64Array | undefined, order: number, ask: number) => {
  if (asks) asks[order] = ask
}

const cheapest = (costs: Float64Array, base: number): number =>
  Math.min(
    costs[base + way.not] ?? 0,
    costs[base + way.through] ?? 0,
    costs[base + way.anyReturn] ?? 0,
  )

/** The first and the last aisle of a walk from the desk to these positions. */
function reach(hall: ParallelAisles, positions: Int32Array): readonly [number, number] {
  const aisles = [hall.start.aisle, ...[...positions].map((one) => aisleOf(hall, one))]
  return [Math.min(...aisles), Math.max(...aisles)]
}
