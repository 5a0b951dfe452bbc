import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import { distanceMm } from '../warehouse/distance.ts'
import type { Place, Warehouse } from '../warehouse/warehouse.ts'
import { createRouteEvaluator } from './evaluator.ts'
import { type Hall, hallOf } from './hall-of.ts'
import type { Matrix } from './matrix.ts'
import { orderStops } from './order-stops.ts'
import { type SimplePolicy, simpleWalk } from './policies.ts'
import { shortestWalk } from './shortest-walk.ts'
import { walkBound } from './walk-bound.ts'

export type RoutePolicy = 'shortest' | SimplePolicy

export interface RouteWish {
  /** Codes; one named twice is one stop. */
  readonly bins: readonly string[]
  readonly policy: RoutePolicy
  /** Points the walk may begin at; the best is taken. Empty: any of the map's. */
  readonly starts?: readonly string[]
  /** Points it may end at. Empty: any. */
  readonly ends?: readonly string[]
  /** The walk ends where it began. */
  readonly roundTrip?: boolean
  readonly seed?: number
}

export interface Route {
  readonly lengthMm: number
  /** No walk to these bins is shorter; null where nobody worked it out (simple policies). */
  readonly boundMm: number | null
  /** Codes of the bins in the order of the walk. */
  readonly bins: readonly string[]
  readonly start: string
  readonly end: string
  /** `exact`: no walk is shorter. `near`: none was found. `policy`: as the simple policy says. */
  readonly how: 'exact' | 'near' | 'policy'
}

export type RouteRefusal =
  | { readonly kind: 'too_many_stops'; readonly stops: number; readonly most: number }
  | { readonly kind: 'not_on_map'; readonly bins: readonly string[] }
  | { readonly kind: 'unreachable'; readonly bins: readonly string[] }
  | { readonly kind: 'no_such_point'; readonly points: readonly string[] }
  /** S-shape and largest gap need parallel two-way aisles that all cross aisles run through. */
  | { readonly kind: 'policy_needs_hall' }

/** One person does not walk to more bins in one go. */
const mostStops = 1_000

/** @returns the walk, or a refusal that names what stands in its way. */
export function planRoute(warehouse: Warehouse, wish: RouteWish): Outcome<Route, RouteRefusal> {
  const codes = [...new Set(wish.bins)]
  if (codes.length > mostStops)
    return refuse({ kind: 'too_many_stops', stops: codes.length, most: mostStops })
  const ends = endsOf(warehouse, wish)
  if (!ends.ok) return ends
  const unknown = codes.filter((code) => !warehouse.bins.has(code))
  if (unknown.length > 0) return refuse({ kind: 'not_on_map', bins: unknown })
  let best: Outcome<Route, RouteRefusal> = refuse({ kind: 'no_such_point', points: [] })
  for (const pair of ends.value) {
    const route = routeBetween(warehouse, codes, pair, wish)
    if (!best.ok || (route.ok && route.value.lengthMm < best.value.lengthMm)) best = route
  }
  return best
}

interface Ends {
  readonly start: string
  readonly end: string
}

function endsOf(warehouse: Warehouse, wish: RouteWish): Outcome<readonly Ends[], RouteRefusal> {
  const { points } = warehouse.plan
  const named = [...(wish.starts ?? []), ...(wish.ends ?? [])]
  const strange = named.filter((code) => !warehouse.points.has(code))
  if (strange.length > 0) return refuse({ kind: 'no_such_point', points: strange })
  const codes = (use: 'start' | 'drop') =>
    points.filter((one) => one.use === use || one.use === 'both').map((one) => one.code)
  const starts = wish.starts?.length ? wish.starts : codes('start')
  const ends = wish.ends?.length ? wish.ends : codes('drop')
  return accept(
    starts.flatMap((start) => (wish.roundTrip ? [start] : ends).map((end) => ({ start, end }))),
  )
}

function routeBetween(
  warehouse: Warehouse,
  codes: readonly string[],
  ends: Ends,
  wish: RouteWish,
): Outcome<Route, RouteRefusal> {
  const lost = codes.filter((code) => !isReachable(warehouse, code, ends))
  if (lost.length > 0) return refuse({ kind: 'unreachable', bins: lost })
  if (codes.length === 0)
    return accept({ lengthMm: 0, boundMm: 0, bins: [], ...ends, how: 'exact' })
  const hall = hallOf(warehouse, codes, ends)
  if (hall) return accept(hallRoute(hall, codes, ends, wish.policy))
  if (wish.policy !== 'shortest') return refuse({ kind: 'policy_needs_hall' })
  return accept(anyRoute(warehouse, codes, ends, wish.seed ?? 1))
}

