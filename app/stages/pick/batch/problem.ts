/**
 * Which orders to walk for together. An order is its index. A batch is walked by one picker with one
 * cart; what it costs is asked of `cost`, and must not fall when an order is added.
 */
export interface BatchProblem {
  readonly orders: number
  /** Limits of a cart, one per kind of load (orders, totes, grams, …). No order alone is above one. */
  readonly limits: readonly number[]
  /** What an order takes of each limit: `loads[order * limits.length + kind]`. */
  readonly loads: Float64Array
  /** Whether two orders must not travel together; null when all may. */
  readonly conflicts: ((a: number, b: number) => boolean) | null
  /** Cost of walking for the first `count` of `members`, in any order. */
  readonly cost: (members: Int32Array, count: number) => number
  /**
   * For parts of a walk that do not overlap: what each order makes any walk with it pay for that part at least
   * (hall-parts.ts). None: only whole walks are known.
   */
  readonly parts: readonly Float64Array[]
}

export interface BatchPlan {
  readonly batches: readonly (readonly number[])[]
  readonly cost: number
  /** No plan is cheaper than this. */
  readonly lowerBound: number
  /** The cost is the bound: there is no better plan. */
  readonly isProven: boolean
  /** How often orders were taken out and put back. */
  readonly rounds: number
}

export interface PlanLimits {
  readonly seed: number
  /** Part of the time that is used, 0 at the start, 1 when it is over; asked often. */
  readonly progress: (rounds: number) => number
}

/** Differences below this are rounding. */
export const hair = 1e-7
