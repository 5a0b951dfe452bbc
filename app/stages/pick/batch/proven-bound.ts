import type { Batches } from './batches.ts'
import type { ColumnPool } from './column-pool.ts'
import { fewestBatches } from './fewest.ts'
import { lowered } from './partition.ts'

/** How far above the batch with the most worth for its cost others may be left unlooked at, one after the other. */
const slacks = [0.4, 0.2, 0.1, 0.05, 0.025, 0.012, 0.006, 0.003, 0]
/** By so much a batch must be cheaper than its orders are worth to be told to the pool. */
const cheaper = 1 + 1e-6

interface SearchLimits {
  /** Sets of orders looked at. */
  readonly nodes: number
  readonly isOver: () => boolean
}

export interface ProvenBound {
  readonly bound: number
  /** Batches that joined the pool because they are cheaper than their orders were said to be worth. */
  readonly added: number
}

/**
 * A bound for all plans, from what the pool's batches say orders are worth (Farley 1990): where no batch that
 * fits a cart is worth more than θ times its cost, no plan costs less than the worth of all orders divided by θ.
 * The batch with the highest θ is looked for depth first; what cannot reach it is left out by what is still
 * worth most in the room that is left (Dantzig 1957). First roughly, then closer, until the time is over.
 * @param scratch an empty plan, used for one batch only.
 */
export function provenBound(
  pool: ColumnPool,
  scratch: Batches,
  given: Float64Array,
  limits: SearchLimits,
): ProvenBound {
  const before = pool.count
  const search = new WorthSearch(pool, scratch, lowered(pool, given), limits)
  let bound = 0
  for (const slack of slacks) {
    const worthPerCost = search.highest(slack)
    if (worthPerCost === null) break
    bound = Math.max(bound, search.total / worthPerCost)
  }
  return { bound, added: pool.count - before }
}

/** Candidates of one depth, in the order of `#ranked`, and what they are worth in the best mix. */
interface Level {
  readonly orders: Int32Array
  readonly costs: Float64Array
  /** How near each is to being left out: those nearest are tried first, so that they are gone for the rest. */
  readonly reach: Float64Array
  readonly worthUpTo: Float64Array
  readonly loadUpTo: Float64Array
  count: number
}

class WorthSearch {
  /** What all orders, and the fewest batches there can be, are worth. */
  readonly total: number
  readonly #pool: ColumnPool
  readonly #plan: Batches
  readonly #batch: number
  readonly #worth: Float64Array
  readonly #own: number
  readonly #kind: number
  readonly #ranked: Int32Array
  readonly #levels: Level[] = []
  readonly #limits: SearchLimits
  #theta: number
  #slack = 0
  #nodes = 0
  #stopped = false

