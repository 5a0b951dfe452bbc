import type { Waiting } from './waiting.ts'

/** For each of many things a list of numbers, all in one array. */
interface Lists {
  readonly from: Int32Array
  readonly items: Int32Array
}
const listOf = ({ from, items }: Lists, at: number) => items.subarray(from[at], from[at + 1])

/**
 * Which aisles a wave walks, and which orders lie wholly within them. Orders are indices of the backlog;
 * each order is looked at once for each of its aisles.
 */
export class OpenAisles {
  readonly opened: number[] = []
  readonly #names: readonly string[]
  readonly #aislesOf: Lists
  /** Orders of each aisle, due first. */
  readonly #ordersOf: Lists
  readonly #isOpen: Uint8Array
  /** Aisles an order still lacks. */
  readonly #lacking: Int32Array
  readonly #units: Float64Array
  /** Units of the orders that lack this aisle only. */
  readonly #waiting: Float64Array
  #within: number[] = []

  constructor(backlog: readonly Waiting[], byDue: readonly number[]) {
    const { names, lists } = aislesOf(backlog)
    this.#names = names
    this.#aislesOf = lists
    this.#ordersOf = turnedRound(lists, byDue, names.length)
    this.#isOpen = new Uint8Array(names.length)
    this.#lacking = Int32Array.from(
      backlog,
      (_, order) => (lists.from[order + 1] ?? 0) - (lists.from[order] ?? 0),
    )
    this.#units = Float64Array.from(backlog, ({ units }) => units)
    this.#waiting = new Float64Array(names.length)
    for (const order of byDue) this.#notice(order)
  }

  /** Opens all aisles of an order. */
  openFor(order: number): void {
    for (const aisle of listOf(this.#aislesOf, order)) this.open(aisle)
  }

  open(aisle: number): void {
    if (this.#isOpen[aisle]) return
    this.#isOpen[aisle] = 1
    this.opened.push(aisle)
    for (const order of listOf(this.#ordersOf, aisle)) {
      this.#lacking[order] = (this.#lacking[order] ?? 0) - 1
      this.#notice(order)
    }
  }

  /** Orders that came to lie wholly within the open aisles since last asked. */
  takeWithin(): readonly number[] {
    const within = this.#within
    this.#within = []
    return within
  }

  /** The closed aisle that brings most units, up to `room`; when none brings any by itself, the one most orders lack. */
  best(room: number): { readonly aisle: number; readonly units: number } | null {
    let best = -1
    let most = 0
    let crowd = -1
    let orders = 0
    for (let aisle = 0; aisle < this.#isOpen.length; aisle++) {
      if (this.#isOpen[aisle]) continue
      const units = Math.min(room, this.#waiting[aisle] ?? 0)
      if (units > most) {
        most = units
        best = aisle
      }
      const count = (this.#ordersOf.from[aisle + 1] ?? 0) - (this.#ordersOf.from[aisle] ?? 0)
      if (count > orders) {
        orders = count
        crowd = aisle
      }
    }
    if (best >= 0) return { aisle: best, units: most }
    return crowd >= 0 ? { aisle: crowd, units: 0 } : null
  }

  openedNames(): string[] {
    return this.opened.map((aisle) => this.#names[aisle] ?? '')
  }

  #notice(order: number): void {
    const lacking = this.#lacking[order] ?? 0
    if (lacking === 0) this.#within.push(order)
    if (lacking !== 1) return
    const last = listOf(this.#aislesOf, order).find((aisle) => !this.#isOpen[aisle])
    if (last !== undefined)
      this.#waiting[last] = (this.#waiting[last] ?? 0) + (this.#units[order] ?? 0)
  }
}

/** The aisles of each order as numbers, each once. */
function aislesOf(backlog: readonly Waiting[]): {
  readonly names: readonly string[]
  readonly lists: Lists
} {
  const ids = new Map<string, number>()
  const from = new Int32Array(backlog.length + 1)
  const items = new Int32Array(backlog.reduce((sum, { aisles }) => sum + aisles.length, 0))
  /** The order an aisle was last seen in. */
  const seen: number[] = []
  let end = 0
  backlog.forEach(({ aisles }, order) => {
    for (const name of aisles) {
      const id = ids.get(name) ?? ids.size
      ids.set(name, id)
      if (seen[id] === order) continue
      seen[id] = order
      items[end++] = id
    }
    from[order + 1] = end
  })
  return { names: [...ids.keys()], lists: { from, items: items.subarray(0, end) } }
}

/** The orders of each aisle, in the order of `byDue`. */
function turnedRound(lists: Lists, byDue: readonly number[], aisles: number): Lists {
  const from = new Int32Array(aisles + 1)
  for (const aisle of lists.items) from[aisle + 1] = (from[aisle + 1] ?? 0) + 1
  for (let aisle = 0; aisle < aisles; aisle++)
    from[aisle + 1] = (from[aisle + 1] ?? 0) + (from[aisle] ?? 0)
  const items = new Int32Array(lists.items.length)
  const next = from.slice()
  for (const order of byDue)
    for (const aisle of listOf(lists, order)) {
      const at = next[aisle] ?? 0
      items[at] = order
      next[aisle] = at + 1
    }
  return { from, items }
}
