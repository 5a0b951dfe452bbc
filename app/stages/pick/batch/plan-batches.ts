import { seeded } from '../seeded.ts'
import { Batches } from './batches.ts'
import { ColumnPool } from './column-pool.ts'
import { dive } from './dive.ts'
import { enumerateBatches } from './enumerate.ts'
import { exactPlan, mostExact } from './exact.ts'
import { fewestBatches } from './fewest.ts'
import { lowerBound } from './lower-bound.ts'
import { improveWorth } from './order-worth.ts'
import { partition } from './partition.ts'
import { findColumns } from './pricing.ts'
import { type BatchPlan, type BatchProblem, hair, type PlanLimits } from './problem.ts'
import { provenBound } from './proven-bound.ts'
import { insertAll, ruinAndRecreate } from './ruin-recreate.ts'
import { type Savings, savingsOf } from './savings.ts'
import { packTightly } from './tight-packing.ts'

/**
 * Joins orders to batches so that all walks together are short. Few orders: proven best. More: ruin and
 * recreate finds good plans and collects their batches; the set partitioning problem over those says what
 * each order is worth, which points to further batches and, by diving, to new plans; and so on until the
 * time is over.
 */
export function planBatches(problem: BatchProblem, limits: PlanLimits): BatchPlan {
  if (problem.orders === 0)
    return { batches: [], cost: 0, lowerBound: 0, isProven: true, rounds: 0 }
  if (problem.orders <= mostExact) return exactPlan(problem)
  const packed = roomInCarts(problem) < littleRoom ? tightPlan(problem, limits) : null
  const rest = packed ? { ...limits, progress: after(limits.progress, packed.rounds) } : limits
  const plan = new Planning(problem, rest, packed?.batches ?? null).run()
  return { ...plan, rounds: plan.rounds + (packed?.rounds ?? 0) }
}

/** With less room than this (in carts) in the fewest carts, saving a cart is a search of its own. */
const littleRoom = 0.1
const tightShare = 0.4

const roomInCarts = ({ orders, limits, loads }: BatchProblem): number => {
  let room = Number.POSITIVE_INFINITY
  limits.forEach((limit, kind) => {
    let sum = 0
    for (let order = 0; order < orders; order++) sum += loads[order * limits.length + kind] ?? 0
    if (sum > 0) room = Math.min(room, Math.ceil(sum / limit - 1e-9) - sum / limit)
  })
  return room
}

/** The best plan in the fewest carts: every batch costs so much more that one cart less always pays. */
function tightPlan(problem: BatchProblem, { seed, progress }: PlanLimits): BatchPlan | null {
  const packed = packTightly(problem, fewestBatches(problem), seeded(seed))
  if (!packed) return null
  const { alone } = savingsOf(problem, 1)
  const perBatch = alone.reduce((sum, one) => sum + one, 0) / problem.orders
  const cost = (members: Int32Array, count: number) => problem.cost(members, count) + perBatch
  const limits = { seed, progress: (rounds: number) => progress(rounds) / tightShare }
  return new Planning({ ...problem, cost }, limits, packed).search()
}

const after = (progress: PlanLimits['progress'], used: number) => {
  const began = progress(used)
  return (rounds: number) => (progress(used + rounds) - began) / (1 - began)
}

const mostColumns = 160_000
/** So many batches can all be looked at. */
const mostWhole = 40_000
const partners = 60
/** The last part of the time says how good the plan is. */
const proofShare = 0.05
/** Sets of orders looked at for a bound: in between, and at the end. */
const nodesOfPricing = 3_000
const nodesOfProof = 20_000

class Planning {
  readonly #problem: BatchProblem
  readonly #limits: PlanLimits
  readonly #random
  readonly #savings: Savings
  readonly #pool: ColumnPool
  readonly #worth: Float64Array
  readonly #fewest: number
  #best: Batches
  #rounds = 0
  #lowerBound: number
  #isProven = false
  /** The pool holds every batch there can be: its bound is a bound for all plans. */
  #isWhole = false

