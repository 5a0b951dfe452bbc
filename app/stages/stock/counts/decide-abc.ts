import type { StockRules } from '../stock-rules.ts'

export type SalesClass = 'A' | 'B' | 'C'

/**
 * Classes by what was sold: A are the best sellers that together make so much of all pieces, B the next, C the rest
 * and what was not sold at all.
 * @param sold pieces by item, in the time looked back at.
 */
export function decideClasses(
  sold: ReadonlyMap<string, number>,
  { shareA, shareB }: Pick<StockRules, 'shareA' | 'shareB'>,
): ReadonlyMap<string, SalesClass> {
  const all = [...sold.values()].reduce((sum, pieces) => sum + pieces, 0)
  const classes = new Map<string, SalesClass>()
  let before = 0
  for (const [item, pieces] of [...sold].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))) {
    // Who crosses the line belongs to the class before it: a shop's one best seller is always A.
    const share = all === 0 ? 100 : (before / all) * 100
    classes.set(item, pieces === 0 || share >= shareB ? 'C' : share >= shareA ? 'B' : 'A')
    before += pieces
  }
  return classes
}

export interface CountableBin {
  readonly binId: string
  readonly code: string
  /** Best class of what lies in it. */
  readonly salesClass: SalesClass
  /** Never: null. */
  readonly countedAt: Date | null
  readonly isOpen: boolean
}

/** Bins whose turn it is, those that wait longest for their class first. @param room counts that may still be opened. */
export function decideCountPlan<Bin extends CountableBin>(
  bins: readonly Bin[],
  rules: Pick<StockRules, 'countDaysA' | 'countDaysB' | 'countDaysC'>,
  now: Date,
  room: number,
): readonly Bin[] {
  const daysOf = { A: rules.countDaysA, B: rules.countDaysB, C: rules.countDaysC }
  const overdue = (bin: CountableBin) => {
    const every = daysOf[bin.salesClass]
    if (every === 0 || bin.isOpen) return -1
    if (bin.countedAt === null) return Number.POSITIVE_INFINITY
    return (now.getTime() - bin.countedAt.getTime()) / (every * 86_400_000) - 1
  }
  return bins
    .filter((bin) => overdue(bin) >= 0)
    .toSorted(
      (a, b) =>
        compare(overdue(b), overdue(a)) ||
        compare(a.salesClass, b.salesClass) ||
        compare(a.code, b.code),
    )
    .slice(0, Math.max(0, room))
}
const compare = <T extends string | number>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0)
