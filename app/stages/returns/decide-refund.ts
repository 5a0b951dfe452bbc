import { type Money, minorDigits, money } from '../../kernel/money.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'

export interface RefundLine {
  /** What the customer paid for one piece, after all discounts. */
  readonly priceMinor: bigint
  /** Pieces that really came. */
  readonly received: number
}

/** What should go back: paid price times the pieces that came, in minor units. */
export const proposeRefund = (lines: readonly RefundLine[]): bigint =>
  lines.reduce((sum, line) => sum + line.priceMinor * BigInt(line.received), 0n)

export type RefundRefusal =
  | { readonly kind: 'not_an_amount' }
  | { readonly kind: 'too_much'; readonly mostMinor: string }

/**
 * Reads the amount that somebody wants to give back.
 * @param text a decimal in the order's currency, with a point or a comma: "12.50".
 * @param most the proposal: less may be given, nothing too, never more.
 */
export function readRefund(text: string, most: Money): Outcome<Money, RefundRefusal> {
  const plain = text.trim().replace(',', '.')
  const [, fraction = ''] = plain.split('.')
  const readable = /^\d{1,12}(\.\d+)?$/.test(plain) && fraction.length <= minorDigits(most.currency)
  if (!readable) return refuse({ kind: 'not_an_amount' })
  const asked = money(plain, most.currency)
  return asked.minor > most.minor
    ? refuse({ kind: 'too_much', mostMinor: most.minor.toString() })
    : accept(asked)
}
