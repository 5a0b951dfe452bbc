import { expect, test } from 'vitest'
import { openRateLimit } from './rate-limit.ts'

test('a burst, then as many as come back with time; looking takes none', () => {
  const { take, look } = openRateLimit({ perMinute: 60, burst: 3 })
  expect([1, 2, 3, 4, 5].map(() => look('a', 0))).toEqual([null, null, null, null, null])
  expect([1, 2, 3, 4, 5].map(() => take('a', 0))).toEqual([null, null, null, 1, 1])
  expect(take('a', 999)).toBe(1)
  expect(take('a', 1_000)).toBeNull()
  expect(take('a', 1_001)).toBe(1)
  // However long nobody came, no more than a burst is saved up.
  expect([1, 2, 3, 4].map(() => take('a', 900_000))).toEqual([null, null, null, 1])
})

test('keys do not share; a clock that goes back gives nothing', () => {
  const { take } = openRateLimit({ perMinute: 6, burst: 1 })
  expect([take('a', 10_000), take('b', 10_000), take('a', 0), take('a', 10_000)]).toEqual([
    ...[null, null, 10, 10],
  ])
})

test('memory is bounded: those not seen for longest are forgotten first', () => {
  const { take } = openRateLimit({ perMinute: 1, burst: 1 }, 100)
  take('patient', 0)
  for (let one = 0; one < 99; one++) take(`flood ${one}`, 1)
  expect(take('patient', 2)).not.toBeNull()
  for (let one = 0; one < 99; one++) take(`more ${one}`, 3)
  expect(take('patient', 4)).not.toBeNull()
  expect(take('flood 0', 5)).toBeNull()
})
