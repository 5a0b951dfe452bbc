import type { Random } from '../seeded.ts'
import type { ColumnPool } from './column-pool.ts'
import { boundAt, flat, type Slope, walk } from './order-worth.ts'

const roundsAtStart = 150
const roundsBetween = 40
const firstStep = 0.3
/** How fast the memory of which columns were in use fades. */
const fading = 0.07

export interface DiveWishes {
  readonly upper: number
  /** Columns with a higher reduced cost are left out. */
  readonly reach: number
  readonly fewestMore: (covered: Int32Array) => number
  readonly random: Random
  readonly isOver: () => boolean
}

/**
 * Builds a plan out of the pool: takes the batch the relaxation leans on most, works out anew what the other
 * orders are worth, and so on. Orders that no remaining batch fits are left over.
 * @returns the columns taken.
 */
export function dive(pool: ColumnPool, worth: Float64Array, wishes: DiveWishes): readonly number[] {
  const dive = new Dive(pool, worth, wishes)
  const taken: number[] = []
  while (dive.isOpen && !wishes.isOver()) {
    dive.weigh(taken.length === 0 ? roundsAtStart : roundsBetween)
    taken.push(dive.take())
  }
  return taken
}

class Dive {
  readonly #pool: ColumnPool
  readonly #wishes: DiveWishes
  readonly #trial: Float64Array
  readonly #slope: Slope
  readonly #way: Float64Array
  readonly #covered: Int32Array
  #near: Int32Array
  /** How much the relaxation leaned on each near column of late. */
  #leaning: Float64Array
  #spent = 0

  constructor(pool: ColumnPool, worth: Float64Array, wishes: DiveWishes) {
    this.#pool = pool
    this.#wishes = wishes
    this.#trial = Float64Array.from(worth)
    this.#way = new Float64Array(worth.length)
    this.#covered = new Int32Array((worth.length + 30) >> 5)
    this.#near = Int32Array.from({ length: pool.count }, (_, column) => column).filter(
      (column) => pool.reducedCost(column, worth) < wishes.reach,
    )
    this.#leaning = new Float64Array(this.#near.length)
    this.#slope = flat(worth.length, this.#near.length)
  }

  get isOpen(): boolean {
    return this.#near.length > 0
  }

  weigh(rounds: number): void {
    const { upper, fewestMore } = this.#wishes
    const { up, used } = this.#slope
    const leaning = this.#leaning
    const fewest = fewestMore(this.#covered)
    let step = firstStep
    this.#way.fill(0)
    for (let round = 0; round < rounds; round++) {
      const bound = boundAt(this.#pool, this.#trial, fewest, this.#near, this.#slope)
      for (let at = 0; at < leaning.length; at++) leaning[at] = (leaning[at] ?? 0) * (1 - fading)
      for (let at = 0; at < this.#slope.usedCount; at++) {
        const place = used[at] ?? 0
        leaning[place] = (leaning[place] ?? 0) + fading
      }
      for (let order = 0; order < up.length - 1; order++) if (this.#isCovered(order)) up[order] = 0
      step *= 0.97
      const reach = step * (upper * 1.002 - this.#spent - bound)
      if (!walk(this.#trial, this.#way, up, reach)) return
    }
  }

  /** Takes the column leaned on most, give or take some chance, and drops what shares an order with it. */
  take(): number {
    const pool = this.#pool
    const { random } = this.#wishes
    let best = 0
    let most = Number.NEGATIVE_INFINITY
    this.#leaning.forEach((leaning, at) => {
      const lean = leaning * (0.75 + 0.5 * random.unit())
      if (lean > most) {
        most = lean
        best = at
      }
    })
    const column = this.#near[best] ?? 0
    this.#spent += pool.cost[column] ?? 0
    const from = column * pool.room
    for (const order of pool.items.subarray(from, from + (pool.size[column] ?? 0))) {
      this.#covered[order >> 5] = (this.#covered[order >> 5] ?? 0) | (1 << (order & 31))
      this.#trial[order] = 0
    }
    this.#dropTouched()
    return column
  }

  #dropTouched(): void {
    let kept = 0
    this.#near.forEach((column, at) => {
      if (this.#isTouched(column)) return
      this.#near[kept] = column
      this.#leaning[kept++] = this.#leaning[at] ?? 0
    })
    this.#near = this.#near.subarray(0, kept)
    this.#leaning = this.#leaning.subarray(0, kept)
  }

  #isTouched(column: number): boolean {
    const { room, size, items } = this.#pool
    for (let item = column * room; item < column * room + (size[column] ?? 0); item++)
      if (this.#isCovered(items[item] ?? 0)) return true
    return false
  }

  #isCovered(order: number): boolean {
    return (((this.#covered[order >> 5] ?? 0) >>> (order & 31)) & 1) === 1
  }
}
