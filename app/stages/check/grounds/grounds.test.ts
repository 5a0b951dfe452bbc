import { expect, test } from 'vitest'
import { addressKey } from '../../../journey/buyer.ts'
import { shopSettings } from '../../../journey/settings.ts'
import { type Combinable, mayCombine } from './decide-combine.ts'
import { type Alike, decideDuplicate, type Twin } from './decide-duplicate.ts'
import { decideGrounds } from './decide-grounds.ts'

const order: Twin = {
  lines: [{ goods: 'CUP', quantity: 2, wish: '[]' }],
  ...{ totalMinor: 2400n, currency: 'EUR', channel: 'web', tags: [] },
}
const sameBuyer: Alike = {
  ...{ sameEmail: true, samePhone: false, sameAccount: false, sameAddress: true, minutesApart: 4 },
}
const judge = (
  later: Partial<Twin> = {},
  alike: Partial<Alike> = {},
  strictness = 'normal' as const,
) => decideDuplicate(order, { ...order, ...later }, { ...sameBuyer, ...alike }, strictness)

test('the same order typed twice is held, with its reasons', () => {
  expect(judge()).toEqual({
    score: 110,
    reasons: ['same_customer', 'same_address', 'same_goods', 'same_total', 'minutes_apart'],
    holds: true,
  })
  // By phone, without an e-mail address: the door and the goods tell.
  expect(judge({}, { sameEmail: false }).holds).toBe(true)
  expect(judge({}, { minutesApart: 600 }).holds).toBe(true)
})

test('no false holds: gifts, subscriptions, engravings, other goods, people of one house', () => {
  expect(judge({}, { sameAddress: false }).holds).toBe(false)
  expect(judge({ tags: ['Gift'] }, { minutesApart: 500 }).holds).toBe(false)
  expect(judge({ channel: 'subscription_contract' }).holds).toBe(false)
  expect(judge({ tags: ['Recurring order'] }).holds).toBe(false)
  expect(judge({ lines: [{ goods: 'CUP', quantity: 2, wish: 'Anna' }] }).holds).toBe(false)
  expect(
    judge({ lines: [{ goods: 'POT', quantity: 1, wish: '[]' }], totalMinor: 900n }).holds,
  ).toBe(false)
  expect(
    judge(
      { lines: [{ goods: 'CUP', quantity: 1, wish: '[]' }], totalMinor: 1200n },
      { sameEmail: false },
    ).holds,
  ).toBe(false)
})

test('strictness moves the line, and off asks nobody', () => {
  const half = { lines: [{ goods: 'CUP', quantity: 1, wish: '[]' }], totalMinor: 1200n }
  const at = (strictness: 'off' | 'loose' | 'normal' | 'strict') =>
    decideDuplicate(order, { ...order, ...half }, { ...sameBuyer, minutesApart: 30 }, strictness)
      .holds
  expect([at('off'), at('loose'), at('normal'), at('strict')]).toEqual([false, false, false, true])
  expect(decideDuplicate(order, order, sameBuyer, 'off').holds).toBe(false)
})

test('one door is one key, however it is written; no street is no key', () => {
  const at = (address1: string | null, zip: string | null = '10115', city = 'Berlin') =>
    addressKey({ address1, zip, city, countryCode: 'DE' })
  expect(at('Chaussee-Straße 5')).toBe(at('chausseestrasse 5', '10115', 'BERLIN'))
  expect(at('Chausseestr. 5')).toBe(at('Chausseestraße 5'))
  expect(at('Chausseestraße 5')).not.toBe(at('Chausseestraße 6'))
  expect(at(' ')).toBeNull()
  expect(addressKey(null)).toBeNull()
})

test('payment and risk hold by the shop’s rules', () => {
  const usual = shopSettings.parse({})
  const facts = { financialStatus: 'paid', riskLevel: null, twins: [] }
  const kinds = (more: Partial<Parameters<typeof decideGrounds>[0]>, settings = usual) => {
    const { holds, lookAtRisk } = decideGrounds({ ...facts, ...more }, settings)
    return [...holds.map(({ word }) => word), ...(lookAtRisk ? ['look'] : [])]
  }
  expect(kinds({})).toEqual([])
  expect(kinds({ financialStatus: 'expired' })).toEqual(['payment:expired'])
  expect(kinds({ financialStatus: 'pending' })).toEqual([])
  const strict = { ...usual, paymentHolds: ['pending' as const, 'authorized' as const] }
  expect(kinds({ financialStatus: 'PENDING' }, strict)).toEqual(['payment:pending'])
  expect(kinds({ financialStatus: 'authorized' }, strict)).toEqual(['payment:authorized'])
  expect(kinds({ riskLevel: 'high' })).toEqual(['fraud:high'])
  expect(kinds({ riskLevel: 'medium' })).toEqual(['look'])
  expect(kinds({ riskLevel: 'high' }, { ...usual, riskHigh: 'nothing' })).toEqual([])
  expect(kinds({ riskLevel: 'low' })).toEqual([])
  expect(kinds({ twins: ['#1', '#2'] })).toEqual(['duplicate:#1,#2'])
})

test('orders go in one parcel when both are sent to one door and the first has no label', () => {
  const one: Combinable = {
    state: 'released',
    cancelled: false,
    deliveryKind: 'shipping',
    addressHash: 'a',
    shipsWithId: null,
    shipments: ['ready'],
  }
  expect(mayCombine(one, { ...one, state: 'held', shipments: [] }).ok).toBe(true)
  for (const first of [
    { ...one, cancelled: true },
    { ...one, addressHash: 'b' },
    { ...one, deliveryKind: 'pickup' },
    { ...one, shipsWithId: 'x' },
    { ...one, shipments: ['labelled'] as const },
  ])
    expect(mayCombine(first, one).ok).toBe(false)
})
