import type { Waiting } from './waiting.ts'

/**
 * Which aisles a wave walks, and which orders lie wholly within them. Orders are indices of the backlog;
 * each order is looked at once for each of its aisles.
 */
export class OpenAisles {
  readonly opened: number[] = []
  readonly #names: string[] = []
  readonly #aislesOf: Int32Array[]
  /** Orders of each aisle, due first. */
  readonly #ordersOf: number[][] = []
  readonly #isOpen: boolean[] = []
  /** Aisles an order still lacks. */
  readonly #lacking: Int32Array
  readonly #units: Float64Array
  /** Units of the orders that lack this aisle only. */
  readonly #waiting: Float64Array
  #within: number[] = []

  constructor(backlog: readonly Waiting[], byDue: readonly number[]) {
    const ids = new Map<string, number>()
    const idOf = (name: string) => {
      const known = ids.get(name)
      if (known !== undefined) return known
      const id = ids.size
      ids.set(name, id)
      this.#names.push(name)
      this.#ordersOf.push([])
      this.#isOpen.push(false)
      return id
    }
    this.#aislesOf = backlog.map(({ aisles }) => Int32Array.from(new Set(aisles), idOf))
    this.#lacking = Int32Array.from(this.#aislesOf, (aisles) => aisles.length)
    this.#units = Float64Array.from(backlog, ({ units }) => units)
    this.#waiting = new Float64Array(ids.size)
    for (const order of byDue) {
      for (const aisle of this.#aislesOf[order] ?? []) this.#ordersOf[aisle]?.push(order)
      this.#notice(order)
    }
  }

  /** Opens all aisles of an order. */
  openFor(order: number): void {
    for (const aisle of this.#aislesOf[order] ?? []) this.open(aisle)
  }

  open(aisle: number): void {
    if (this.#isOpen[aisle]) return
    this.#isOpen[aisle] = true
    this.opened.push(aisle)
    for (const order of this.#ordersOf[aisle] ?? []) {
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
      const count = this.#ordersOf[aisle]?.length ?? 0
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
    const last = (this.#aislesOf[order] ?? []).find((aisle) => !this.#isOpen[aisle])
    if (last !== undefined)
      this.#waiting[last] = (this.#waiting[last] ?? 0) + (this.#units[order] ?? 0)
  }
}
