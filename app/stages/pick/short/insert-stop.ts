/** How far it is from one bin to another, in any one unit; of `null`: where the walk ends. */
export type Distance = (from: string, to: string | null) => number

/**
 * Where a further bin costs the least way in a walk that goes on from `here`.
 * @param ahead bins still to come, in their order; null: found by hand, no place on the map.
 * @returns how many of them are visited before it.
 */
export function bestPlace(
  here: string,
  ahead: readonly (string | null)[],
  bin: string,
  distance: Distance,
): number {
  const byHand = ahead.indexOf(null)
  const walked = byHand < 0 ? ahead : ahead.slice(0, byHand)
  let best = { at: walked.length, extra: Number.POSITIVE_INFINITY }
  for (let at = 0; at <= walked.length; at++) {
    const before = walked[at - 1] ?? here
    const after = walked[at] ?? null
    const extra = distance(before, bin) + distance(bin, after) - distance(before, after)
    // Between two visits of one bin nothing is put: who stands there takes all of it.
    if (before !== after && extra < best.extra) best = { at, extra }
  }
  return best.at
}

/** Along the shelves where no map says more: bins by their number in the walk, which has no way back. */
export function alongShelves(walkOf: ReadonlyMap<string, number>): Distance {
  return (from, to) => {
    const start = walkOf.get(from) ?? 0
    return to === null ? 0 : Math.abs((walkOf.get(to) ?? 0) - start)
  }
}
