import { hoursAfter } from '../../journey/due.ts'
import type { ShopSettings } from '../../journey/settings.ts'

export interface Reminder {
  /** How many reminders should have gone out by now. */
  readonly passed: number
  /** When the next is due; null: there is none before time is up. */
  readonly nextAt: Date | null
}

/** Which reminder it is time for. @param until when the customer's time is up: it tells when they were first asked. */
export function decideReminder(
  {
    remindAfterHours,
    correctWithinHours,
  }: Pick<ShopSettings, 'remindAfterHours' | 'correctWithinHours'>,
  until: Date,
  now: Date,
): Reminder {
  const asked = hoursAfter(until, -correctWithinHours)
  const times = remindAfterHours
    .toSorted((a, b) => a - b)
    .map((hours) => hoursAfter(asked, hours))
    .filter((at) => at < until)
  return {
    passed: times.filter((at) => at <= now).length,
    nextAt: times.find((at) => at > now) ?? null,
  }
}
