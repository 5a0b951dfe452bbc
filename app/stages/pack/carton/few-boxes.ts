import { leastBoxes, mayMeet, needsOf } from './needs.ts'
import { type Box, type Counts, type Filled, isEmpty, minus, type Packer } from './packer.ts'
import { ruleAt, rulesInAll } from './rule.ts'

/** How many passes are spent on what. More passes, better plans. */
export interface Effort {
  /** Into each box, before a bigger one is tried. */
  readonly look: number
  /** Into a smaller box than the one already found. */
  readonly shrink: number
  /** Into one box fewer than already found. */
  readonly spare: number
  /** Ways to spread things over several boxes. */
  readonly spread: number
  /** Steps of the search through all ways to lay a few pieces. */
  readonly steps: number
  /** Whether a few pieces are divided over boxes in every way there is. */
  readonly divide: boolean
}

/** Room and stock for a plan. */
export interface Shelf {
  readonly boxes: readonly Box[]
  /** Cartons of each sort there are. */
  readonly stock: readonly number[]
}

const volumeOf = (plan: readonly Filled[]): number =>
  plan.reduce((sum, one) => sum + one.box.volume, 0)

const fewer = (plan: readonly Filled[], than: readonly Filled[] | null): boolean =>
  !than ||
  plan.length < than.length ||
  (plan.length === than.length && volumeOf(plan) < volumeOf(than))

/** All in the smallest single box that takes it; null when none does. */
export function oneBox(
  packer: Packer,
  counts: Counts,
  shelf: Shelf,
  effort: Effort,
): Filled | null {
  const boxes = shelf.boxes.filter((box) => (shelf.stock[box.carton] ?? 0) > 0)
  let found: Filled | null = null
  for (const box of boxes) {
    found = packer.all(box, counts, 0, effort.look)
    if (found) break
  }
  for (const box of boxes) {
    if (found && box.volume >= found.box.volume) break
    const more = found ? effort.shrink : effort.spare
    const steps = found ? effort.steps : 20 * effort.steps
    const better = packer.all(box, counts, effort.look, more)
    if (better) return better
    const sure = packer.exactly(box, counts, steps)
    if (sure !== 'none' && sure !== 'unsure') return sure
  }
  return found
}

/** As few boxes as are found, of as little volume. Null when something fits into none. */
export function fewBoxes(
  packer: Packer,
  counts: Counts,
  shelf: Shelf,
  effort: Effort,
): readonly Filled[] | null {
  if (isEmpty(counts)) return []
  const one = oneBox(packer, counts, shelf, effort)
  if (one) return [one]
  const needs = needsOf(packer.task.kinds, counts, shelf.boxes)
  const least = Math.max(2, leastBoxes(needs, shelf.boxes))
  const best = spread(packer, counts, { shelf, effort, least })
  if (!best) return null
  const combined = combine(packer, counts, { shelf, effort, best, least })
  return combined.length <= 2 ? combined : polish(packer, combined, shelf, effort)
}

/** The best of several ways to fill one box after the other. */
function spread(
  packer: Packer,
  counts: Counts,
  { shelf, effort, least }: Omit<Combining, 'best'>,
): readonly Filled[] | null {
  let best: readonly Filled[] | null = null
  for (let pass = 0; pass < effort.spread; pass++) {
    const enough = best?.length === least ? pass >= rulesInAll / 2 : packer.task.isOver()
    if (best && enough) break
    const most = best ? best.length - (pass < rulesInAll ? 0 : 1) : Number.POSITIVE_INFINITY
    const plan = greedy(packer, counts, { shelf, pass, most })
    if (plan && fewer(plan, best)) best = plan
  }
  return best
}

/** Takes two boxes at a time and packs what is in them anew. */
function polish(
  packer: Packer,
  plan: readonly Filled[],
  shelf: Shelf,
  effort: Effort,
): readonly Filled[] {
  const boxes = [...plan]
  for (let i = 0; i < boxes.length; i++)
    for (let j = i + 1; j < boxes.length; j++) {
      const one = boxes[i]
      const two = boxes[j]
      if (!one || !two || packer.task.isOver()) continue
      const both = one.counts.map((count, at) => count + (two.counts[at] ?? 0))
      const others = boxes.filter((_, at) => at !== i && at !== j)
      const stock = shelf.stock.map(
        (count, at) => count - others.filter((box) => box.box.carton === at).length,
      )
      const best = [one, two]
      const better = combine(packer, both, {
        shelf: { boxes: shelf.boxes, stock },
        effort: { ...effort, spare: effort.look, shrink: effort.look },
        best,
        least: 2,
      })
      const [first, second] = better
      if (better === best || !first) continue
      boxes[i] = first
      if (second) boxes[j] = second
      else boxes.splice(j--, 1)
    }
  return boxes
}

