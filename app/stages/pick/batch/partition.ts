import type { ColumnPool } from './column-pool.ts'

/**
 * The cheapest way to cover every order once with the pool's batches, by branch and bound over reduced
 * costs. First near the bound, then further away, until the budget, the nodes or the time are used up.
 * @returns columns of a plan cheaper than `upper`, or null.
 */
export function partition(
  pool: ColumnPool,
  given: Float64Array,
  upper: number,
  limits: PartitionLimits,
): { readonly columns: readonly number[] | null; readonly isComplete: boolean } {
  const own = given.length - 1
  const worth = lowered(pool, given)
  const base =
    worth.subarray(0, own).reduce((sum, one) => sum + one, 0) + (worth[own] ?? 0) * limits.fewest
  const budget = upper - base - 1e-7
  if (budget <= 0) return { columns: null, isComplete: true }
  const search = new Search(pool, worth, budget, limits)
  return search.run()
}

/** Orders' worth taken down until no batch is cheaper than its orders are worth: then costs only add up. */
export function lowered(pool: ColumnPool, given: Float64Array): Float64Array {
  const worth = Float64Array.from(given)
  for (let column = 0; column < pool.count; column++) {
    const reduced = pool.reducedCost(column, worth)
    if (reduced >= 0) continue
    const size = pool.size[column] ?? 1
    for (let item = column * pool.room; item < column * pool.room + size; item++) {
      const order = pool.items[item] ?? 0
      worth[order] = (worth[order] ?? 0) + reduced / size
    }
  }
  return worth
}

export interface PartitionLimits {
  readonly nodes: number
  readonly isOver: () => boolean
  /** Fewer batches than this cannot hold all orders. */
  readonly fewest: number
  /** The same for the orders that are still open, given those covered (a bit set). */
  readonly fewestMore: (covered: Int32Array) => number
}

const mostColumns = 24_000

class Search {
  readonly #pool: ColumnPool
  readonly #words: number
  readonly #orders: number
  readonly #columns: Int32Array
  readonly #reduced: Float64Array
  readonly #bits: Int32Array
  readonly #ratio: Float64Array
  readonly #counts: Int32Array
  readonly #lists: Int32Array[] = []
  readonly #chosen: number[] = []
  readonly #isOver: () => boolean
  readonly #own: number
  readonly #limits: PartitionLimits
  #budget: number
  #best: number[] | null = null
  #nodes = 0
  #most: number
  #isCut: boolean
  #stopped = false

