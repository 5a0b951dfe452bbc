import type { Kind, Way } from './kinds.ts'
import type { Space } from './spaces.ts'

/** Equal pieces lying side by side, behind each other and on top of each other. */
export interface Block extends Space {
  readonly kind: Kind
  readonly way: Way
  readonly nx: number
  readonly ny: number
  readonly nz: number
  readonly pieces: number
}

/** How high some pieces stand on each other, or in each other. */
export const stackHeight = (kind: Kind, way: Way, nz: number): number =>
  kind.nest > 0 ? way.dz + (nz - 1) * kind.nest : nz * way.dz

const overlap = (a: number, A: number, b: number, B: number): number =>
  Math.max(0, Math.min(A, B) - Math.max(a, b))

/** How much of a rectangle at a height lies on something. */
function supportedArea(
  blocks: readonly Block[],
  base: Pick<Space, 'x' | 'y' | 'z' | 'X' | 'Y'>,
): number {
  let area = 0
  for (const block of blocks)
    if (block.Z === base.z)
      area += overlap(base.x, base.X, block.x, block.X) * overlap(base.y, base.Y, block.y, block.Y)
  return area
}

/** Whether every piece of the lowest layer lies on the floor or with enough of its base on others. */
export function isSupported(blocks: readonly Block[], block: Block, share: number): boolean {
  if (block.z === 0 || share === 0) return true
  const whole = (block.X - block.x) * (block.Y - block.y)
  const area = supportedArea(blocks, block)
  if (area >= whole) return true
  const { dx, dy } = block.way
  if (block.nx === 1 && block.ny === 1) return area >= share * whole
  if (area < share * whole) return false
  for (let i = 0; i < block.nx; i++)
    for (let j = 0; j < block.ny; j++) {
      const x = block.x + i * dx
      const y = block.y + j * dy
      if (supportedArea(blocks, { x, y, z: block.z, X: x + dx, Y: y + dy }) < share * dx * dy)
        return false
    }
  return true
}

const above = (over: Space, under: Space): boolean =>
  over.z >= under.Z && over.x < under.X && under.x < over.X && over.y < under.Y && under.y < over.Y

/** What the piece at the bottom of a block's column bears of its own block; nothing where pieces nest. */
const ownLoad = ({ kind, nz }: Block): number => (kind.nest > 0 ? 0 : kind.grams * (nz - 1))

/** Grams that lie above a block, anywhere over its footprint. */
function loadOn(under: Block, blocks: readonly Block[]): number {
  let load = ownLoad(under)
  for (const block of blocks) if (above(block, under)) load += block.kind.grams * block.pieces
  return load
}

/**
 * Whether nothing is crushed: above a piece, anywhere over its footprint, lie at most the grams it bears.
 * A block above counts with all its pieces, so this may say no a little early.
 */
export function isBearable(blocks: readonly Block[], next: Block): boolean {
  if (next.kind.bears < Number.POSITIVE_INFINITY && loadOn(next, blocks) > next.kind.bears)
    return false
  const weight = next.kind.grams * next.pieces
  for (const block of blocks)
    if (
      block.kind.bears < Number.POSITIVE_INFINITY &&
      above(next, block) &&
      loadOn(block, blocks) + weight > block.kind.bears
    )
      return false
  return true
}