  constructor(pool: ColumnPool, plan: Batches, worth: Float64Array, limits: SearchLimits) {
    const { problem } = plan
    this.#pool = pool
    this.#plan = plan
    this.#limits = limits
    this.#batch = plan.emptyBatch()
    const free = freeOrders(plan)
    this.#worth = worth.slice(0, problem.orders)
    for (const order of free) this.#worth[order] = 0
    this.#own = free.length > 0 ? 0 : (worth[problem.orders] ?? 0)
    this.total = this.#worth.reduce((sum, one) => sum + one, 0) + this.#own * fewestBatches(problem)
    this.#kind = scarcestKind(plan)
    const density = Float64Array.from(
      this.#worth,
      (one, order) => one / Math.max(this.#load(order), 1e-12),
    )
    this.#ranked = Int32Array.from(density.keys())
      .filter((order) => (this.#worth[order] ?? 0) > 0)
      .sort((a, b) => (density[b] ?? 0) - (density[a] ?? 0))
    this.#theta = this.#highestOfPool()
  }

  /** No batch is worth more for its cost than this; null when the time was over before that was sure. */
  highest(slack: number): number | null {
    this.#slack = slack
    const whole = this.#levelAt(0)
    whole.orders.set(this.#ranked)
    whole.count = this.#ranked.length
    this.#grow(0, this.#own, this.#plan.problem.limits[this.#kind] ?? 0)
    return this.#stopped ? null : this.#theta * (1 + slack)
  }

  #load = (order: number) =>
    this.#plan.problem.loads[order * this.#plan.problem.limits.length + this.#kind] ?? 0

  #highestOfPool(): number {
    const { count, cost, size, items, room } = this.#pool
    let highest = 1e-9
    for (let column = 0; column < count; column++) {
      let worth = this.#own
      const to = column * room + (size[column] ?? 0)
      for (let item = column * room; item < to; item++) worth += this.#worth[items[item] ?? 0] ?? 0
      const paid = cost[column] ?? 0
      if (paid > 0 && worth > highest * paid) highest = worth / paid
    }
    return highest
  }

  /** Every batch that is the one at hand and some of the level's candidates. */
  #grow(depth: number, worth: number, room: number): void {
    if (++this.#nodes > this.#limits.nodes || ((this.#nodes & 15) === 1 && this.#limits.isOver()))
      this.#stopped = true
    if (this.#stopped) return
    const level = this.#levelAt(depth)
    this.#leaveOut(level, worth, room)
    const byReach = Array.from({ length: level.count }, (_, at) => at).sort(
      (a, b) => (level.reach[a] ?? 0) - (level.reach[b] ?? 0),
    )
    const gone = new Uint8Array(level.count)
    for (const at of byReach) {
      gone[at] = 1
      const order = level.orders[at] ?? 0
      const below = this.#levelAt(depth + 1)
      below.count = 0
      for (let other = 0; other < level.count; other++)
        if (!gone[other]) below.orders[below.count++] = level.orders[other] ?? 0
      if (below.count === 0) continue
      this.#plan.add(order, this.#batch, level.costs[at])
      this.#grow(depth + 1, worth + (this.#worth[order] ?? 0), room - this.#load(order))
      this.#plan.take(order)
      this.#plan.settle(this.#batch)
      if (this.#stopped) return
    }
  }

  /** Keeps the candidates that fit and with which a batch could still come above θ. */
  #leaveOut(level: Level, worth: number, room: number): void {
    this.#sumUp(level)
    const whole = this.#mostWorth(level, room)
    let kept = 0
    for (let at = 0; at < level.count; at++) {
      const order = level.orders[at] ?? 0
      if (!this.#plan.fits(order, this.#batch)) continue
      const own = this.#worth[order] ?? 0
      const cost = this.#plan.costWith(order, this.#batch)
      if (worth + own > cost * cheaper) this.#note(order, cost)
      this.#theta = Math.max(this.#theta, (worth + own) / cost)
      const rest = own + this.#mostWorth(level, room - this.#load(order))
      const most = worth + Math.min(rest, whole)
      if (most <= this.#theta * (1 + this.#slack) * cost) continue
      level.orders[kept] = order
      level.costs[kept] = cost
      level.reach[kept++] = most / cost
    }
    level.count = kept
  }

  #sumUp({ orders, worthUpTo, loadUpTo, count }: Level): void {
    let worth = 0
    let load = 0
    for (let at = 0; at < count; at++) {
      const order = orders[at] ?? 0
      worthUpTo[at] = worth
      loadUpTo[at] = load
      worth += this.#worth[order] ?? 0
      load += this.#load(order)
    }
    worthUpTo[count] = worth
    loadUpTo[count] = load
  }

  /** The most that candidates are worth in this room, parts of one allowed. */
  #mostWorth({ worthUpTo, loadUpTo, count }: Level, room: number): number {
    if (room < 0) return 0
    let low = 0
    let high = count
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((loadUpTo[middle] ?? 0) <= room) low = middle
      else high = middle - 1
    }
    const worth = worthUpTo[low] ?? 0
    if (low === count) return worth
    const load = (loadUpTo[low + 1] ?? 0) - (loadUpTo[low] ?? 0)
    const more = (worthUpTo[low + 1] ?? 0) - worth
    return worth + (more * (room - (loadUpTo[low] ?? 0))) / load
  }

  /** A batch that costs less than its orders are worth: the pool learns of it. */
  #note(order: number, cost: number): void {
    const { members, room, size, low, high, cache } = this.#plan
    const from = this.#batch * room
    const count = size[this.#batch] ?? 0
    const all = new Int32Array(count + 1)
    all.set(members.subarray(from, from + count))
    all[count] = order
    this.#pool.add(all, 0, count + 1, {
      low: (low[this.#batch] ?? 0) ^ (cache.low[order] ?? 0),
      high: (high[this.#batch] ?? 0) ^ (cache.high[order] ?? 0),
      cost,
    })
  }

  #levelAt(depth: number): Level {
    const known = this.#levels[depth]
    if (known) return known
    const orders = this.#plan.problem.orders
    const level = {
      orders: new Int32Array(orders),
      costs: new Float64Array(orders),
      reach: new Float64Array(orders),
      worthUpTo: new Float64Array(orders + 1),
      loadUpTo: new Float64Array(orders + 1),
      count: 0,
    }
    this.#levels[depth] = level
    return level
  }
}

/** Orders without a walk: whatever they are said to be worth, nothing is paid for them. */
const freeOrders = (plan: Batches): readonly number[] => {
  const batch = plan.emptyBatch()
  return [...plan.batchOf.keys()].filter((order) => plan.costWith(order, batch) <= 0)
}

/** The kind of load of which all orders together need most carts. */
function scarcestKind({ problem: { orders, limits, loads } }: Batches): number {
  const carts = limits.map((limit, kind) => {
    let sum = 0
    for (let order = 0; order < orders; order++) sum += loads[order * limits.length + kind] ?? 0
    return sum / limit
  })
  return carts.indexOf(Math.max(...carts))
}
