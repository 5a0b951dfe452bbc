import { z } from 'zod'
import type { ThreadTask } from '../../platform/threads/thread-task.ts'
import { directionsOf } from './route/directions.ts'
import {
  planRoute,
  type Route,
  type RoutePolicy,
  routeWords,
  walkedMm,
} from './route/plan-route.ts'
import { inWalkingOrder, type Stop } from './walk.ts'
import { distanceMm } from './warehouse/distance.ts'
import { mapWords, type WarehousePlan } from './warehouse/plan.ts'
import { floorPlan } from './warehouse/plan-shape.ts'
import { openWarehouse, type Warehouse } from './warehouse/warehouse.ts'

/** How a tour's walk was planned and what it is compared with; kept with the tour. */
export const plannedWalk = z.discriminatedUnion('how', [
  z.object({
    how: z.enum(['exact', 'near', 'policy']),
    policy: z.enum(['shortest', 's_shape', 'largest_gap']),
    lengthMm: z.number(),
    /** No walk to these stops is shorter than this; tours planned before there was one have none. */
    boundMm: z.number().nullable().default(null),
    start: z.string(),
    end: z.string(),
    /** The same goods, one order after the other, each in the order of its bins. */
    binOrderMm: z.number(),
    /** The same goods in one S-shaped walk; null where the hall has no such walk. */
    sShapeMm: z.number().nullable(),
    /** How to get to each bin and to the end, in the order of the walk. */
    directions: z.array(
      z.object({
        to: z.string(),
        isEnd: z.boolean(),
        words: z.string(),
        place: z.string(),
        path: z.array(z.object({ xMm: z.number(), yMm: z.number() })),
      }),
    ),
  }),
  /** In the order of the bins; `why` there is no better way. */
  z.object({ how: z.literal('plain'), why: z.string() }),
])
export type PlannedWalk = z.infer<typeof plannedWalk>

export interface WalkStop extends Stop {
  readonly shipmentId: string
}

export interface WalkPlan<S> {
  readonly stops: readonly S[]
  /** Null: the place has no map. */
  readonly walk: PlannedWalk | null
}

const walkStop = z.object({
  /** Of the stop, in the answer. */
  id: z.string(),
  shipmentId: z.string(),
  sku: z.string().nullable(),
  bin: z.object({ code: z.string(), walk: z.number() }).nullable(),
})

/** The walk of one tour, worked out in a planner's thread. Answers the stops' ids in the order of the walk. */
export const planWalkTask: ThreadTask<WalkRequest, WalkAnswer> = {
  name: 'pick.plan_walk',
  input: z.object({
    stops: z.array(walkStop),
    map: z.object({
      plan: floorPlan,
      policy: z.enum(['shortest', 's_shape', 'largest_gap']),
    }),
  }),
  output: z.object({ order: z.array(z.string()), walk: plannedWalk.nullable() }),
}
export interface WalkRequest {
  readonly stops: readonly z.infer<typeof walkStop>[]
  readonly map: { readonly plan: WarehousePlan; readonly policy: RoutePolicy }
}
export interface WalkAnswer {
  readonly order: readonly string[]
  readonly walk: PlannedWalk | null
}

export function answerWalk({ stops, map }: WalkRequest): WalkAnswer {
  const { stops: ordered, walk } = planWalk(stops, map)
  return { order: ordered.map((stop) => stop.id), walk }
}

/** The order of a tour's stops: the shortest walk on the map of the place, else the order of the bins. */
function planWalk<S extends WalkStop>(
  stops: readonly S[],
  map: { readonly plan: WarehousePlan; readonly policy: RoutePolicy } | null,
): WalkPlan<S> {
  const inBinOrder = inWalkingOrder(stops)
  if (!map) return { stops: inBinOrder, walk: null }
  const plain = (why: string): WalkPlan<S> => ({ stops: inBinOrder, walk: { how: 'plain', why } })
  const warehouse = openWarehouse(map.plan)
  if (!warehouse.ok) return plain(warehouse.refusal.slice(0, 3).map(mapWords).join('. '))
  const bins = inBinOrder.flatMap((stop) => stop.bin?.code ?? [])
  if (bins.length === 0) return plain('Nothing of it lies in a bin')
  const planned = planRoute(warehouse.value, { bins, policy: map.policy })
  if (!planned.ok) return plain(routeWords(planned.refusal))
  const place = new Map(planned.value.bins.map((code, at) => [code, at]))
  const at = (stop: S) => place.get(stop.bin?.code ?? '') ?? Number.MAX_SAFE_INTEGER
  return {
    stops: inBinOrder.toSorted((a, b) => at(a) - at(b)),
    walk: { ...compared(warehouse.value, inBinOrder, planned.value), policy: map.policy },
  }
}

