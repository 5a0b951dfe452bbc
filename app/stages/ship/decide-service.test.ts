import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideService, type Offer } from './decide-service.ts'

const now = new Date('2026-11-23T12:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000)
const offer = (service: string, cents: number, days: number | null, currency = 'EUR'): Offer => ({
  ...{ carrierKey: 'parcelnet', carrierName: 'Parcelnet', service, name: service, days },
  cost: { minor: BigInt(cents), currency },
})
const suggest = (offers: Offer[], promisedAt: Date | null) =>
  decideService({ offers, promisedAt, now, currency: 'EUR' })

test('the cheapest that keeps the promise is suggested, not the cheapest of all', () => {
  const got = suggest(
    [offer('slow', 400, 5), offer('express', 1500, 1), offer('standard', 700, 2)],
    inDays(3),
  )
  expect(got.why).toBe('keeps')
  expect(got.offers.map((one) => one.service)).toEqual(['standard', 'express', 'slow'])
})

test('where none keeps the promise the fastest is suggested, and it says so', () => {
  const got = suggest([offer('slow', 400, 9), offer('faster', 900, 4)], inDays(1))
  expect([got.why, got.offers[0]?.service, got.offers[0]?.keepsPromise]).toEqual([
    'late',
    'faster',
    false,
  ])
})

test('a service that does not tell its days is never said to keep a promise', () => {
  const got = suggest([offer('silent', 100, null), offer('standard', 700, 2)], inDays(3))
  expect(got.offers.map((one) => [one.service, one.keepsPromise])).toEqual([
    ['standard', true],
    ['silent', null],
  ])
})

test('without a promise the cheapest is suggested', () => {
  const got = suggest([offer('standard', 700, 2), offer('slow', 400, 5)], null)
  expect([got.why, got.offers[0]?.service]).toEqual(['unknown', 'slow'])
})

test('a price in another currency is not taken for cheaper', () => {
  const got = suggest([offer('yen', 500, 2, 'JPY'), offer('standard', 700, 2)], inDays(3))
  expect(got.offers[0]?.service).toBe('standard')
})

test('no offers, no suggestion', () => {
  expect(suggest([], inDays(1))).toEqual({ offers: [], why: 'none' })
})

test('the order in which carriers answer changes nothing, and no offer is lost', () => {
  const anyOffer = fc
    .tuple(
      fc.constantFrom('a', 'b', 'c', 'd'),
      fc.integer({ min: 100, max: 900 }),
      fc.option(fc.integer({ min: 0, max: 9 })),
      fc.constantFrom('EUR', 'USD'),
    )
    .map(([service, cents, days, currency]) => offer(service, cents, days, currency))
  const key = (one: Offer) => `${one.service}:${one.cost.minor}:${one.cost.currency}:${one.days}`
  fc.assert(
    fc.property(
      fc.uniqueArray(anyOffer, { selector: (one) => one.service }),
      fc.option(fc.integer({ min: 0, max: 9 })),
      (offers, days) => {
        const promisedAt = days === null ? null : inDays(days)
        const there = suggest(offers, promisedAt)
        const back = suggest(offers.toReversed(), promisedAt)
        expect(back.offers.map(key)).toEqual(there.offers.map(key))
        expect(there.offers.map(key).toSorted()).toEqual(offers.map(key).toSorted())
        const best = there.offers[0]
        if (there.why === 'keeps' && best)
          for (const one of there.offers)
            if (one.keepsPromise && one.cost.currency === best.cost.currency)
              expect(one.cost.minor).toBeGreaterThanOrEqual(best.cost.minor)
      },
    ),
  )
})
