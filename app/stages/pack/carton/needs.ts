import type { Kind } from './kinds.ts'
import type { Box } from './packer.ts'

/** Room that some things take up, whatever is done, in the only boxes they fit into. */
export interface Need {
  readonly boxes: ReadonlySet<number>
  readonly volume: number
  readonly grams: number
  /** Height of those that can never lie side by side. */
  readonly stacked: number
}

const waysInto = (kind: Kind, { hull }: Box) =>
  kind.ways.filter((way) => way.dx <= hull.dx && way.dy <= hull.dy && way.dz <= hull.dz)

/** Height a piece takes up for itself in a box, because each way to lay it reaches past the middle both ways; else 0. */
function ownHeight(kind: Kind, box: Box): number {
  const ways = waysInto(kind, box)
  const alone = ways.every((way) => 2 * way.dx > box.hull.dx && 2 * way.dy > box.hull.dy)
  return kind.nest === 0 && alone ? Math.min(...ways.map((way) => way.dz)) : 0
}

/** What each group of things needs: all that fit only into the same boxes, or into some of these. */
export function needsOf(
  kinds: readonly Kind[],
  counts: readonly number[],
  boxes: readonly Box[],
): readonly Need[] {
  const groups = new Map<string, readonly Box[]>()
  const homes = kinds.map((kind) => {
    if ((counts[kind.at] ?? 0) === 0) return []
    const fit = boxes.filter((box) => waysInto(kind, box).length > 0)
    groups.set(fit.map((box) => box.at).join(), fit)
    return fit
  })
  return [...groups.values()].map((group) => {
    const set = new Set(group.map((box) => box.at))
    let [volume, grams, stacked] = [0, 0, 0]
    for (const [at, kind] of kinds.entries()) {
      const count = counts[kind.at] ?? 0
      const home = homes[at] ?? []
      if (count === 0 || !home.every((box) => set.has(box.at))) continue
      if (kind.nest === 0) volume += count * kind.volume
      grams += count * kind.grams
      stacked += count * Math.min(...home.map((box) => ownHeight(kind, box)))
    }
    return { boxes: set, volume, grams, stacked }
  })
}

/** Whether these boxes could meet the need; a no is certain, a yes is not. */
export function mayMeet(need: Need, boxes: readonly Box[]): boolean {
  let [volume, grams, stacked] = [0, 0, 0]
  for (const box of boxes) {
    if (!need.boxes.has(box.at)) continue
    volume += box.room
    grams += box.hull.grams
    stacked += box.hull.dz
  }
  return volume >= need.volume && grams >= need.grams && stacked >= need.stacked
}

/** Fewer boxes than this cannot do. */
export function leastBoxes(needs: readonly Need[], boxes: readonly Box[]): number {
  let least = 1
  for (const need of needs) {
    const fit = boxes.filter((box) => need.boxes.has(box.at))
    const most = (of: (box: Box) => number) => Math.max(...fit.map(of))
    const bounds = [
      need.volume / most((box) => box.room),
      need.grams / most((box) => box.hull.grams),
      need.stacked / most((box) => box.hull.dz),
    ]
    for (const bound of bounds)
      if (Number.isFinite(bound)) least = Math.max(least, Math.ceil(bound))
  }
  return least
}
