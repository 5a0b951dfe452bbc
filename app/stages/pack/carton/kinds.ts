/** One way an item may lie: its extents along the carton's length, width and height. */
export interface Way {
  readonly dx: number
  readonly dy: number
  readonly dz: number
}

/** Equal pieces as the packer sees them. */
export interface Kind {
  /** Its place in the list of counts. */
  readonly at: number
  readonly ways: readonly Way[]
  readonly grams: number
  readonly volume: number
  /** Grams that may lie above it. */
  readonly bears: number
  /** Height each further piece adds when one is put into the other; 0: it does not nest. */
  readonly nest: number
  /** Pieces with different words here never share a carton; empty: it goes with anything. */
  readonly apart: string
  readonly hazmat: string
  /** Pieces with the same word share a carton; empty: none. */
  readonly together: string
  /** Each piece has a carton of its own. */
  readonly alone: boolean
}

export type Sides = readonly [number, number, number]
export type MayStand = readonly [boolean, boolean, boolean]

/** All different ways to lay a size down; `stands[i]` says whether side i may be the vertical one. */
export function waysOf([a, b, c]: Sides, stands: MayStand): readonly Way[] {
  const all: readonly (readonly [boolean, number, number, number])[] = [
    [stands[2], a, b, c],
    [stands[2], b, a, c],
    [stands[1], a, c, b],
    [stands[1], c, a, b],
    [stands[0], b, c, a],
    [stands[0], c, b, a],
  ]
  const seen = new Set<string>()
  const ways: Way[] = []
  for (const [may, dx, dy, dz] of all) {
    const key = `${dx},${dy},${dz}`
    if (!may || seen.has(key)) continue
    seen.add(key)
    ways.push({ dx, dy, dz })
  }
  return ways
}
