/** Good batches found so far, each once, as columns of a set partitioning problem. */
export class ColumnPool {
  count = 0
  readonly cost: Float64Array
  /** Orders of column k: `items[k * room … k * room + size[k])`. */
  readonly items: Int16Array
  readonly size: Int16Array
  readonly low: Int32Array
  readonly high: Int32Array
  readonly room: number
  readonly #most: number
  readonly #places: Int32Array
  readonly #mask: number

  constructor(most: number, room: number) {
    this.#most = most
    this.room = room
    this.cost = new Float64Array(most)
    this.items = new Int16Array(most * room)
    this.size = new Int16Array(most)
    this.low = new Int32Array(most)
    this.high = new Int32Array(most)
    const places = 2 ** Math.ceil(Math.log2(most * 2))
    this.#mask = places - 1
    this.#places = new Int32Array(places).fill(-1)
  }

  clear(): void {
    this.count = 0
    this.#places.fill(-1)
  }

  get isFull(): boolean {
    return this.count >= this.#most
  }

  /** @returns false when it was there before, or the pool is full. */
  add(
    members: Int32Array,
    from: number,
    count: number,
    mark: { readonly low: number; readonly high: number; readonly cost: number },
  ): boolean {
    const place = this.#placeOf(mark.low, mark.high)
    if (this.#places[place] !== -1 || this.isFull) return false
    const column = this.count++
    this.#places[place] = column
    for (let at = 0; at < count; at++) this.items[column * this.room + at] = members[from + at] ?? 0
    this.size[column] = count
    this.cost[column] = mark.cost
    this.low[column] = mark.low
    this.high[column] = mark.high
    return true
  }

  #placeOf(low: number, high: number): number {
    let place = (low ^ (high >>> 9)) & this.#mask
    for (;;) {
      const column = this.#places[place] ?? -1
      if (column < 0 || (this.low[column] === low && this.high[column] === high)) return place
      place = (place + 1) & this.#mask
    }
  }

  /** What a column costs beyond what its orders, and one batch more, are worth (see order-worth.ts). */
  reducedCost(column: number, worth: Float64Array): number {
    let reduced = (this.cost[column] ?? 0) - (worth[worth.length - 1] ?? 0)
    const from = column * this.room
    const to = from + (this.size[column] ?? 0)
    for (let at = from; at < to; at++) reduced -= worth[this.items[at] ?? 0] ?? 0
    return reduced
  }

  /** Keeps the columns that are most promising by the orders' worth. */
  shrink(worth: Float64Array, keep: number): void {
    const reduced = Float64Array.from({ length: this.count }, (_, k) => this.reducedCost(k, worth))
    const limit = reduced.slice().sort()[Math.min(keep, this.count - 1)] ?? 0
    this.#places.fill(-1)
    const { count, room } = this
    this.count = 0
    for (let column = 0; column < count; column++) {
      if ((reduced[column] ?? 0) > limit || this.count >= keep) continue
      const at = this.count++
      this.items.copyWithin(at * room, column * room, (column + 1) * room)
      this.size[at] = this.size[column] ?? 0
      this.cost[at] = this.cost[column] ?? 0
      this.low[at] = this.low[column] ?? 0
      this.high[at] = this.high[column] ?? 0
      this.#places[this.#placeOf(this.low[at] ?? 0, this.high[at] ?? 0)] = at
    }
  }
}