  constructor(pool: ColumnPool, worth: Float64Array, budget: number, limits: PartitionLimits) {
    this.#pool = pool
    this.#orders = worth.length - 1
    this.#own = worth[worth.length - 1] ?? 0
    this.#limits = limits
    this.#words = (this.#orders + 31) >> 5
    this.#budget = budget
    this.#most = limits.nodes
    this.#isOver = limits.isOver
    const reduced = Float64Array.from({ length: pool.count }, (_, k) => pool.reducedCost(k, worth))
    const near = Int32Array.from({ length: pool.count }, (_, k) => k)
      .filter((k) => (reduced[k] ?? 0) <= budget)
      .sort((a, b) => (reduced[a] ?? 0) - (reduced[b] ?? 0))
    this.#isCut = near.length > mostColumns
    this.#columns = near.slice(0, mostColumns)
    this.#reduced = Float64Array.from(this.#columns, (k) => reduced[k] ?? 0)
    this.#bits = new Int32Array(this.#columns.length * this.#words)
    this.#columns.forEach((column, at) => {
      const from = column * pool.room
      for (let item = from; item < from + (pool.size[column] ?? 0); item++) {
        const order = pool.items[item] ?? 0
        const word = at * this.#words + (order >> 5)
        this.#bits[word] = (this.#bits[word] ?? 0) | (1 << (order & 31))
      }
    })
    this.#ratio = new Float64Array(this.#orders)
    this.#counts = new Int32Array(this.#orders)
  }

  run(): { readonly columns: readonly number[] | null; readonly isComplete: boolean } {
    const whole = this.#budget
    for (const part of [0.08, 0.2, 0.4, 0.7, 1]) {
      if (whole * part > this.#budget) {
        // A plan was found below what this step would allow: finish the search under it.
        this.#descend(this.#all(), this.#columns.length, 0, new Int32Array(this.#words))
        break
      }
      const kept = this.#budget
      this.#budget = whole * part
      this.#nodes = 0
      const before = this.#best
      this.#descend(this.#all(), this.#columns.length, 0, new Int32Array(this.#words))
      if (this.#stopped || this.#nodes >= this.#most) break
      if (this.#best !== before) break
      this.#budget = kept
    }
    const isComplete = !this.#isCut && !this.#stopped && this.#nodes < this.#most
    return {
      columns: this.#best?.map((at) => this.#columns[at] ?? 0) ?? null,
      isComplete,
    }
  }

  #all(): Int32Array {
    return Int32Array.from({ length: this.#columns.length }, (_, at) => at)
  }

  /** `list`: columns that touch no covered order, best first. */
  #descend(list: Int32Array, count: number, spent: number, covered: Int32Array): void {
    if (this.#stopped || ++this.#nodes >= this.#most) return
    if ((this.#nodes & 31) === 0 && this.#isOver()) {
      this.#stopped = true
      return
    }
    const branch = this.#choose(list, count, spent, covered)
    if (branch === -2) {
      this.#budget = spent + this.#own * this.#tooMany(covered) - 1e-7
      this.#best = [...this.#chosen]
      return
    }
    if (branch < 0) return
    const rest = this.#listAt(this.#chosen.length)
    for (const column of this.#columnsOf(branch, list, count)) {
      const now = spent + (this.#reduced[column] ?? 0)
      if (now >= this.#budget) break
      const kept = this.#withoutOrdersOf(column, list, count, rest)
      this.#chosen.push(column)
      this.#descend(rest, kept, now, this.#with(column, covered))
      this.#chosen.pop()
      if (this.#stopped || this.#nodes >= this.#most) return
    }
  }

  #columnsOf(order: number, list: Int32Array, count: number): number[] {
    const found: number[] = []
    for (let at = 0; at < count; at++) {
      const column = list[at] ?? 0
      const word = this.#bits[column * this.#words + (order >> 5)] ?? 0
      if ((word >>> (order & 31)) & 1) found.push(column)
    }
    return found
  }

  /** Copies what shares no order with the column. @returns how many. */
  #withoutOrdersOf(column: number, list: Int32Array, count: number, rest: Int32Array): number {
    const words = this.#words
    const bits = this.#bits
    const from = column * words
    let kept = 0
    for (let at = 0; at < count; at++) {
      const other = list[at] ?? 0
      let shared = 0
      for (let word = 0; word < words; word++)
        shared |= (bits[other * words + word] ?? 0) & (bits[from + word] ?? 0)
      if (shared === 0) rest[kept++] = other
    }
    return kept
  }

  #with(column: number, covered: Int32Array): Int32Array {
    const from = column * this.#words
    return covered.map((word, at) => word | (this.#bits[from + at] ?? 0))
  }

  /** Batches there will be beyond the fewest there can be. */
  #tooMany(covered: Int32Array): number {
    const { fewest, fewestMore } = this.#limits
    return Math.max(0, this.#chosen.length + fewestMore(covered) - fewest)
  }

  #listAt(depth: number): Int32Array {
    let list = this.#lists[depth]
    if (!list) {
      list = new Int32Array(this.#columns.length)
      this.#lists[depth] = list
    }
    return list
  }

  /** The open order with the fewest columns; -1 when there is no way on; -2 when all are covered. */
  #choose(list: Int32Array, count: number, spent: number, covered: Int32Array): number {
    this.#countColumns(list, count)
    let least = -2
    let fewest = Number.POSITIVE_INFINITY
    let bound = spent + this.#own * this.#tooMany(covered)
    for (let order = 0; order < this.#orders; order++) {
      if (((covered[order >> 5] ?? 0) >>> (order & 31)) & 1) continue
      const number = this.#counts[order] ?? 0
      if (number === 0) return -1
      bound += this.#ratio[order] ?? 0
      if (number < fewest) {
        fewest = number
        least = order
      }
    }
    return bound >= this.#budget ? -1 : least
  }

  /** For each order, how many columns hold it, and its least part of a column's reduced cost. */
  #countColumns(list: Int32Array, count: number): void {
    const { room, items, size } = this.#pool
    const ratio = this.#ratio.fill(Number.POSITIVE_INFINITY)
    const counts = this.#counts.fill(0)
    for (let at = 0; at < count; at++) {
      const column = list[at] ?? 0
      const source = this.#columns[column] ?? 0
      const share = (this.#reduced[column] ?? 0) / (size[source] ?? 1)
      const to = source * room + (size[source] ?? 0)
      for (let item = source * room; item < to; item++) {
        const order = items[item] ?? 0
        counts[order] = (counts[order] ?? 0) + 1
        if (share < (ratio[order] ?? 0)) ratio[order] = share
      }
    }
  }
}
