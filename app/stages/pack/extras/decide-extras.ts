import type { PackingRule } from '../../../journey/packing-rules.ts'

/** The card of a gift is asked for like anything a rule asks for, under this id. */
const giftCardId = '00000000-0000-4000-8000-000000000001'

export interface PackedLine {
  readonly sku: string | null
  readonly productType: string | null
  readonly tags: readonly string[]
  readonly quantity: number
}

export interface ExtraFacts {
  readonly lines: readonly PackedLine[]
  readonly country: string
  /** What the order is worth, in minor units of the shop's currency. */
  readonly totalMinor: bigint
  readonly isGift: boolean
  readonly giftCards: number
}

/** Something that comes into the parcel beside the goods. */
export interface Extra {
  readonly ruleId: string
  readonly name: string
  readonly kind: 'material' | 'insert' | 'gift_card'
  readonly quantity: number
  readonly code: string
  readonly sku: string
  readonly must: boolean
}

const folded = (text: string | null) => text?.trim().toLowerCase() ?? ''
const hasOne = (wanted: readonly string[], has: readonly string[]): boolean =>
  wanted.length === 0 || has.some((one) => wanted.some((word) => folded(word) === one))

/** What the shop's rules put into a parcel, in the order of the rules; the cards of a gift first. */
export function decideExtras(rules: readonly PackingRule[], facts: ExtraFacts): readonly Extra[] {
  const asked = rules.flatMap((rule): readonly Extra[] => {
    if (!appliesToOrder(rule, facts)) return []
    const lines = facts.lines.filter((line) => appliesToLine(rule, line))
    if (lines.length === 0) return []
    const pieces = lines.reduce((sum, line) => sum + line.quantity, 0)
    const { name, kind, code, sku, must, quantity } = rule
    const inAll = rule.perPiece ? quantity * pieces : quantity
    return [{ ruleId: rule.id, name, kind, code, sku, must, quantity: inAll }]
  })
  const card: Extra = {
    ...{ ruleId: giftCardId, name: 'Gift card', kind: 'gift_card', quantity: facts.giftCards },
    ...{ code: '', sku: '', must: true },
  }
  return facts.giftCards > 0 ? [card, ...asked] : asked
}

const appliesToOrder = (rule: PackingRule, facts: ExtraFacts): boolean =>
  hasOne(rule.countries, [folded(facts.country)]) &&
  (rule.fromMinor === null || facts.totalMinor >= BigInt(rule.fromMinor)) &&
  (rule.gift === 'any' || (rule.gift === 'gift') === facts.isGift)

const appliesToLine = (rule: PackingRule, line: PackedLine): boolean =>
  hasOne(rule.tags, line.tags.map(folded)) &&
  hasOne(rule.types, [folded(line.productType)]) &&
  hasOne(rule.skus, [folded(line.sku)])
