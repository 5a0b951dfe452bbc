import type { BatchProblem } from './problem.ts'

/**
 * A bound no plan can be below: the better one of what orders ask for as a whole and of what they ask for part by
 * part of the hall.
 * @param alone what each order costs alone.
 */
export function lowerBound(problem: BatchProblem, alone: Float64Array): number {
  const byPart = problem.parts.reduce((sum, asks) => sum + stackedBound(problem, asks), 0)
  return Math.max(stackedBound(problem, alone), byPart)
}

/**
 * A bound no plan can be below, from what orders ask for one by one: at each level of cost, the orders that
 * ask for at least so much need so many carts.
 * @param asks of each order what any batch with it costs at least (for one part of the walk).
 */
export function stackedBound({ orders, limits, loads }: BatchProblem, asks: Float64Array): number {
  const byNeed = Array.from({ length: orders }, (_, order) => order).sort(
    (a, b) => (asks[b] ?? 0) - (asks[a] ?? 0),
  )
  const kinds = limits.length
  const sums = new Float64Array(kinds)
  let bound = 0
  byNeed.forEach((order, at) => {
    let carts = 0
    for (let kind = 0; kind < kinds; kind++) {
      sums[kind] = (sums[kind] ?? 0) + (loads[order * kinds + kind] ?? 0)
      carts = Math.max(carts, Math.ceil((sums[kind] ?? 0) / (limits[kind] ?? 1) - 1e-9))
    }
    const next = byNeed[at + 1]
    const below = next === undefined ? 0 : (asks[next] ?? 0)
    bound += carts * ((asks[order] ?? 0) - below)
  })
  return bound
}
