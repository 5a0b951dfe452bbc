import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'

/** Where an aisle meets a cross aisle, by index. */
export interface Crossing {
  readonly aisle: number
  readonly cross: number
}

/**
 * A hall of parallel aisles that all cross aisles run through, in any one unit of length (the app uses
 * millimetres). A cell is a place to stop at, known by its position `aisle * cells + cell`; the cells of
 * an aisle ascend from the first ("top") cross aisle. Two cross aisles make one block, three make two.
 */
export interface ParallelAisles {
  /** Of each aisle: distance along the cross aisles; ascending. */
  readonly aisleAt: Float64Array
  /** Of each cross aisle: distance from the first, which is at 0; ascending. */
  readonly crossAt: Float64Array
  /** Per aisle. */
  readonly cells: number
  /** Of each position: distance from the first cross aisle; ascending within an aisle. */
  readonly cellAt: Float64Array
  /** Of each aisle: 1 where nobody can walk through (a depot between two aisles is such an aisle). */
  readonly isClosed: Uint8Array
  readonly start: Crossing
  /** Where the walk ends; mostly the start. */
  readonly end: Crossing
  /** From the desk to the start and from the end back to the desk, together. */
  readonly access: number
}

/** A hall in which aisles, cells and cross aisles lie at even distances. */
export interface EvenHall {
  readonly aisles: number
  readonly cells: number
  readonly aisleToAisle: number
  readonly cellToCell: number
  readonly topToCell: number
  readonly bottomToCell: number
  readonly depotToCross: number
  readonly depotAisle: number
  readonly depotSide: 'top' | 'bottom'
}

export interface BadHall {
  readonly kind: 'bad_hall'
  /** Names of what is wrong. */
  readonly wrong: readonly string[]
}

/** More positions than this are no hall but a mistake. */
const mostPositions = 1_000_000

const isLength = (value: number) => Number.isFinite(value) && value >= 0
const isCount = (value: number) => Number.isInteger(value) && value >= 1

/**
 * @param middle half of what a middle cross aisle, after half the cells, adds between its neighbouring
 * cells and itself; null for a hall of one block.
 */
export function evenHall(
  hall: EvenHall,
  middle: number | null = null,
): Outcome<ParallelAisles, BadHall> {
  const wrong = wrongOf(hall, middle)
  if (wrong.length > 0) return refuse({ kind: 'bad_hall', wrong })
  const { aisles, cells } = hall
  const half = middle === null ? cells : Math.floor(cells / 2)
  const depth = Float64Array.from({ length: cells }, (_, cell) => {
    const even = hall.topToCell + cell * hall.cellToCell
    return cell < half || middle === null ? even : even - hall.cellToCell + 2 * middle
  })
  const length = (depth[cells - 1] ?? 0) + hall.bottomToCell
  const crossing = (depth[half - 1] ?? 0) + (middle ?? 0)
  const crossAt = middle === null ? [0, length] : [0, crossing, length]
  const depot = {
    aisle: hall.depotAisle,
    cross: hall.depotSide === 'top' ? 0 : crossAt.length - 1,
  }
  return accept({
    aisleAt: Float64Array.from({ length: aisles }, (_, aisle) => aisle * hall.aisleToAisle),
    crossAt: Float64Array.from(crossAt),
    cells,
    cellAt: Float64Array.from({ length: aisles * cells }, (_, at) => depth[at % cells] ?? 0),
    isClosed: new Uint8Array(aisles),
    start: depot,
    end: depot,
    access: 2 * hall.depotToCross,
  })
}

function wrongOf(hall: EvenHall, middle: number | null): readonly string[] {
  const wrong: string[] = []
  for (const name of ['aisles', 'cells'] as const) if (!isCount(hall[name])) wrong.push(name)
  if (hall.aisles * hall.cells > mostPositions) wrong.push('aisles × cells')
  const lengths = [
    'aisleToAisle',
    'cellToCell',
    'topToCell',
    'bottomToCell',
    'depotToCross',
  ] as const
  for (const name of lengths) if (!isLength(hall[name])) wrong.push(name)
  if (!Number.isInteger(hall.depotAisle) || hall.depotAisle < 0 || hall.depotAisle >= hall.aisles)
    wrong.push('depotAisle')
  if (middle !== null && !isLength(middle)) wrong.push('middle')
  if (middle !== null && hall.cells < 2) wrong.push('cells')
  return wrong
}

export const aisleOf = (hall: ParallelAisles, position: number): number =>
  Math.floor(position / hall.cells)

export const isClosedWalk = ({ start, end }: ParallelAisles): boolean =>
  start.aisle === end.aisle && start.cross === end.cross
