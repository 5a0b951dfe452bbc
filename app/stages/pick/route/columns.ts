import type { ParallelAisles } from './parallel-aisles.ts'

/** A corner of a walk, or a stop on it. */
export interface Step {
  readonly x: number
  readonly y: number
  readonly stop: number | null
}

/** The stops of one aisle in one block. */
export interface Column {
  readonly x: number
  /** From the side where the walk begins: near to far. */
  readonly stops: readonly Step[]
}

export const corner = (x: number, y: number): Step => ({ x, y, stop: null })

export const inAndOut = (x: number, stops: readonly Step[], side: number): readonly Step[] => [
  corner(x, side),
  ...stops,
  corner(x, side),
]

/**
 * The aisles with stops of each block, from left to right; blocks from the side where the walk begins. A stop on a
 * cross aisle belongs to the block above it.
 * @param positions ascending, each once.
 */
export function columnsOf(
  hall: ParallelAisles,
  positions: readonly number[],
  isTop: boolean,
): readonly (readonly Column[])[] {
  const steps = positions.map((stop) => ({
    x: hall.aisleAt[Math.floor(stop / hall.cells)] ?? 0,
    y: hall.cellAt[stop] ?? 0,
    stop,
  }))
  const blocks = Array.from({ length: hall.crossAt.length - 1 }, (_, block) => {
    const lower = hall.crossAt[block + 1] ?? 0
    const upper = block === 0 ? Number.NEGATIVE_INFINITY : (hall.crossAt[block] ?? 0)
    const isLast = block === hall.crossAt.length - 2
    const inside = steps.filter(({ y }) => y > upper && (isLast || y <= lower))
    return [...Map.groupBy(inside, (step) => step.x)].map(([x, stops]) => ({
      x,
      stops: isTop ? stops : stops.toReversed(),
    }))
  })
  return isTop ? blocks : blocks.toReversed()
}
