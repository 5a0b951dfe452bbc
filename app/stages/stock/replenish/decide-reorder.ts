import { howMany } from '../../../kernel/how-many.ts'
import type { StockRules } from '../stock-rules.ts'

/** What is known of an item when it is asked whether to order it. Pieces, all places of the shop's own together. */
export interface Orderable {
  readonly itemId: string
  /** Sold in the days looked back at. */
  readonly sold: number
  readonly free: number
  /** Ordered and not here yet. */
  readonly onTheWay: number
  /** Of orders that wait for stock. */
  readonly wanted: number
  /** Days from ordering to having it here; null: the shop's. */
  readonly leadDays: number | null
  /** Pieces in one pack of the supplier's; null: any number can be ordered. */
  readonly packPieces: number | null
}

export interface Advice {
  readonly itemId: string
  readonly quantity: number
  /** Pieces sold a day. */
  readonly rate: number
  /** Days until nothing is left, what is on its way counted in; null: nothing is sold. */
  readonly lastsDays: number | null
  /** In words, with the figures it comes from. */
  readonly reason: string
}

/**
 * Whether to order an item now, and how many: when what is free and on its way, less what waits, does not last until an
 * order of today is here and the days of safety are over, it is filled up to last `coverDays` longer. Whole packs.
 */
export function decideReorder(
  item: Orderable,
  rules: Pick<StockRules, 'lookBackDays' | 'leadDays' | 'coverDays' | 'safetyDays'>,
): Advice | null {
  const rate = item.sold / rules.lookBackDays
  const lead = item.leadDays ?? rules.leadDays
  const left = item.free + item.onTheWay - item.wanted
  const point = rate * (lead + rules.safetyDays)
  if (left > point || (rate === 0 && left >= 0)) return null
  const needed = Math.ceil(point + rate * rules.coverDays - left)
  const pack = item.packPieces ?? 1
  const quantity = Math.ceil(needed / pack) * pack
  if (quantity <= 0) return null
  const lastsDays = rate === 0 ? null : Math.max(0, Math.floor(left / rate))
  return {
    itemId: item.itemId,
    quantity,
    rate,
    lastsDays,
    reason: words(item, { rate, lead, lastsDays }),
  }
}

function words(
  item: Orderable,
  at: { readonly rate: number; readonly lead: number; readonly lastsDays: number | null },
): string {
  const parts = [
    `${at.rate.toFixed(at.rate < 1 ? 2 : 1)} sold a day`,
    `${item.free} free`,
    ...(item.onTheWay > 0 ? [`${item.onTheWay} on the way`] : []),
    ...(item.wanted > 0 ? [`orders wait for ${item.wanted}`] : []),
    ...(at.lastsDays === null ? [] : [`lasts ${howMany(at.lastsDays, 'day')}`]),
    `${howMany(at.lead, 'day')} to get it`,
    ...(item.packPieces && item.packPieces > 1 ? [`packs of ${item.packPieces}`] : []),
  ]
  return parts.join(', ')
}
