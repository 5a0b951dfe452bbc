import fc from 'fast-check'
import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { promiseDate, type WorkCalendar } from './promise-date.ts'

const berlin: WorkCalendar = {
  timeZone: 'Europe/Berlin',
  cutOff: '14:00',
  workingDays: [1, 2, 3, 4, 5],
  holidaysOf: '',
}
const local = (text: string, zone = 'Europe/Berlin') => DateTime.fromISO(text, { zone }).toJSDate()
const promised = (
  taken: string,
  calendar: Partial<WorkCalendar> = {},
  days: { handling: number; carrier: number | null } = { handling: 1, carrier: 2 },
) => {
  const zone = calendar.timeZone ?? 'Europe/Berlin'
  const dates = promiseDate(local(taken, zone), { ...berlin, ...calendar }, days)
  const show = (date: Date) => DateTime.fromJSDate(date, { zone }).toFormat('ccc yyyy-MM-dd HH:mm')
  return [show(dates.leaveBy), show(dates.promisedAt)]
}

test('before the cut-off the work starts today, after it tomorrow', () => {
  expect(promised('2026-11-23T13:59')).toEqual(['Tue 2026-11-24 18:00', 'Thu 2026-11-26 23:59'])
  expect(promised('2026-11-23T14:00')).toEqual(['Wed 2026-11-25 18:00', 'Fri 2026-11-27 23:59'])
})

test('with no handling days it leaves the same day', () => {
  expect(promised('2026-11-23T09:00', {}, { handling: 0, carrier: 1 })).toEqual([
    'Mon 2026-11-23 18:00',
    'Tue 2026-11-24 23:59',
  ])
})

test('a weekend is no work and no delivery', () => {
  expect(promised('2026-11-27T15:00')).toEqual(['Tue 2026-12-01 18:00', 'Thu 2026-12-03 23:59'])
  expect(promised('2026-11-28T09:00', {}, { handling: 0, carrier: 1 })).toEqual([
    'Mon 2026-11-30 18:00',
    'Tue 2026-12-01 23:59',
  ])
})

test('a shop that works on Saturdays leaves on Saturday and arrives on Monday', () => {
  expect(
    promised('2026-11-28T09:00', { workingDays: [1, 2, 3, 4, 5, 6] }, { handling: 0, carrier: 1 }),
  ).toEqual(['Sat 2026-11-28 18:00', 'Mon 2026-11-30 23:59'])
})

test('across the year the public holidays of the shop are no days at all', () => {
  // 24 December is a working day; 25, 26 and 1 January are not; 27 December 2026 is a Sunday.
  expect(promised('2026-12-24T15:00', { holidaysOf: 'DE' })).toEqual([
    'Tue 2026-12-29 18:00',
    'Thu 2026-12-31 23:59',
  ])
  expect(promised('2026-12-30T15:00', { holidaysOf: 'DE' })).toEqual([
    'Mon 2027-01-04 18:00',
    'Wed 2027-01-06 23:59',
  ])
})

test('a holiday of one region only counts there', () => {
  // 6 January, Epiphany: Bavaria keeps it, Berlin does not.
  expect(
    promised('2027-01-05T09:00', { holidaysOf: 'DE-BY' }, { handling: 1, carrier: 0 })[0],
  ).toBe('Thu 2027-01-07 18:00')
  expect(promised('2027-01-05T09:00', { holidaysOf: 'DE' }, { handling: 1, carrier: 0 })[0]).toBe(
    'Wed 2027-01-06 18:00',
  )
})

test('the day the clocks change is a day like any other', () => {
  // Friday 26 March 2027, clocks go forward on Sunday the 28th; back on Sunday 31 October 2027.
  const spring = promiseDate(local('2027-03-26T13:00'), berlin, { handling: 1, carrier: 0 })
  expect(spring.leaveBy.toISOString()).toBe('2027-03-29T16:00:00.000Z')
  const autumn = promiseDate(local('2027-10-29T13:00'), berlin, { handling: 1, carrier: 0 })
  expect(autumn.leaveBy.toISOString()).toBe('2027-11-01T17:00:00.000Z')
})

test('a cut-off in the hour that the clocks skip is still a moment', () => {
  expect(
    promised(
      '2027-03-28T01:30',
      { cutOff: '02:30', workingDays: [7] },
      { handling: 0, carrier: null },
    ),
  ).toEqual(['Sun 2027-03-28 18:00', 'Sun 2027-03-28 23:59'])
})

test("the shop's own day counts, not the server's", () => {
  // 23:30 on Monday in Auckland is still Monday morning in Dublin.
  expect(promised('2026-11-23T13:00', { timeZone: 'Pacific/Auckland' })[0]).toBe(
    'Tue 2026-11-24 18:00',
  )
  expect(promised('2026-11-23T23:30', { timeZone: 'Pacific/Auckland' })[0]).toBe(
    'Wed 2026-11-25 18:00',
  )
})

test('a pickup is promised for the day it is packed; a late cut-off moves the van', () => {
  expect(promised('2026-11-23T19:00', { cutOff: '20:00' }, { handling: 0, carrier: null })).toEqual(
    ['Mon 2026-11-23 22:00', 'Mon 2026-11-23 23:59'],
  )
})

test('what nobody can reckon with is named', () => {
  const ask = (wrong: Partial<WorkCalendar>) => () => promised('2026-11-23T09:00', wrong)
  expect(() =>
    promiseDate(new Date(), { ...berlin, timeZone: 'Mars/Base' }, { handling: 1, carrier: 1 }),
  ).toThrow('Mars/Base')
  expect(ask({ holidaysOf: 'ZZ' })).toThrow('ZZ')
  expect(ask({ workingDays: [] })).toThrow('no working day')
})

test('it always leaves on a working day after it was taken, and never arrives before it left', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2026-01-01'), max: new Date('2029-12-31'), noInvalidDate: true }),
      fc.constantFrom(
        'Europe/Berlin',
        'America/Sao_Paulo',
        'Australia/Lord_Howe',
        'Asia/Kathmandu',
      ),
      fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      fc.nat(5),
      fc.nat(9),
      (taken, timeZone, workingDays, handling, carrier) => {
        const calendar = { ...berlin, timeZone, workingDays, holidaysOf: 'DE' }
        const { leaveBy, promisedAt } = promiseDate(taken, calendar, { handling, carrier })
        expect(leaveBy.getTime()).toBeGreaterThan(taken.getTime())
        expect(promisedAt.getTime()).toBeGreaterThan(leaveBy.getTime())
        const leaves = DateTime.fromJSDate(leaveBy, { zone: timeZone })
        expect(workingDays).toContain(leaves.weekday)
      },
    ),
    { numRuns: 200 },
  )
})
