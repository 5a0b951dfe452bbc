import { z } from 'zod'
import type { Address, Buyer } from '../../../journey/buyer.ts'

/**
 * What of an order changed in a way that somebody's work depends on.
 * `details`: what was written about the order or an article; `more`: pieces were added; `fewer`: pieces
 * were taken out or refunded.
 */
export type Change =
  | 'address'
  | 'contact'
  | 'details'
  | 'more'
  | 'fewer'
  | 'delivery'
  | 'payment'
  | 'risk'
  | 'note'
  | 'tags'

/** The parts of an order that are compared, as we have them and as the store has them now. */
export interface Compared {
  /** null: not compared, since the personal data was erased or a correction is on its way to the store. */
  readonly buyer: Buyer | null
  readonly financialStatus: string
  readonly shippingTitle: string | null
  readonly deliveryKind: string
  readonly tags: readonly string[]
  readonly lines: readonly {
    readonly shopify_id: string
    readonly quantity: number
    readonly properties: unknown
  }[]
}

const plain = (text: string | null | undefined): string =>
  (text ?? '').normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase()
const digits = (text: string | null | undefined): string => (text ?? '').replace(/\D/g, '')

/** A region's name says the same as its code; the store fills in either. Case and spaces say nothing. */
const addressKey = (address: Address | null): string =>
  address === null
    ? ''
    : [
        ...[address.firstName, address.lastName, address.company].map(plain),
        ...[address.address1, address.address2, address.city, address.zip].map(plain),
        plain(address.provinceCode ?? address.province),
        plain(address.countryCode),
      ].join('|')

const contactKey = (buyer: Buyer): string =>
  [plain(buyer.email), digits(buyer.phone), digits(buyer.shipTo?.phone)].join('|')

const tagKey = (tags: readonly string[]): string => tags.map(plain).toSorted().join('|')
const told = z.array(z.object({ name: z.string(), value: z.string() })).catch([])
const detailsKey = (texts: unknown): string =>
  told
    .parse(texts)
    .map(({ name, value }) => `${plain(name)}=${value.trim()}`)
    .toSorted()
    .join('|')

/** Attributes of orders taken in before we kept them are not compared. */
function saysOther(before: Compared, after: Compared): boolean {
  const [was, is] = [before.buyer, after.buyer]
  const order =
    was?.attributes !== undefined &&
    is !== null &&
    detailsKey(was.attributes) !== detailsKey(is.attributes)
  const had = new Map(before.lines.map((line) => [line.shopify_id, detailsKey(line.properties)]))
  return (
    order ||
    (was !== null &&
      after.lines.some(
        (line) =>
          (had.get(line.shopify_id) ?? '') !== detailsKey(line.properties) &&
          had.has(line.shopify_id),
      ))
  )
}

/** Whether two states of a buyer say the same to those who work on the order. */
export const isSameBuyer = (one: Buyer, other: Buyer): boolean =>
  addressKey(one.shipTo) === addressKey(other.shipTo) &&
  contactKey(one) === contactKey(other) &&
  (one.note ?? '').trim() === (other.note ?? '').trim() &&
  detailsKey(one.attributes ?? []) === detailsKey(other.attributes ?? [])

/** Names every change that matters; none: the orders are the same to those who work on them. */
export function whatChanged(before: Compared, after: Compared): readonly Change[] {
  const changes: Change[] = []
  if (before.buyer && after.buyer) {
    if (addressKey(before.buyer.shipTo) !== addressKey(after.buyer.shipTo)) changes.push('address')
    if (contactKey(before.buyer) !== contactKey(after.buyer)) changes.push('contact')
    if ((before.buyer.note ?? '').trim() !== (after.buyer.note ?? '').trim()) changes.push('note')
  }
  if (saysOther(before, after)) changes.push('details')
  const had = new Map(before.lines.map((line) => [line.shopify_id, line.quantity]))
  const has = new Map(after.lines.map((line) => [line.shopify_id, line.quantity]))
  if ([...has].some(([id, quantity]) => quantity > (had.get(id) ?? 0))) changes.push('more')
  if ([...had].some(([id, quantity]) => quantity > (has.get(id) ?? 0))) changes.push('fewer')
  const otherKind = after.deliveryKind !== 'unknown' && after.deliveryKind !== before.deliveryKind
  if (plain(before.shippingTitle) !== plain(after.shippingTitle) || otherKind)
    changes.push('delivery')
  if (before.financialStatus !== after.financialStatus) changes.push('payment')
  if (tagKey(before.tags) !== tagKey(after.tags)) changes.push('tags')
  return changes
}

const words = {
  address: 'the address',
  contact: 'how to reach the customer',
  details: 'what was written about it',
  more: 'articles were added',
  fewer: 'articles were taken out',
  delivery: 'the way of delivery',
  payment: 'the payment',
  risk: 'the risk of fraud',
  note: 'the note',
  tags: 'the tags',
} as const satisfies Record<Change, string>

/** For the merchant: "the address, articles were added". Never personal data. */
export const changesInWords = (changes: readonly Change[]): string =>
  changes.map((change) => words[change]).join(', ')
