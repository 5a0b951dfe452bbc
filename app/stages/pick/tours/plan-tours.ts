import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import { planBatches } from '../batch/plan-batches.ts'
import type { BatchProblem } from '../batch/problem.ts'
import { mapWords } from '../warehouse/plan.ts'
import { openWarehouse, type Warehouse } from '../warehouse/warehouse.ts'
import { decideRequest, type TourFault } from './decide-request.ts'
import type { PlannedTour, TourPlan, TourRequest, WaitingOrder } from './request.ts'
import { schedule, type Unscheduled } from './schedule.ts'
import { sharedTotes, totesOf } from './totes.ts'
import { mappedWalks, plainWalks, type Walks } from './walks.ts'

export type TourRefusal =
  | { readonly kind: 'bad_request'; readonly faults: readonly TourFault[] }
  /** In words for the person who drew it. */
  | { readonly kind: 'bad_map'; readonly faults: readonly string[] }

/**
 * Tours for all orders of a place that are ready: who is walked for together, in which order, and who will be
 * late all the same. Deterministic for a request and a number of looks at the clock.
 * @param used part of the time that is used, 0 to 1.
 */
export function planTours(
  request: TourRequest,
  used: () => number,
): Outcome<TourPlan, TourRefusal> {
  const opened = request.map ? openWarehouse(request.map) : null
  if (opened && !opened.ok)
    return refuse({ kind: 'bad_map', faults: opened.refusal.slice(0, 5).map(mapWords) })
  const warehouse = opened?.value ?? null
  const faults = decideRequest(request, (bin) => isOnMap(warehouse, bin))
  if (faults.length > 0) return refuse({ kind: 'bad_request', faults })
  const together = planAll(request, warehouse, (part) => used() / (part * 0.5))
  const late = new Set(together.tours.flatMap((tour) => tour.atRisk))
  if (late.size === 0 || late.size === request.orders.length) return accept(together)
  // What would be late is walked for before anything else joins it.
  const first = planApart(request, warehouse, late, (part) => (used() - 0.5) / (part * 0.5))
  return accept(isBetter(first, together) ? first : together)
}

const isOnMap = (warehouse: Warehouse | null, bin: string) =>
  !warehouse || (warehouse.places.get(bin)?.out.length ?? 0) > 0

const metresOf = (plan: TourPlan) =>
  plan.tours.reduce((sum, one) => sum + (one.metres ?? one.aisles), 0)

const isBetter = (a: TourPlan, b: TourPlan) =>
  a.atRisk < b.atRisk || (a.atRisk === b.atRisk && metresOf(a) < metresOf(b))

interface Planned {
  readonly tours: readonly Unscheduled[]
  readonly cost: number
  /** Null: not known. */
  readonly bound: number | null
}

const sumOf = (parts: readonly Planned[]): Omit<Planned, 'tours'> => ({
  cost: parts.reduce((sum, part) => sum + part.cost, 0),
  bound: parts.reduce<number | null>(
    (sum, { bound }) => (sum === null || bound === null ? null : sum + bound),
    0,
  ),
})

function planAll(
  request: TourRequest,
  warehouse: Warehouse | null,
  used: (part: number) => number,
): TourPlan {
  return planOf(request, [planGroups(request, warehouse, request.orders, () => used(1))])
}

function planApart(
  request: TourRequest,
  warehouse: Warehouse | null,
  late: ReadonlySet<string>,
  used: (part: number) => number,
): TourPlan {
  const urgent = request.orders.filter((order) => late.has(order.id))
  const others = request.orders.filter((order) => !late.has(order.id))
  return planOf(request, [
    planGroups(request, warehouse, urgent, () => used(0.5)),
    planGroups(request, warehouse, others, () => used(1)),
  ])
}

function planOf(request: TourRequest, parts: readonly Planned[]): TourPlan {
  const tours = schedule(
    parts.flatMap((part) => part.tours),
    request,
  )
  return {
    tours: [...tours],
    atRisk: new Set(tours.flatMap((tour) => tour.atRisk)).size,
    ...gapOf(sumOf(parts)),
  }
}

/** Rounded up: a plan that is not proven is never said to be. */
function gapOf({ cost, bound }: Omit<Planned, 'tours'>): Pick<TourPlan, 'gapPercent' | 'isProven'> {
  if (bound === null) return { gapPercent: null, isProven: false }
  const isProven = cost <= bound + 1e-6
  if (isProven) return { gapPercent: 0, isProven }
  return { gapPercent: bound > 0 ? Math.ceil(1_000 * (cost / bound - 1)) / 10 : null, isProven }
}

interface Group {
  readonly mode: PlannedTour['mode']
  readonly zone: string | null
  readonly orders: readonly WaitingOrder[]
}

/** Orders that may be walked for together at all. */
function groupsOf(request: TourRequest, orders: readonly WaitingOrder[]): readonly Group[] {
  if (request.pieceOnly)
    return orders.map((order) => ({ mode: 'piece', zone: null, orders: [order] }))
  const isSingle = (order: WaitingOrder) =>
    request.singlesApart && order.pieces === 1 && !order.isBegun
  const rest = orders.filter((order) => !isSingle(order))
  return [
    { mode: 'single', zone: null, orders: orders.filter(isSingle) } as const,
    ...(request.zones === 'none' ? clusterOf(rest) : zonesOf(request, rest)),
  ].filter((group) => group.orders.length > 0)
}

