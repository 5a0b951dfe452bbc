import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parcelStatuses } from '../../providers/tracking/contract.ts'
import { believesEta, mergeEvents, type SeenEvent } from './merge-events.ts'

const day = Date.UTC(2026, 10, 23)
const at = (minutes: number) => new Date(day + minutes * 60_000)
const event = (
  key: string,
  status: SeenEvent['status'],
  minutes: number | null,
  rawCode: string = status,
): SeenEvent => ({ key, status, rawCode, at: minutes === null ? null : at(minutes) })

const anyEvent = fc
  .record({
    key: fc.uuid(),
    status: fc.constantFrom(...parcelStatuses),
    rawCode: fc.constantFrom('A', 'B', 'C'),
    minutes: fc.option(fc.integer({ min: 0, max: 30 })),
  })
  .map(({ key, status, rawCode, minutes }) => event(key, status, minutes, rawCode))
const manyEvents = fc.uniqueArray(anyEvent, { selector: (one) => one.key, maxLength: 12 })
const shuffled = manyEvents.chain((events) =>
  fc.tuple(
    fc.constant(events),
    fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
  ),
)

test('any order of arrival gives the same state', () => {
  fc.assert(
    fc.property(shuffled, ([events, arrived]) => {
      expect(mergeEvents(arrived)).toEqual(mergeEvents(events))
    }),
  )
})

test('hearing things twice, or again with older things, changes nothing', () => {
  fc.assert(
    fc.property(manyEvents, fc.nat(), (events, from) => {
      const again = [...events, ...events.slice(from % (events.length + 1))]
      expect(mergeEvents(again)).toEqual(mergeEvents(events))
    }),
  )
})

test('once delivered, nothing that is heard later takes it back', () => {
  fc.assert(
    fc.property(shuffled, ([, arrived]) => {
      let delivered = false
      for (let heard = 1; heard <= arrived.length; heard++) {
        const { status } = mergeEvents(arrived.slice(0, heard))
        if (delivered) expect(status).toBe('delivered')
        delivered = status === 'delivered'
      }
    }),
  )
})

test('no event is guessed: unknown codes are named, and change nothing beside known ones', () => {
  fc.assert(
    fc.property(manyEvents, (events) => {
      const known = events.filter((one) => one.status !== 'unknown')
      const { status, statusAt, unknownCodes } = mergeEvents(events)
      if (known.length > 0) {
        const of = mergeEvents(known)
        expect([status, statusAt]).toEqual([of.status, of.statusAt])
      } else expect(status).toBe(events.length > 0 ? 'unknown' : 'none')
      const codes = events.flatMap((one) => (one.status === 'unknown' ? [one.rawCode] : []))
      expect(unknownCodes).toEqual([...new Set(codes)].toSorted())
    }),
  )
})

test('the newest event speaks, not the last that came', () => {
  const events = [event('2', 'out_for_delivery', 20), event('1', 'moving', 10)]
  expect(mergeEvents(events)).toMatchObject({ status: 'out_for_delivery', statusAt: at(20) })
})

test('a parcel that was delayed and goes on is not delayed any more', () => {
  const events = [event('1', 'delayed', 10), event('2', 'moving', 20)]
  expect(mergeEvents(events).status).toBe('moving')
})

test('a local time without a zone counts only where it is further along', () => {
  const moved = event('1', 'moving', 10)
  expect(mergeEvents([moved, event('2', 'delivered', null)]).status).toBe('delivered')
  expect(mergeEvents([moved, event('2', 'announced', null)]).status).toBe('moving')
})

test('an expectation out of old news does not replace a newer one', () => {
  const before = { newestAt: at(20) }
  expect(believesEta(before, { events: [{ at: at(10) }] })).toBe(false)
  expect(believesEta(before, { events: [{ at: at(20) }] })).toBe(true)
  expect(believesEta(before, { events: [] })).toBe(false)
  expect(believesEta({ newestAt: null }, { events: [] })).toBe(true)
})

test('a carrier gone wrong, which says 200,000 things of one parcel, is heard out', () => {
  const events = Array.from({ length: 200_000 }, (_, nth) => event(`${nth}`, 'moving', nth))
  const newestAt = at(199_999)
  expect(mergeEvents(events)).toMatchObject({ status: 'moving', newestAt })
  expect(believesEta({ newestAt }, { events })).toBe(true)
})
