import Holidays from 'date-holidays'
import { DateTime } from 'luxon'

/** How a shop works, for reckoning days. */
export interface WorkCalendar {
  /** IANA zone of the shop, `Europe/Dublin`. */
  readonly timeZone: string
  /** `14:00`, local: orders taken before it start the same working day. */
  readonly cutOff: string
  /** ISO weekdays, 1 Monday … 7 Sunday. */
  readonly workingDays: readonly number[]
  /** `DE` or `DE-BY`; empty: no public holidays. */
  readonly holidaysOf: string
}

export interface PromisedDates {
  /** When it must be out of the door. */
  readonly leaveBy: Date
  /** End of the day on which the customer should have it, in the shop's zone. */
  readonly promisedAt: Date
}

/** When the carrier's van has been, local; two hours after a later cut-off. */
const vanHour = 18
/** Carriers bring parcels on these ISO weekdays. */
const carrierDaysOfWeek = [1, 2, 3, 4, 5]

/**
 * What can be promised for an order taken at `takenAt`: it starts today when today is a working day
 * and the cut-off has not come, else on the next; it leaves so many working days later; it arrives so
 * many carrier days after that. Days are the shop's own, whatever the clocks do.
 * @param days whole numbers; `carrier` null where nothing travels (pickup): promised for the day it leaves the packing bench.
 * @throws RangeError when the zone, the cut-off or the holidays' country is unknown.
 */
export function promiseDate(
  takenAt: Date,
  calendar: WorkCalendar,
  days: { readonly handling: number; readonly carrier: number | null },
): PromisedDates {
  const now = DateTime.fromJSDate(takenAt, { zone: calendar.timeZone })
  if (!now.isValid) throw new RangeError(`unknown time zone: ${calendar.timeZone}`)
  const isHoliday = holidaysOf(calendar.holidaysOf)
  const works = (day: DateTime) => calendar.workingDays.includes(day.weekday) && !isHoliday(day)
  const carries = (day: DateTime) => carrierDaysOfWeek.includes(day.weekday) && !isHoliday(day)
  const [hour = 0, minute = 0] = calendar.cutOff.split(':').map(Number)
  const cutOff = now.set({ hour, minute, second: 0, millisecond: 0 })
  if (!cutOff.isValid) throw new RangeError(`unknown cut-off: ${calendar.cutOff}`)
  const start = works(now) && now < cutOff ? now : next(now, works)
  const leaves = after(start, days.handling, works)
  const leaveBy = leaves.set({
    hour: Math.min(23, Math.max(vanHour, hour + 2)),
    minute: 0,
    second: 0,
    millisecond: 0,
  })
  const arrives = days.carrier === null ? leaves : after(leaves, days.carrier, carries)
  return { leaveBy: leaveBy.toJSDate(), promisedAt: arrives.endOf('day').toJSDate() }
}

type Is = (day: DateTime) => boolean

/** The next day after this one that is one. Looks a year ahead. */
function next(from: DateTime, is: Is): DateTime {
  for (let ahead = 1; ahead <= 366; ahead++) {
    const day = from.plus({ days: ahead })
    if (is(day)) return day
  }
  throw new RangeError('no working day in a year')
}

function after(from: DateTime, days: number, is: Is): DateTime {
  let day = from
  for (let left = days; left > 0; left--) day = next(day, is)
  return day
}

/** Reckoning a country's year takes milliseconds, so each is kept once reckoned. */
const reckoned = new Map<string, ReadonlySet<string>>()

function holidaysOf(place: string): Is {
  if (place === '') return () => false
  return (day) => {
    const key = `${place} ${day.year}`
    const days = reckoned.get(key) ?? holidaysIn(place, day.year)
    reckoned.set(key, days)
    return days.has(day.toFormat('yyyy-MM-dd'))
  }
}

function holidaysIn(place: string, year: number): ReadonlySet<string> {
  const [country = '', region = ''] = place.split('-')
  const calendar = region ? new Holidays(country, region) : new Holidays(country)
  if (calendar.getRules().length === 0)
    throw new RangeError(`no public holidays known for: ${place}`)
  return new Set(
    calendar
      .getHolidays(year)
      .filter((holiday) => holiday.type === 'public')
      .map((holiday) => holiday.date.slice(0, 10)),
  )
}