  constructor(
    problem: BatchProblem,
    limits: PlanLimits,
    start: readonly (readonly number[])[] | null,
  ) {
    this.#problem = problem
    this.#limits = limits
    this.#random = seeded(limits.seed)
    this.#savings = savingsOf(problem, partners)
    this.#fewest = fewestBatches(problem)
    this.#worth = new Float64Array(problem.orders + 1)
    this.#lowerBound = lowerBound(problem, this.#savings.alone)
    this.#best = new Batches(problem)
    for (const orders of start ?? []) {
      const batch = this.#best.emptyBatch()
      for (const order of orders) this.#best.add(order, batch)
    }
    insertAll(this.#best, this.#savings)
    this.#pool = new ColumnPool(mostColumns, this.#best.room)
  }

  readonly #used = () => this.#limits.progress(this.#rounds)
  readonly #isOver = () => this.#used() >= this.#until
  /** Part of the time until which it searches. */
  #until = 1

  /** The best plan, and how good it is. */
  run(): BatchPlan {
    this.#until = 1 - proofShare
    const plan = this.search()
    this.#until = 1
    if (!this.#isProven && !this.#isWhole) this.#prove()
    return { ...plan, ...this.#proof() }
  }

  #proof(): Pick<BatchPlan, 'lowerBound' | 'isProven'> {
    return {
      lowerBound: this.#isProven ? this.#best.cost : this.#lowerBound,
      isProven: this.#isProven,
    }
  }

  #prove(): void {
    for (let turn = 0; turn < 3 && !this.#isOver(); turn++) {
      if (this.#bound(nodesOfProof) === 0 || this.#isProven) return
      this.#price(300)
    }
  }

  /** A bound for all plans out of what orders are worth. @returns how many batches the pool learned. */
  #bound(nodes: number): number {
    const limits = { nodes, isOver: this.#isOver }
    const found = provenBound(this.#pool, this.#emptyPlan(), this.#worth, limits)
    this.#lowerBound = Math.max(this.#lowerBound, found.bound)
    this.#isProven = this.#lowerBound >= this.#best.cost - hair
    return found.added
  }

  search(): BatchPlan {
    this.#shareCosts()
    const scratch = this.#emptyPlan()
    this.#isWhole = enumerateBatches(this.#pool, scratch, mostWhole, this.#isOver)
    if (!this.#isWhole) this.#pool.clear()
    this.#search(this.#best, { until: this.#isWhole ? 0.05 : 0.2, warm: 0.05 })
    for (let turn = 0; !this.#isOver() && !this.#isProven; turn++) this.#improve(turn)
    return {
      batches: this.#best.lists(),
      cost: this.#best.cost,
      ...this.#proof(),
      rounds: this.#rounds,
    }
  }

  /** One turn: what orders are worth, new columns by it, plans out of the columns, and a walk around the best. */
  #improve(turn: number): void {
    const bound = this.#isWhole ? this.#price(1_000) : this.#priceAndFind()
    if (this.#isWhole) this.#dives(bound)
    // A search that proves nothing soon is given more room later, not all of the time at once.
    const isBest = this.#partition(2_000 * (this.#isWhole ? 2 ** Math.min(turn, 5) : 1))
    if (this.#isWhole) {
      this.#lowerBound = Math.max(this.#lowerBound, bound)
      this.#isProven = isBest || this.#lowerBound >= this.#best.cost - hair
      if (this.#isProven) return
    } else this.#dives(bound)
    this.#search(this.#best, { until: this.#used() + 0.04, warm: 0.03 })
    if (!this.#isWhole && this.#pool.count > mostColumns * 0.8)
      this.#pool.shrink(this.#worth, mostColumns / 2)
  }

  #priceAndFind(): number {
    let bound = this.#price(600)
    for (let turn = 0; turn < 3 && !this.#isOver(); turn++) {
      const found = findColumns(this.#pool, this.#emptyPlan(), this.#worth, {
        savings: this.#savings,
        random: this.#random,
        reach: Math.max(hair, (this.#best.cost - bound) * 0.3),
        isOver: this.#isOver,
      })
      bound = this.#price(300)
      if (found < this.#problem.orders / 5) break
    }
    if (this.#bound(nodesOfPricing) > 0) bound = this.#price(300)
    return bound
  }

  #price(rounds: number): number {
    return improveWorth(this.#pool, this.#worth, {
      upper: this.#best.cost,
      fewest: this.#fewest,
      rounds,
      isOver: this.#isOver,
    })
  }

  readonly #fewestMore = (covered: Int32Array) =>
    fewestBatches(this.#problem, (order) => !(((covered[order >> 5] ?? 0) >>> (order & 31)) & 1))

  /** @returns whether there is no better plan of the pool's batches. */
  #partition(nodes: number): boolean {
    const found = partition(this.#pool, this.#worth, this.#best.cost, {
      nodes,
      isOver: this.#isOver,
      fewest: this.#fewest,
      fewestMore: this.#fewestMore,
    })
    if (found.columns) this.#keepBetter(this.#planOf(found.columns))
    return found.isComplete
  }

  #dives(bound: number): void {
    for (let turn = 0; turn < 3 && !this.#isOver(); turn++) {
      const columns = dive(this.#pool, this.#worth, {
        upper: this.#best.cost,
        reach: Math.max(this.#best.cost - bound, this.#best.cost * 0.005),
        fewestMore: this.#fewestMore,
        random: this.#random,
        isOver: this.#isOver,
      })
      this.#search(this.#planOf(columns), { until: this.#used() + 0.025, warm: 0.012 })
    }
  }

  /** A plan of these columns, other orders where they add least. */
  #planOf(columns: readonly number[]): Batches {
    const plan = this.#emptyPlan()
    const { room, size, items } = this.#pool
    for (const column of columns) {
      const batch = plan.emptyBatch()
      for (let at = column * room; at < column * room + (size[column] ?? 0); at++)
        if (plan.batchOf[items[at] ?? 0] === -1) plan.add(items[at] ?? 0, batch)
    }
    insertAll(plan, this.#savings)
    return plan
  }

  readonly #emptyPlan = () => new Batches(this.#problem, this.#best.cache)

  /** Walks on from a plan, until a part of all time is used. */
  #search(from: Batches, { until, warm }: { readonly until: number; readonly warm: number }): void {
    const began = this.#used()
    if (began >= 1) return
    const rounds = this.#rounds
    const span = Math.max(1e-9, Math.min(this.#until, until) - began)
    const found = ruinAndRecreate(from, {
      random: this.#random,
      savings: this.#savings,
      pool: this.#pool,
      warm,
      cold: Math.min(warm, 0.01) * 0.9,
      progress: (done) => {
        this.#rounds = rounds + done
        return (this.#used() - began) / span
      },
    })
    this.#keepBetter(found)
  }

  #keepBetter(plan: Batches): void {
    if (plan.cost < this.#best.cost - hair) this.#best.copyFrom(plan)
  }

  /** A first idea of what orders are worth: each its part of its batch. */
  #shareCosts(): void {
    const { alone } = this.#savings
    for (const batch of this.#best.lists()) {
      const sum = batch.reduce((all, order) => all + (alone[order] ?? 0), 0)
      const cost = this.#best.batchCost[this.#best.batchOf[batch[0] ?? 0] ?? 0] ?? 0
      for (const order of batch)
        this.#worth[order] = sum > 0 ? (cost * (alone[order] ?? 0)) / sum : 0
    }
  }
}
