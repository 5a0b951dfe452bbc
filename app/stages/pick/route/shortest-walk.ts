import { BlockProgramme, type Stage } from './many-blocks.ts'
import type { ParallelAisles } from './parallel-aisles.ts'
import { type Taken, visitOrder } from './visit-order.ts'

export interface Walk {
  readonly length: number
  /** Every position once, in the order in which the walk comes to it. */
  readonly visits: readonly number[]
}

/** The shortest walk itself, over one block or more. @param positions in any order; repeats are one stop. */
export function shortestWalk(hall: ParallelAisles, positions: Iterable<number>): Walk {
  const stops = Int32Array.from(new Set(positions)).sort()
  const programme = new BlockProgramme(hall)
  const stages: Stage[] = []
  programme.stages = stages
  const end = programme.run(stops, stops.length)
  if (end < 0) return { length: 0, visits: [] }
  const taken = readBack(stages, end)
  return {
    length: (programme.now[end] ?? 0) + hall.access,
    visits: visitOrder(hall, stops, taken),
  }
}

/** From the last stage back to the first. */
function readBack(stages: readonly Stage[], end: number): readonly Taken[] {
  const taken: Taken[] = []
  let state = end
  for (const { aisle, block, steps, chosen } of stages.toReversed()) {
    const at = chosen[state] ?? 0
    taken.push({ aisle, block, by: steps.by[at] ?? 0, leaving: steps.uses[at] ?? [] })
    state = steps.from[at] ?? 0
  }
  return taken.toReversed()
}
