import { expect, test } from 'vitest'
import { decideHold } from './decide-hold.ts'

const now = new Date('2026-03-02T10:00:00Z')
const settings = { correctWithinHours: 48, careWithinHours: 4, correctionTeam: 'office' } as const
const about = { canMail: true, waitsUntil: null, settings, now }

test('the address and the rest are held apart, so that each lifts on its own', () => {
  expect(decideHold(['street', 'email', 'shipping_line'], about).holds).toEqual([
    { kind: 'address', missing: ['street'], reason: 'Missing: street and house number' },
    {
      kind: 'completeness',
      missing: ['email', 'shipping_line'],
      reason: 'Missing: e-mail address, the delivery option',
    },
  ])
})

test('a customer is asked by mail and has as long as the shop gives', () => {
  expect(decideHold(['street'], about)).toMatchObject({
    ask: 'mail',
    forOffice: [],
    next: { owner: 'customer', step: 'correct', dueAt: new Date('2026-03-04T10:00:00Z') },
  })
})

test('a second look does not prolong the time; once it is over the office calls', () => {
  const tomorrow = new Date('2026-03-03T10:00:00Z')
  expect(decideHold(['street'], { ...about, waitsUntil: tomorrow }).next.dueAt).toEqual(tomorrow)
  const yesterday = new Date('2026-03-01T10:00:00Z')
  expect(decideHold(['street'], { ...about, waitsUntil: yesterday })).toMatchObject({
    ask: 'call',
    next: { owner: 'office', step: 'call_for_details', dueAt: new Date('2026-03-02T14:00:00Z') },
  })
})

test('without an e-mail address only a call can ask', () => {
  expect(decideHold(['address', 'email'], { ...about, canMail: false })).toMatchObject({
    ask: 'call',
    next: { owner: 'office', step: 'call_for_details' },
  })
})

test('what only the shop can decide is asked of nobody else, and sooner than the customer', () => {
  expect(decideHold(['shipping_line'], about)).toMatchObject({
    ask: 'nobody',
    forOffice: ['shipping_line'],
    next: { owner: 'office', step: 'correct' },
  })
  expect(decideHold(['street', 'item:1'], about)).toMatchObject({
    ask: 'mail',
    forOffice: ['item:1'],
    officeDueAt: new Date('2026-03-02T14:00:00Z'),
  })
})
