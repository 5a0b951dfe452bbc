import type { Batches } from './batches.ts'
import { hair } from './problem.ts'

/** Orders of two batches together at most: all ways to split them are looked at. */
const most = 13

/** Splits the orders of two batches anew in the best way. @returns whether that helped. */
export function resplit(plan: Batches, a: number, b: number): boolean {
  const sizeA = plan.size[a] ?? 0
  const sizeB = plan.size[b] ?? 0
  const count = sizeA + sizeB
  if (a === b || sizeA === 0 || sizeB === 0 || count > most) return false
  const { room, members } = plan
  const orders = new Int32Array(count)
  orders.set(members.subarray(a * room, a * room + sizeA))
  orders.set(members.subarray(b * room, b * room + sizeB), sizeA)
  const split = bestSplit(plan, orders, (plan.batchCost[a] ?? 0) + (plan.batchCost[b] ?? 0) - hair)
  if (split === 0) return false
  for (const order of orders) plan.take(order)
  plan.settle(a)
  plan.settle(b)
  orders.forEach((order, at) => {
    plan.add(order, ((split >> at) & 1) === 1 ? a : b)
  })
  return true
}

/** @returns the orders of one side as a bit set; 0 when no split is cheaper than `limit`. */
function bestSplit(plan: Batches, orders: Int32Array, limit: number): number {
  const { problem, cache } = plan
  const { limits, loads } = problem
  const kinds = limits.length
  const count = orders.length
  let best = 0
  let least = limit
  const costOf = (set: number): number => {
    let size = 0
    let low = 0
    let high = 0
    for (let at = 0; at < count; at++) {
      if (!((set >> at) & 1)) continue
      const order = orders[at] ?? 0
      low ^= cache.low[order] ?? 0
      high ^= cache.high[order] ?? 0
      cache.members[size++] = order
    }
    const known = cache.known(low, high)
    return known >= 0 ? known : cache.learn(size)
  }
  const fits = (set: number): boolean => {
    for (let kind = 0; kind < kinds; kind++) {
      let sum = 0
      for (let at = 0; at < count; at++)
        if ((set >> at) & 1) sum += loads[(orders[at] ?? 0) * kinds + kind] ?? 0
      if (sum > (limits[kind] ?? 0)) return false
    }
    return !problem.conflicts || !clashes(set)
  }
  const clashes = (set: number): boolean => {
    for (let x = 0; x < count; x++)
      for (let y = x + 1; y < count; y++)
        if ((set >> x) & (set >> y) & 1 && problem.conflicts?.(orders[x] ?? 0, orders[y] ?? 0))
          return true
    return false
  }
  const all = (1 << count) - 1
  // The first order stays on one side, so that each split is looked at once.
  for (let set = 1; set < all; set += 2) {
    if (!fits(set) || !fits(all ^ set)) continue
    const cost = costOf(set)
    if (cost >= least) continue
    const whole = cost + costOf(all ^ set)
    if (whole < least) {
      least = whole
      best = set
    }
  }
  return best
}
