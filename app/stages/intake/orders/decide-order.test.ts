import { describe, expect, test } from 'vitest'
import { type OrderState, orderNext, orderStates } from '../../../journey/order.ts'
import { decideConsequence, decideNews, decideStart } from './decide-order.ts'
import type { Change } from './what-changed.ts'

const at = (clock: string) => new Date(`2026-11-01T${clock}Z`)
const digest = (text: string) => new TextEncoder().encode(text)
const open = { cancelledAt: null, fulfilled: false }

describe('what is news', () => {
  const known = { updatedAt: at('10:00:00'), digest: digest('a') }
  test.each([
    ['a second older', '09:59:59', 'a', 'older'],
    ['older, though it says something else', '09:59:59', 'b', 'older'],
    ['the same', '10:00:00', 'a', 'same'],
    ['of the same second, but says something else', '10:00:00', 'b', 'newer'],
    ['later, though it says the same', '10:00:01', 'a', 'newer'],
  ])('%s', (_, clock, says, news) => {
    expect(decideNews(known, at(clock), digest(says))).toBe(news)
  })
})

test('an order that was cancelled and sent begins as cancelled', () => {
  expect(decideStart({ cancelledAt: at('10:00:00'), fulfilled: true })).toBe('cancelled')
  expect(decideStart({ cancelledAt: null, fulfilled: true })).toBe('completed')
  expect(decideStart(open)).toBe('received')
})

const consequence = (state: OrderState, changes: readonly Change[], more = {}) =>
  decideConsequence(
    { state, nextStep: 'check', cancelled: false, differs: false, ...more },
    open,
    changes,
  ).kind

describe('what follows from a change', () => {
  test('a cancellation stops every order that is not at an end, once', () => {
    const cancelled = { cancelledAt: at('10:00:00'), fulfilled: false }
    for (const state of orderStates) {
      const standing = { state, nextStep: 'check', cancelled: false, differs: false }
      const ended = orderNext[state].length === 0
      expect(decideConsequence(standing, cancelled, []).kind === 'stop').toBe(!ended)
      expect(decideConsequence({ ...standing, cancelled: true }, cancelled, []).kind).toBe('none')
    }
  })

  test('whatever moves an order moves it along its life cycle', () => {
    const changes: readonly Change[] = [
      'address',
      'contact',
      'more',
      'fewer',
      'delivery',
      'payment',
      'note',
      'tags',
    ]
    for (const state of orderStates)
      for (const change of changes) {
        if (consequence(state, [change]) === 'check_again')
          expect(orderNext[state]).toContain('received')
        const sent = decideConsequence(
          { state, nextStep: 'check', cancelled: false, differs: false },
          { cancelledAt: null, fulfilled: true },
          [change],
        )
        if (sent.kind === 'finish') expect(orderNext[state]).toContain('completed')
      }
  })

  test('an order that is checked and waits to be confirmed is checked again', () => {
    expect(consequence('received', ['address'], { nextStep: 'confirm' })).toBe('check_again')
    expect(consequence('received', [], { nextStep: 'confirm' })).toBe('none')
    expect(consequence('received', [])).toBe('check')
  })

  test('a payment that arrives lifts a hold only by being checked again', () => {
    expect(consequence('held', ['payment'])).toBe('check_again')
    expect(consequence('confirming', ['payment'])).toBe('note')
    expect(consequence('released', ['payment'])).toBe('note')
  })

  test('articles added to an order that is over are never dropped', () => {
    expect(consequence('delivered', ['more'])).toBe('ask_office')
    expect(consequence('completed', ['more'])).toBe('ask_office')
    expect(consequence('completed', ['fewer', 'address'])).toBe('note')
  })

  test('a person decides after release where goods under way do not follow, and only there', () => {
    expect(consequence('released', ['address'], { differs: true })).toBe('differs')
    expect(consequence('released', ['address'])).toBe('note')
    expect(consequence('released', ['fewer'])).toBe('note')
  })

  test('a note or a tag is written down, and asks no customer again', () => {
    expect(consequence('confirming', ['note', 'tags'])).toBe('note')
    expect(consequence('cleared', ['note', 'address'])).toBe('check_again')
    expect(consequence('held', ['note'])).toBe('check_again')
    expect(consequence('held', ['tags'])).toBe('note')
  })
})
