import { expect, test } from 'vitest'
import { daysAfter } from '../../journey/due.ts'
import { decideMove } from './decide-move.ts'
import { chaseStep, decideTrouble, isDelayed } from './decide-trouble.ts'

test.each([
  ['handed_over', ['announced'], null],
  ['handed_over', ['picked_up'], { to: 'moving' }],
  ['handed_over', ['label_made', 'moving'], { to: 'moving' }],
  ['moving', ['moving', 'delivered'], null],
  ['moving', ['delivered', 'delivered'], { to: 'delivered' }],
  ['handed_over', ['delivered'], { to: 'delivered' }],
  ['moving', ['delivered', 'returned'], { to: 'delivered', partly: true }],
  ['moving', ['returned'], { to: 'came_back' }],
  ['moving', ['failed'], null],
  ['handed_over', ['unknown'], null],
  ['handed_over', [], null],
  ['packed', ['delivered'], null],
  ['cancelled', ['moving'], null],
] as const)('a shipment in %s with parcels %j: %j', (state, statuses, move) => {
  expect(decideMove(state, statuses)).toEqual(move)
})

const now = new Date('2026-11-23T12:00:00Z')
const ago = (days: number) => daysAfter(now, -days)
const carried = {
  ...{ status: 'moving', statusAt: ago(1), lastHeardAt: ago(1), leftAt: ago(2), eta: ago(-2) },
}
const trouble = (change: object) =>
  decideTrouble({ ...carried, ...change }, now, { silentAfterDays: 3 })

test.each([
  ['a parcel on its way', {}, null],
  ['one that could not be delivered', { status: 'failed' }, 'failed'],
  ['a fresh delay', { status: 'delayed', statusAt: ago(1) }, null],
  ['a delay that stands', { status: 'delayed', statusAt: ago(2) }, 'delayed'],
  ['a day past its day', { eta: ago(1) }, 'late'],
  ['on its day', { eta: ago(0.5) }, null],
  ['silence', { eta: null, lastHeardAt: ago(3) }, 'silent'],
  ['silence from the start', { eta: null, lastHeardAt: null, leftAt: ago(3) }, 'silent'],
  ['delivered long ago', { status: 'delivered', lastHeardAt: ago(90), eta: ago(90) }, null],
  ['waiting to be fetched', { status: 'ready_for_pickup', statusAt: ago(6), eta: ago(6) }, null],
  ['never fetched', { status: 'ready_for_pickup', statusAt: ago(7) }, 'late'],
])('%s: %j', (_what, change, expected) => {
  expect(trouble(change)).toBe(expected)
})

test('a failed delivery is care’s, silence is the office’s', () => {
  expect(chaseStep('failed', now).owner).toBe('care')
  expect(chaseStep('silent', now).owner).toBe('office')
})

test('a customer hears of a delay when the carrier says so or the day moves', () => {
  const eta = ago(-2)
  expect(isDelayed({ status: 'moving', originalEta: eta, eta })).toBe(false)
  expect(isDelayed({ status: 'delayed', originalEta: null, eta: null })).toBe(true)
  expect(isDelayed({ status: 'moving', originalEta: eta, eta: daysAfter(eta, 1) })).toBe(true)
  expect(isDelayed({ status: 'moving', originalEta: eta, eta: daysAfter(eta, 0.5) })).toBe(false)
  expect(isDelayed({ status: 'delivered', originalEta: eta, eta: daysAfter(eta, 3) })).toBe(false)
})
