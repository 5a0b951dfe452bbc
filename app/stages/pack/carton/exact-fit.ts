import { type Block, isBearable, isSupported } from './block.ts'
import type { Ground } from './ground.ts'
import type { Kind, Way } from './kinds.ts'
import type { Space } from './spaces.ts'

/** Most pieces that are searched through; more are left to the passes. */
export const exactUpTo = 6

interface Search {
  readonly ground: Ground
  readonly left: number[]
  readonly blocks: Block[]
  /** Steps that may still be taken. */
  steps: number
}

/**
 * Looks through every way to lay a few pieces beside, behind and upon each other: at the walls and at the
 * sides of what lies there.
 */
export function exactFit(
  ground: Ground,
  counts: readonly number[],
  steps: number,
): readonly Block[] | 'none' | 'unsure' {
  if (ground.kinds.some((kind) => kind.nest > 0 && (counts[kind.at] ?? 0) > 1)) return 'unsure'
  const search: Search = { ground, left: [...counts], blocks: [], steps }
  if (descend(search, 0)) return search.blocks
  return search.steps > 0 ? 'none' : 'unsure'
}

function descend(search: Search, floor: number): boolean {
  if (search.left.every((count) => count === 0)) return true
  const levels = [...new Set([0, ...search.blocks.map((block) => block.Z)])]
    .filter((z) => z >= floor)
    .sort((a, b) => a - b)
  for (const z of levels)
    for (const kind of search.ground.kinds) {
      if ((search.left[kind.at] ?? 0) === 0) continue
      for (const way of kind.ways) if (layAt(search, kind, way, z)) return true
    }
  return false
}

function layAt(search: Search, kind: Kind, way: Way, z: number): boolean {
  const { hull } = search.ground
  if (z + way.dz > hull.dz) return false
  for (const x of edges(search.blocks, 'x', way.dx, hull.dx))
    for (const y of edges(search.blocks, 'y', way.dy, hull.dy)) {
      if (search.steps-- <= 0) return false
      const block: Block = {
        ...{ kind, way, nx: 1, ny: 1, nz: 1, pieces: 1, x, y, z },
        ...{ X: x + way.dx, Y: y + way.dy, Z: z + way.dz },
      }
      if (!mayLie(search, block)) continue
      search.blocks.push(block)
      search.left[kind.at] = (search.left[kind.at] ?? 0) - 1
      if (descend(search, z)) return true
      search.left[kind.at] = (search.left[kind.at] ?? 0) + 1
      search.blocks.pop()
    }
  return false
}

const mayLie = ({ ground, blocks }: Search, block: Block): boolean =>
  blocks.every((other) => !touches(other, block)) &&
  isSupported(blocks, block, ground.support) &&
  (!ground.crushable || isBearable(blocks, block))

const touches = (a: Space, b: Space): boolean =>
  a.x < b.X && b.x < a.X && a.y < b.Y && b.y < a.Y && a.z < b.Z && b.z < a.Z

/** Where a side may begin: at a wall, or flush with a side of what lies there, from outside or inside. */
function edges(
  blocks: readonly Block[],
  axis: 'x' | 'y',
  side: number,
  whole: number,
): readonly number[] {
  const starts = new Set([0, whole - side])
  for (const block of blocks) {
    const low = axis === 'x' ? block.x : block.y
    const high = axis === 'x' ? block.X : block.Y
    for (const start of [low, high, low - side, high - side]) starts.add(start)
  }
  return [...starts].filter((start) => start >= 0 && start + side <= whole).sort((a, b) => a - b)
}
