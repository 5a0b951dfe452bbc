import { type Column, columnsOf, corner, inAndOut, type Step } from './columns.ts'
import type { ParallelAisles } from './parallel-aisles.ts'
import type { Walk } from './shortest-walk.ts'

/**
 * Simple ways to walk that need no plan, over one block or several (Roodbergen 2001, chapter 2): up the first aisle
 * with a stop to the farthest block with one, then block by block back to the side where the walk begins.
 * S-shape: every aisle of a block with a stop from end to end; the last one, if that leaves the picker on the far
 * side, in and out. Largest gap: the last aisle of a block (of the farthest the first as well) from end to end, the
 * others from both sides up to the largest gap between stops (Hall 1993; Petersen 1997).
 */
export type SimplePolicy = 's_shape' | 'largest_gap'

export function simpleWalk(
  hall: ParallelAisles,
  positions: Iterable<number>,
  policy: SimplePolicy,
): Walk {
  const steps = stepsOf(
    hall,
    [...new Set(positions)].toSorted((a, b) => a - b),
    policy,
  )
  if (steps.length === 0) return { length: 0, visits: [] }
  const from = spotOf(hall, hall.start)
  const to = spotOf(hall, hall.end)
  const [first = from] = steps
  const last = steps.at(-1) ?? from
  let length = hall.access + walkMm(hall, from, first) + walkMm(hall, last, to)
  for (const [at, step] of steps.entries()) {
    const before = steps[at - 1]
    if (before) length += Math.abs(step.x - before.x) + Math.abs(step.y - before.y)
  }
  return { length, visits: steps.flatMap((step) => (step.stop === null ? [] : [step.stop])) }
}

const spotOf = (hall: ParallelAisles, at: { readonly aisle: number; readonly cross: number }) =>
  corner(hall.aisleAt[at.aisle] ?? 0, hall.crossAt[at.cross] ?? 0)

/** Between two places of which one lies on a cross aisle. */
function walkMm(hall: ParallelAisles, a: Step, b: Step): number {
  const up = Math.min(...[...hall.crossAt].map((y) => Math.abs(y - a.y) + Math.abs(y - b.y)))
  return a.x === b.x ? Math.abs(a.y - b.y) : Math.abs(a.x - b.x) + up
}

function stepsOf(
  hall: ParallelAisles,
  positions: readonly number[],
  policy: SimplePolicy,
): readonly Step[] {
  const length = hall.crossAt.at(-1) ?? 0
  const start = spotOf(hall, hall.start)
  const isTop = start.y <= length / 2
  /** Cross aisles from the side where the walk begins. */
  const sides = isTop ? [...hall.crossAt] : [...hall.crossAt].toReversed()
  const blocks = columnsOf(hall, positions, isTop)
  const far = blocks.findLastIndex((columns) => columns.length > 0)
  if (far < 0) return []
  const aisles = blocks.flat().map((column) => column.x)
  const ends = [Math.min(...aisles), Math.max(...aisles)] as const
  const isLeft = Math.abs(ends[0] - start.x) <= Math.abs(ends[1] - start.x)
  const first = isLeft ? ends[0] : ends[1]
  const side = (block: number): Sides => ({ near: sides[block] ?? 0, far: sides[block + 1] ?? 0 })
  const steps: Step[] = [corner(first, side(0).near)]
  for (const columns of blocks.slice(0, far))
    steps.push(...(columns.find((column) => column.x === first)?.stops ?? []))
  steps.push(corner(first, side(far).near))
  const farthest = isLeft ? (blocks[far] ?? []) : (blocks[far] ?? []).toReversed()
  steps.push(...walks[policy].farthest(farthest, side(far)))
  for (let block = far - 1; block >= 0; block--) {
    const { x } = steps.at(-1) ?? start
    const left = (blocks[block] ?? []).filter((column) => column.x !== first)
    steps.push(
      ...(left.length === 0
        ? [corner(x, side(block).near)]
        : walks[policy].fromBehind(fromNearer(left, x), side(block))),
    )
  }
  return steps
}

/** The outermost aisle that is nearer to where the picker stands comes first. */
function fromNearer(columns: readonly Column[], x: number): readonly Column[] {
  const left = Math.abs((columns[0]?.x ?? 0) - x)
  const right = Math.abs((columns.at(-1)?.x ?? 0) - x)
  return left <= right ? columns : columns.toReversed()
}

interface Sides {
  readonly near: number
  readonly far: number
}

/** How a block is walked: the farthest one from its near side, the others from behind; all end at the near side. */
const walks = {
  s_shape: {
    farthest: (columns: readonly Column[], sides: Sides) => sShape(columns, sides, false),
    fromBehind: (columns: readonly Column[], sides: Sides) => sShape(columns, sides, true),
  },
  largest_gap: { farthest: gapsFromNear, fromBehind: gapsFromBehind },
} as const

const outward = ({ x, stops }: Column, { near, far }: Sides): readonly Step[] => [
  corner(x, near),
  ...stops,
  corner(x, far),
]
const inward = (column: Column, sides: Sides): readonly Step[] =>
  outward(column, sides).toReversed()

function sShape(columns: readonly Column[], sides: Sides, beginsBehind: boolean): readonly Step[] {
  return columns.flatMap((column, at) => {
    const isBehind = beginsBehind === (at % 2 === 0)
    if (isBehind) return inward(column, sides)
    const isLast = at === columns.length - 1
    return isLast ? inAndOut(column.x, column.stops, sides.near) : outward(column, sides)
  })
}

function gapsFromNear(columns: readonly Column[], sides: Sides): readonly Step[] {
  const [first, ...rest] = columns
  if (!first) return []
  if (rest.length === 0) return inAndOut(first.x, first.stops, sides.near)
  return [...outward(first, sides), ...gapsFromBehind(rest, sides)]
}

function gapsFromBehind(columns: readonly Column[], sides: Sides): readonly Step[] {
  const split = columns.slice(0, -1).map((column) => ({ ...column, at: splitAt(column, sides) }))
  const last = columns.at(-1)
  if (!last) return []
  return [
    ...split.flatMap(({ x, stops, at }) =>
      at < stops.length ? inAndOut(x, stops.slice(at).toReversed(), sides.far) : [],
    ),
    ...inward(last, sides),
    ...split
      .toReversed()
      .flatMap(({ x, stops, at }) => (at > 0 ? inAndOut(x, stops.slice(0, at), sides.near) : [])),
  ]
}

/** How many stops are fetched from the near side: those before the largest gap. */
function splitAt({ stops }: Column, { near, far }: Sides): number {
  const depths = [near, ...stops.map((stop) => stop.y), far]
  let best = 0
  const gap = (at: number) => Math.abs((depths[at + 1] ?? 0) - (depths[at] ?? 0))
  for (let at = 0; at <= stops.length; at++) if (gap(at) > gap(best)) best = at
  return best
}
