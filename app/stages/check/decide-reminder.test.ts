import { expect, test } from 'vitest'
import { decideReminder } from './decide-reminder.ts'

const until = new Date('2026-03-03T10:00:00Z')
const settings = { remindAfterHours: [36, 12, 72], correctWithinHours: 48 }
const at = (clock: string) => new Date(`2026-03-${clock}:00Z`)

test.each([
  ['01T11:00', 0, '01T22:00'],
  ['01T22:00', 1, '02T22:00'],
  ['02T23:00', 2, null],
])('at %s so many should have gone out: %i', (now, passed, next) => {
  expect(decideReminder(settings, until, at(now))).toEqual({
    passed,
    nextAt: next ? at(next) : null,
  })
})

test('a shop that wants no reminders sends none', () => {
  expect(decideReminder({ ...settings, remindAfterHours: [] }, until, at('02T10:00'))).toEqual({
    passed: 0,
    nextAt: null,
  })
})
