import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterTaking, decideReservation, type Shelf } from './decide-reservation.ts'

const shelf = (binId: string, itemId: string, free: number, walk = 0): Shelf => ({
  binId,
  itemId,
  free,
  walk,
})

test('one bin that has the whole line is enough, the nearest of them', () => {
  const answer = decideReservation(
    [{ lineId: 'l', itemId: 'cup', quantity: 3 }],
    [shelf('a', 'cup', 2, 1), shelf('c', 'cup', 9, 3), shelf('b', 'cup', 3, 2)],
  )
  expect(answer).toEqual({
    ok: true,
    value: [{ lineId: 'l', itemId: 'cup', binId: 'b', quantity: 3 }],
  })
})

test('a line larger than any bin is gathered along the walk', () => {
  const answer = decideReservation(
    [{ lineId: 'l', itemId: 'cup', quantity: 5 }],
    [shelf('b', 'cup', 4, 2), shelf('a', 'cup', 3, 1)],
  )
  expect(answer.ok && answer.value.map((take) => [take.binId, take.quantity])).toEqual([
    ['a', 3],
    ['b', 2],
  ])
})

test('a shipment gets all of its pieces or none, and everything missing is named', () => {
  const answer = decideReservation(
    [
      { lineId: '1', itemId: 'cup', quantity: 2 },
      { lineId: '2', itemId: 'pot', quantity: 4 },
      { lineId: '3', itemId: 'cup', quantity: 2 },
    ],
    [shelf('a', 'cup', 3), shelf('b', 'pot', 1)],
  )
  expect(answer).toEqual({
    ok: false,
    refusal: [
      { itemId: 'pot', quantity: 3 },
      { itemId: 'cup', quantity: 1 },
    ],
  })
})

test('no shelf is ever promised more than it has, and every line gets what it asked for', () => {
  const item = fc.constantFrom('cup', 'pot', 'lid')
  const shelves = fc.uniqueArray(
    fc.record({
      binId: fc.constantFrom('a', 'b', 'c', 'd'),
      itemId: item,
      free: fc.nat(9),
      walk: fc.nat(5),
    }),
    { selector: (one) => one.binId + one.itemId },
  )
  const wanted = fc.array(
    fc.record({ lineId: fc.uuid(), itemId: item, quantity: fc.integer({ min: 1, max: 8 }) }),
    { maxLength: 5 },
  )
  fc.assert(
    fc.property(wanted, shelves, (lines, shelf) => {
      const answer = decideReservation(lines, shelf)
      const have = (id: string) =>
        shelf.filter((one) => one.itemId === id).reduce((sum, one) => sum + one.free, 0)
      const need = (id: string) =>
        lines.filter((one) => one.itemId === id).reduce((sum, one) => sum + one.quantity, 0)
      expect(answer.ok).toBe(['cup', 'pot', 'lid'].every((id) => need(id) <= have(id)))
      if (!answer.ok) return
      for (const left of afterTaking(shelf, answer.value))
        expect(left.free).toBeGreaterThanOrEqual(0)
      for (const line of lines)
        expect(
          answer.value
            .filter((take) => take.lineId === line.lineId)
            .reduce((sum, take) => sum + take.quantity, 0),
        ).toBe(line.quantity)
    }),
  )
})
