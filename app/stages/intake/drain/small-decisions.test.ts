import { expect, test } from 'vitest'
import { isAsNew, windowEnd } from './book-reads.server.ts'
import { minutesUntilRetry, mostAttempts } from './give-up.ts'

test('waits grow from a minute to four hours, and end after about a day', () => {
  const waits = Array.from({ length: mostAttempts }, (_, nth) => minutesUntilRetry(nth + 1))
  expect(waits.slice(0, 4)).toEqual([1, 2, 4, 8])
  expect(waits.at(-2)).toBe(240)
  expect(waits.at(-1)).toBeNull()
  const hours = waits.reduce<number>((sum, wait) => sum + (wait ?? 0), 0) / 60
  expect(hours).toBeGreaterThan(12)
  expect(hours).toBeLessThan(36)
})

test('news of one window are read together, and a stream of them never puts the reading off', () => {
  const end = windowEnd(new Date(10_500), 3_000)
  expect(end.getTime()).toBe(12_000)
  expect(windowEnd(new Date(11_999), 3_000)).toEqual(end)
  expect(windowEnd(new Date(12_000), 3_000).getTime()).toBe(15_000)
})

test('the store counts whole seconds', () => {
  expect(isAsNew(new Date(5_000), new Date(5_900))).toBe(true)
  expect(isAsNew(new Date(4_999), new Date(5_900))).toBe(false)
})
