import { expect, test } from 'vitest'
import { unlikeEnglish } from '../../kernel/phrases.ts'
import { type OrderToTell, orderWords } from './order-words.ts'
import { confirmWords } from './words.ts'

const order: OrderToTell = {
  name: '#1001',
  locale: 'de-DE',
  currency: 'EUR',
  totalMinor: 3_050n,
  deliveryKind: 'shipping',
  shippingTitle: 'Express',
  promisedAt: null,
  lines: [
    {
      id: '1',
      title: 'Mug',
      variantTitle: 'Blue',
      quantity: 2,
      priceMinor: 1_250n,
      properties: [
        { name: 'Engraving', value: 'Für Oma' },
        { name: '_gift_wrap', value: 'true' },
      ],
    },
    {
      id: '2',
      title: 'Gone',
      variantTitle: 'Default Title',
      quantity: 0,
      priceMinor: 1n,
      properties: [],
    },
  ],
}

test('a customer reads prices their own way, and nothing of what the shop keeps to itself', () => {
  const words = orderWords(order, null, 'Europe/Berlin')
  expect(words.lines).toEqual([
    {
      id: '1',
      title: 'Mug',
      about: 'Blue · Engraving: Für Oma',
      quantity: 2,
      price: '25,00\u00A0€',
    },
  ])
  expect([words.between, words.total]).toEqual(['5,50\u00A0€', '30,50\u00A0€'])
  expect(words.delivery).toBe('Wir schicken es: Express.')
})

test.each([
  [2_500n, ''],
  [2_000n, '-5,00\u00A0€'],
])('goods for 25 € and a total of %s: between them stands "%s"', (totalMinor, between) => {
  expect(orderWords({ ...order, totalMinor }, null, 'UTC').between).toBe(between)
})

test('an unknown language is read as English, a promise as its day in the shop’s zone', () => {
  const words = orderWords(
    {
      ...order,
      locale: '!!',
      currency: 'JPY',
      totalMinor: 500n,
      promisedAt: new Date('2026-03-02T22:59:59Z'),
    },
    null,
    'Europe/Berlin',
  )
  expect(words.total).toBe('¥500')
  expect(words.delivery).toBe('We send it: Express. It should be with you by Monday, March 2.')
})

test.each([
  ['pickup', null, 'You collect it at the shop.'],
  ['pickup', 'Kinsale shop', 'You collect it: Kinsale shop.'],
  ['digital', null, 'You get it by e-mail.'],
  ['shipping', null, 'We send it to you.'],
] as const)('%s with %s: "%s"', (deliveryKind, shippingTitle, words) => {
  const told = { ...order, locale: 'en', deliveryKind, shippingTitle }
  expect(orderWords(told, null, 'UTC').delivery).toBe(words)
})

test('every language says everything, and the day stands in its own words', () => {
  expect(unlikeEnglish(confirmWords.all)).toEqual([])
  const promisedAt = new Date('2026-03-02T12:00:00Z')
  const delivery = (locale: string) =>
    orderWords({ ...order, locale, promisedAt }, null, 'UTC').delivery
  expect(delivery('fr-BE')).toContain('lundi 2 mars')
  expect(delivery('nl')).toContain('maandag 2 maart')
  expect(delivery('es-MX')).toContain('lunes, 2 de marzo')
})
