import { betweenGoodsAndTotal } from '../../journey/between-goods-and-total.ts'
import { addressForPeople, type Buyer } from '../../journey/buyer.ts'
import type { NamedText } from '../../journey/line-answers.ts'
import { type Language, languageOf } from '../../kernel/language.ts'
import { showMoney } from '../../kernel/money.ts'
import { confirmWords } from './words.ts'

/** One article of an order as its customer reads it. */
export interface OrderLineWords {
  readonly id: string
  readonly title: string
  /** Size, colour, engraving; empty for none. */
  readonly about: string
  readonly quantity: number
  /** Price of all pieces, "25,00 €". */
  readonly price: string
}

/** An order as its customer reads it. */
export interface OrderWords {
  readonly name: string
  readonly lines: readonly OrderLineWords[]
  /** Delivery, tax and discounts in one sum, so that the lines add up to the total; empty where they do already. */
  readonly between: string
  readonly total: string
  /** How it goes and when it should be there, in whole sentences; then the address where there is one. */
  readonly delivery: string
  readonly address: readonly string[]
  readonly kind: 'shipping' | 'pickup' | 'digital'
  readonly language: Language
}

export interface OrderToTell {
  readonly name: string
  readonly locale: string
  readonly currency: string
  readonly totalMinor: bigint
  readonly deliveryKind: string
  readonly shippingTitle: string | null
  readonly promisedAt: Date | null
  readonly lines: readonly {
    readonly id: string
    readonly title: string
    readonly variantTitle: string | null
    readonly quantity: number
    readonly priceMinor: bigint
    readonly properties: readonly NamedText[]
  }[]
}

/** Variant and what was written for it; names that begin with `_` are the shop's own. */
function aboutLine(line: OrderToTell['lines'][number]): string {
  const variant = line.variantTitle === 'Default Title' ? null : line.variantTitle
  const own = line.properties
    .filter(({ name }) => !name.startsWith('_'))
    .map(({ name, value }) => `${name}: ${value}`)
  return [variant, ...own].filter((part) => !!part).join(' · ')
}

const kindOf = ({ deliveryKind }: OrderToTell): OrderWords['kind'] =>
  deliveryKind === 'digital' || deliveryKind === 'pickup' ? deliveryKind : 'shipping'

function howWords(order: OrderToTell, language: Language): string {
  const say = confirmWords.in(language)
  const title = order.shippingTitle
  switch (kindOf(order)) {
    case 'digital':
      return say('by_mail')
    case 'pickup':
      return title ? say('collect_at', { where: title }) : say('collect')
    case 'shipping':
      return title ? say('send_by', { how: title }) : say('send')
  }
}

/** "We send it: Standard. It should be with you by Monday, March 2." */
function deliveryWords(order: OrderToTell, language: Language, timeZone: string): string {
  const how = howWords(order, language)
  if (!order.promisedAt) return how
  const day = new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone,
  }).format(order.promisedAt)
  return `${how} ${confirmWords.in(language)('promised', { day })}`
}

/** A locale that `Intl` knows: the customer's own, else English. */
const known = (locale: string): string =>
  Intl.DateTimeFormat.supportedLocalesOf([locale.replace('_', '-')].filter(isTag))[0] ?? 'en'
const isTag = (tag: string) => /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag)

/** Puts an order into words for its customer, prices in their way of writing. */
export function orderWords(order: OrderToTell, buyer: Buyer | null, timeZone: string): OrderWords {
  const locale = known(order.locale)
  const language = languageOf(order.locale)
  const price = (minor: bigint) => showMoney({ minor, currency: order.currency }, locale)
  const between = betweenGoodsAndTotal(order)
  return {
    name: order.name,
    lines: order.lines
      .filter(({ quantity }) => quantity > 0)
      .map((line) => ({
        id: line.id,
        title: line.title,
        about: aboutLine(line),
        quantity: line.quantity,
        price: price(line.priceMinor * BigInt(line.quantity)),
      })),
    between: between === 0n ? '' : price(between),
    total: price(order.totalMinor),
    delivery: deliveryWords(order, language, timeZone),
    kind: kindOf(order),
    language,
    address:
      order.deliveryKind === 'shipping' && buyer?.shipTo
        ? addressForPeople(buyer.shipTo, language)
        : [],
  }
}
