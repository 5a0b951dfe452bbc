import type { Random } from '../seeded.ts'
import { Batches } from './batches.ts'
import type { ColumnPool } from './column-pool.ts'
import { hair } from './problem.ts'
import { resplit } from './resplit.ts'
import type { Savings } from './savings.ts'

export interface SearchWishes {
  readonly random: Random
  readonly savings: Savings
  /** Collects the batches of all plans that are kept for a while. */
  readonly pool: ColumnPool
  /** 0 at the start, 1 at the end. */
  readonly progress: (rounds: number) => number
  /** How much worse a plan may be and still be kept, at the start and at the end, in parts of a batch's cost. */
  readonly warm: number
  readonly cold: number
}

/** Orders taken out in one round at most. */
const mostOut = 12
/** A good place is overlooked now and then, so that the same plan does not come back each time. */
const blink = 0.01
const lookAtClockEvery = 64
const resplitPart = 0.005

/**
 * Takes orders out of a few batches that lie near each other and puts them back where they add least, again
 * and again, keeping worse plans more seldom as time goes by (Schrimpf et al. 2000; Christiaens and Vanden
 * Berghe 2020). @returns the best plan met.
 */
export function ruinAndRecreate(start: Batches, wishes: SearchWishes): Batches {
  const { random, progress, warm, cold, pool } = wishes
  const { problem, cache } = start
  const now = new Batches(problem, cache)
  const next = new Batches(problem, cache)
  const best = new Batches(problem, cache)
  for (const plan of [now, next, best]) plan.copyFrom(start)
  const work = new Ruins(next, wishes)
  const perBatch = start.cost / Math.max(1, start.lists().length)
  let heat = 0
  for (let round = 0; ; round++) {
    if (round % lookAtClockEvery === 0) {
      const done = progress(round)
      if (done >= 1) break
      heat = perBatch * warm * (cold / warm) ** done
    }
    if (random.unit() < resplitPart) work.resplit()
    else {
      work.ruin()
      work.recreate()
    }
    if (next.cost >= now.cost - heat * Math.log(random.unit() + 1e-12)) {
      next.copyFrom(now)
      continue
    }
    if (next.cost !== now.cost) collect(next, pool)
    now.copyFrom(next)
    if (next.cost < best.cost - hair) best.copyFrom(next)
  }
  return best
}

function collect(plan: Batches, pool: ColumnPool): void {
  for (let batch = 0; batch < plan.used; batch++)
    if ((plan.size[batch] ?? 0) > 0)
      pool.add(plan.members, batch * plan.room, plan.size[batch] ?? 0, {
        low: plan.low[batch] ?? 0,
        high: plan.high[batch] ?? 0,
        cost: plan.batchCost[batch] ?? 0,
      })
}

/** Puts every order that is in no batch where it adds least, the dearest first. */
export function insertAll(plan: Batches, savings: Savings): void {
  const open = [...plan.batchOf.keys()]
    .filter((order) => plan.batchOf[order] === -1)
    .sort((a, b) => (savings.alone[b] ?? 0) - (savings.alone[a] ?? 0))
  for (const order of open) insertBest(plan, order, null)
}

function insertBest(plan: Batches, order: number, random: Random | null): void {
  let best = -1
  let bestCost = 0
  let least = Number.POSITIVE_INFINITY
  for (let batch = 0; batch < plan.used; batch++) {
    if (plan.size[batch] === 0 || !plan.fits(order, batch)) continue
    if (random && random.unit() < blink) continue
    const cost = plan.costWith(order, batch)
    const added = cost - (plan.batchCost[batch] ?? 0)
    if (added < least) {
      least = added
      bestCost = cost
      best = batch
    }
  }
  const fresh = plan.emptyBatch()
  const alone = plan.costWith(order, fresh)
  if (alone < least) plan.add(order, fresh, alone)
  else plan.add(order, best, bestCost)
}

class Ruins {
  readonly #plan: Batches
  readonly #random: Random
  readonly #savings: Savings
  readonly #out: Int32Array
  readonly #touched: Int32Array
  #count = 0

  constructor(plan: Batches, { random, savings }: SearchWishes) {
    this.#plan = plan
    this.#random = random
    this.#savings = savings
    this.#out = new Int32Array(plan.problem.orders)
    this.#touched = new Int32Array(8)
  }

  /** Takes out an order by chance, and orders of two to four batches near it. */
  ruin(): void {
    const plan = this.#plan
    const random = this.#random
    const { partners, width } = this.#savings
    const { orders } = plan.problem
    const seed = random.int(orders)
    const batches = 2 + random.int(Math.min(3, Math.max(1, Math.floor(orders / 6))))
    const goal = 2 + random.int(mostOut - 2)
    let touched = 0
    this.#count = 0
    for (let at = -1; at < width && touched < batches && this.#count < goal; at++) {
      if (at >= 0 && random.unit() < 0.3) continue
      const order = at < 0 ? seed : (partners[seed * width + at] ?? 0)
      const batch = plan.batchOf[order] ?? -1
      if (batch < 0 || this.#touched.subarray(0, touched).includes(batch)) continue
      this.#touched[touched++] = batch
      this.#take(order)
      this.#takeSome(batch, goal)
    }
    for (let at = 0; at < touched; at++) plan.settle(this.#touched[at] ?? 0)
  }

  /** Two batches near each other, their orders split anew in the best way. */
  resplit(): void {
    const { batchOf, problem } = this.#plan
    const { partners, width } = this.#savings
    const seed = this.#random.int(problem.orders)
    const other = partners[seed * width + this.#random.int(Math.min(width, 20))] ?? 0
    resplit(this.#plan, batchOf[seed] ?? 0, batchOf[other] ?? 0)
  }

  #takeSome(batch: number, goal: number): void {
    const { size, members, room } = this.#plan
    const most = Math.min(size[batch] ?? 0, Math.max(1, goal - this.#count))
    for (let more = this.#random.int(most + 1); more > 0; more--)
      this.#take(members[batch * room + this.#random.int(size[batch] ?? 0)] ?? 0)
  }

  #take(order: number): void {
    this.#plan.take(order)
    this.#out[this.#count++] = order
  }

  recreate(): void {
    this.#sort()
    for (let at = 0; at < this.#count; at++)
      insertBest(this.#plan, this.#out[at] ?? 0, this.#random)
  }

  /** By chance, the largest first, the farthest first, or the nearest first. */
  #sort(): void {
    const random = this.#random
    const out = this.#out
    const { loads, limits } = this.#plan.problem
    const { alone } = this.#savings
    const how = random.int(10)
    if (how < 4)
      for (let at = this.#count - 1; at > 0; at--) {
        const other = random.int(at + 1)
        const held = out[at] ?? 0
        out[at] = out[other] ?? 0
        out[other] = held
      }
    else if (how < 8) this.#sortBy((order) => -(loads[order * limits.length] ?? 0))
    else if (how < 9) this.#sortBy((order) => -(alone[order] ?? 0))
    else this.#sortBy((order) => alone[order] ?? 0)
  }

  #sortBy(key: (order: number) => number): void {
    const out = this.#out
    for (let at = 1; at < this.#count; at++) {
      const order = out[at] ?? 0
      const own = key(order)
      let to = at
      while (to > 0 && key(out[to - 1] ?? 0) > own) {
        out[to] = out[to - 1] ?? 0
        to--
      }
      out[to] = order
    }
  }
}
