import { daysAfter, minutesAfter, systemStepMinutes } from '../../journey/due.ts'
import type { NextStep } from '../../journey/next-step.ts'
import type { ReturnState } from '../../journey/return.ts'

/** Days each side has. */
export const sendBackDays = 14
const inspectDays = 2
const refundDays = 1

/** What is known of the shop's week. */
export interface Week {
  /** ISO weekdays, 1 Monday … 7 Sunday. */
  readonly workingDays: readonly number[]
  readonly timeZone: string
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const weekdayOf = (at: Date, timeZone: string): number =>
  weekdays.indexOf(new Intl.DateTimeFormat('en', { weekday: 'short', timeZone }).format(at)) + 1

/** The same time on the next day the shop works. */
export function nextWorkingDay(from: Date, { workingDays, timeZone }: Week): Date {
  const coming = [1, 2, 3, 4, 5, 6, 7].map((days) => daysAfter(from, days))
  return coming.find((day) => workingDays.includes(weekdayOf(day, timeZone))) ?? daysAfter(from, 1)
}

/** Who does what by when, in each state of a return; null at its ends. */
export function nextOf(state: ReturnState, now: Date, week: Week): NextStep | null {
  switch (state) {
    case 'requested':
      return { owner: 'office', step: 'approve_return', dueAt: nextWorkingDay(now, week) }
    case 'approved':
      return { owner: 'customer', step: 'send_back', dueAt: daysAfter(now, sendBackDays) }
    case 'received':
      return { owner: 'warehouse', step: 'inspect', dueAt: daysAfter(now, inspectDays) }
    case 'inspected':
      return { owner: 'finance', step: 'refund', dueAt: daysAfter(now, refundDays) }
    case 'settled':
    case 'declined':
    case 'cancelled':
      return null
  }
}

/** The app itself gives the money back, by a job that is booked. */
export const whileSettling = (now: Date): NextStep => ({
  owner: 'system',
  step: 'refund',
  dueAt: minutesAfter(now, systemStepMinutes),
})
