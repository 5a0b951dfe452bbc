import { seeded } from '../seeded.ts'
import type { BatchProblem } from './problem.ts'

/**
 * Remembers what sets of orders cost, by a 64-bit mark of the set: the marks of its orders xor-ed, so
 * that adding or taking an order is one operation. Older entries give way when a place is taken.
 */
export class CostCache {
  /** Marks of single orders. */
  readonly low: Int32Array
  readonly high: Int32Array
  readonly #problem: BatchProblem
  readonly #mask: number
  /** Per place the two marks and, in the same eight bytes further on, the cost: one look at memory each. */
  readonly #keys: Int32Array
  readonly #costs: Float64Array
  /** Where the orders of a set are written before `learn` is asked. */
  readonly members: Int32Array
  #low = 0
  #high = 0

  constructor(problem: BatchProblem, bits: number) {
    const random = seeded(20_061)
    const mark = () => Math.floor(random.unit() * 4_294_967_296) | 0
    this.#problem = problem
    this.low = Int32Array.from({ length: problem.orders }, mark)
    this.high = Int32Array.from({ length: problem.orders }, mark)
    this.#mask = 2 ** bits - 1
    this.#costs = new Float64Array(2 ** (bits + 1)).fill(-1)
    this.#keys = new Int32Array(this.#costs.buffer)
    this.members = new Int32Array(problem.orders + 1)
  }

  /** Cost of the set with these marks; -1 when it has to be learned. */
  known(low: number, high: number): number {
    const slot = (low ^ (high >>> 7)) & this.#mask
    this.#low = low
    this.#high = high
    return this.#keys[slot << 2] === low && this.#keys[(slot << 2) + 1] === high
      ? (this.#costs[(slot << 1) + 1] ?? -1)
      : -1
  }

  /** Cost of the first `count` of `members`, which are the set `known` was asked for last. */
  learn(count: number): number {
    const cost = this.#problem.cost(this.members, count)
    const slot = (this.#low ^ (this.#high >>> 7)) & this.#mask
    this.#keys[slot << 2] = this.#low
    this.#keys[(slot << 2) + 1] = this.#high
    this.#costs[(slot << 1) + 1] = cost
    return cost
  }
}
