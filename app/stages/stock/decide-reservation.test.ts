import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterTaking, decideReservation, type Shelf } from './decide-reservation.ts'

const shelf = (
  binId: string,
  itemId: string,
  free: number,
  walk = 0,
  lot: { readonly lotId?: string; readonly expiresOn?: string; readonly serial?: string } = {},
): Shelf => ({
  binId,
  itemId,
  free,
  walk,
  lotId: lot.lotId ?? null,
  serial: lot.serial ?? null,
  expiresOn: lot.expiresOn ?? null,
})
const bins = (answer: ReturnType<typeof decideReservation>) =>
  answer.ok && answer.value.map((take) => [take.binId, take.lotId, take.quantity])

test('what expires first goes first, though it lies further away and in several bins; what does not expire goes last', () => {
  const answer = decideReservation(
    [{ lineId: 'l', itemId: 'jam', quantity: 9 }],
    [
      shelf('a', 'jam', 9, 1),
      shelf('b', 'jam', 9, 2, { lotId: 'late', expiresOn: '2027-03-01' }),
      shelf('c', 'jam', 2, 4, { lotId: 'soon', expiresOn: '2026-12-01' }),
      shelf('d', 'jam', 1, 3, { lotId: 'soon', expiresOn: '2026-12-01' }),
    ],
  )
  expect(bins(answer)).toEqual([
    ['d', 'soon', 1],
    ['c', 'soon', 2],
    ['b', 'late', 6],
  ])
})

test('a line that one bin of the earliest lot can fill takes nothing of the others', () => {
  const answer = decideReservation(
    [{ lineId: 'l', itemId: 'jam', quantity: 2 }],
    [
      shelf('a', 'jam', 1, 1, { lotId: 'soon', expiresOn: '2026-12-01' }),
      shelf('b', 'jam', 2, 2, { lotId: 'soon', expiresOn: '2026-12-01' }),
    ],
  )
  expect(bins(answer)).toEqual([['b', 'soon', 2]])
})

test('pieces with serials are promised one by one', () => {
  const answer = decideReservation(
    [{ lineId: 'l', itemId: 'phone', quantity: 2 }],
    [1, 2, 3].map((n) => shelf('a', 'phone', 1, 1, { serial: `S${n}` })),
  )
  expect(answer.ok && answer.value.map((take) => take.serial)).toEqual(['S1', 'S2'])
})

test('one bin that has the whole line is enough, the nearest of them', () => {
  const answer = decideReservation(
    [{ lineId: 'l', itemId: 'cup', quantity: 3 }],
    [shelf('a', 'cup', 2, 1), shelf('c', 'cup', 9, 3), shelf('b', 'cup', 3, 2)],
  )
  expect(answer).toEqual({
    ok: true,
    value: [{ lineId: 'l', itemId: 'cup', binId: 'b', lotId: null, serial: null, quantity: 3 }],
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
      lotId: fc.constantFrom(null, 'x', 'y'),
      serial: fc.constant(null),
      expiresOn: fc.constantFrom(null, '2026-12-01', '2027-01-01'),
    }),
    { selector: (one) => `${one.binId} ${one.itemId} ${one.lotId}` },
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
