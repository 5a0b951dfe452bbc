import { howMany } from '../../../kernel/how-many.ts'
import type { SalesClass } from '../counts/decide-abc.ts'
import type { PutAwayRule } from '../stock-rules.ts'

export interface GoodsToPutAway {
  readonly itemId: string
  readonly lotId: string | null
  readonly productType: string | null
  readonly vendor: string | null
  readonly tags: readonly string[]
  readonly grams: number
  /** What one piece takes; null: nobody measured it. */
  readonly pieceMl: number | null
  readonly quantity: number
  readonly salesClass: SalesClass
}

/** A bin as it stands. */
export interface BinAsItIs {
  readonly binId: string
  readonly code: string
  readonly zone: string
  readonly kind: 'pick' | 'reserve'
  /** Place in walking order; smaller is nearer. */
  readonly walk: number
  /** What it takes; null: as much as comes. */
  readonly maxPieces: number | null
  readonly maxMl: number | null
  /** What lies in it, whatever it is. */
  readonly pieces: number
  readonly ml: number
  /** Pieces of the same item, and of the same lot of it. */
  readonly ofItem: number
  readonly ofLot: number
  /** The item lay there before. */
  readonly wasHome: boolean
}

export interface PutAwaySuggestion {
  readonly binId: string
  readonly code: string
  /** Pieces that fit in, all or a part. */
  readonly fits: number
  /** Why there, in words. */
  readonly reason: string
}

const alike = (wanted: string, is: string | null) =>
  wanted === '' || wanted.toLowerCase() === (is ?? '').toLowerCase()

/** Whether a rule is about goods like these. */
const fitsRule = (rule: PutAwayRule, goods: GoodsToPutAway): boolean =>
  alike(rule.productType, goods.productType) &&
  alike(rule.vendor, goods.vendor) &&
  (rule.tag === '' || goods.tags.some((tag) => alike(rule.tag, tag))) &&
  (rule.sales === '' || rule.sales === goods.salesClass) &&
  goods.grams >= rule.fromGrams &&
  goods.quantity >= rule.fromPieces

/** Pieces that still go into a bin. */
function roomIn(bin: BinAsItIs, { pieceMl, quantity }: GoodsToPutAway): number {
  const byPieces = bin.maxPieces === null ? quantity : bin.maxPieces - bin.pieces
  const byMl =
    bin.maxMl === null || !pieceMl ? quantity : Math.floor((bin.maxMl - bin.ml) / pieceMl)
  return Math.max(0, Math.min(quantity, byPieces, byMl))
}

/** How well a bin suits, best first, with the words for it. Null: not to be suggested. */
function suit(
  bin: BinAsItIs,
  goods: GoodsToPutAway,
): readonly [rank: number, words: string] | null {
  if (goods.lotId !== null && bin.ofLot > 0) return [0, `${bin.ofLot} of the same lot lie there`]
  if (bin.ofItem > 0) {
    // Two lots in one bin are told apart by people only: another bin is better.
    return goods.lotId === null
      ? [0, `${bin.ofItem} of it lie there`]
      : [3, `${bin.ofItem} of another lot lie there`]
  }
  if (bin.pieces > 0) return [4, 'other goods lie there, too']
  return bin.wasHome ? [1, 'it lay there before, empty now'] : [2, 'empty']
}

const nearness: Readonly<Record<SalesClass, (walk: number) => number>> = {
  A: (walk) => walk,
  B: (walk) => walk,
  // What is hardly sold leaves the near bins to the rest.
  C: (walk) => -walk,
}

const most = 5

/**
 * Bins for goods that came in, best first: of the first rule that fits, a bin with the same goods before one they lay
 * in before, before an empty one, before one with other goods; best sellers near the start of the walk, what is
 * hardly sold far from it. A bin that takes all comes before one that takes a part. Empty: no bin has room.
 */
export function decidePutAway(
  goods: GoodsToPutAway,
  bins: readonly BinAsItIs[],
  rules: readonly PutAwayRule[],
): readonly PutAwaySuggestion[] {
  const rule = rules.find((one) => fitsRule(one, goods))
  const allowed = bins.filter(
    (bin) =>
      !rule ||
      (bin.kind === rule.kind &&
        (rule.zone === '' || rule.zone.toLowerCase() === bin.zone.toLowerCase())),
  )
  const near = nearness[goods.salesClass]
  const candidates = allowed.flatMap((bin) => {
    const fits = roomIn(bin, goods)
    const suited = suit(bin, goods)
    if (fits === 0 || !suited) return []
    // Without a rule the reserve takes what no bin for picking has room for.
    const isBehind = !rule && bin.kind === 'reserve'
    const words = isBehind ? `no pick bin has room for more; ${suited[1]}` : suited[1]
    return [{ bin, fits, words, rank: suited[0] + (isBehind ? 10 : 0) }]
  })
  const isWhole = (fits: number) => (fits >= goods.quantity ? 0 : 1)
  return candidates
    .toSorted(
      (a, b) =>
        isWhole(a.fits) - isWhole(b.fits) ||
        a.rank - b.rank ||
        near(a.bin.walk) - near(b.bin.walk) ||
        (a.bin.code < b.bin.code ? -1 : 1),
    )
    .slice(0, most)
    .map(({ bin, fits, words, rank }) => ({
      ...{ binId: bin.binId, code: bin.code, fits },
      reason: [
        ...(rule ? [ruleWords(rule)] : []),
        rank === 2 ? emptyWords(goods.salesClass) : words,
        ...(fits < goods.quantity ? [`takes ${fits} of ${goods.quantity}`] : []),
      ].join('; '),
    }))
}

const emptyWords = (salesClass: SalesClass) =>
  ({
    A: 'empty, near the start of the walk for a best seller',
    B: 'empty',
    C: 'empty, far from the start for what is hardly sold',
  })[salesClass]

/** A rule in words: `Mugs go to zone B`. */
export function ruleWords(rule: PutAwayRule): string {
  const what = [
    rule.productType,
    rule.vendor && `from ${rule.vendor}`,
    rule.tag && `tagged ${rule.tag}`,
    rule.sales && `class ${rule.sales}`,
    rule.fromGrams > 0 && `from ${rule.fromGrams} g`,
    rule.fromPieces > 0 && `from ${howMany(rule.fromPieces, 'piece')}`,
  ].filter(Boolean)
  const where = rule.zone === '' ? '' : ` zone ${rule.zone}`
  return `${what.length > 0 ? what.join(' ') : 'everything'} goes to${where}${rule.kind === 'reserve' ? ' the reserve' : where ? '' : ' the pick bins'}`
}
