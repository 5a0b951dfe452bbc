import type { BatchProblem } from './problem.ts'

/** Who goes well with whom: by what walking for both at once saves (Clarke and Wright, 1964). */
export interface Savings {
  /** The best partners of each order, best first: `partners[order * width … (order + 1) * width)`. */
  readonly partners: Int32Array
  readonly width: number
  /** What each order costs alone. */
  readonly alone: Float64Array
}

export function savingsOf({ orders, cost }: BatchProblem, most: number): Savings {
  const pair = new Int32Array(2)
  const alone = Float64Array.from({ length: orders }, (_, order) => {
    pair[0] = order
    return cost(pair, 1)
  })
  const saved = new Float32Array(orders * orders)
  for (let a = 0; a < orders; a++)
    for (let b = a + 1; b < orders; b++) {
      pair[0] = a
      pair[1] = b
      const saving = (alone[a] ?? 0) + (alone[b] ?? 0) - cost(pair, 2)
      saved[a * orders + b] = saving
      saved[b * orders + a] = saving
    }
  const width = Math.min(most, orders - 1)
  const partners = new Int32Array(orders * width)
  const others = Array.from({ length: orders }, (_, order) => order)
  for (let order = 0; order < orders; order++) {
    const worth = (other: number) => saved[order * orders + other] ?? 0
    const best = others.filter((other) => other !== order).sort((x, y) => worth(y) - worth(x))
    partners.set(best.slice(0, width), order * width)
  }
  return { partners, width, alone }
}
