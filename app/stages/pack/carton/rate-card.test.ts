import { expect, test } from 'vitest'
import { card } from '../../../../tests/packing/requests.ts'
import { billedGrams, carriageOf, chooseCarriage } from './rate-card.ts'

const box = { grams: 1_200, outer: [400, 300, 200] as const, hazmat: [] }

test('billed is what is more, the scale or the room, rounded up as the card says', () => {
  expect(billedGrams(card('a'), box)).toBe(4_800)
  expect(billedGrams(card('a', { divisor: null }), box)).toBe(1_200)
  expect(billedGrams(card('a', { divisor: null, roundUpGrams: 500 }), box)).toBe(1_500)
  expect(billedGrams(card('a', { divisor: 6_000, roundUpGrams: 1_000 }), box)).toBe(4_000)
})

const zones = [
  {
    countries: ['DE', 'AT'],
    days: 2,
    steps: [
      { upToGrams: 2_000, minor: 490 },
      { upToGrams: 5_000, minor: 690 },
    ],
  },
  { countries: ['*'], days: 6, steps: [{ upToGrams: 5_000, minor: 1_590 }] },
]

test('the zone is the country’s own, else everywhere else', () => {
  const priced = card('a', { zones })
  expect(carriageOf(priced, box, 'AT')).toMatchObject({ minor: 690, billedGrams: 4_800, days: 2 })
  expect(carriageOf(priced, box, 'US')).toMatchObject({ minor: 1_590, days: 6 })
  expect(carriageOf(card('a', { zones: zones.slice(0, 1) }), box, 'US')).toBeNull()
})

test('a parcel past the last step, a limit or a class is not taken', () => {
  const priced = card('a', { zones, maxLength: 400, maxGirth: 1_400 })
  expect(carriageOf(priced, box, 'DE')).not.toBeNull()
  expect(carriageOf({ ...priced, maxLength: 399 }, box, 'DE')).toBeNull()
  expect(carriageOf({ ...priced, maxGirth: 1_399 }, box, 'DE')).toBeNull()
  expect(carriageOf({ ...priced, maxGrams: 1_199 }, box, 'DE')).toBeNull()
  expect(carriageOf(priced, { ...box, outer: [400, 400, 400] }, 'DE')).toBeNull()
  expect(carriageOf(priced, { ...box, hazmat: ['3'] }, 'DE')).toBeNull()
  expect(carriageOf({ ...priced, hazmat: ['3'] }, { ...box, hazmat: ['3'] }, 'DE')).not.toBeNull()
})

test('surcharges come on top when they are due', () => {
  const surcharges = [
    { name: 'fuel', when: 'always', over: 0, minor: 0, basisPoints: 1_000 },
    { name: 'bulky', when: 'longer', over: 399, minor: 250, basisPoints: 0 },
    { name: 'heavy', when: 'heavier', over: 1_200, minor: 999, basisPoints: 0 },
    { name: 'round', when: 'girth', over: 1_399, minor: 1, basisPoints: 0 },
  ] as const
  expect(carriageOf(card('a', { zones, surcharges }), box, 'DE')?.minor).toBe(690 + 69 + 250 + 1)
})

test('the cheapest that keeps the promise; the fastest when none does', () => {
  const at = (id: string, days: number | null, minor: number) =>
    card(id, { zones: [{ countries: ['*'], days, steps: [{ upToGrams: 9_000, minor }] }] })
  const cards = [at('slow', 5, 300), at('fast', 1, 900), at('mid', 2, 500), at('silent', null, 100)]
  const chosen = (daysLeft: number | null) => {
    const one = chooseCarriage({ cards, country: 'DE', daysLeft }, box)
    return [one?.service, one?.late]
  }
  expect(chosen(null)).toEqual(['silent', false])
  expect(chosen(5)).toEqual(['slow', false])
  expect(chosen(3)).toEqual(['mid', false])
  expect(chosen(0)).toEqual(['fast', true])
  expect(chooseCarriage({ cards: [], country: 'DE', daysLeft: 1 }, box)).toBeNull()
})
