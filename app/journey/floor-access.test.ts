import { expect, test } from 'vitest'
import { isBadge, isLocked, lockAfter, pinProblem, signInWords } from './floor-access.ts'

test('a PIN is 4 to 8 digits, and not one that everybody tries first', () => {
  expect(['2580', '73914', '20481632'].map(pinProblem)).toEqual([null, null, null])
  for (const bad of ['123', '123456789', '12a4', '', '0000', '1234', '8765', '23456'])
    expect([bad, pinProblem(bad) !== null]).toEqual([bad, true])
})

test('every fifth wrong try in a row locks for a quarter of an hour', () => {
  const now = new Date('2026-11-27T10:00:00Z')
  expect([0, 1, 4, 6].map((tries) => lockAfter(tries, 5, now))).toEqual([null, null, null, null])
  const until = lockAfter(5, 5, now)
  expect(until?.toISOString()).toBe('2026-11-27T10:15:00.000Z')
  expect(lockAfter(10, 5, now)).toEqual(until)
  expect([isLocked(until, now), isLocked(until, new Date('2026-11-27T10:15:00Z'))]).toEqual([
    true,
    false,
  ])
  expect(isLocked(null, now)).toBe(false)
})

test('a refusal says how many tries are left, or how long to wait', () => {
  const now = new Date('2026-11-27T10:00:00Z')
  expect(signInWords({ kind: 'wrong', left: 1 }, now)).toBe('That is not right. 1 try is left')
  const until = new Date('2026-11-27T10:14:10Z')
  expect(signInWords({ kind: 'locked', until }, now)).toContain('Try again in 15 min')
})

test('a badge is told from everything else that is scanned', () => {
  expect(isBadge('OWB0123456789ABCDEFGHJK')).toBe(true)
  expect(['A-01-02', '5012345678900', 'OWB12', 'T7-A'].some(isBadge)).toBe(false)
})
