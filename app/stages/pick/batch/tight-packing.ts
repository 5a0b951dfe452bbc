import type { Random } from '../seeded.ts'
import type { BatchProblem } from './problem.ts'

const tries = 200
const nodes = 3_000

/**
 * Packs all orders into so few carts that hardly any room is left, whatever the walks are: cart by cart, the
 * largest open order and what fills the rest best (minimum bin slack; Gupta and Ho, 1999).
 * @returns the batches, or null when none of the tries came out.
 */
export function packTightly(
  problem: BatchProblem,
  carts: number,
  random: Random,
): readonly (readonly number[])[] | null {
  for (let turn = 0; turn < tries; turn++) {
    const packed = new TightPacking(problem, random).pack(carts)
    if (packed) return packed
  }
  return null
}

class TightPacking {
  readonly #problem: BatchProblem
  readonly #kinds: number
  #open: number[]
  #left: number[] = []
  #chosen: number[] = []
  #best: number[] = []
  #slack = 0
  #nodes = 0

  constructor(problem: BatchProblem, random: Random) {
    this.#problem = problem
    this.#kinds = problem.limits.length
    const size = Array.from(
      { length: problem.orders },
      (_, order) => this.#part(order) * (1 + 0.2 * random.unit()),
    )
    this.#open = [...size.keys()].sort((a, b) => (size[b] ?? 0) - (size[a] ?? 0))
  }

  pack(carts: number): readonly (readonly number[])[] | null {
    const batches: number[][] = []
    while (this.#open.length > 0) {
      if (batches.length === carts) return null
      const [first = 0] = this.#open
      this.#left = this.#problem.limits.map((limit, kind) => limit - this.#load(first, kind))
      this.#chosen = [first]
      this.#best = [first]
      this.#slack = this.#room()
      this.#nodes = 0
      this.#fill(1)
      const taken = new Set(this.#best)
      batches.push([...taken])
      this.#open = this.#open.filter((order) => !taken.has(order))
    }
    return batches
  }

  /** Depth first over the open orders from `from` on, until the cart is full or the nodes are used up. */
  #fill(from: number): void {
    for (let at = from; at < this.#open.length && this.#slack > 0; at++) {
      if (this.#nodes++ > nodes) return
      const order = this.#open[at] ?? 0
      if (!this.#fits(order)) continue
      this.#put(order, 1)
      if (this.#room() < this.#slack) {
        this.#slack = this.#room()
        this.#best = [...this.#chosen]
      }
      this.#fill(at + 1)
      this.#put(order, -1)
    }
  }

  #put(order: number, sign: 1 | -1): void {
    for (let kind = 0; kind < this.#kinds; kind++)
      this.#left[kind] = (this.#left[kind] ?? 0) - sign * this.#load(order, kind)
    if (sign === 1) this.#chosen.push(order)
    else this.#chosen.pop()
  }

  #fits(order: number): boolean {
    for (let kind = 0; kind < this.#kinds; kind++)
      if (this.#load(order, kind) > (this.#left[kind] ?? 0)) return false
    const { conflicts } = this.#problem
    return !conflicts || this.#chosen.every((other) => !conflicts(order, other))
  }

  /** What is left in the scarcest kind, as a part of its limit. */
  #room(): number {
    let room = 1
    for (let kind = 0; kind < this.#kinds; kind++)
      room = Math.min(room, (this.#left[kind] ?? 0) / (this.#problem.limits[kind] ?? 1))
    return room
  }

  #load = (order: number, kind: number) => this.#problem.loads[order * this.#kinds + kind] ?? 0

  #part(order: number): number {
    let part = 0
    for (let kind = 0; kind < this.#kinds; kind++)
      part = Math.max(part, this.#load(order, kind) / (this.#problem.limits[kind] ?? 1))
    return part
  }
}
