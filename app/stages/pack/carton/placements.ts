import { type Block, stackHeight } from './block.ts'
import type { Sides } from './kinds.ts'
import type { Prepared } from './prepare.ts'

/** A piece in its carton; several where pieces are put into each other. */
export interface Placement {
  readonly goods: string
  readonly pieces: number
  /** Its corner next to the carton's own, from there along length, width and height. */
  readonly at: Sides
  readonly size: Sides
}

/** Gives the pieces of a kind their names back, in turn. */
export class Names {
  private readonly queues: { readonly ids: readonly (readonly [string, number])[]; used: number }[]

  constructor({ goods }: Prepared) {
    this.queues = goods.map((list) => ({
      ids: list.map((one) => [one.id, one.quantity] as const),
      used: 0,
    }))
  }

  take(kind: number, pieces: number): string {
    const queue = this.queues[kind]
    let at = queue?.used ?? 0
    if (queue) queue.used += pieces
    for (const [id, quantity] of queue?.ids ?? []) {
      if (at < quantity) return id
      at -= quantity
    }
    throw new Error(`more pieces of kind ${kind} were packed than there are`)
  }
}

/** Piece by piece, in an order they can be put in: what carries before what is carried, back before front. */
export function placementsOf(blocks: readonly Block[], names: Names): readonly Placement[] {
  return blocks
    .flatMap((block) => piecesOf(block, names))
    .sort((a, b) => a.at[2] - b.at[2] || b.at[1] - a.at[1] || a.at[0] - b.at[0])
}

function piecesOf(block: Block, names: Names): readonly Placement[] {
  const { kind, way, nx, ny, nz, x, y, z } = block
  const nests = kind.nest > 0
  const layers = nests ? 1 : nz
  const high = nests ? stackHeight(kind, way, nz) : way.dz
  const pieces = nests ? nz : 1
  const all: Placement[] = []
  for (let k = 0; k < layers; k++)
    for (let j = 0; j < ny; j++)
      for (let i = 0; i < nx; i++)
        all.push({
          goods: names.take(kind.at, pieces),
          pieces,
          at: [x + i * way.dx, y + j * way.dy, z + k * way.dz],
          size: [way.dx, way.dy, high],
        })
  return all
}
