import type { Node, Place, Reach, Warehouse } from './warehouse.ts'

/** Millimetres from one place to another; infinite where there is no way. */
export function distanceMm(warehouse: Warehouse, from: Place, to: Place): number {
  if (from.code === to.code && from.aisle === to.aisle) return 0
  return bestWay(warehouse, from, to).mm
}

/** The crossings walked through between two places, in order. */
export function wayBetween(warehouse: Warehouse, from: Place, to: Place): readonly Node[] {
  const { out, into } = bestWay(warehouse, from, to)
  if (out === null || into === null) return []
  const { before } = reachOf(warehouse, out)
  const ids: number[] = []
  for (let at = into; at >= 0; at = at === out ? -1 : (before[at] ?? -1)) ids.push(at)
  return ids.toReversed().flatMap((id) => warehouse.nodes[id] ?? [])
}

interface Way {
  readonly mm: number
  /** Null: straight along the aisle. */
  readonly out: number | null
  readonly into: number | null
}

function bestWay(warehouse: Warehouse, from: Place, to: Place): Way {
  let best: Way = { mm: straightMm(warehouse, from, to), out: null, into: null }
  for (const [out, first] of from.out) {
    const { mm } = reachOf(warehouse, out)
    for (const [into, last] of to.in) {
      const sum = first + (mm[into] ?? Number.POSITIVE_INFINITY) + last
      if (sum < best.mm) best = { mm: sum, out, into }
    }
  }
  return best
}

/** Along one aisle without a crossing of its own being needed (an aisle may have a dead end). */
function straightMm(warehouse: Warehouse, from: Place, to: Place): number {
  if (from.aisle === null || from.aisle !== to.aisle) return Number.POSITIVE_INFINITY
  const direction = warehouse.aisles.get(from.aisle)?.direction ?? 'both'
  const mm = to.yMm - from.yMm
  const may = mm === 0 || direction === 'both' || mm > 0 === (direction === 'away')
  return may ? Math.abs(mm) : Number.POSITIVE_INFINITY
}

/** Dijkstra from one crossing, kept for as long as the warehouse is. */
function reachOf(warehouse: Warehouse, from: number): Reach {
  const known = warehouse.reach.get(from)
  if (known) return known
  const { nodes } = warehouse
  const mm = new Float64Array(nodes.length).fill(Number.POSITIVE_INFINITY)
  const before = new Int32Array(nodes.length).fill(-1)
  mm[from] = 0
  const heap: (readonly [number, number])[] = [[0, from]]
  for (let top = popLeast(heap); top; top = popLeast(heap)) {
    const [at, id] = top
    if (at > (mm[id] ?? 0)) continue
    for (const [next, length] of nodes[id]?.to ?? []) {
      if (at + length >= (mm[next] ?? 0)) continue
      mm[next] = at + length
      before[next] = id
      push(heap, [at + length, next])
    }
  }
  const reach = { mm, before }
  warehouse.reach.set(from, reach)
  return reach
}

type Heap = (readonly [number, number])[]
const least = (heap: Heap, at: number) => heap[at]?.[0] ?? Number.POSITIVE_INFINITY

function swap(heap: Heap, a: number, b: number): void {
  const [one, other] = [heap[a], heap[b]]
  if (one && other) {
    heap[a] = other
    heap[b] = one
  }
}

function push(heap: Heap, item: readonly [number, number]): void {
  heap.push(item)
  for (let at = heap.length - 1; at > 0; ) {
    const up = (at - 1) >> 1
    if (least(heap, up) <= least(heap, at)) return
    swap(heap, up, at)
    at = up
  }
}

function popLeast(heap: Heap): readonly [number, number] | undefined {
  swap(heap, 0, heap.length - 1)
  const top = heap.pop()
  for (let at = 0; ; ) {
    const left = 2 * at + 1
    const child = least(heap, left + 1) < least(heap, left) ? left + 1 : left
    if (least(heap, child) >= least(heap, at)) return top
    swap(heap, at, child)
    at = child
  }
}
