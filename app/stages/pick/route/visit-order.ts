import type { ParallelAisles } from './parallel-aisles.ts'
import { way } from './walk-states.ts'

/** One step of the shortest walk: a way to walk a block, or how often each cross aisle is walked after it. */
export interface Taken {
  readonly aisle: number
  /** Null: on to the next aisle. */
  readonly block: number | null
  /** The way of walking the block. */
  readonly by: number
  /** How often each cross aisle is used on to the next aisle. */
  readonly leaving: readonly number[]
}

/** Where an aisle meets a cross aisle, as one number: `aisle * crossAisles + cross`. */
type Node = number

/** The walk as stretches between crossings, some walked twice, and what is fetched on the way. */
interface WalkMap {
  readonly ends: Map<Node, Node[]>
  /** Stops fetched by going into an aisle from a crossing and back. */
  readonly trips: Map<Node, readonly number[]>
  /** Stops along an aisle that is walked through, from its upper crossing on. */
  readonly passed: Map<Node, readonly number[]>
}

/** The stops of a walk in the order in which a picker comes to them. */
export function visitOrder(
  hall: ParallelAisles,
  stops: Int32Array,
  taken: readonly Taken[],
): readonly number[] {
  const crossAisles = hall.crossAt.length
  const map: WalkMap = { ends: new Map(), trips: new Map(), passed: new Map() }
  for (const one of taken) {
    if (one.block !== null) walkBlock(hall, map, one, stopsOf(hall, stops, one.aisle, one.block))
    else
      for (const [cross, times] of one.leaving.entries())
        join(map, one.aisle * crossAisles + cross, (one.aisle + 1) * crossAisles + cross, times)
  }
  const visits = new Set<number>()
  let before: Node | null = null
  for (const node of trail(map, hall.start.aisle * crossAisles + hall.start.cross)) {
    for (const stop of onTheWay(map, before, node, crossAisles)) visits.add(stop)
    for (const stop of map.trips.get(node) ?? []) visits.add(stop)
    before = node
  }
  return [...visits]
}

/** The stops between two crossings of one aisle, in walking direction. */
function onTheWay(
  map: WalkMap,
  from: Node | null,
  to: Node,
  crossAisles: number,
): readonly number[] {
  if (from === null || Math.floor(from / crossAisles) !== Math.floor(to / crossAisles)) return []
  return from < to ? (map.passed.get(from) ?? []) : (map.passed.get(to)?.toReversed() ?? [])
}

function stopsOf(
  hall: ParallelAisles,
  stops: Int32Array,
  aisle: number,
  block: number,
): readonly number[] {
  const { cells, cellAt, crossAt } = hall
  const isLast = block === crossAt.length - 2
  const upper = block === 0 ? Number.NEGATIVE_INFINITY : (crossAt[block] ?? 0)
  const lower = isLast ? Number.POSITIVE_INFINITY : (crossAt[block + 1] ?? 0)
  return [...stops].filter((stop) => {
    const at = cellAt[stop] ?? 0
    return Math.floor(stop / cells) === aisle && at > upper && at <= lower
  })
}

function walkBlock(
  hall: ParallelAisles,
  map: WalkMap,
  { aisle, block, by }: Taken,
  stops: readonly number[],
): void {
  const upper = aisle * hall.crossAt.length + (block ?? 0)
  const lower = upper + 1
  if (by === way.through || by === way.twice) {
    join(map, upper, lower, by === way.through ? 1 : 2)
    map.passed.set(upper, stops)
    return
  }
  if (stops.length === 0) return
  const split = splitOf(hall, block ?? 0, by, stops)
  addTrip(map, upper, stops.slice(0, split))
  addTrip(map, lower, stops.slice(split).toReversed())
}

/** How many of the stops are fetched from the upper end. */
function splitOf(
  hall: ParallelAisles,
  block: number,
  by: number,
  stops: readonly number[],
): number {
  const depths = stops.map((stop) => hall.cellAt[stop] ?? 0)
  const upper = hall.crossAt[block] ?? 0
  const lower = hall.crossAt[block + 1] ?? 0
  const gaps = depths.map((depth, at) => depth - (depths[at - 1] ?? upper))
  gaps.push(lower - (depths.at(-1) ?? upper))
  const may = allowed(by, stops.length)
  let best = may[0]
  for (let at = may[0]; at <= may[1]; at++) if ((gaps[at] ?? 0) > (gaps[best] ?? 0)) best = at
  return best
}

/** First and last split a way of walking allows. */
function allowed(by: number, stops: number): readonly [number, number] {
  switch (by) {
    case way.fromTop:
      return [stops, stops]
    case way.fromBottom:
      return [0, 0]
    case way.fromBoth:
      return [1, stops - 1]
    case way.bottomOrBoth:
      return [0, stops - 1]
    case way.topOrBoth:
      return [1, stops]
    default:
      return [0, stops]
  }
}

function join(map: WalkMap, a: Node, b: Node, times: number): void {
  for (let time = 0; time < times; time++) {
    map.ends.set(a, [...(map.ends.get(a) ?? []), b])
    map.ends.set(b, [...(map.ends.get(b) ?? []), a])
  }
}

const addTrip = (map: WalkMap, at: Node, stops: readonly number[]) =>
  map.trips.set(at, [...(map.trips.get(at) ?? []), ...stops])

/** A way over every stretch exactly as often as it is to be walked (Hierholzer). */
function trail({ ends }: WalkMap, start: Node): readonly Node[] {
  const stack = [start]
  const nodes: Node[] = []
  for (let at = stack.at(-1); at !== undefined; at = stack.at(-1)) {
    const next = ends.get(at)?.pop()
    if (next === undefined) {
      nodes.push(at)
      stack.pop()
      continue
    }
    const back = ends.get(next)
    back?.splice(back.indexOf(at), 1)
    stack.push(next)
  }
  return nodes.toReversed()
}
