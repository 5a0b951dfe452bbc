import { expect, test } from 'vitest'
import { type PackingRule, packingRule } from '../../../journey/packing-rules.ts'
import { decideExtras, type ExtraFacts } from './decide-extras.ts'

const id = '7b6d6c1e-0d6c-4a0e-9a57-0d3c0f6d2a11'
const rule = (change: Partial<PackingRule> = {}): PackingRule =>
  packingRule.parse({ id, name: 'Tissue', ...change })
const ruleOf = (change: object) => packingRule.parse({ id, name: 'Tissue', ...change })
const cup = { sku: 'CUP', productType: 'Mugs', tags: ['Fragile'], quantity: 3 }
const pen = { sku: 'PEN', productType: 'Pens', tags: [], quantity: 2 }
const facts = (change: Partial<ExtraFacts> = {}): ExtraFacts => ({
  ...{ lines: [cup, pen], country: 'IE', totalMinor: 4_000n, isGift: false, giftCards: 0 },
  ...change,
})
const names = (rules: readonly PackingRule[], given = facts()) =>
  decideExtras(rules, given).map((one) => `${one.quantity} ${one.name}`)

test.each([
  ['a tag of the goods, whatever its capitals', { tags: ['fragile'] }, { tags: ['flat'] }],
  ['their type', { types: ['mugs', 'Bowls'] }, { types: ['Bowls'] }],
  ['an article', { skus: ['pen'] }, { skus: ['INK'] }],
  ['the country', { countries: ['DE', 'IE'] }, { countries: ['DE'] }],
  ['the value of the order', { fromMinor: 4_000 }, { fromMinor: 4_001 }],
  ['no gift', { gift: 'no_gift' }, { gift: 'gift' }],
] as const)('%s decides', (_what, yes, no) => {
  expect(names([ruleOf(yes)])).toEqual(['1 Tissue'])
  expect(names([ruleOf(no)])).toEqual([])
})

test('conditions about goods are about one and the same line', () => {
  expect(names([rule({ tags: ['Fragile'], types: ['Mugs'] })])).toEqual(['1 Tissue'])
  expect(names([rule({ tags: ['Fragile'], types: ['Pens'] })])).toEqual([])
})

test('once a shipment, or for each piece it is about', () => {
  expect(names([rule({ perPiece: true, quantity: 2, skus: ['CUP'] })])).toEqual(['6 Tissue'])
  expect(names([rule({ perPiece: true })])).toEqual(['5 Tissue'])
  expect(names([rule({ quantity: 2 })])).toEqual(['2 Tissue'])
})

test('the cards of a gift come first, and a parcel without goods needs nothing', () => {
  const gift = facts({ isGift: true, giftCards: 2 })
  expect(names([rule({ gift: 'gift', name: 'Ribbon' })], gift)).toEqual(['2 Gift card', '1 Ribbon'])
  expect(names([rule()], facts({ lines: [] }))).toEqual([])
})
