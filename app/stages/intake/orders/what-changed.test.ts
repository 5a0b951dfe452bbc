import { expect, test } from 'vitest'
import type { Address, Buyer } from '../../../journey/buyer.ts'
import { mergeKind } from './merge-kind.ts'
import { type Compared, changesInWords, whatChanged } from './what-changed.ts'

const shipTo: Address = {
  firstName: 'Zoë',
  lastName: 'Smit',
  company: null,
  address1: 'Kade 4',
  address2: null,
  city: 'Gent',
  provinceCode: 'VOV',
  province: 'Oost-Vlaanderen',
  zip: '9000',
  countryCode: 'BE',
  phone: null,
}
const buyer: Buyer = {
  email: 'zoe@example.com',
  phone: '+32 9 111 11 11',
  firstName: 'Zoë',
  lastName: 'Smit',
  shipTo,
  billTo: null,
  note: null,
}
const order: Compared = {
  buyer,
  financialStatus: 'paid',
  shippingTitle: 'Standard',
  deliveryKind: 'shipping',
  tags: ['gift', 'VIP'],
  lines: [
    { shopify_id: 'a', quantity: 2, properties: [] },
    { shopify_id: 'b', quantity: 1, properties: [] },
  ],
}
const to = (parts: Partial<Compared>) => whatChanged(order, { ...order, ...parts })
const buyerTo = (parts: Partial<Buyer>) => to({ buyer: { ...buyer, ...parts } })
const shipToTo = (parts: Partial<Address>) => buyerTo({ shipTo: { ...shipTo, ...parts } })

test('nothing changed, nothing is named', () => {
  expect(to({})).toEqual([])
})

test('how an address is written is no change; what it says is', () => {
  expect(shipToTo({ address1: '  KADE  4 ', firstName: 'Zoe\u0308' })).toEqual([])
  expect(shipToTo({ province: null })).toEqual([])
  expect(shipToTo({ address1: 'Kade 6' })).toEqual(['address'])
  expect(buyerTo({ shipTo: null })).toEqual(['address'])
})

test('a phone number is its digits', () => {
  expect(buyerTo({ phone: '+3291111111' })).toEqual([])
  expect(buyerTo({ phone: '+3291111112' })).toEqual(['contact'])
})

test('more and fewer pieces are told apart, line by line', () => {
  const lines = (...quantities: readonly [string, number][]) =>
    to({
      lines: quantities.map(([shopify_id, quantity]) => ({ shopify_id, quantity, properties: [] })),
    })
  expect(lines(['a', 3], ['b', 1])).toEqual(['more'])
  expect(lines(['a', 2])).toEqual(['fewer'])
  expect(lines(['a', 1], ['b', 1], ['c', 1])).toEqual(['more', 'fewer'])
  expect(lines(['a', 2], ['b', 1], ['c', 0])).toEqual([])
})

test('a delivery that cannot tell how goods travel changes nothing about it', () => {
  expect(to({ deliveryKind: 'unknown' })).toEqual([])
  expect(to({ deliveryKind: 'pickup' })).toEqual(['delivery'])
  expect(to({ shippingTitle: 'Express' })).toEqual(['delivery'])
})

test('what was learned by asking the store is kept until the store says otherwise', () => {
  expect(mergeKind('pickup', 'unknown', 'delivery')).toBe('pickup')
  expect(mergeKind('pickup', 'shipping', 'delivery')).toBe('pickup')
  expect(mergeKind('pickup', 'shipping', 'store')).toBe('shipping')
  expect(mergeKind('unknown', 'shipping', 'delivery')).toBe('shipping')
  expect(mergeKind('shipping', 'unknown', 'store')).toBe('shipping')
  expect(mergeKind(null, 'unknown', 'delivery')).toBe('unknown')
})

test('a buyer that is not to be compared is not', () => {
  expect(to({ buyer: null })).toEqual([])
})

test('changes are named in words', () => {
  expect(changesInWords(['address', 'more'])).toBe('the address, articles were added')
})

test('a note and tags are changes; the order of tags and how they are written are none', () => {
  expect(buyerTo({ note: 'Ring twice' })).toEqual(['note'])
  expect(buyerTo({ note: '  ' })).toEqual([])
  expect(to({ tags: ['vip', 'Gift '] })).toEqual([])
  expect(to({ tags: ['gift'] })).toEqual(['tags'])
})

test('what is written about the order or an article is a change once we know what it was', () => {
  const attributes = [{ name: 'VAT', value: 'DE1' }]
  expect(buyerTo({ attributes })).toEqual([])
  const known = { ...order, buyer: { ...buyer, attributes } }
  const other = { ...order, buyer: { ...buyer, attributes: [{ name: 'vat ', value: 'DE2' }] } }
  expect(whatChanged(known, other)).toEqual(['details'])
  expect(whatChanged(known, known)).toEqual([])
  const engraved = [{ shopify_id: 'a', quantity: 2, properties: [{ name: 'E', value: 'Ada' }] }]
  expect(to({ lines: [...engraved, ...order.lines.slice(1)] })).toEqual(['details'])
})
