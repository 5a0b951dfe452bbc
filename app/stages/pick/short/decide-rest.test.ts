import { expect, test } from 'vitest'
import type { ShortRule } from '../../../journey/settings.ts'
import { decideRest, restWords } from './decide-rest.ts'

const hamburg = { id: 'h', gid: 'gid://shopify/Location/2', name: 'Hamburg' }
const facts = { kind: 'warehouse', isSomeLeft: true, places: [hamburg] } as const
const whatOf = (rule: ShortRule, change: Partial<Parameters<typeof decideRest>[0]> = {}) =>
  decideRest({ rule, ...facts, ...change }).kind

test.each([
  ['wait', 'wait', 'wait', 'wait'],
  ['another_bin', 'wait', 'wait', 'wait'],
  ['another_place', 'place', 'wait', 'place'],
  ['split', 'split', 'split', 'wait'],
  ['another_place_or_split', 'place', 'split', 'place'],
] as const)(
  'by the rule “%s” the rest goes where the shop wants it',
  (rule, here, nowhere, allShort) => {
    expect(whatOf(rule)).toBe(here)
    expect(whatOf(rule, { places: [] })).toBe(nowhere)
    expect(whatOf(rule, { isSomeLeft: false })).toBe(allShort)
    expect(whatOf(rule, { isSomeLeft: false, places: [] })).toBe('wait')
    expect(whatOf(rule, { kind: 'pickup' })).toBe('wait')
  },
)

test('the person at the shelf reads what becomes of the rest', () => {
  const place = decideRest({ rule: 'another_place', ...facts })
  expect(restWords({ short: 2, instead: 2 }, place)).toBe('Noted. 2 more in another bin')
  expect(restWords({ short: 2, instead: 0 }, place)).toBe('Noted. Hamburg sends the rest')
  expect(restWords({ short: 3, instead: 1 }, { kind: 'split' })).toBe(
    'Noted. 1 more in another bin. What is here goes out, the rest follows',
  )
  expect(restWords({ short: 1, instead: 0 }, { kind: 'wait' })).toBe(
    'Noted. The order waits for stock',
  )
})
