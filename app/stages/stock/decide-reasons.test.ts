import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideReasons, decideWriteOff, storeReasons, toSettle } from './decide-reasons.ts'

const nothing = {
  booking_on_its_way: 0,
  booking_refused: 0,
  shipped_not_fulfilled: 0,
  fulfilled_not_shipped: 0,
  return_on_its_way: 0,
}

test('what is under way explains a difference; the rest was changed in the store', () => {
  expect(
    decideReasons(-5, { ...nothing, booking_on_its_way: -7, shipped_not_fulfilled: 2 }),
  ).toEqual([
    { kind: 'booking_on_its_way', pieces: -7 },
    { kind: 'shipped_not_fulfilled', pieces: 2 },
  ])
  const reasons = decideReasons(3, { ...nothing, booking_on_its_way: -1 })
  expect(reasons).toEqual([
    { kind: 'booking_on_its_way', pieces: -1 },
    { kind: 'changed_in_store', pieces: 4 },
  ])
  expect(toSettle(reasons)).toBe(4)
  expect(decideReasons(0, nothing)).toEqual([])
})

test('what the store refused can be settled, what is on its way cannot', () => {
  const reasons = decideReasons(-6, { ...nothing, booking_refused: -4, booking_on_its_way: -2 })
  expect(toSettle(reasons)).toBe(-4)
})

test('reasons always add up to the difference', () => {
  const some = fc.integer({ min: -20, max: 20 })
  const underWay = fc.record({
    booking_on_its_way: some,
    booking_refused: some,
    shipped_not_fulfilled: some,
    fulfilled_not_shipped: some,
    return_on_its_way: some,
  })
  fc.assert(
    fc.property(some, underWay, (difference, known) => {
      const reasons = decideReasons(difference, known)
      expect(reasons.reduce((sum, { pieces }) => sum + pieces, 0)).toBe(difference)
      expect(reasons.every(({ kind, pieces }) => storeReasons.includes(kind) && pieces !== 0)).toBe(
        true,
      )
    }),
  )
})

test('pieces are written off from the fullest bins, without a lot first, and never what is not free', () => {
  const place = (binId: string, free: number, lotId: string | null = null) => ({
    ...{ binId, free, lotId, serial: null },
  })
  const places = [place('a', 9, 'lot'), place('b', 1), place('c', 3)]
  const off = decideWriteOff(places, 6)
  expect(off?.map((one) => [one.place.binId, one.quantity])).toEqual([
    ['c', 3],
    ['b', 1],
    ['a', 2],
  ])
  expect(decideWriteOff(places, 13)?.length).toBe(3)
  expect(decideWriteOff(places, 14)).toBeNull()
})
