import { CostCache } from './cost-cache.ts'
import type { BatchProblem } from './problem.ts'

/** A plan that is being worked on: orders in batches, with loads and costs kept. */
export class Batches {
  readonly problem: BatchProblem
  readonly cache: CostCache
  /** Batches are `0 … used`; some may be empty. */
  used = 0
  cost = 0
  /** Batch of each order; -1 while it is in none. */
  readonly batchOf: Int32Array
  /** Members of batch b: `members[b * room … b * room + size[b])`. */
  readonly members: Int32Array
  readonly size: Int32Array
  readonly batchCost: Float64Array
  readonly low: Int32Array
  readonly high: Int32Array
  readonly load: Float64Array
  /** The most orders a batch can hold. */
  readonly room: number

  constructor(problem: BatchProblem, cache = new CostCache(problem, cacheBits(problem.orders))) {
    const { orders, limits } = problem
    this.problem = problem
    this.cache = cache
    this.room = mostPerBatch(problem)
    this.batchOf = new Int32Array(orders).fill(-1)
    this.members = new Int32Array((orders + 1) * this.room)
    this.size = new Int32Array(orders + 1)
    this.batchCost = new Float64Array(orders + 1)
    this.low = new Int32Array(orders + 1)
    this.high = new Int32Array(orders + 1)
    this.load = new Float64Array((orders + 1) * limits.length)
  }

  copyFrom(other: Batches): void {
    this.used = other.used
    this.cost = other.cost
    this.batchOf.set(other.batchOf)
    const { used } = other
    this.members.set(other.members.subarray(0, used * this.room))
    this.size.set(other.size.subarray(0, used))
    this.batchCost.set(other.batchCost.subarray(0, used))
    this.low.set(other.low.subarray(0, used))
    this.high.set(other.high.subarray(0, used))
    this.load.set(other.load.subarray(0, used * this.problem.limits.length))
  }

  /** An empty batch: one that is there, or a new one. */
  emptyBatch(): number {
    for (let batch = 0; batch < this.used; batch++) if (this.size[batch] === 0) return batch
    const batch = this.used++
    this.size[batch] = 0
    this.batchCost[batch] = 0
    this.low[batch] = 0
    this.high[batch] = 0
    const kinds = this.problem.limits.length
    this.load.fill(0, batch * kinds, (batch + 1) * kinds)
    return batch
  }

  fits(order: number, batch: number): boolean {
    const { limits, loads, conflicts } = this.problem
    const kinds = limits.length
    for (let kind = 0; kind < kinds; kind++)
      if (
        (this.load[batch * kinds + kind] ?? 0) + (loads[order * kinds + kind] ?? 0) >
        (limits[kind] ?? 0)
      )
        return false
    return !conflicts || !this.#clashes(order, batch, conflicts)
  }

  #clashes(order: number, batch: number, conflicts: (a: number, b: number) => boolean): boolean {
    const from = batch * this.room
    for (let at = from; at < from + (this.size[batch] ?? 0); at++)
      if (conflicts(order, this.members[at] ?? 0)) return true
    return false
  }

  /** What the batch would cost with the order as well. */
  costWith(order: number, batch: number): number {
    const { cache } = this
    const known = cache.known(
      (this.low[batch] ?? 0) ^ (cache.low[order] ?? 0),
      (this.high[batch] ?? 0) ^ (cache.high[order] ?? 0),
    )
    if (known >= 0) return known
    const size = this.#tell(batch)
    cache.members[size] = order
    return cache.learn(size + 1)
  }

  /** Writes a batch's orders where the cache reads them. */
  #tell(batch: number): number {
    const from = batch * this.room
    const size = this.size[batch] ?? 0
    for (let at = 0; at < size; at++) this.cache.members[at] = this.members[from + at] ?? 0
    return size
  }

  add(order: number, batch: number, cost = this.costWith(order, batch)): void {
    const size = this.size[batch] ?? 0
    this.members[batch * this.room + size] = order
    this.size[batch] = size + 1
    this.batchOf[order] = batch
    this.#mark(order, batch, 1)
    this.cost += cost - (this.batchCost[batch] ?? 0)
    this.batchCost[batch] = cost
  }

  /** Takes an order out; the batch's cost is right again after `settle`. */
  take(order: number): number {
    const batch = this.batchOf[order] ?? -1
    const from = batch * this.room
    const last = from + (this.size[batch] ?? 0) - 1
    let at = from
    while (this.members[at] !== order) at++
    this.members[at] = this.members[last] ?? 0
    this.size[batch] = last - from
    this.batchOf[order] = -1
    this.#mark(order, batch, -1)
    return batch
  }

  /** Works out the cost of a batch orders were taken from. */
  settle(batch: number): void {
    let cost = 0
    if ((this.size[batch] ?? 0) > 0) {
      cost = this.cache.known(this.low[batch] ?? 0, this.high[batch] ?? 0)
      if (cost < 0) cost = this.cache.learn(this.#tell(batch))
    }
    this.cost += cost - (this.batchCost[batch] ?? 0)
    this.batchCost[batch] = cost
  }

  #mark(order: number, batch: number, sign: number): void {
    this.low[batch] = (this.low[batch] ?? 0) ^ (this.cache.low[order] ?? 0)
    this.high[batch] = (this.high[batch] ?? 0) ^ (this.cache.high[order] ?? 0)
    const kinds = this.problem.limits.length
    for (let kind = 0; kind < kinds; kind++) {
      const at = batch * kinds + kind
      this.load[at] = (this.load[at] ?? 0) + sign * (this.problem.loads[order * kinds + kind] ?? 0)
    }
  }

  /** The batches as lists, empty ones left out. */
  lists(): number[][] {
    const all: number[][] = []
    for (let batch = 0; batch < this.used; batch++) {
      const from = batch * this.room
      const list = [...this.members.subarray(from, from + (this.size[batch] ?? 0))]
      if (list.length > 0) all.push(list)
    }
    return all
  }
}

const cacheBits = (orders: number) => (orders <= 16 ? 13 : orders <= 40 ? 18 : 21)

/** How many of the smallest orders fit one cart. */
function mostPerBatch({ orders, limits, loads }: BatchProblem): number {
  let most = orders
  limits.forEach((limit, kind) => {
    const sorted = Float64Array.from(
      { length: orders },
      (_, order) => loads[order * limits.length + kind] ?? 0,
    ).sort()
    let sum = 0
    let count = 0
    for (const load of sorted) {
      sum += load
      if (sum > limit) break
      count++
    }
    most = Math.min(most, count)
  })
  return Math.max(1, most)
}
