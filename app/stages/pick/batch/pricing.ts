import type { Random } from '../seeded.ts'
import type { Batches } from './batches.ts'
import type { ColumnPool } from './column-pool.ts'
import { hair } from './problem.ts'
import type { Savings } from './savings.ts'

export interface PricingWishes {
  readonly savings: Savings
  readonly random: Random
  /** Columns up to this reduced cost are kept. */
  readonly reach: number
  readonly isOver: () => boolean
}

const mostExchanges = 6

/**
 * Looks for batches that are cheaper than their orders are worth: from every order on, adds what gains
 * most, then exchanges. What comes near enough joins the pool.
 * @param scratch an empty plan, used for one batch only.
 * @returns how many joined.
 */
export function findColumns(
  pool: ColumnPool,
  scratch: Batches,
  worth: Float64Array,
  wishes: PricingWishes,
): number {
  const before = pool.count
  const pricing = new Pricing(pool, scratch, worth, wishes)
  for (let seed = 0; seed < scratch.problem.orders; seed++) {
    if (pool.isFull || wishes.isOver()) break
    pricing.growFrom(seed)
  }
  return pool.count - before
}

class Pricing {
  readonly #pool: ColumnPool
  readonly #plan: Batches
  readonly #worth: Float64Array
  readonly #wishes: PricingWishes
  readonly #batch: number
  #seed = 0

  constructor(pool: ColumnPool, plan: Batches, worth: Float64Array, wishes: PricingWishes) {
    this.#pool = pool
    this.#plan = plan
    this.#worth = worth
    this.#wishes = wishes
    this.#batch = plan.emptyBatch()
  }

  growFrom(seed: number): void {
    this.#seed = seed
    this.#put(seed)
    this.#fill(-this.#wishes.reach)
    for (let turn = 0; turn < mostExchanges && this.#exchange(); turn++) this.#fill(0)
    for (const order of this.#members()) this.#plan.take(order)
    this.#plan.settle(this.#batch)
  }

  #members(): Int32Array {
    const { room, size, members } = this.#plan
    const from = this.#batch * room
    return members.slice(from, from + (size[this.#batch] ?? 0))
  }

  #reduced(): number {
    const { room, size, members, batchCost } = this.#plan
    const from = this.#batch * room
    let reduced = (batchCost[this.#batch] ?? 0) - (this.#worth[this.#worth.length - 1] ?? 0)
    for (let at = from; at < from + (size[this.#batch] ?? 0); at++)
      reduced -= this.#worth[members[at] ?? 0] ?? 0
    return reduced
  }

  #put(order: number): void {
    const { room, size, members, batchCost, low, high } = this.#plan
    const batch = this.#batch
    this.#plan.add(order, batch)
    if (this.#reduced() < this.#wishes.reach)
      this.#pool.add(members, batch * room, size[batch] ?? 0, {
        low: low[batch] ?? 0,
        high: high[batch] ?? 0,
        cost: batchCost[batch] ?? 0,
      })
  }

  #drop(order: number): void {
    this.#plan.take(order)
    this.#plan.settle(this.#batch)
  }

  /** Adds orders while each gains more than `least`. */
  #fill(least: number): void {
    for (;;) {
      const { order, gain } = this.#bestToAdd()
      if (order < 0 || gain < least) return
      this.#put(order)
    }
  }

  #bestToAdd(): { readonly order: number; readonly gain: number } {
    const { partners, width } = this.#wishes.savings
    const plan = this.#plan
    const batch = this.#batch
    let best = -1
    let most = Number.NEGATIVE_INFINITY
    for (let at = this.#seed * width; at < (this.#seed + 1) * width; at++) {
      const order = partners[at] ?? 0
      if (plan.batchOf[order] === batch || !plan.fits(order, batch)) continue
      const added = plan.costWith(order, batch) - (plan.batchCost[batch] ?? 0)
      const gain = (this.#worth[order] ?? 0) - added + hair * this.#wishes.random.unit()
      if (gain > most) {
        most = gain
        best = order
      }
    }
    return { order: best, gain: most }
  }

  /** One out, one in, where that helps most. @returns whether any did. */
  #exchange(): boolean {
    let least = this.#reduced() - 1e-6
    let bestOut = -1
    let bestIn = -1
    for (const out of this.#members()) {
      if (out === this.#seed) continue
      this.#drop(out)
      const { order, gain } = this.#bestToAdd()
      if (order >= 0 && order !== out && this.#reduced() - gain < least) {
        least = this.#reduced() - gain
        bestOut = out
        bestIn = order
      }
      this.#put(out)
    }
    if (bestOut < 0) return false
    this.#drop(bestOut)
    this.#put(bestIn)
    return true
  }
}
