import { createRouteEvaluator } from '../route/evaluator.ts'
import type { ParallelAisles } from '../route/parallel-aisles.ts'

/** Shortest walks in a hall over sets of orders: the union of their stops, as bit sets. */
export function hallLengths(
  hall: ParallelAisles,
  /** Of each order its positions (`aisle * cells + cell`); each one in the hall. */
  stops: readonly (readonly number[])[],
): (members: Int32Array, count: number) => number {
  const evaluator = createRouteEvaluator(hall)
  const { words } = evaluator
  const bits = new Int32Array(stops.length * words)
  stops.forEach((positions, order) => {
    for (const at of positions) {
      const word = order * words + (at >> 5)
      bits[word] = (bits[word] ?? 0) | (1 << (at & 31))
    }
  })
  const union = new Int32Array(words)
  return (members, count) => {
    const first = (members[0] ?? 0) * words
    for (let word = 0; word < words; word++) union[word] = bits[first + word] ?? 0
    for (let at = 1; at < count; at++) {
      const from = (members[at] ?? 0) * words
      for (let word = 0; word < words; word++)
        union[word] = (union[word] ?? 0) | (bits[from + word] ?? 0)
    }
    return evaluator.ofBits(union)
  }
}
