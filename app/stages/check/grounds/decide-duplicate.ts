import type { ShopSettings } from '../../../journey/settings.ts'

export interface Twin {
  /** Goods by what they are, with pieces. */
  readonly lines: readonly {
    readonly goods: string
    readonly quantity: number
    /** What the customer wrote on it (an engraving), as one text. */
    readonly wish: string
  }[]
  readonly totalMinor: bigint
  readonly currency: string
  readonly channel: string
  readonly tags: readonly string[]
}

export interface Alike {
  readonly sameEmail: boolean
  readonly samePhone: boolean
  readonly sameAccount: boolean
  /** null where one of them goes nowhere. */
  readonly sameAddress: boolean | null
  readonly minutesApart: number
}

const weights = {
  same_customer: 30,
  same_address: 25,
  same_goods: 35,
  some_goods: 15,
  same_total: 10,
  minutes_apart: 10,
  within_an_hour: 5,
  other_address: -40,
  other_wish: -40,
  subscription: -70,
  gift: -30,
} as const
export type DuplicateReason = keyof typeof weights

export const duplicateReasonWords = {
  same_customer: 'the same customer',
  same_address: 'the same address',
  same_goods: 'the same goods',
  some_goods: 'some of the same goods',
  same_total: 'the same total',
  minutes_apart: 'only minutes apart',
  within_an_hour: 'within an hour',
  other_address: 'goes to another address',
  other_wish: 'other wishes on the goods',
  subscription: 'belongs to a subscription',
  gift: 'says that it is a gift',
} as const satisfies Record<DuplicateReason, string>

export const reasonWeight = (reason: DuplicateReason): number => weights[reason]
export const readDuplicateReason = (raw: unknown): readonly DuplicateReason[] =>
  typeof raw === 'string' && Object.hasOwn(weights, raw) && isReason(raw) ? [raw] : []
function isReason(raw: string): raw is DuplicateReason {
  return Object.hasOwn(weights, raw)
}

/** From which score on two orders are held as one; null: never. */
const thresholds: Readonly<Record<ShopSettings['duplicateStrictness'], number | null>> = {
  off: null,
  loose: 100,
  normal: 80,
  strict: 60,
}

export interface DuplicateVerdict {
  readonly score: number
  readonly reasons: readonly DuplicateReason[]
  readonly holds: boolean
}

/** Whether a person should look if an order is the same as an earlier one, with every reason for and against. */
export function decideDuplicate(
  first: Twin,
  later: Twin,
  alike: Alike,
  strictness: ShopSettings['duplicateStrictness'],
): DuplicateVerdict {
  const goods = sharedGoods(first, later)
  const both = [first, later]
  const found: readonly (readonly [DuplicateReason, boolean])[] = [
    ['same_customer', alike.sameEmail || alike.samePhone || alike.sameAccount],
    ['same_address', alike.sameAddress === true],
    ['same_goods', goods === 1],
    ['some_goods', goods >= 0.5 && goods < 1],
    ['same_total', first.totalMinor === later.totalMinor && first.currency === later.currency],
    ['minutes_apart', alike.minutesApart <= 10],
    ['within_an_hour', alike.minutesApart > 10 && alike.minutesApart <= 60],
    ['other_address', alike.sameAddress === false],
    ['other_wish', goods > 0 && wishesOf(first) !== wishesOf(later)],
    ['subscription', both.some(isSubscription)],
    ['gift', both.some(isGift)],
  ]
  const reasons = found.filter(([, is]) => is).map(([reason]) => reason)
  const score = Math.max(
    0,
    reasons.reduce((sum, reason) => sum + weights[reason], 0),
  )
  const threshold = thresholds[strictness]
  // Two orders without any goods in common are two orders, whoever places them.
  return { score, reasons, holds: threshold !== null && goods > 0 && score >= threshold }
}

const isSubscription = ({ channel, tags }: Twin) =>
  [channel, ...tags].some((word) => /subscri|recurring/i.test(word))
const isGift = ({ tags }: Twin) => tags.some((tag) => /\bgift\b/i.test(tag))
const wishesOf = ({ lines }: Twin) =>
  lines
    .map(({ goods, wish }) => `${goods}:${wish}`)
    .sort()
    .join('\n')

/** Share of all pieces that both have: 1 when they are the same goods in the same numbers. */
function sharedGoods(first: Twin, later: Twin): number {
  const count = ({ lines }: Twin) => {
    const pieces = new Map<string, number>()
    for (const { goods, quantity } of lines) pieces.set(goods, (pieces.get(goods) ?? 0) + quantity)
    return pieces
  }
  const [a, b] = [count(first), count(later)]
  let [shared, all] = [0, 0]
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const [x, y] = [a.get(key) ?? 0, b.get(key) ?? 0]
    shared += Math.min(x, y)
    all += Math.max(x, y)
  }
  return all === 0 ? 0 : shared / all
}