function compared(warehouse: Warehouse, inBinOrder: readonly WalkStop[], route: Route) {
  const { how, lengthMm, boundMm, start, end } = route
  const orders = Map.groupBy(inBinOrder, (stop) => stop.shipmentId)
  const binOrderMm = [...orders.values()].reduce(
    (sum, stops) =>
      sum +
      walkedMm(
        warehouse,
        stops.flatMap((stop) => stop.bin?.code ?? []),
        { start, end },
      ),
    0,
  )
  const sShape = planRoute(warehouse, { bins: route.bins, policy: 's_shape' })
  return {
    how,
    lengthMm,
    boundMm,
    start,
    end,
    binOrderMm,
    sShapeMm: sShape.ok ? sShape.value.lengthMm : null,
    directions: [...directionsOf(warehouse, route)].map((one) => ({ ...one, path: [...one.path] })),
  }
}

/** How far it is between bins of a place on the walk's own map; null where the map does not say it of all of them. */
export function lengthsOnMap(
  { plan }: WalkRequest['map'],
  walk: PlannedWalk | null,
): ((from: string, to: string | null) => number) | null {
  const warehouse = openWarehouse(plan)
  if (!warehouse.ok || walk === null || walk.how === 'plain') return null
  const { points, places } = warehouse.value
  const end = points.get(walk.end)
  if (!end || plan.bins.length === 0) return null
  return (from, to) => {
    const [a, b] = [places.get(from), to === null ? end : places.get(to)]
    return a && b ? distanceMm(warehouse.value, a, b) : 0
  }
}

/** A walk that was changed on the way, with its length and directions; null where nothing was planned on a map. */
export function walkWith(
  { plan }: WalkRequest['map'],
  walk: PlannedWalk | null,
  visited: readonly string[],
): PlannedWalk | null {
  const warehouse = openWarehouse(plan)
  if (!warehouse.ok || walk === null || walk.how === 'plain') return null
  const bins = visited.filter((code, at) => code !== visited[at - 1])
  const { start, end } = walk
  const lengthMm = walkedMm(warehouse.value, bins, { start, end })
  const how = walk.how === 'exact' ? 'near' : walk.how
  const route: Route = { bins, start, end, how, lengthMm, boundMm: null }
  const directions = directionsOf(warehouse.value, route).map((one) => ({
    ...one,
    path: [...one.path],
  }))
  return { ...walk, how, lengthMm, boundMm: null, directions }
}

/** `412 m` */
const metres = (mm: number) => `${Math.round(mm / 1_000)} m`

const policyNames = {
  shortest: 'the shortest walk there is',
  s_shape: 'an S-shape',
  largest_gap: 'largest gap',
} as const

const nearWords = ({ lengthMm, boundMm }: { lengthMm: number; boundMm: number | null }) =>
  boundMm !== null && boundMm > 0
    ? `at most ${Math.ceil(1_000 * (lengthMm / boundMm - 1)) / 10} % above the shortest walk there can be`
    : 'nearly the shortest walk'

/** Why the stops come in this order, for the picker. */
export function walkWords(walk: PlannedWalk): string {
  if (walk.how === 'plain') return `In the order of the bins. ${walk.why}.`
  const name = walk.how === 'near' ? nearWords(walk) : policyNames[walk.policy]
  const against = [
    `${metres(walk.binOrderMm)} order by order along the bins`,
    walk.sShapeMm !== null && walk.policy !== 's_shape' && `${metres(walk.sShapeMm)} in an S-shape`,
  ].filter((one) => one !== false)
  return `${metres(walk.lengthMm)}, ${name}; ${against.join(', ')}.`
}

/** How to get to a bin of the tour, or to its end; null where no map says. */
export function directionTo(walk: PlannedWalk | null, bin: string | null) {
  if (!walk || walk.how === 'plain') return null
  return (
    walk.directions.find((one) => (bin === null ? one.isEnd : one.to === bin && !one.isEnd)) ?? null
  )
}
