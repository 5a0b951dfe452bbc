import { fewBoxes, oneBox, type Shelf } from './few-boxes.ts'
import { compareWorth, nothing, plus, priceBox, type Worth } from './judge.ts'
import { type Box, type Counts, type Filled, isEmpty, minus, type Packer } from './packer.ts'
import { ruleAt } from './rule.ts'
import { hazmatIn, type PlanSearch as Search } from './small-plan.ts'

/** A good plan for many pieces; null when the cartons do not do. */
export function largePlan(search: Search, counts: Counts): readonly Filled[] | null {
  const { packer } = search
  const { alone, groups, loose } = sortOut(packer, counts)
  const plan: Filled[] = []
  let shelf = search.shelf
  for (const one of alone) {
    const filled = cheapest({ ...search, shelf }, one)
    if (!filled) return null
    plan.push(filled)
    shelf = taken(shelf, filled)
  }
  if (groups.length === 0) {
    const rest = looseOnly({ ...search, shelf }, loose)
    return rest && [...plan, ...rest]
  }
  const whole = groups.reduce((sum, group) => sum.map((n, at) => n + (group[at] ?? 0)), loose)
  const all = oneBox(packer, whole, shelf, search.effort)
  if (all) return [...plan, cheapest({ ...search, shelf }, whole) ?? all]
  const started = withGroups({ ...search, shelf }, groups, loose)
  return started && [...plan, ...started]
}

/** Pieces that go alone, groups that go together, and the rest. */
function sortOut({ task }: Packer, counts: Counts) {
  const only = (is: (at: number) => boolean): Counts =>
    counts.map((count, at) => (is(at) ? count : 0))
  const kindAt = (at: number) => task.kinds[at]
  const words = new Set(
    task.kinds.flatMap((kind) => (kind.alone || kind.together === '' ? [] : [kind.together])),
  )
  const alone = task.kinds.flatMap((kind) =>
    kind.alone
      ? Array.from({ length: counts[kind.at] ?? 0 }, () =>
          counts.map((_, at) => (at === kind.at ? 1 : 0)),
        )
      : [],
  )
  return {
    alone,
    groups: [...words].map((word) =>
      only((at) => !kindAt(at)?.alone && kindAt(at)?.together === word),
    ),
    loose: only((at) => !kindAt(at)?.alone && kindAt(at)?.together === ''),
  }
}

const taken = (shelf: Shelf, ...filled: readonly Filled[]): Shelf => ({
  ...shelf,
  stock: shelf.stock.map(
    (count, carton) => count - filled.filter((one) => one.box.carton === carton).length,
  ),
})

const worthOf = ({ packer, facts }: Search, box: Box, counts: Counts): Worth =>
  priceBox(facts, box, {
    grams: packer.grams(counts),
    volume: packer.volume(counts),
    hazmat: hazmatIn(packer, counts),
  }).worth

const planWorth = (search: Search, plan: readonly Filled[]): Worth =>
  plan.reduce((sum, one) => plus(sum, worthOf(search, one.box, one.counts)), nothing)

/** All of it in the one box that is best for the shop; null when none takes it. */
function cheapest(search: Search, counts: Counts): Filled | null {
  const { packer, shelf, effort, facts } = search
  const ranked = shelf.boxes
    .filter((box) => (shelf.stock[box.carton] ?? 0) > 0 && packer.mayHold(box, counts))
    .map((box) => ({ box, worth: worthOf(search, box, counts) }))
    .sort((a, b) => compareWorth(facts.objective, a.worth, b.worth))
  for (const { box } of ranked) {
    const filled = packer.all(box, counts, 0, effort.look)
    if (filled) return filled
    const sure = packer.exactly(box, counts, effort.steps)
    if (sure !== 'none' && sure !== 'unsure') return sure
  }
  return null
}

/** Things that go with everything. */
function looseOnly(search: Search, counts: Counts): readonly Filled[] | null {
  const { packer, shelf, effort, facts } = search
  const few = fewBoxes(packer, counts, shelf, effort)
  if (facts.objective === 'boxes') return few
  let best = few && refit(search, few)
  // A shop that pays by the kilo may do better with more, smaller boxes.
  const short = { ...effort, spread: Math.min(effort.spread, 6), spare: effort.look }
  const sorts = new Set(shelf.boxes.map((box) => box.carton))
  for (const biggest of sorts) {
    if (packer.task.isOver()) break
    const top = Math.max(
      ...shelf.boxes.filter((box) => box.carton === biggest).map((box) => box.volume),
    )
    const boxes = shelf.boxes.filter((box) => box.volume <= top)
    const some = fewBoxes(packer, counts, { ...shelf, boxes }, short)
    const plan = some && refit(search, some)
    if (plan && (!best || isBetter(search, plan, best))) best = plan
  }
  return best
}

const isBetter = (search: Search, a: readonly Filled[], b: readonly Filled[]) =>
  compareWorth(search.facts.objective, planWorth(search, a), planWorth(search, b)) < 0

/** What is in each box goes into the one that is best for the shop. */
function refit(search: Search, plan: readonly Filled[]): readonly Filled[] {
  const boxes = [...plan]
  plan.forEach((one, at) => {
    const others = boxes.filter((_, other) => other !== at)
    const better = cheapest({ ...search, shelf: taken(search.shelf, ...others) }, one.counts)
    if (better && isBetter(search, [better], [one])) boxes[at] = better
  })
  return boxes
}

/** Each group begins a box, or joins another group's; loose things fill what is left. */
function withGroups(
  search: Search,
  groups: readonly Counts[],
  loose: Counts,
): readonly Filled[] | null {
  const { packer, effort } = search
  const begun: Filled[] = []
  const largestFirst = groups.toSorted((a, b) => packer.volume(b) - packer.volume(a))
  for (const group of largestFirst) {
    const joined = begun.findIndex((one, at) => {
      const both = one.counts.map((count, kind) => count + (group[kind] ?? 0))
      const shelf = taken(search.shelf, ...begun.filter((_, other) => other !== at))
      const filled = oneBox(packer, both, shelf, effort)
      if (filled) begun[at] = filled
      return filled !== null
    })
    if (joined >= 0) continue
    const filled = oneBox(packer, group, taken(search.shelf, ...begun), effort)
    if (!filled) return null
    begun.push(filled)
  }
  let left = loose
  const plan = begun.map((one, at): Filled => {
    if (isEmpty(left)) return one
    const others = begun.filter((_, other) => other !== at)
    const fuller = topUp({ ...search, shelf: taken(search.shelf, ...others) }, one, left)
    left = minus(left, minus(fuller.counts, one.counts))
    return fuller
  })
  const shelf = taken(search.shelf, ...plan)
  const rest = isEmpty(left) ? [] : looseOnly({ ...search, shelf }, left)
  return rest && refit(search, [...plan, ...rest])
}

/** The box, or a bigger one, with as much of the loose things as goes in besides. */
function topUp({ packer, shelf, effort }: Search, one: Filled, loose: Counts): Filled {
  const wanted = one.counts.map((count, at) => count + (loose[at] ?? 0))
  let best = one
  for (const box of shelf.boxes) {
    if ((shelf.stock[box.carton] ?? 0) < 1 || box.volume < one.box.volume) continue
    for (let pass = 0; pass < effort.look; pass++) {
      const filled = packer.fill(box, wanted, ruleAt(pass), one.counts)
      if (filled && filled.volume > best.volume) best = filled
    }
  }
  return best
}
