import type { Matrix } from './matrix.ts'

/** Neighbours looked at from each stop. */
const nearby = 10
/** Stops moved together. */
const longest = 3
/** Less than this is no gain. */
const grain = 1e-9

/** A walk being shortened by moving up to three stops elsewhere and by reversing stretches of it. */
export class OrderSearch {
  readonly #size: number
  readonly #mm: Float64Array
  readonly #near: Int32Array
  readonly #nearCount: number
  /** Rows in walking order, the ends included. */
  readonly #walk: Int32Array
  readonly #at: Int32Array
  /** Length up to each place, walked forwards and backwards. */
  readonly #forth: Float64Array
  readonly #back: Float64Array
  readonly #kept: Int32Array
  #keptMm = 0
  readonly #waiting: number[] = []
  readonly #isWaiting: Uint8Array

  constructor({ size, mm }: Matrix, order: readonly number[]) {
    this.#size = size
    this.#mm = mm
    this.#walk = Int32Array.from([0, ...order, size - 1])
    this.#at = new Int32Array(size)
    this.#forth = new Float64Array(size)
    this.#back = new Float64Array(size)
    this.#kept = Int32Array.from(this.#walk)
    this.#isWaiting = new Uint8Array(size)
    this.#nearCount = Math.min(nearby, size - 1)
    this.#near = nearest(this.#size, mm, this.#nearCount)
    this.#measure()
    for (let row = 0; row < size; row++) this.#wake(row)
  }

  order(): readonly number[] {
    return [...this.#walk.subarray(1, this.#size - 1)]
  }

  remember(): void {
    this.#kept.set(this.#walk)
    this.#keptMm = this.#length()
  }

  isLonger(): boolean {
    return this.#length() > this.#keptMm + grain
  }

  restore(): void {
    this.#walk.set(this.#kept)
    this.#measure()
  }

  /** Exchanges the stretches from `first` and from `middle`, the latter up to, not including, `end`. */
  exchange(first: number, middle: number, end: number): void {
    const moved = this.#walk.slice(first, middle)
    this.#walk.copyWithin(first, middle, end)
    this.#walk.set(moved, first + end - middle)
    this.#measure()
    for (const at of [first - 1, first, middle - 1, middle, end - 1, end])
      this.#wake(this.#walk[at] ?? 0)
    this.#wake(this.#walk[first + end - middle] ?? 0)
  }

  /** Shortens until nothing near what was touched can be shortened any more. */
  settle(): void {
    for (let row = this.#waiting.pop(); row !== undefined; row = this.#waiting.pop()) {
      this.#isWaiting[row] = 0
      while (this.#improve(row));
    }
  }

  #wake(row: number): void {
    if (this.#isWaiting[row]) return
    this.#isWaiting[row] = 1
    this.#waiting.push(row)
  }

  #d(a: number, b: number): number {
    return this.#mm[(this.#walk[a] ?? 0) * this.#size + (this.#walk[b] ?? 0)] ?? 0
  }

  #length(): number {
    return this.#forth[this.#size - 1] ?? 0
  }

  #measure(): void {
    for (let at = 0; at < this.#size; at++) {
      this.#at[this.#walk[at] ?? 0] = at
      if (at === 0) continue
      this.#forth[at] = (this.#forth[at - 1] ?? 0) + this.#d(at - 1, at)
      this.#back[at] = (this.#back[at - 1] ?? 0) + this.#d(at, at - 1)
    }
  }

  /** What walking a stretch the other way round adds. */
  #turned(first: number, last: number): number {
    const back = (this.#back[last] ?? 0) - (this.#back[first] ?? 0)
    return back - ((this.#forth[last] ?? 0) - (this.#forth[first] ?? 0))
  }

  #improve(row: number): boolean {
    for (let one = 0; one < this.#nearCount; one++) {
      const other = this.#at[this.#near[row * this.#nearCount + one] ?? 0] ?? 0
      const here = this.#at[row] ?? 0
      if (this.#tryReversal(Math.min(here, other), Math.max(here, other))) return true
      for (let length = 1; length <= longest; length++)
        if (
          this.#tryMove(here, here + length - 1, other) ||
          this.#tryMove(here - length + 1, here, other)
        )
          return true
    }
    return false
  }

  /** So that the places at `low` and `high` follow each other. */
  #tryReversal(low: number, high: number): boolean {
    return this.#reverse(low + 1, high) || this.#reverse(low, high - 1)
  }

  #reverse(first: number, last: number): boolean {
    if (first < 1 || last > this.#size - 2 || first >= last) return false
    const gain =
      this.#d(first - 1, first) +
      this.#d(last, last + 1) -
      this.#d(first - 1, last) -
      this.#d(first, last + 1) -
      this.#turned(first, last)
    if (gain <= grain) return false
    this.#walk.subarray(first, last + 1).reverse()
    this.#touched(first - 1, first, last, last + 1)
    return true
  }

  /** The stretch to before or after the place `to`, either way round. */
  #tryMove(first: number, last: number, to: number): boolean {
    if (first < 1 || last > this.#size - 2 || (to >= first && to <= last)) return false
    return this.#move(first, last, to) || this.#move(first, last, to - 1)
  }

  #move(first: number, last: number, after: number): boolean {
    if (after < 0 || after > this.#size - 2 || (after >= first - 1 && after <= last)) return false
    const saved =
      this.#d(first - 1, first) +
      this.#d(last, last + 1) -
      this.#d(first - 1, last + 1) +
      this.#d(after, after + 1)
    const straight = saved - this.#d(after, first) - this.#d(last, after + 1)
    const turned =
      saved - this.#d(after, last) - this.#d(first, after + 1) - this.#turned(first, last)
    if (Math.max(straight, turned) <= grain) return false
    if (turned > straight) this.#walk.subarray(first, last + 1).reverse()
    this.#carry(first, last, after)
    return true
  }

  #carry(first: number, last: number, after: number): void {
    const rows = this.#walk.slice(first, last + 1)
    const count = rows.length
    if (after > last) {
      this.#walk.copyWithin(first, last + 1, after + 1)
      this.#walk.set(rows, after - count + 1)
      this.#touched(first - 1, first, after - count, after - count + 1, after, after + 1)
    } else {
      this.#walk.copyWithin(after + 1 + count, after + 1, first)
      this.#walk.set(rows, after + 1)
      this.#touched(after, after + 1, after + count, after + count + 1, last, last + 1)
    }
  }

  #touched(...places: readonly number[]): void {
    this.#measure()
    for (const at of places) this.#wake(this.#walk[at] ?? 0)
  }
}

/** Of each row the nearest others, by the shorter of there and back. */
function nearest(size: number, mm: Float64Array, count: number): Int32Array {
  const near = new Int32Array(size * count)
  const apart = (a: number, b: number) => Math.min(mm[a * size + b] ?? 0, mm[b * size + a] ?? 0)
  for (let row = 0; row < size; row++) {
    const others = Array.from({ length: size }, (_, other) => other).filter((one) => one !== row)
    const keyed = new Float64Array(size)
    for (const other of others) keyed[other] = apart(row, other)
    others.sort((a, b) => (keyed[a] ?? 0) - (keyed[b] ?? 0) || a - b)
    near.set(others.slice(0, count), row * count)
  }
  return near
}
