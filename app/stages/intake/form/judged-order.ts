import type { Address, Buyer } from '../../../journey/buyer.ts'
import type { NamedText } from '../../../journey/line-answers.ts'
import type { FormContent } from '../../../journey/order-form.ts'
import type { Money } from '../../../kernel/money.ts'

/** An order as it is judged: the same facts as the store's webhook will tell of it. */
export interface JudgedOrder {
  readonly channel: string
  readonly deliveryKind: 'shipping' | 'pickup' | 'digital'
  readonly buyer: Buyer
  readonly shippingTitle: string | null
  readonly lines: readonly {
    readonly quantity: number
    readonly title: string
    readonly sku: string | null
    readonly variantGid: string | null
    readonly requiresShipping: boolean
    readonly vendor: string | null
    readonly productType: string | null
    readonly productTags: readonly string[]
    readonly properties: readonly NamedText[]
  }[]
  readonly total: Money
}

const orNull = (text: string): string | null => text.trim() || null

/** "Anna Maria Kos" is Anna Maria, Kos: the last word is the family's name. */
function recipientOf({ recipient, firstName, lastName }: FormContent) {
  const words = recipient.trim().split(/\s+/)
  if (recipient.trim() === '') return { firstName: orNull(firstName), lastName: orNull(lastName) }
  return { firstName: orNull(words.slice(0, -1).join(' ')), lastName: words.at(-1) ?? null }
}

/** How the goods reach the customer: files need no van, whatever was chosen before. */
export function deliveryKindOf({ lines, deliver }: FormContent): JudgedOrder['deliveryKind'] {
  const left = lines.filter(({ quantity }) => quantity > 0)
  if (left.length > 0 && left.every((line) => !line.requiresShipping || line.giftCard))
    return 'digital'
  return deliver === 'collect' ? 'pickup' : 'shipping'
}

/** Where the parcel goes; null where none goes. */
export function shipToOf(content: FormContent): Address | null {
  if (deliveryKindOf(content) !== 'shipping') return null
  const { company, address1, address2, city, region, zip, country, phone } = content
  const parts = [company, address1, address2, city, region, zip]
  if (parts.every((part) => part.trim() === '')) return null
  return {
    ...recipientOf(content),
    company: orNull(company),
    address1: orNull(address1),
    address2: orNull(address2),
    city: orNull(city),
    provinceCode: orNull(region),
    province: null,
    zip: orNull(zip),
    countryCode: orNull(country),
    phone: orNull(phone),
  }
}

/** What the goods and bringing them come to, before the store reckons taxes. */
export function sumOf(content: FormContent, otherwise: string): Money {
  const goods = content.lines.reduce(
    (sum, line) => sum + BigInt(line.priceMinor) * BigInt(line.quantity),
    0n,
  )
  const bringing = BigInt(content.shipping?.priceMinor ?? 0)
  const known = content.lines[0]?.currency ?? content.shipping?.currency ?? otherwise
  return { minor: goods + bringing, currency: known }
}

/** @param total what the store reckons for it, where it was asked. */
export function judgedOrder(content: FormContent, total: Money): JudgedOrder {
  const kind = deliveryKindOf(content)
  return {
    channel: content.channel,
    deliveryKind: kind,
    buyer: {
      email: orNull(content.email),
      phone: orNull(content.phone),
      firstName: orNull(content.firstName),
      lastName: orNull(content.lastName),
      shipTo: shipToOf(content),
      billTo: null,
      note: orNull(content.note),
      attributes: content.attributes,
      metafields: content.metafields,
    },
    shippingTitle: kind === 'digital' ? null : (content.shipping?.title ?? null),
    // A line of no pieces is not in the order.
    lines: content.lines.filter(({ quantity }) => quantity > 0),
    total,
  }
}
