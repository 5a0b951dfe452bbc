import { hallLengths } from '../batch/hall-cost.ts'
import { hallParts } from '../batch/hall-parts.ts'
import { hallOf } from '../route/hall-of.ts'
import { planRoute, walkedMm } from '../route/plan-route.ts'
import { distanceMm } from '../warehouse/distance.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import type { WaitingOrder } from './request.ts'

/** What walks for sets of orders cost, and what they are compared with. Orders are indices. */
export interface Walks {
  /** In millimetres; without a map a made-up length that grows with aisles and bins. */
  readonly cost: (members: Int32Array, count: number) => number
  /** As in BatchProblem. */
  readonly parts: readonly Float64Array[]
  /** Walks are the shortest there are, so that a bound on them means something. */
  readonly isExact: boolean
  /** Null without a map. */
  readonly compare: ((members: readonly number[]) => Compared) | null
}

export interface Compared {
  readonly aloneMm: number
  readonly sShapeMm: number | null
}

const aisleMm = 12_000
const binMm = 800

/** Without a map: each aisle of a walk and each bin of it costs the same. */
export function plainWalks(orders: readonly WaitingOrder[]): Walks {
  const aisles = numbered(orders, (stop) => stop.aisle)
  const bins = numbered(orders, (stop) => stop.bin)
  const visits = orders.map((_, order) => [
    ...(aisles.of[order] ?? []),
    ...(bins.of[order] ?? []).map((bin) => aisles.count + bin),
  ])
  const seen = new Int32Array(aisles.count + bins.count)
  let turn = 0
  return {
    compare: null,
    isExact: true,
    parts: asksOf(visits, (visit) => (visit < aisles.count ? aisleMm : binMm)),
    cost: (members, count) => {
      turn++
      let mm = 0
      for (let at = 0; at < count; at++)
        for (const visit of visits[members[at] ?? 0] ?? []) {
          if (seen[visit] === turn) continue
          seen[visit] = turn
          mm += visit < aisles.count ? aisleMm : binMm
        }
      return mm
    },
  }
}

/** Each thing visited is a part of the walk. */
function asksOf(
  visits: readonly (readonly number[])[],
  mmOf: (visit: number) => number,
): readonly Float64Array[] {
  const parts = new Map<number, Float64Array>()
  visits.forEach((list, order) => {
    for (const visit of list) {
      const asks = parts.get(visit) ?? new Float64Array(visits.length)
      asks[order] = mmOf(visit)
      parts.set(visit, asks)
    }
  })
  return [...parts.values()]
}

function numbered(
  orders: readonly WaitingOrder[],
  name: (stop: WaitingOrder['stops'][number]) => string,
) {
  const ids = new Map<string, number>()
  const idOf = (key: string) => {
    const id = ids.get(key) ?? ids.size
    ids.set(key, id)
    return id
  }
  const of = orders.map((order) => [...new Set(order.stops.map((stop) => idOf(name(stop))))])
  return { of, count: ids.size }
}

/** On a map: shortest walks where the hall is regular, else each time to the nearest bin. */
export function mappedWalks(
  warehouse: Warehouse,
  ends: { readonly start: string; readonly end: string },
  orders: readonly WaitingOrder[],
): Walks {
  const codes = [...new Set(orders.flatMap((order) => order.stops.map((stop) => stop.bin)))]
  const hall = hallOf(warehouse, codes, ends)
  const binsOf = (order: number) => (orders[order]?.stops ?? []).map((stop) => stop.bin)
  const stops = orders.map((order) =>
    order.stops.flatMap((stop) => hall?.positionOf.get(stop.bin) ?? []),
  )
  return {
    cost: hall ? hallLengths(hall.hall, stops) : nearestFirst(warehouse, ends, codes, orders),
    parts: hall ? hallParts(hall.hall, stops) : [],
    isExact: hall !== null,
    compare: (members) => {
      const bins = members.flatMap(binsOf)
      const sShape = planRoute(warehouse, {
        bins,
        policy: 's_shape',
        starts: [ends.start],
        ends: [ends.end],
      })
      return {
        aloneMm: members.reduce((sum, one) => sum + walkedMm(warehouse, binsOf(one), ends), 0),
        sShapeMm: sShape.ok ? sShape.value.lengthMm : null,
      }
    },
  }
}

/** A walk that always goes to the nearest bin left: quick, and near enough to say who goes well with whom. */
function nearestFirst(
  warehouse: Warehouse,
  ends: { readonly start: string; readonly end: string },
  codes: readonly string[],
  orders: readonly WaitingOrder[],
): (members: Int32Array, count: number) => number {
  const places = [...codes, ends.start, ends.end].flatMap((code, at) => {
    const from = at < codes.length ? warehouse.places : warehouse.points
    return from.get(code) ?? []
  })
  const size = places.length
  const mm = new Float64Array(size * size)
  places.forEach((from, row) => {
    places.forEach((to, column) => {
      mm[row * size + column] = distanceMm(warehouse, from, to)
    })
  })
  const stops = numbered(orders, (stop) => stop.bin).of
  const left = new Set<number>()
  return (members, count) => {
    for (let at = 0; at < count; at++)
      for (const bin of stops[members[at] ?? 0] ?? []) left.add(bin)
    if (left.size === 0) return 0
    let here = size - 2
    let length = 0
    while (left.size > 0) {
      const next = nearest(mm, here * size, left)
      left.delete(next)
      length += mm[here * size + next] ?? 0
      here = next
    }
    return length + (mm[here * size + size - 1] ?? 0)
  }
}

function nearest(mm: Float64Array, row: number, left: ReadonlySet<number>): number {
  let next = -1
  let least = Number.POSITIVE_INFINITY
  for (const bin of left) {
    const way = mm[row + bin] ?? 0
    if (way >= least && next >= 0) continue
    least = way
    next = bin
  }
  return next
}
