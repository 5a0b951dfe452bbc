import type { BatchPlan, BatchProblem } from './problem.ts'

/** Up to here every set of orders is looked at. */
export const mostExact = 13

/** The best plan of few orders, by dynamic programming over their sets. */
export function exactPlan(problem: BatchProblem): BatchPlan {
  const { orders } = problem
  const sets = 1 << orders
  const alone = costsOfSets(problem)
  const best = new Float64Array(sets).fill(Number.POSITIVE_INFINITY)
  const last = new Int32Array(sets)
  best[0] = 0
  for (let set = 1; set < sets; set++) {
    const lowest = set & -set
    const rest = set ^ lowest
    // Every batch that holds the first order of the set.
    for (let more = rest; ; more = (more - 1) & rest) {
      const batch = more | lowest
      const cost = (alone[batch] ?? 0) + (best[set ^ batch] ?? 0)
      if (cost < (best[set] ?? 0)) {
        best[set] = cost
        last[set] = batch
      }
      if (more === 0) break
    }
  }
  const batches: number[][] = []
  for (let set = sets - 1; set > 0; set ^= last[set] ?? 0) batches.push(membersOf(last[set] ?? 0))
  const cost = best[sets - 1] ?? 0
  return { batches, cost, lowerBound: cost, isProven: true, rounds: 0 }
}

const membersOf = (set: number): number[] => {
  const members: number[] = []
  for (let left = set; left !== 0; left &= left - 1) members.push(31 - Math.clz32(left & -left))
  return members
}

/** Infinite for sets that fit no cart. */
function costsOfSets({ orders, limits, loads, conflicts, cost }: BatchProblem): Float64Array {
  const sets = 1 << orders
  const kinds = limits.length
  const costs = new Float64Array(sets).fill(Number.POSITIVE_INFINITY)
  costs[0] = 0
  const load = new Float64Array(sets * kinds)
  const members = new Int32Array(orders)
  for (let set = 1; set < sets; set++) {
    const first = 31 - Math.clz32(set & -set)
    const rest = set & (set - 1)
    // A part that does not fit makes the whole not fit.
    if (costs[rest] === Number.POSITIVE_INFINITY) continue
    let fits = true
    for (let kind = 0; kind < kinds; kind++) {
      const sum = (load[rest * kinds + kind] ?? 0) + (loads[first * kinds + kind] ?? 0)
      load[set * kinds + kind] = sum
      if (sum > (limits[kind] ?? 0)) fits = false
    }
    if (!fits) continue
    let count = 0
    for (let left = set; left !== 0; left &= left - 1)
      members[count++] = 31 - Math.clz32(left & -left)
    if (conflicts && clash(conflicts, members, count)) continue
    costs[set] = cost(members, count)
  }
  return costs
}

function clash(
  conflicts: (a: number, b: number) => boolean,
  members: Int32Array,
  count: number,
): boolean {
  for (let at = 1; at < count; at++) if (conflicts(members[0] ?? 0, members[at] ?? 0)) return true
  return false
}
