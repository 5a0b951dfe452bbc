import type { Kind } from './kinds.ts'
import { reachOf } from './reach.ts'

/** The inside of a carton, and what it still carries. */
export interface Hull {
  readonly dx: number
  readonly dy: number
  readonly dz: number
  readonly grams: number
}

/** What is prepared once for a hull and a set of kinds, and used in every pass. */
export interface Ground {
  readonly hull: Hull
  readonly kinds: readonly Kind[]
  /** Share of a base that must lie on something. */
  readonly support: number
  readonly across: Int32Array
  readonly along: Int32Array
  readonly up: Int32Array
  /** Something in it bears only so much. */
  readonly crushable: boolean
  /** Something in it does not share a carton with everything. */
  readonly choosy: boolean
}

export function groundOf(hull: Hull, kinds: readonly Kind[], support: number): Ground {
  const ways = kinds.flatMap((kind) => kind.ways)
  const heights = kinds.flatMap((kind) => [
    ...kind.ways.map((way) => way.dz),
    ...(kind.nest > 0 ? [kind.nest] : []),
  ])
  return {
    hull,
    kinds,
    support,
    across: reachOf(
      ways.map((way) => way.dx),
      hull.dx,
    ),
    along: reachOf(
      ways.map((way) => way.dy),
      hull.dy,
    ),
    up: reachOf(heights, hull.dz),
    crushable: kinds.some((kind) => kind.bears < Number.POSITIVE_INFINITY),
    choosy: kinds.some((kind) => kind.apart !== '' || kind.hazmat !== ''),
  }
}
