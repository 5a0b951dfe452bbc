import type { ParallelAisles } from './parallel-aisles.ts'

/** Ascending positions, of which the first `count` matter; the same one twice is one stop. */
export type LengthOf = (positions: Int32Array, count: number) => number

/**
 * What a walk may look like where it leaves an aisle for the next: how often it uses the top and the
 * bottom cross aisle (0, odd, even) and in how many pieces it still is.
 */
const odd = 0 // both once, one piece
const top = 1 // top twice
const bottom = 2 // bottom twice
const joined = 3 // both twice, one piece
const apart = 4 // both twice, two pieces that must meet further on
const none = 5 // nothing walked yet

/**
 * The length of the shortest walk over one block, by the dynamic programme over its aisles of Ratliff and
 * Rosenthal (1983). Empty aisles are skipped: crossing one is never shorter than crossing the next one with
 * a stop. Allocates nothing per call, and is meant to be called millions of times; not from two places at
 * once (it works on one array).
 */
export function oneBlockLength(hall: ParallelAisles): LengthOf {
  const { aisleAt, cells, access } = hall
  const depot = hall.start.aisle
  const walk = new Float64Array(6)
  const pass = aisleWalker(hall, walk)
  return (positions, count) => {
    if (count === 0) return 0
    walk.fill(Number.POSITIVE_INFINITY)
    walk[none] = 0
    let at = 0
    let aisle = Math.min(depot, Math.floor((positions[0] ?? 0) / cells))
    while (aisle >= 0) {
      const from = at
      at = aisleEnd(positions, at, count, (aisle + 1) * cells)
      pass(aisle, positions, from, at)
      const withStop = at < count ? Math.floor((positions[at] ?? 0) / cells) : -1
      const next = nextAisle(withStop, aisle, depot)
      if (next >= 0) leave(walk, 2 * ((aisleAt[next] ?? 0) - (aisleAt[aisle] ?? 0)))
      aisle = next
    }
    return Math.min(walk[top] ?? 0, walk[bottom] ?? 0, walk[joined] ?? 0) + access
  }
}

function aisleWalker(hall: ParallelAisles, walk: Float64Array) {
  const { cellAt, isClosed } = hall
  const length = hall.crossAt[1] ?? 0
  const touched = hall.start.cross === 0 ? top : bottom
  const returns = new Float64Array(3)
  return (aisle: number, positions: Int32Array, from: number, to: number): void => {
    if (aisle === hall.start.aisle) touch(walk, touched)
    const through = isClosed[aisle] ? Number.POSITIVE_INFINITY : length
    if (to === from) passEmpty(walk, through)
    else {
      measure(returns, cellAt, positions, { from, to, length })
      passAisle(walk, returns, through)
    }
  }
}

/** The first position of a later aisle. */
function aisleEnd(positions: Int32Array, from: number, count: number, limit: number): number {
  let at = from
  while (at < count && (positions[at] ?? 0) < limit) at++
  return at
}

/** The next aisle with a stop or the depot in it; -1 when there is none. */
function nextAisle(withStop: number, aisle: number, depot: number): number {
  if (depot <= aisle) return withStop
  return withStop < 0 || depot < withStop ? depot : withStop
}

/** The depot has to be on the walk: where it is not yet, a piece of the walk begins there. */
function touch(walk: Float64Array, touched: number): void {
  const other = touched === top ? bottom : top
  walk[apart] = Math.min(walk[apart] ?? 0, walk[other] ?? 0)
  walk[other] = Number.POSITIVE_INFINITY
  walk[touched] = Math.min(walk[touched] ?? 0, walk[none] ?? 0)
  walk[none] = Number.POSITIVE_INFINITY
}

/** Into and out again: all from the top, all from the bottom, from both leaving out the largest gap. */
function measure(
  returns: Float64Array,
  cellAt: Float64Array,
  positions: Int32Array,
  part: { readonly from: number; readonly to: number; readonly length: number },
): void {
  const first = cellAt[positions[part.from] ?? 0] ?? 0
  let last = first
  let gap = Number.NEGATIVE_INFINITY
  for (let at = part.from + 1; at < part.to; at++) {
    const here = cellAt[positions[at] ?? 0] ?? 0
    if (here - last > gap) gap = here - last
    last = here
  }
  returns[0] = 2 * last
  returns[1] = 2 * (part.length - first)
  returns[2] = 2 * (part.length - gap)
}

/** Walks the aisle in each way that makes sense, from each way of having come to it. */
function passAisle(walk: Float64Array, returns: Float64Array, through: number): void {
  const byTop = returns[0] ?? 0
  const byBottom = returns[1] ?? 0
  const byBoth = returns[2] ?? 0
  const back = Math.min(byTop, byBottom, byBoth)
  const wasOdd = walk[odd] ?? 0
  const wasTop = walk[top] ?? 0
  const wasBottom = walk[bottom] ?? 0
  const wasJoined = walk[joined] ?? 0
  const wasApart = walk[apart] ?? 0
  const start = walk[none] ?? 0
  const loose = Math.min(wasTop, wasBottom, wasApart, start)
  walk[odd] = Math.min(wasOdd + back, Math.min(loose, wasJoined) + through)
  walk[top] = Math.min(wasTop, start) + byTop
  walk[bottom] = Math.min(wasBottom, start) + byBottom
  walk[joined] = Math.min(wasOdd + through, wasJoined + back, loose + 2 * through)
  walk[apart] = Math.min(
    wasApart + back,
    wasTop + Math.min(byBottom, byBoth),
    wasBottom + Math.min(byTop, byBoth),
    start + byBoth,
  )
  walk[none] = Number.POSITIVE_INFINITY
}

/** The depot's aisle without a stop in it: walked through once, twice, or not at all. */
function passEmpty(walk: Float64Array, through: number): void {
  const wasOdd = walk[odd] ?? 0
  const loose = Math.min(walk[top] ?? 0, walk[bottom] ?? 0, walk[apart] ?? 0)
  walk[odd] = Math.min(wasOdd, Math.min(loose, walk[joined] ?? 0) + through)
  walk[joined] = Math.min(walk[joined] ?? 0, wasOdd + through, loose + 2 * through)
}

/** Along the cross aisles to the next aisle. @param twice there and back along one of them. */
function leave(walk: Float64Array, twice: number): void {
  const wasJoined = walk[joined] ?? 0
  walk[odd] = (walk[odd] ?? 0) + twice
  walk[top] = Math.min(walk[top] ?? 0, wasJoined) + twice
  walk[bottom] = Math.min(walk[bottom] ?? 0, wasJoined) + twice
  walk[joined] = wasJoined + 2 * twice
  walk[apart] = (walk[apart] ?? 0) + 2 * twice
}
