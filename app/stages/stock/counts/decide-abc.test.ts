import { expect, test } from 'vitest'
import { stockRules } from '../stock-rules.ts'
import { type CountableBin, decideClasses, decideCountPlan } from './decide-abc.ts'

const rules = stockRules.parse({})
const now = new Date('2026-11-27T12:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const bin = (code: string, change: Partial<CountableBin>): CountableBin => ({
  ...{ binId: code, code, salesClass: 'A', countedAt: daysAgo(31), isOpen: false, ...change },
})

test('the best sellers that make four fifths of what is sold are A, and what is not sold is C', () => {
  const sold = new Map([
    ['a', 70],
    ['b', 15],
    ['c', 10],
    ['d', 4],
    ['e', 1],
    ['f', 0],
  ])
  expect(Object.fromEntries(decideClasses(sold, rules))).toEqual({
    ...{ a: 'A', b: 'A', c: 'B', d: 'C', e: 'C', f: 'C' },
  })
})

test('a shop that sold nothing yet has no best seller, and one that sells one thing has', () => {
  expect([...decideClasses(new Map([['a', 0]]), rules).values()]).toEqual(['C'])
  expect([...decideClasses(new Map([['a', 3]]), rules).values()]).toEqual(['A'])
})

test('bins that were never counted come first, then those that wait longest for their class', () => {
  const plan = decideCountPlan(
    [
      bin('late A', { countedAt: daysAgo(45) }),
      bin('late C', { salesClass: 'C', countedAt: daysAgo(400) }),
      bin('not yet', { countedAt: daysAgo(29) }),
      bin('never', { salesClass: 'C', countedAt: null }),
      bin('open', { isOpen: true }),
    ],
    rules,
    now,
    10,
  )
  expect(plan.map(({ code }) => code)).toEqual(['never', 'late C', 'late A'])
})

test('no more are opened than there is room for, and none of a class that is never counted', () => {
  const bins = [bin('one', {}), bin('two', {}), bin('b', { salesClass: 'B', countedAt: null })]
  expect(decideCountPlan(bins, rules, now, 1)).toHaveLength(1)
  expect(decideCountPlan(bins, rules, now, -3)).toEqual([])
  expect(
    decideCountPlan(bins, { ...rules, countDaysB: 0 }, now, 9).map(({ code }) => code),
  ).toEqual(['one', 'two'])
})
