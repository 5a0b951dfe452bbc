import { expect, test } from 'vitest'
import { readSettings } from '../../journey/settings.ts'
import { promiseFor } from './promise-for.ts'

const by = {
  shop: { timeZone: 'Europe/Dublin', country: 'IE' },
  settings: readSettings({ handlingDays: 1, carrierDaysHome: 2, carrierDaysAbroad: 6 }),
}
/** A Monday morning. */
const now = new Date('2026-11-23T09:00:00Z')
const day = (way: 'shipping' | 'pickup' | 'digital', country: string) =>
  promiseFor(now, { way, country }, by).promisedAt.toISOString().slice(0, 10)

test('who lives near gets it sooner; what is collected or mailed waits for no carrier', () => {
  expect(day('shipping', 'IE')).toBe('2026-11-26')
  expect(day('shipping', 'FR')).toBe('2026-12-02')
  expect(day('pickup', 'IE')).toBe('2026-11-24')
  expect(day('digital', '')).toBe('2026-11-23')
})
