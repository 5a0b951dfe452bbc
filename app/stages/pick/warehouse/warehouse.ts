import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import { planFaults } from './decide-plan.ts'
import type { Aisle, CrossAisle, MapFault, PlacedBin, Point, WarehousePlan } from './plan.ts'

export interface Spot {
  readonly xMm: number
  readonly yMm: number
}

/** A node of the floor: where an aisle meets a cross aisle, or a point on a cross aisle. */
export interface Node extends Spot {
  readonly id: number
  readonly aisle: string | null
  readonly cross: string
  /** Node ids and millimetres. */
  readonly to: (readonly [number, number])[]
}

/** A place to stop at: the nodes it is left by and come to by, with millimetres. */
export interface Place extends Spot {
  readonly code: string
  /** Null for a point. */
  readonly aisle: string | null
  readonly out: readonly (readonly [number, number])[]
  readonly in: readonly (readonly [number, number])[]
}

/** A plan made ready for walking. */
export interface Warehouse {
  readonly plan: WarehousePlan
  readonly nodes: readonly Node[]
  readonly aisles: ReadonlyMap<string, Aisle>
  readonly bins: ReadonlyMap<string, PlacedBin>
  /** Bins and points, by code. */
  readonly places: ReadonlyMap<string, Place>
  readonly points: ReadonlyMap<string, Place>
  /** From one node to all: millimetres and the node before; worked out at first use. */
  readonly reach: Map<number, Reach>
}

export interface Reach {
  readonly mm: Float64Array
  readonly before: Int32Array
}

const within = (
  value: number,
  one: { readonly fromMm?: number | undefined; readonly toMm?: number | undefined },
) => value >= (one.fromMm ?? 0) && value <= (one.toMm ?? Number.POSITIVE_INFINITY)

/** @returns the warehouse, or everything that is wrong with its plan. */
export function openWarehouse(plan: WarehousePlan): Outcome<Warehouse, readonly MapFault[]> {
  const faults = planFaults(plan)
  if (faults.length > 0) return refuse(faults)
  const crossOf = new Map(plan.points.map((point) => [point.code, nearestCross(plan, point)]))
  const lost = plan.points.filter((point) => !crossOf.get(point.code))
  if (lost.length > 0)
    return refuse(lost.map(({ code }) => ({ kind: 'off_the_floor', code }) as const))
  const nodes = layNodes(plan, crossOf)
  const aisles = new Map(plan.aisles.map((aisle) => [aisle.code, aisle]))
  const columns = Map.groupBy(
    nodes.filter((node) => node.aisle !== null),
    (node) => node.aisle,
  )
  const points = new Map(plan.points.map((point) => [point.code, placeOfPoint(point, nodes)]))
  const places = new Map(points)
  for (const bin of plan.bins) {
    const aisle = aisles.get(bin.aisle)
    if (aisle) places.set(bin.code, placeOfBin(bin, aisle, columns.get(bin.aisle) ?? []))
  }
  const bins = new Map(plan.bins.map((bin) => [bin.code, bin]))
  return accept({ plan, nodes, aisles, bins, places, points, reach: new Map() })
}

const nearestCross = (plan: WarehousePlan, point: Point): CrossAisle | null =>
  plan.crossAisles
    .filter((cross) => within(point.xMm, cross))
    .reduce<CrossAisle | null>(
      (best, cross) =>
        best && Math.abs(best.yMm - point.yMm) <= Math.abs(cross.yMm - point.yMm) ? best : cross,
      null,
    )

function layNodes(
  plan: WarehousePlan,
  crossOf: ReadonlyMap<string, CrossAisle | null>,
): readonly Node[] {
  const nodes: Node[] = []
  const add = (spot: Spot, aisle: string | null, cross: string) => {
    const node: Node = { id: nodes.length, ...spot, aisle, cross, to: [] }
    nodes.push(node)
    return node
  }
  for (const cross of plan.crossAisles) {
    const row = plan.aisles
      .filter((aisle) => within(aisle.xMm, cross) && within(cross.yMm, aisle))
      .map((aisle) => add({ xMm: aisle.xMm, yMm: cross.yMm }, aisle.code, cross.code))
    const stops = plan.points
      .filter((point) => crossOf.get(point.code) === cross)
      .map((point) => add({ xMm: point.xMm, yMm: cross.yMm }, null, cross.code))
    chain(
      [...row, ...stops].toSorted((a, b) => a.xMm - b.xMm),
      cross.direction !== 'left',
      cross.direction !== 'right',
    )
  }
  for (const aisle of plan.aisles)
    chain(
      nodes.filter((node) => node.aisle === aisle.code).toSorted((a, b) => a.yMm - b.yMm),
      aisle.direction !== 'back',
      aisle.direction !== 'away',
    )
  return nodes
}

function chain(nodes: readonly Node[], forward: boolean, backward: boolean): void {
  for (const [at, node] of nodes.entries()) {
    const next = nodes[at + 1]
    if (!next) return
    const mm = Math.abs(next.xMm - node.xMm) + Math.abs(next.yMm - node.yMm)
    // Where they are in one spot no direction is meant.
    if (forward || mm === 0) node.to.push([next.id, mm])
    if (backward || mm === 0) next.to.push([node.id, mm])
  }
}

function placeOfPoint(point: Point, nodes: readonly Node[]): Place {
  const near = nodes
    .filter((node) => node.aisle === null && node.xMm === point.xMm)
    .toSorted((a, b) => Math.abs(a.yMm - point.yMm) - Math.abs(b.yMm - point.yMm))
    .slice(0, 1)
    .map((node) => [node.id, Math.abs(node.yMm - point.yMm)] as const)
  return { code: point.code, aisle: null, xMm: point.xMm, yMm: point.yMm, out: near, in: near }
}

/** Left by the next crossing in each direction in which its aisle may be walked. */
function placeOfBin(bin: PlacedBin, aisle: Aisle, column: readonly Node[]): Place {
  const above = column.filter((node) => node.yMm <= bin.yMm).toSorted((a, b) => b.yMm - a.yMm)[0]
  const below = column.filter((node) => node.yMm > bin.yMm).toSorted((a, b) => a.yMm - b.yMm)[0]
  const link = (node: Node | undefined, may: boolean) =>
    node && may ? [[node.id, Math.abs(node.yMm - bin.yMm)] as const] : []
  const away = aisle.direction !== 'back'
  const back = aisle.direction !== 'away'
  return {
    code: bin.code,
    aisle: aisle.code,
    xMm: aisle.xMm,
    yMm: bin.yMm,
    out: [...link(above, back || above?.yMm === bin.yMm), ...link(below, away)],
    in: [...link(above, away || above?.yMm === bin.yMm), ...link(below, back)],
  }
}
