import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'

export interface Need {
  readonly item: string
  /** Pieces. */
  readonly quantity: number
}

/** Pieces of an item in a bin that may be promised; one row a lot. */
export interface Source {
  readonly bin: string
  readonly item: string
  readonly quantity: number
  readonly lot: string | null
  /** `2027-03-31`; null: does not expire. */
  readonly expiresOn: string | null
  readonly isReserve: boolean
}

export interface SourceRules {
  /** What expires first leaves first (FEFO), however far away it lies. */
  readonly firstExpiredFirst: boolean
}

export interface Take {
  readonly bin: string
  readonly item: string
  readonly lot: string | null
  readonly quantity: number
}

export type SourceRefusal =
  | { readonly kind: 'short'; readonly missing: readonly Need[] }
  | { readonly kind: 'bad_quantity'; readonly item: string; readonly quantity: number }
  | { readonly kind: 'too_many'; readonly sources: number; readonly most: number }

/** What is left to choose for one item once the rules have spoken. */
export interface Choice {
  readonly item: string
  /** Emptied in any case. */
  readonly fixed: readonly Source[]
  /** Pieces to be had from `free`. */
  readonly open: number
  readonly free: readonly Source[]
}

/** More than this is no walk. */
const most = 5_000

/** What the rules leave open: reserve only where pick faces do not suffice; with FEFO, only the last date. */
export function choicesOf(
  needs: readonly Need[],
  sources: readonly Source[],
  rules: SourceRules,
): Outcome<readonly Choice[], SourceRefusal> {
  if (sources.length > most) return refuse({ kind: 'too_many', sources: sources.length, most })
  const bad = [...needs, ...sources].find(
    (one) => !Number.isSafeInteger(one.quantity) || one.quantity < 0,
  )
  if (bad) return refuse({ kind: 'bad_quantity', item: bad.item, quantity: bad.quantity })
  const wanted = new Map<string, number>()
  for (const need of needs) wanted.set(need.item, (wanted.get(need.item) ?? 0) + need.quantity)
  const held = Map.groupBy(
    sources.filter((one) => one.quantity > 0),
    (one) => one.item,
  )
  const missing = [...wanted]
    .map(([item, quantity]) => ({ item, quantity: quantity - pieces(held.get(item) ?? []) }))
    .filter((one) => one.quantity > 0)
  if (missing.length > 0) return refuse({ kind: 'short', missing })
  return accept(
    [...wanted]
      .filter(([, quantity]) => quantity > 0)
      .map(([item, quantity]) => choiceOf(item, quantity, held.get(item) ?? [], rules)),
  )
}

const pieces = (list: readonly Source[]) => list.reduce((sum, one) => sum + one.quantity, 0)

function choiceOf(
  item: string,
  quantity: number,
  all: readonly Source[],
  rules: SourceRules,
): Choice {
  const faces = all.filter((one) => !one.isReserve)
  const usable = pieces(faces) >= quantity ? faces : all
  if (!rules.firstExpiredFirst) return { item, fixed: [], open: quantity, free: usable }
  const dates = Map.groupBy(usable, (one) => one.expiresOn ?? '9999-99-99')
  const fixed: Source[] = []
  let open = quantity
  for (const date of [...dates.keys()].toSorted()) {
    const free = dates.get(date) ?? []
    if (pieces(free) >= open) return { item, fixed, open, free }
    fixed.push(...free)
    open -= pieces(free)
  }
  return { item, fixed, open, free: [] }
}

/** What to take from where, once the bins are chosen: lots that expire first, then by bin. */
export function takesOf(choices: readonly Choice[], bins: ReadonlySet<string>): readonly Take[] {
  return choices.flatMap(({ item, fixed, open, free }) => {
    let left = open
    const chosen = free
      .filter((one) => bins.has(one.bin))
      .toSorted(
        (a, b) =>
          compare(a.expiresOn ?? '9999', b.expiresOn ?? '9999') ||
          b.quantity - a.quantity ||
          compare(a.bin, b.bin),
      )
    const taken = chosen.flatMap((one) => {
      const quantity = Math.min(left, one.quantity)
      left -= quantity
      return quantity > 0 ? [{ bin: one.bin, item, lot: one.lot, quantity }] : []
    })
    return [...fixed.map(({ bin, lot, quantity }) => ({ bin, item, lot, quantity })), ...taken]
  })
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
