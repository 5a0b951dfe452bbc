import { blockCosts, ways } from './block-costs.ts'
import type { LengthOf } from './one-block.ts'
import { aisleOf, isClosedWalk, type ParallelAisles } from './parallel-aisles.ts'
import { type Steps, type WalkStates, walkStates } from './walk-states.ts'

/** One stage of the programme, kept so that the walk can be read back. */
export interface Stage {
  /** The block walked; null at the depot and on leaving the aisle. */
  readonly block: number | null
  readonly aisle: number
  readonly steps: Steps
  /** For each state the index of the step it is best reached by; -1 where it is not reached. */
  readonly chosen: Int32Array
}

/** The dynamic programme over the aisles of one hall, with its working arrays. */
export class BlockProgramme {
  /** The cheapest way into each state. */
  now: Float64Array
  /** Filled when it is an array. */
  stages: Stage[] | null = null
  readonly hall: ParallelAisles
  readonly #states: WalkStates
  readonly #isClosed: boolean
  #next: Float64Array
  readonly #costs: Float64Array
  /** Of walking 0, 1, 2, … stretches of cross aisle to the next aisle. */
  readonly #leaving: Float64Array
  readonly #free = new Float64Array(1)

  constructor(hall: ParallelAisles) {
    this.hall = hall
    this.#isClosed = isClosedWalk(hall)
    this.#states = walkStates(hall.crossAt.length, this.#isClosed)
    this.now = new Float64Array(this.#states.count)
    this.#next = new Float64Array(this.#states.count)
    this.#costs = new Float64Array((hall.crossAt.length - 1) * ways)
    this.#leaving = new Float64Array(2 * hall.crossAt.length + 1)
  }

  /** @returns the state in which the shortest walk ends, its length being at `now`; -1 when there is nothing to walk. */
  run(positions: Int32Array, count: number): number {
    const { hall } = this
    if (count === 0 && this.#isClosed) return -1
    let first = Math.min(hall.start.aisle, hall.end.aisle)
    let last = Math.max(hall.start.aisle, hall.end.aisle)
    if (count > 0) {
      first = Math.min(first, aisleOf(hall, positions[0] ?? 0))
      last = Math.max(last, aisleOf(hall, positions[count - 1] ?? 0))
    }
    this.now.fill(Number.POSITIVE_INFINITY)
    this.now[0] = 0
    let at = 0
    for (let aisle = first; aisle <= last; aisle++) {
      const from = at
      while (at < count && (positions[at] ?? 0) < (aisle + 1) * hall.cells) at++
      this.#visitDepots(aisle)
      this.#walkAisle(aisle, positions, from, at)
      if (aisle < last) this.#leave(aisle)
    }
    return this.#end()
  }

  #visitDepots(aisle: number): void {
    const { start, end } = this.hall
    const { touch, turn } = this.#states
    if (this.#isClosed) {
      if (aisle === start.aisle) this.#step(touch[start.cross], this.#free, aisle, null)
      return
    }
    if (aisle === start.aisle) this.#step(turn[start.cross], this.#free, aisle, null)
    if (aisle === end.aisle) this.#step(turn[end.cross], this.#free, aisle, null)
  }

  #walkAisle(aisle: number, positions: Int32Array, from: number, to: number): void {
    blockCosts(this.hall, this.#costs, positions, { aisle, from, to })
    const { blocks } = this.#states
    for (let block = 0; block < blocks.length; block++)
      this.#step(blocks[block], this.#costs, aisle, block)
  }

  #leave(aisle: number): void {
    const width = (this.hall.aisleAt[aisle + 1] ?? 0) - (this.hall.aisleAt[aisle] ?? 0)
    for (let by = 0; by < this.#leaving.length; by++) this.#leaving[by] = by * width
    this.#step(this.#states.leave, this.#leaving, aisle, null)
  }

  #step(steps: Steps | undefined, prices: Float64Array, aisle: number, block: number | null): void {
    if (!steps) return
    const { now } = this
    const next = this.#next.fill(Number.POSITIVE_INFINITY)
    const offset = (block ?? 0) * ways
    const { from, to, by } = steps
    const chosen = this.stages ? new Int32Array(now.length).fill(-1) : null
    for (let at = 0; at < from.length; at++) {
      const price = (now[from[at] ?? 0] ?? 0) + (prices[offset + (by[at] ?? 0)] ?? 0)
      const target = to[at] ?? 0
      if (price < (next[target] ?? 0)) {
        next[target] = price
        if (chosen) chosen[target] = at
      }
    }
    if (chosen) this.stages?.push({ block, aisle, steps, chosen })
    this.now = next
    this.#next = now
  }

  #end(): number {
    let best = -1
    for (let state = 0; state < this.now.length; state++)
      if (
        this.#states.isEnd[state] &&
        (this.now[state] ?? 0) < (best < 0 ? Number.POSITIVE_INFINITY : (this.now[best] ?? 0))
      )
        best = state
    return best
  }
}

/**
 * The length of the shortest walk over any number of blocks, aisle by aisle and block by block. Allocates
 * nothing per call; not to be called from two places at once.
 */
export function manyBlocksLength(hall: ParallelAisles): LengthOf {
  const programme = new BlockProgramme(hall)
  return (positions, count) => {
    const end = programme.run(positions, count)
    return end < 0 ? 0 : (programme.now[end] ?? 0) + hall.access
  }
}