function isReachable(warehouse: Warehouse, code: string, { start, end }: Ends): boolean {
  const [from, to] = [warehouse.points.get(start), warehouse.points.get(end)]
  const bin = warehouse.places.get(code)
  if (!from || !to || !bin) return false
  return Number.isFinite(distanceMm(warehouse, from, bin) + distanceMm(warehouse, bin, to))
}

function hallRoute(
  { hall, positionOf, binsAt }: Hall,
  codes: readonly string[],
  ends: Ends,
  policy: RoutePolicy,
): Route {
  const positions = codes.flatMap((code) => positionOf.get(code) ?? [])
  const walk =
    policy === 'shortest' ? shortestWalk(hall, positions) : simpleWalk(hall, positions, policy)
  return {
    lengthMm: walk.length,
    boundMm: policy === 'shortest' ? walk.length : null,
    bins: walk.visits.flatMap((at) => binsAt.get(at)?.toSorted() ?? []),
    ...ends,
    how: policy === 'shortest' ? 'exact' : 'policy',
  }
}

function anyRoute(warehouse: Warehouse, codes: readonly string[], ends: Ends, seed: number): Route {
  const { bins, matrix, order, lengthMm, isExact } = anyOrder(warehouse, codes, ends, seed)
  return {
    lengthMm,
    boundMm: isExact ? lengthMm : Math.min(lengthMm, walkBound(matrix, lengthMm)),
    bins: order.flatMap((row) => bins[row - 1] ?? []),
    ...ends,
    how: isExact ? 'exact' : 'near',
  }
}

function anyOrder(warehouse: Warehouse, codes: readonly string[], ends: Ends, seed: number) {
  const bins = codes.toSorted()
  const places = [ends.start, ...bins, ends.end].flatMap((code, at, all) => {
    const isEnd = at === 0 || at === all.length - 1
    return (isEnd ? warehouse.points : warehouse.places).get(code) ?? []
  })
  const matrix = matrixOf(warehouse, places)
  return { bins, matrix, ...orderStops(matrix, seed) }
}

function matrixOf(warehouse: Warehouse, places: readonly Place[]): Matrix {
  const size = places.length
  const mm = new Float64Array(size * size)
  for (const [row, from] of places.entries())
    for (const [column, to] of places.entries())
      mm[row * size + column] = distanceMm(warehouse, from, to)
  return { size, mm }
}

/** The length of a walk that visits the bins as they are given. */
export function walkedMm(warehouse: Warehouse, bins: readonly string[], ends: Ends): number {
  const stops = bins.flatMap((code) => warehouse.places.get(code) ?? [])
  const from = warehouse.points.get(ends.start)
  const to = warehouse.points.get(ends.end)
  if (!from || !to || stops.length === 0) return 0
  return [...stops, to].reduce(
    ({ sum, here }, place) => ({ sum: sum + distanceMm(warehouse, here, place), here: place }),
    { sum: 0, here: from },
  ).sum
}

/** For the picker or the planner of a tour. */
export function routeWords(refusal: RouteRefusal): string {
  const some = (codes: readonly string[]) =>
    codes.length > 3
      ? `${codes.slice(0, 3).join(', ')} and ${codes.length - 3} more`
      : codes.join(', ')
  switch (refusal.kind) {
    case 'too_many_stops':
      return `${refusal.stops} stops are too many for one walk: ${refusal.most} at most`
    case 'not_on_map':
      return `Not on the map of the warehouse: ${some(refusal.bins)}`
    case 'unreachable':
      return `No way leads to and from ${some(refusal.bins)}`
    case 'no_such_point':
      return refusal.points.length === 0
        ? 'The map has no place to begin or end a walk'
        : `Not on the map of the warehouse: ${some(refusal.points)}`
    case 'policy_needs_hall':
      return 'S-shape and largest gap need parallel two-way aisles that all cross aisles run through'
  }
}

/** How long a walk to any of these bins is, asked again and again while bins or orders are chosen. */
export function lengthOfBins(
  warehouse: Warehouse,
  candidates: readonly string[],
  ends: Ends,
): (bins: readonly string[]) => number {
  const hall = hallOf(warehouse, candidates, ends)
  if (!hall) return (bins) => (bins.length === 0 ? 0 : anyOrder(warehouse, bins, ends, 1).lengthMm)
  const { ofPositions } = createRouteEvaluator(hall.hall)
  const positions = new Int32Array(candidates.length)
  return (bins) => {
    if (bins.length === 0) return 0
    for (const [at, code] of bins.entries()) positions[at] = hall.positionOf.get(code) ?? 0
    positions.subarray(0, bins.length).sort()
    return ofPositions(positions, bins.length)
  }
}