const clusterOf = (orders: readonly WaitingOrder[]): readonly Group[] => [
  { mode: 'cluster', zone: null, orders },
]

/** Each zone with the parts of the orders that lie in it; what is found by hand goes with the first zone. */
function zonesOf({ zones: how }: TourRequest, orders: readonly WaitingOrder[]): readonly Group[] {
  const zones = [...new Set(orders.flatMap((order) => order.stops.map((stop) => stop.zone)))].sort()
  // Where totes are passed on the last zone takes what is left; at once others may be in their zones already.
  if (zones.length < (how === 'at_once' ? 1 : 2)) return clusterOf(orders)
  return zones.map((zone, at) => ({
    mode: 'zone',
    zone,
    orders: orders.flatMap((order) => {
      if (order.stops.length === 0) return at === 0 ? [order] : []
      const stops = order.stops.filter((stop) => stop.zone === zone)
      return stops.length > 0 ? [partOf(order, stops)] : []
    }),
  }))
}

/** What of an order lies in some of its stops; its weight and size by its pieces. */
function partOf(order: WaitingOrder, stops: WaitingOrder['stops']): WaitingOrder {
  const sum = (list: WaitingOrder['stops']) => list.reduce((all, stop) => all + stop.pieces, 0)
  const pieces = sum(stops)
  const share = pieces / Math.max(1, sum(order.stops))
  return { ...order, stops, pieces, grams: order.grams * share, litres: order.litres * share }
}

function planGroups(
  request: TourRequest,
  warehouse: Warehouse | null,
  orders: readonly WaitingOrder[],
  used: () => number,
): Planned {
  const groups = groupsOf(request, orders)
  const all = groups.reduce((sum, group) => sum + group.orders.length, 0)
  let before = 0
  const parts = groups.map((group) => {
    before += group.orders.length
    const until = before / all
    return planGroup(request, warehouse, group, () => used() / until)
  })
  return { tours: parts.flatMap((part) => part.tours), ...sumOf(parts) }
}

function planGroup(
  request: TourRequest,
  warehouse: Warehouse | null,
  group: Group,
  used: () => number,
): Planned {
  const walks = walksFor(warehouse, group.orders)
  const plan = planBatches(problemOf(request, group, walks), {
    seed: request.seed,
    progress: used,
  })
  return {
    tours: plan.batches.map((batch) => tourOf(request, group, walks, batch)),
    cost: plan.cost,
    bound: walks.isExact ? plan.lowerBound : null,
  }
}

function walksFor(warehouse: Warehouse | null, orders: readonly WaitingOrder[]): Walks {
  const points = warehouse?.plan.points ?? []
  const start = points.find((one) => one.use !== 'drop')?.code
  const end =
    points.find((one) => one.code === start && one.use === 'both') ??
    points.find((one) => one.use !== 'start')
  return warehouse && start && end
    ? mappedWalks(warehouse, { start, end: end.code }, orders)
    : plainWalks(orders)
}

function problemOf(
  { cart, apart, toteLitres }: TourRequest,
  { mode, orders }: Group,
  { cost, parts }: Walks,
): BatchProblem {
  const kinds = orders.map((order) => new Set(order.kinds))
  const has = (order: number, kind: string) => kinds[order]?.has(kind) ?? false
  const totes = mode === 'single' ? sharedTotes : totesOf
  return {
    orders: orders.length,
    limits: [cart.orders, cart.totes, cart.grams, cart.litres],
    loads: Float64Array.from(
      orders.flatMap((order) => [1, totes(order, toteLitres), order.grams, order.litres]),
    ),
    conflicts:
      apart.length === 0
        ? null
        : (a, b) => apart.some(([x, y]) => (has(a, x) && has(b, y)) || (has(a, y) && has(b, x))),
    cost,
    parts,
  }
}

function tourOf(
  request: TourRequest,
  group: Group,
  { cost, compare }: Walks,
  batch: readonly number[],
): Unscheduled {
  const orders = batch.flatMap((at) => group.orders[at] ?? [])
  const mm = cost(Int32Array.from(batch), batch.length)
  const compared = compare?.(batch) ?? null
  const pieces = orders.reduce((sum, one) => sum + one.pieces, 0)
  const metres = (length: number | null) => (length === null ? null : Math.round(length / 1_000))
  const aislesOf = (some: readonly WaitingOrder[]) =>
    new Set(some.flatMap((one) => one.stops.map((stop) => stop.aisle))).size
  return {
    mode: group.mode === 'cluster' && orders.length === 1 ? 'piece' : group.mode,
    zone: group.zone,
    orders: orders.toSorted((a, b) => a.dueAt - b.dueAt).map((one) => one.id),
    pieces,
    stops: new Set(orders.flatMap((one) => one.stops.map((stop) => stop.bin))).size,
    aisles: aislesOf(orders),
    aislesAlone: orders.reduce((sum, one) => sum + aislesOf([one]), 0),
    metres: compared && metres(mm),
    metresAlone: compared && metres(compared.aloneMm),
    metresSShape: compared && metres(compared.sShapeMm),
    minutes: mm / 1_000 / request.metresPerMinute + (pieces * request.secondsPerPiece) / 60 + 1,
    firstDueAt: Math.min(...orders.map((one) => one.dueAt)),
    isUrgent: orders.some((one) => one.isUrgent),
    dueOf: orders.map(({ id, dueAt }) => ({ id, dueAt })),
  }
}
