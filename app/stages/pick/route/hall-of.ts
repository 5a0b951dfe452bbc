import type { Place, Warehouse } from '../warehouse/warehouse.ts'
import type { ParallelAisles } from './parallel-aisles.ts'

/** A warehouse as the exact planner wants it; bins at the same depth of an aisle share a position. */
export interface Hall {
  readonly hall: ParallelAisles
  readonly positionOf: ReadonlyMap<string, number>
  readonly binsAt: ReadonlyMap<number, readonly string[]>
}

/** More than this and the exact programme takes too long. */
const mostCrossAisles = 5

/**
 * The part of a warehouse that a walk between two points to these bins needs, in millimetres; null where the
 * hall is not made of parallel two-way aisles that all cross aisles run through.
 */
export function hallOf(
  warehouse: Warehouse,
  codes: readonly string[],
  ends: { readonly start: string; readonly end: string },
): Hall | null {
  const { plan } = warehouse
  const crossAt = plan.crossAisles.map((one) => one.yMm).toSorted((a, b) => a - b)
  const [first = 0] = crossAt
  const last = crossAt.at(-1) ?? 0
  const places = codes.flatMap((code) => warehouse.places.get(code) ?? [])
  if (!isRegular(warehouse, crossAt.length)) return null
  if (places.some((one) => one.yMm < first || one.yMm > last)) return null
  const columns = [...new Set([...places, ...endsOf(warehouse, ends)].map((one) => one.xMm))]
  const aisleAt = columns.toSorted((a, b) => a - b)
  const depths = aisleAt.map((x) =>
    [...new Set(places.filter((one) => one.xMm === x).map((one) => one.yMm))].toSorted(
      (a, b) => a - b,
    ),
  )
  const cells = Math.max(1, ...depths.map((list) => list.length))
  const at = (place: Place) => {
    const aisle = aisleAt.indexOf(place.xMm)
    return aisle * cells + (depths[aisle]?.indexOf(place.yMm) ?? 0)
  }
  const positionOf = new Map(places.map((place) => [place.code, at(place)]))
  const open = new Set(plan.aisles.map((aisle) => aisle.xMm))
  const crossings = endsOf(warehouse, ends).map((place) => ({
    aisle: aisleAt.indexOf(place.xMm),
    cross: crossAt.indexOf(warehouse.nodes[place.out[0]?.[0] ?? -1]?.yMm ?? -1),
  }))
  const [start, end] = crossings
  if (!start || !end || start.cross < 0 || end.cross < 0) return null
  return {
    hall: {
      aisleAt: Float64Array.from(aisleAt),
      crossAt: Float64Array.from(crossAt, (y) => y - first),
      cells,
      cellAt: Float64Array.from(
        depths.flatMap((list) =>
          Array.from({ length: cells }, (_, cell) => (list[cell] ?? list.at(-1) ?? first) - first),
        ),
      ),
      isClosed: Uint8Array.from(aisleAt, (x) => Number(!open.has(x))),
      start,
      end,
      access: endsOf(warehouse, ends).reduce((sum, place) => sum + (place.out[0]?.[1] ?? 0), 0),
    },
    positionOf,
    binsAt: Map.groupBy(positionOf.keys(), (code) => positionOf.get(code) ?? -1),
  }
}

const endsOf = (
  warehouse: Warehouse,
  { start, end }: { readonly start: string; readonly end: string },
) => [start, end].flatMap((code) => warehouse.points.get(code) ?? [])

/** Parallel two-way aisles, each at a place of its own, all met by all cross aisles. */
function isRegular({ plan, nodes }: Warehouse, crossAisles: number): boolean {
  const isTwoWay = [...plan.aisles, ...plan.crossAisles].every((one) => one.direction === 'both')
  const crossings = nodes.filter((node) => node.aisle !== null).length
  const apart = (list: readonly number[]) => new Set(list).size === list.length
  return (
    isTwoWay &&
    crossAisles >= 2 &&
    crossAisles <= mostCrossAisles &&
    crossings === plan.aisles.length * crossAisles &&
    apart(plan.aisles.map((one) => one.xMm)) &&
    apart(plan.crossAisles.map((one) => one.yMm))
  )
}