/** One box after the other, each as full as it gets. */
function greedy(
  packer: Packer,
  counts: Counts,
  { shelf, pass, most }: { readonly shelf: Shelf; readonly pass: number; readonly most: number },
): readonly Filled[] | null {
  let left: Counts = counts
  const stock = [...shelf.stock]
  const plan: Filled[] = []
  while (!isEmpty(left)) {
    if (plan.length >= most) return null
    const boxes = shelf.boxes.filter((box) => (stock[box.carton] ?? 0) > 0)
    const last = allInto(packer, left, boxes, pass === 0 ? 6 : 3)
    const next = last ?? (plan.length + 2 > most ? null : fullest(packer, left, boxes, pass))
    if (!next) return null
    plan.push(next)
    stock[next.box.carton] = (stock[next.box.carton] ?? 0) - 1
    left = minus(left, next.counts)
  }
  return plan
}

function allInto(
  packer: Packer,
  counts: Counts,
  boxes: readonly Box[],
  passes: number,
): Filled | null {
  for (const box of boxes) {
    const filled = packer.all(box, counts, 0, passes)
    if (filled) return filled
  }
  return null
}

/** The box that takes most of what is scarcer: room or weight. */
function fullest(packer: Packer, left: Counts, boxes: readonly Box[], pass: number): Filled | null {
  const strongest = Math.max(...boxes.map((box) => box.hull.grams))
  const biggest = Math.max(...boxes.map((box) => box.volume))
  const heavy = packer.grams(left) / strongest > (0.9 * packer.volume(left)) / biggest
  let best: Filled | null = null
  for (const box of boxes) {
    const filled = packer.fill(box, left, ruleAt(pass))
    if (!filled || filled.blocks.length === 0) continue
    const more = heavy ? filled.grams > (best?.grams ?? -1) : filled.volume > (best?.volume ?? -1)
    if (more) best = filled
  }
  return best
}

interface Combining {
  readonly shelf: Shelf
  readonly effort: Effort
  readonly best: readonly Filled[]
  readonly least: number
}

/** Longest list of boxes that is looked through for a smaller one. */
const combineUpTo = 5

/** Tries sets of boxes that would be better than the best plan: fewer boxes first, then less volume. */
function combine(packer: Packer, counts: Counts, at: Combining): readonly Filled[] {
  const { shelf, effort, least } = at
  const needs = needsOf(packer.task.kinds, counts, shelf.boxes)
  let best = at.best
  for (let size = Math.min(least, best.length); size <= best.length; size++) {
    if (size > combineUpTo) break
    const passes = size < best.length ? effort.spare : effort.shrink
    const sets = setsOf(shelf, size)
      .map((boxes) => ({ boxes, volume: boxes.reduce((sum, box) => sum + box.volume, 0) }))
      .filter(({ boxes }) => needs.every((need) => mayMeet(need, boxes)))
      .sort((a, b) => (size < best.length ? b.volume - a.volume : a.volume - b.volume))
    for (const { boxes, volume } of sets) {
      if (size === best.length && volume >= volumeOf(best)) continue
      if (packer.task.isOver()) return best
      const plan = spreadOver(packer, counts, boxes, passes)
      if (plan && fewer(plan, best)) best = plan
    }
  }
  return best
}

function setsOf({ boxes, stock }: Shelf, size: number): readonly (readonly Box[])[] {
  const sets: Box[][] = []
  const extend = (from: number, set: readonly Box[]) => {
    if (sets.length >= 200) return
    if (set.length === size) {
      sets.push([...set])
      return
    }
    boxes.forEach((box, at) => {
      const used = set.filter((one) => one.carton === box.carton).length
      if (at >= from && used < (stock[box.carton] ?? 0)) extend(at, [...set, box])
    })
  }
  extend(0, [])
  return sets
}

function spreadOver(
  packer: Packer,
  counts: Counts,
  boxes: readonly Box[],
  passes: number,
): readonly Filled[] | null {
  const smallFirst = boxes.toReversed()
  for (let pass = 0; pass < passes; pass++) {
    if (packer.task.isOver()) return null
    let left: Counts = counts
    const plan: Filled[] = []
    const order = pass % 2 === 0 ? boxes : smallFirst
    order.forEach((box, at) => {
      if (isEmpty(left)) return
      const last = at === order.length - 1
      const filled = last
        ? packer.all(box, left, pass >> 1, (pass >> 1) + 1)
        : packer.fill(box, left, ruleAt(pass >> 1))
      if (!filled || filled.blocks.length === 0) return
      plan.push(filled)
      left = minus(left, filled.counts)
    })
    if (isEmpty(left)) return plan
  }
  return null
}
