import { z } from 'zod'
import { addressForPeople, type Buyer } from '../../journey/buyer.ts'
import { showMoney } from '../../kernel/money.ts'

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
  readonly total: string
  /** How and where it goes: one sentence, then the address where there is one. */
  readonly delivery: string
  readonly address: readonly string[]
  /** The promised day for people; empty as long as it is not known. */
  readonly promised: string
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
    readonly properties: unknown
  }[]
}

const propertyShape = z.array(z.object({ name: z.string(), value: z.string() })).catch([])

/** Variant and what was written for it; names that begin with `_` are the shop's own. */
function aboutLine(line: OrderToTell['lines'][number]): string {
  const variant = line.variantTitle === 'Default Title' ? null : line.variantTitle
  const own = propertyShape
    .parse(line.properties)
    .filter(({ name }) => !name.startsWith('_'))
    .map(({ name, value }) => `${name}: ${value}`)
  return [variant, ...own].filter((part) => !!part).join(' · ')
}

function deliveryWords(order: OrderToTell): string {
  if (order.deliveryKind === 'digital') return 'You get it by e-mail.'
  if (order.deliveryKind === 'pickup')
    return order.shippingTitle
      ? `You collect it: ${order.shippingTitle}.`
      : 'You collect it at the shop.'
  return order.shippingTitle ? `We send it: ${order.shippingTitle}.` : 'We send it to you.'
}

/** A locale that `Intl` knows: the customer's own, else English. */
const known = (locale: string): string =>
  Intl.DateTimeFormat.supportedLocalesOf([locale.replace('_', '-')].filter(isTag))[0] ?? 'en'
const isTag = (tag: string) => /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag)

/** Puts an order into words for its customer, prices in their way of writing. */
export function orderWords(order: OrderToTell, buyer: Buyer | null, timeZone: string): OrderWords {
  const locale = known(order.locale)
  const price = (minor: bigint) => showMoney({ minor, currency: order.currency }, locale)
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
    total: price(order.totalMinor),
    delivery: deliveryWords(order),
    address:
      order.deliveryKind === 'shipping' && buyer?.shipTo ? addressForPeople(buyer.shipTo) : [],
    promised: order.promisedAt
      ? new Intl.DateTimeFormat('en', {
          weekday: 'long',
          day: 'numeric',
          month: 'long',
          timeZone,
        }).format(order.promisedAt)
      : '',
  }
}
