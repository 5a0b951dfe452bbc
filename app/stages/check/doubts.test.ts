import { expect, test } from 'vitest'
import type { Address } from '../../journey/buyer.ts'
import { decideComplete, decideDoubts, type OrderFacts } from './complete.ts'
import { likelyDomain } from './email-typo.ts'
import { goingTo } from './facts-for-tests.ts'
import { missingForMerchant, readMissings } from './missing.ts'

const berlin: Partial<Address> = {
  countryCode: 'DE',
  zip: '10115',
  city: 'Berlin',
  address1: 'Invalidenstraße 5',
}
const sent = (change: Partial<Address>, option = 'Standard', more: Partial<OrderFacts> = {}) => ({
  ...goingTo({ ...berlin, ...change }),
  shippingTitle: option,
  ...more,
})
const wrong = (facts: OrderFacts) => {
  const answer = decideComplete(facts)
  return answer.ok ? [] : answer.refusal
}

test.each([
  ['Postfach 12', 'UPS Standard', 'po_box'],
  ['PO Box 12', 'FedEx Economy', 'po_box'],
  ['Packstation 123', 'DPD Classic', 'parcel_locker'],
  ['Packstation 123', 'DHL Paket', 'post_number'],
  ['Packstation 123', 'Standard', 'post_number'],
])('%s by %s does not arrive: %s', (address1, option, word) => {
  expect(wrong(sent({ address1 }, option))).toEqual([word])
})

test.each([
  ['Postfach 12', 'Deutsche Post Brief', false],
  ['Post Office Box 12', 'USPS Priority Mail', true],
])('%s by %s is nothing to stop for: %s', (address1, option, arrives) => {
  expect(wrong(sent({ address1 }, option)).includes('po_box')).toBe(!arrives)
})

test('a Packstation with its post number is a good address, in any field', () => {
  expect(wrong(sent({ address1: 'Packstation 123', address2: '12345678' }, 'DHL Paket'))).toEqual(
    [],
  )
  expect(decideDoubts(sent({ address1: 'Packstation 123', address2: '12345678' }, 'DHL'))).toEqual(
    [],
  )
})

test('a locker beside a street may be meant instead of it: somebody looks', () => {
  const both = sent({ address2: 'Packstation 781' }, 'DHL Paket')
  expect(wrong(both)).toEqual([])
  expect(decideDoubts(both)).toEqual(['parcel_locker_doubt'])
})

test('an unknown carrier may bring a parcel to a PO box: somebody looks', () => {
  expect(wrong(sent({ address1: 'Postfach 12' }))).toEqual([])
  expect(decideDoubts(sent({ address1: 'Postfach 12' }))).toEqual(['po_box_doubt'])
})

test('a postcode of another region is doubted, one of a neighbour is not', () => {
  const inState = (provinceCode: string, zip: string) =>
    decideDoubts(
      sent({ countryCode: 'US', city: 'Town', address1: '1 Main St', provinceCode, zip }),
    )
  expect(inState('NY', '90210')).toEqual(['region_elsewhere:CA'])
  expect(inState('CA', '90210')).toEqual([])
  expect(inState('NV', '90210')).toEqual([])
  expect(inState('NH', '03579')).toEqual([])
})

test('a street without a number is doubted where streets have them', () => {
  expect(decideDoubts(sent({ address1: 'Invalidenstraße' }))).toEqual(['street_number'])
  expect(decideDoubts(sent({ countryCode: 'IE', zip: null, address1: 'The Old Mill' }))).toEqual([])
})

test.each([
  ['anna@gmial.com', 'gmail.com'],
  ['anna@gmail.con', 'gmail.com'],
  ['anna@gmaill.com', 'gmail.com'],
  ['anna@hotmial.com', 'hotmail.com'],
  ['anna@kinsale-pottery.con', 'kinsale-pottery.com'],
  ['anna@gmail.com', null],
  ['anna@ymail.com', null],
  ['anna@mail.com', null],
  ['anna@web.de', null],
  ['anna@wet.de', null],
  ['anna@outlook.de', null],
  ['anna@kinsale.example', null],
  ['anna@gmx.com', null],
])('the domain of %s was meant as %s', (email, domain) => {
  expect(likelyDomain(email)).toBe(domain)
})

test('a doubtful address goes on and is looked at, or waits where the shop wants that', () => {
  const facts = sent({}, 'Standard')
  const typo = { ...facts, buyer: { ...facts.buyer, email: 'anna@gmial.com' } }
  expect(wrong(typo)).toEqual([])
  expect(decideDoubts(typo)).toEqual(['email_typo:gmail.com'])
  expect(wrong({ ...typo, doubtfulDetails: 'hold' })).toEqual(['email_typo:gmail.com'])
  expect(decideDoubts({ ...typo, waived: ['email_typo:gmail.com'] })).toEqual([])
})

test('what is stored is read again, and what is none of our words is left out', () => {
  const words = ['email_typo:gmail.com', 'region_elsewhere:JP-13', 'need:engraving:2', 'item:3']
  expect(readMissings([...words, 'email_typo:<b>', 'need:X', 'nonsense'])).toEqual(words)
  expect(readMissings(words).map(missingForMerchant)).toEqual([
    'whether the e-mail address is spelt right (gmail.com?)',
    'whether postcode and region belong together (the postcode is of JP-13)',
    'engraving (line 2)',
    'which article line 3 is',
  ])
})
