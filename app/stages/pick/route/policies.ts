import type { ParallelAisles } from './parallel-aisles.ts'
import type { Walk } from './shortest-walk.ts'

/**
 * Simple ways to walk that need no plan. Both use the outermost cross aisles only and begin at the side where
 * the walk begins, with the aisle nearer to it.
 * S-shape: every aisle with a stop from end to end; the last one, if that leaves the picker on the far side, in
 * and out. Largest gap: the first and the last aisle from end to end, the others from both sides up to the
 * largest gap between stops (Hall 1993; Petersen 1997).
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

/** A corner of the walk, or a stop on it. */
interface Step {
  readonly x: number
  readonly y: number
  readonly stop: number | null
}

const spotOf = (hall: ParallelAisles, at: { readonly aisle: number; readonly cross: number }) => ({
  x: hall.aisleAt[at.aisle] ?? 0,
  y: hall.crossAt[at.cross] ?? 0,
  stop: null,
})

/** Between two places of which one lies on a cross aisle. */
function walkMm(hall: ParallelAisles, a: Step, b: Step): number {
  const up = Math.min(...[...hall.crossAt].map((y) => Math.abs(y - a.y) + Math.abs(y - b.y)))
  return a.x === b.x ? Math.abs(a.y - b.y) : Math.abs(a.x - b.x) + up
}

interface Column {
  readonly x: number
  /** From the side where the walk begins: near to far. */
  readonly stops: readonly Step[]
}

function stepsOf(
  hall: ParallelAisles,
  positions: readonly number[],
  policy: SimplePolicy,
): readonly Step[] {
  const length = hall.crossAt.at(-1) ?? 0
  const start = spotOf(hall, hall.start)
  const near = start.y <= length / 2 ? 0 : length
  const grouped = Map.groupBy(positions, (one) => Math.floor(one / hall.cells))
  const columns = [...grouped].map(([aisle, stops]): Column => {
    const x = hall.aisleAt[aisle] ?? 0
    const steps = stops.map((stop) => ({ x, y: hall.cellAt[stop] ?? 0, stop }))
    return { x, stops: near === 0 ? steps : steps.toReversed() }
  })
  const ends = [columns[0]?.x ?? 0, columns.at(-1)?.x ?? 0].map((x) => Math.abs(x - start.x))
  const ordered = (ends[0] ?? 0) <= (ends[1] ?? 0) ? columns : columns.toReversed()
  const sides = { near, far: length - near }
  return policy === 's_shape' ? sShape(ordered, sides) : largestGap(ordered, sides)
}

interface Sides {
  readonly near: number
  readonly far: number
}

const corner = (x: number, y: number): Step => ({ x, y, stop: null })

const inAndOut = ({ x, stops }: Column, side: number): readonly Step[] => [
  corner(x, side),
  ...stops,
  corner(x, side),
]

function sShape(columns: readonly Column[], { near, far }: Sides): readonly Step[] {
  return columns.flatMap((column, at) => {
    const isAway = at % 2 === 0
    if (isAway && at === columns.length - 1) return inAndOut(column, near)
    return isAway
      ? [corner(column.x, near), ...column.stops, corner(column.x, far)]
      : [corner(column.x, far), ...column.stops.toReversed(), corner(column.x, near)]
  })
}

function largestGap(columns: readonly Column[], sides: Sides): readonly Step[] {
  const { near, far } = sides
  const [first, ...rest] = columns
  const last = rest.pop()
  if (!first) return []
  if (!last) return inAndOut(first, near)
  const split = rest.map((column) => ({ ...column, at: splitAt(column, sides) }))
  return [
    corner(first.x, near),
    ...first.stops,
    corner(first.x, far),
    ...split.flatMap(({ x, stops, at }) =>
      at < stops.length ? inAndOut({ x, stops: stops.slice(at).toReversed() }, far) : [],
    ),
    corner(last.x, far),
    ...last.stops.toReversed(),
    corner(last.x, near),
    ...split
      .toReversed()
      .flatMap(({ x, stops, at }) =>
        at > 0 ? inAndOut({ x, stops: stops.slice(0, at) }, near) : [],
      ),
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
