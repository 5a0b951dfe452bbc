import type { InspectionRule } from '../stock-rules.ts'

/** Pieces of one item that were to come, and what came of them so far, all deliveries together. */
export interface Progress {
  readonly itemId: string
  readonly expected: number
  readonly good: number
  readonly damaged: number
}

export interface Verdict extends Progress {
  /** Good and damaged ones together, beside what was to come. */
  readonly kind: 'as_expected' | 'over' | 'short' | 'not_ordered'
  /** By how many. */
  readonly pieces: number
}

/** What is said of each item once a delivery is counted: what was not ordered, over, short, then what is right. */
export function judgeProgress(lines: readonly Progress[]): readonly Verdict[] {
  const order = ['not_ordered', 'over', 'short', 'as_expected'] as const
  return lines
    .map((line): Verdict => {
      const off = line.good + line.damaged - line.expected
      if (line.expected === 0) return { ...line, kind: 'not_ordered', pieces: off }
      if (off > 0) return { ...line, kind: 'over', pieces: off }
      return off < 0
        ? { ...line, kind: 'short', pieces: -off }
        : { ...line, kind: 'as_expected', pieces: 0 }
    })
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

/**
 * Why goods that came in are looked at before they may be sold, in words; null: they need not be.
 * @param before deliveries of the article that came in earlier.
 */
export function decideInspection(
  rules: readonly InspectionRule[],
  goods: { readonly vendor: string; readonly sku: string },
  before: number,
): string | null {
  const alike = (wanted: string, is: string) =>
    wanted === '' || wanted.toLowerCase() === is.toLowerCase()
  const rule = rules.find((one) => alike(one.vendor, goods.vendor) && alike(one.sku, goods.sku))
  if (!rule || rule.check === 'none') return null
  const of = rule.sku || (rule.vendor && `goods from ${rule.vendor}`) || 'all goods'
  if (rule.check === 'all') return `Every delivery of ${of} is looked at`
  return (before + 1) % rule.nth === 0
    ? `Every ${rule.nth}. delivery of ${of} is looked at; this is number ${before + 1}`
    : null
}

/** What has to be known of goods before they can be booked. */
export type CaptureRefusal =
  | { readonly kind: 'lot_needed' }
  | { readonly kind: 'serial_needed' }
  | { readonly kind: 'serial_is_one' }
  | { readonly kind: 'expired'; readonly expiresOn: string }

/** @param today the day at the place, `2026-11-27`. */
export function decideCapture(
  item: { readonly lots: boolean; readonly serials: boolean },
  said: {
    readonly lot: string
    readonly expiresOn: string | null
    readonly serial: string
    readonly quantity: number
    readonly condition: 'good' | 'damaged'
  },
  today: string,
): CaptureRefusal | null {
  if (item.lots && said.lot === '') return { kind: 'lot_needed' }
  if (item.serials && said.serial === '') return { kind: 'serial_needed' }
  if (said.serial !== '' && said.quantity !== 1) return { kind: 'serial_is_one' }
  // What is over already is no good piece; it can be taken in as damaged.
  if (said.condition === 'good' && said.expiresOn !== null && said.expiresOn < today)
    return { kind: 'expired', expiresOn: said.expiresOn }
  return null
}
