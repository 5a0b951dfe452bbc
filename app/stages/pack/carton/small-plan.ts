import type { Effort, Shelf } from './few-boxes.ts'
import { compareWorth, type JudgeFacts, nothing, plus, priceBox, type Worth } from './judge.ts'
import { type Counts, type Filled, minus, type Packer } from './packer.ts'

/** Up to this many pieces every way to divide them is looked through. */
const smallUpTo = 8
const mostParts = 300

export interface SmallPlan {
  readonly boxes: readonly Filled[]
  readonly worth: Worth
  /** Every way was looked through: there is no better plan. */
  readonly proven: boolean
}

export const isSmall = (counts: Counts): boolean =>
  counts.reduce((sum, count) => sum + count, 0) <= smallUpTo &&
  counts.reduce((parts, count) => parts * (count + 1), 1) <= mostParts

interface Divided {
  readonly boxes: readonly Filled[]
  readonly worth: Worth
}

/** What every search for a plan works with. */
export interface PlanSearch {
  readonly packer: Packer
  readonly shelf: Shelf
  readonly effort: Effort
  readonly facts: JudgeFacts
}

/** The best way to divide a few pieces over boxes; null when there is none. */
export function smallPlan(search: PlanSearch, counts: Counts): SmallPlan | null {
  const small = new SmallSearch(search, counts)
  const whole = search.facts.objective === 'boxes' ? small.allInOne() : null
  const best = whole ?? small.divide(counts, search.shelf.stock)
  return best && { ...best, proven: small.sure }
}

class SmallSearch {
  sure = true
  private readonly packed = new Map<string, readonly Divided[]>()
  private readonly divided = new Map<string, Divided | null>()
  private readonly packer: Packer
  private readonly counts: Counts
  private readonly shelf: Shelf
  private readonly effort: Effort
  private readonly facts: JudgeFacts

  constructor({ packer, shelf, effort, facts }: PlanSearch, counts: Counts) {
    this.packer = packer
    this.counts = counts
    this.shelf = shelf
    this.effort = effort
    this.facts = facts
  }

  /** One box beats any two where boxes count first. */
  allInOne(): Divided | null {
    const { stock } = this.shelf
    const ways = this.waysToPack(this.counts)
    return ways.find(({ boxes: [one] }) => (stock[one?.box.carton ?? -1] ?? 0) > 0) ?? null
  }

  divide(left: Counts, stock: Shelf['stock']): Divided | null {
    const first = left.findIndex((count) => count > 0)
    if (first < 0) return { boxes: [], worth: nothing }
    const key = `${left.join()}|${stock.join()}`
    const known = this.divided.get(key)
    if (known !== undefined) return known
    let best: Divided | null = null
    for (const part of parts(left, first)) {
      if (!this.keepsTogether(part)) continue
      for (const one of this.waysToPack(part)) {
        const whole = this.withRest(one, { part, left, stock })
        if (whole && (!best || compareWorth(this.facts.objective, whole.worth, best.worth) < 0))
          best = whole
      }
    }
    this.divided.set(key, best)
    return best
  }

  private withRest(
    one: Divided,
    at: { readonly part: Counts; readonly left: Counts; readonly stock: Shelf['stock'] },
  ): Divided | null {
    const carton = one.boxes[0]?.box.carton ?? -1
    if ((at.stock[carton] ?? 0) < 1) return null
    const rest = this.divide(
      minus(at.left, at.part),
      at.stock.map((count, sort) => (sort === carton ? count - 1 : count)),
    )
    return rest && { boxes: [...one.boxes, ...rest.boxes], worth: plus(one.worth, rest.worth) }
  }

  /** All of a group that shares a carton, or none of it. */
  private keepsTogether(part: Counts): boolean {
    const { kinds } = this.packer.task
    return kinds.every(
      (kind) =>
        kind.together === '' ||
        (part[kind.at] ?? 0) === 0 ||
        kinds.every(
          (other) => other.together !== kind.together || part[other.at] === this.counts[other.at],
        ),
    )
  }

  /** The part in each carton that takes it, in its best box; where no carton can run out, the best one only. */
  private waysToPack(part: Counts): readonly Divided[] {
    const key = part.join()
    const known = this.packed.get(key)
    if (known) return known
    const ways: Divided[] = []
    const tried = new Set<number>()
    const plenty = this.isPlenty()
    for (const { box, worth } of this.ranked(part)) {
      if (tried.has(box.carton) || (plenty && ways.length > 0)) continue
      const filled = this.pack(part, box)
      if (!filled) continue
      tried.add(box.carton)
      ways.push({ boxes: [filled], worth })
    }
    this.packed.set(key, ways)
    return ways
  }

  /** Boxes the part may go into, best first. */
  private ranked(part: Counts) {
    const hazmat = hazmatIn(this.packer, part)
    const goods = { grams: this.packer.grams(part), volume: this.packer.volume(part), hazmat }
    return this.shelf.boxes
      .filter((box) => this.packer.mayHold(box, part))
      .map((box) => ({ box, worth: priceBox(this.facts, box, goods).worth }))
      .sort((a, b) => compareWorth(this.facts.objective, a.worth, b.worth))
  }

  /** No carton can run out, whatever is done. */
  private isPlenty(): boolean {
    return this.shelf.stock.every((count) => count >= smallUpTo)
  }

  private pack(part: Counts, box: Shelf['boxes'][number]): Filled | null {
    const quick = this.packer.all(box, part, 0, 4)
    if (quick) return quick
    const sure = this.packer.exactly(box, part, this.effort.steps)
    if (sure === 'none') return null
    if (sure !== 'unsure') return sure
    const late = this.packer.all(box, part, 4, this.effort.shrink)
    if (!late) this.sure = false
    return late
  }
}

/** All parts with at least one of the first kind that is left: each way to divide comes up once. */
function* parts(left: Counts, first: number): Generator<Counts> {
  const part = left.map((_, at): number => (at === first ? 1 : 0))
  for (;;) {
    yield [...part]
    let at = first
    while (at < left.length) {
      const count = part[at] ?? 0
      if (count < (left[at] ?? 0)) {
        part[at] = count + 1
        break
      }
      part[at] = at === first ? 1 : 0
      at++
    }
    if (at === left.length) return
  }
}

export const hazmatIn = (packer: Packer, counts: Counts): readonly string[] => [
  ...new Set(
    packer.task.kinds.flatMap((kind) =>
      kind.hazmat !== '' && (counts[kind.at] ?? 0) > 0 ? [kind.hazmat] : [],
    ),
  ),
]
