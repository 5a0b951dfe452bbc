import { type Buyer, buyerName } from '../../journey/buyer.ts'
import type { ShopSettings } from '../../journey/settings.ts'
import type { Money } from '../../kernel/money.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { addressWords } from './address.ts'
import { readEmail, readPhone } from './contact.ts'
import type { ContractVersion } from './contract/contract.ts'
import { judge, type Verdict } from './contract/judge.ts'
import { type ContractLine, orderForContract } from './contract/order-for-contract.ts'
import { addressDoubts, emailDoubts, placeWords } from './doubts.ts'
import type { Missing } from './missing.ts'

export interface OrderFacts {
  readonly deliveryKind: 'shipping' | 'pickup' | 'digital'
  /** Where it was sold: `web`, `pos`, `phone`, … */
  readonly channel: string
  readonly buyer: Buyer
  /** The chosen delivery option; null when the order carries none. */
  readonly shippingTitle: string | null
  readonly total: Money
  readonly lines: readonly (ContractLine & {
    readonly title: string
    readonly variantGid: string | null
    readonly requiresShipping: boolean
  })[]
  /** What the shop states of a complete order, as it is in force. */
  readonly contract: ContractVersion
  readonly contactNeeded: ShopSettings['contactNeeded']
  /** Whether an order waits for what only looks wrong. */
  readonly doubtfulDetails: ShopSettings['doubtfulDetails']
  /** ISO code of the shop's own country; `''` when unknown. */
  readonly shopCountry: string
  /** What a person of the shop decided this order can do without. */
  readonly waived: readonly string[]
}

const blank = (text: string | null | undefined): boolean => !text?.trim()

/** Phone numbers of an order, the one on the parcel first. */
const phonesOf = ({ shipTo, phone }: Buyer): string[] =>
  [shipTo?.phone, phone].flatMap((one) => (one?.trim() ? [one] : []))

const countryOf = ({ shipTo, billTo }: Buyer) => shipTo?.countryCode ?? billTo?.countryCode ?? null

/** How the customer is told of the parcel or gets the digital goods. At a counter they stand in front of us. */
function contactWords(facts: OrderFacts): readonly Missing[] {
  const { buyer, deliveryKind } = facts
  if (deliveryKind === 'pickup' || ['pos', 'counter'].includes(facts.channel)) return []
  const country = countryOf(buyer)
  // A number in the form of some country says nothing while we do not know which.
  const phones = phonesOf(buyer).filter((phone) => country !== null || phone.trim().startsWith('+'))
  const goodPhone = phones.some((phone) => readPhone(phone, country) !== null)
  const badPhone: readonly Missing[] =
    deliveryKind === 'shipping' && phones.length > 0 && !goodPhone ? ['phone_form'] : []
  if (!blank(buyer.email))
    return readEmail(buyer.email ?? '') === null ? ['email_form', ...badPhone] : badPhone
  const phoneWillDo = deliveryKind === 'shipping' && facts.contactNeeded === 'email_or_phone'
  if (!phoneWillDo) return ['email', ...badPhone]
  return goodPhone ? [] : [phones.length > 0 ? 'phone_form' : 'contact']
}

function goodsWords(lines: OrderFacts['lines']): readonly Missing[] {
  if (lines.every(({ quantity }) => quantity <= 0)) return ['lines']
  // Without variant and SKU nobody knows what to take from the shelf. A weight can wait: the packer weighs.
  return lines.flatMap((line, at): Missing[] =>
    line.quantity > 0 && line.requiresShipping && blank(line.sku) && blank(line.variantGid)
      ? [`item:${at + 1}`]
      : [],
  )
}

function shippingWords({ buyer, shippingTitle, shopCountry }: OrderFacts): readonly Missing[] {
  const likely = [buyer.billTo?.countryCode ?? '', shopCountry]
  return [
    ...addressWords(buyer.shipTo, buyerName(buyer), likely),
    ...(buyer.shipTo ? placeWords(buyer.shipTo, shippingTitle) : []),
    ...(blank(shippingTitle) ? (['shipping_line'] as const) : []),
  ]
}

/** What the shop's contract asks of this order, answered or not. */
export const verdictOf = (facts: OrderFacts): Verdict =>
  judge(orderForContract(facts), facts.contract)

const needWords = (facts: OrderFacts): readonly Missing[] =>
  verdictOf(facts).open.map(
    ({ id, problem }): Missing => (problem === 'missing' ? `need:${id}` : `need_form:${id}`),
  )

/** Everything that may be right and looks wrong. */
export function decideDoubts({ buyer, deliveryKind, ...facts }: OrderFacts): readonly Missing[] {
  const there = deliveryKind === 'shipping' ? buyer.shipTo : null
  const found = [
    ...(there ? addressDoubts(there, facts.shippingTitle) : []),
    ...(deliveryKind === 'pickup' || facts.channel === 'pos' ? [] : emailDoubts(buyer.email)),
  ]
  return found.filter((word) => !facts.waived.includes(word))
}

/**
 * Says whether an order is complete enough to work on, and names everything that is not, at once.
 * Goods that are sent need an address by the rules of its country, a delivery option and a contact;
 * digital goods and gift cards an e-mail; collected ones only articles.
 */
export function decideComplete(facts: OrderFacts): Outcome<'complete', readonly Missing[]> {
  const missing = [
    ...(facts.deliveryKind === 'shipping' ? shippingWords(facts) : []),
    ...contactWords(facts),
    ...goodsWords(facts.lines),
    ...needWords(facts),
    ...(facts.doubtfulDetails === 'hold' ? decideDoubts(facts) : []),
  ].filter((word) => !facts.waived.includes(word))
  return missing.length === 0 ? accept('complete') : refuse(missing)
}
