import { wayBetween } from '../warehouse/distance.ts'
import type { Place, Warehouse } from '../warehouse/warehouse.ts'
import type { Route } from './plan-route.ts'

export interface Direction {
  /** Where it leads to: a bin, or the point where the walk ends. */
  readonly to: string
  readonly isEnd: boolean
  /** How to get there. */
  readonly words: string
  /** Where exactly the goods lie, as the picker sees it coming. */
  readonly place: string
  /** Corners of the way there, in millimetres. */
  readonly path: readonly { readonly xMm: number; readonly yMm: number }[]
}

/** Towards higher y, lower y, or not known yet. */
type Heading = 1 | -1 | 0

/** What a person is told at each step of a walk. */
export function directionsOf(warehouse: Warehouse, route: Route): readonly Direction[] {
  const start = warehouse.points.get(route.start)
  const end = warehouse.points.get(route.end)
  if (!start || !end) return []
  const stops = [...route.bins.flatMap((code) => warehouse.places.get(code) ?? []), end]
  let here = start
  let heading: Heading = 0
  return stops.map((to, at) => {
    const isEnd = at === stops.length - 1
    const leg = legTo(warehouse, here, to, heading)
    here = to
    heading = leg.heading
    return {
      to: to.code,
      isEnd,
      words: leg.words,
      place: isEnd ? '' : placeWords(warehouse, to, heading),
      path: leg.path,
    }
  })
}

function legTo(warehouse: Warehouse, from: Place, to: Place, heading: Heading) {
  const nodes = wayBetween(warehouse, from, to)
  const path = [from, ...nodes, to].map(({ xMm, yMm }) => ({ xMm, yMm }))
  const before = path.at(-2) ?? from
  const next: Heading = to.yMm > before.yMm ? 1 : to.yMm < before.yMm ? -1 : heading
  const leaves = from.aisle !== null && from.aisle !== to.aisle
  const exit = leaves ? nodes.find((node) => node.aisle === from.aisle) : undefined
  const first: Heading = headingOf(from, exit ?? nodes[0] ?? to)
  const turn = from.aisle !== null && heading !== 0 && first === -heading ? 'turn back' : null
  const out = exit ? `leave by ${lastOf(nodes, from)}` : null
  const words = [
    turn,
    out,
    to.aisle === null
      ? `bring everything to ${to.code}`
      : enterWords(from, to, nodes, turn !== null),
  ]
  return { words: sentence(words.filter((one) => one !== null)), heading: next, path }
}

/** The cross aisle by which an aisle is left: the last of its crossings on the way. */
function lastOf(nodes: ReturnType<typeof wayBetween>, from: Place): string {
  return nodes.findLast((node) => node.aisle === from.aisle && node.xMm === from.xMm)?.cross ?? ''
}

function enterWords(
  from: Place,
  to: Place,
  nodes: ReturnType<typeof wayBetween>,
  turned: boolean,
): string {
  if (from.aisle === to.aisle && nodes.every((node) => node.xMm === from.xMm)) {
    if (from.yMm === to.yMm) return `stay where you are for ${to.code}`
    return turned ? `go to ${to.code}` : `go on to ${to.code}`
  }
  const by = nodes.findLast((node) => node.xMm !== to.xMm || node.aisle === null)
  const entry = by?.cross ?? nodes.at(-1)?.cross
  return `go to aisle ${to.aisle}, enter from ${entry}, go to ${to.code}`
}

const headingOf = (from: { readonly yMm: number }, to: { readonly yMm: number }): Heading =>
  to.yMm > from.yMm ? 1 : to.yMm < from.yMm ? -1 : 0

function placeWords(warehouse: Warehouse, to: Place, heading: Heading): string {
  const bin = warehouse.bins.get(to.code)
  if (!bin) return ''
  const mirrored = bin.side === 'left' ? 'right' : 'left'
  const side = bin.side === null ? null : heading < 0 ? mirrored : bin.side
  return [side && `on your ${side}`, bin.level > 1 && `level ${bin.level}`]
    .filter((one) => one)
    .join(', ')
}

function sentence(words: readonly string[]): string {
  const text = words.join(', ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
