import { expect, test } from 'vitest'
import { decideReorder, type Orderable } from './decide-reorder.ts'
import { decideReplenish, type Refillable } from './decide-replenish.ts'

const behind = (binId: string, free: number, expiresOn: string | null = null) => ({
  ...{ binId, lotId: expiresOn, free, expiresOn, walk: Number(binId.slice(1)) },
})
const item = (change: Partial<Refillable>): Refillable => ({
  ...{ itemId: 'cup', face: 2, wanted: 0, onTheWay: 0, min: 5, max: 20 },
  behind: [behind('R1', 12), behind('R2', 30)],
  ...change,
})

test('fewer than the least are filled up to the most, the nearer bin first', () => {
  expect(decideReplenish(item({}))).toEqual([
    { binId: 'R1', lotId: null, quantity: 12, reason: 'Fewer than 5 are left: 2' },
    { binId: 'R2', lotId: null, quantity: 6, reason: 'Fewer than 5 are left: 2' },
  ])
})

test('what orders wait for is brought though no least is set', () => {
  expect(decideReplenish(item({ min: null, max: null, wanted: 9 }))).toMatchObject([
    { binId: 'R1', quantity: 7, reason: 'Orders wait for 9, 2 are there' },
  ])
})

test('what expires first is brought first', () => {
  const shelves = [behind('R1', 50), behind('R2', 4, '2027-03-01'), behind('R3', 4, '2026-12-24')]
  expect(
    decideReplenish(item({ behind: shelves })).map(({ binId, quantity }) => [binId, quantity]),
  ).toEqual([
    ['R3', 4],
    ['R2', 4],
    ['R1', 10],
  ])
})

test('nothing is brought twice, and nothing where enough is there', () => {
  expect(decideReplenish(item({ onTheWay: 3 }))).toEqual([])
  expect(decideReplenish(item({ face: 5 }))).toEqual([])
  expect(decideReplenish(item({ min: null, wanted: 2 }))).toEqual([])
})

const rules = { lookBackDays: 50, leadDays: 7, coverDays: 20, safetyDays: 3 }
const thing = (change: Partial<Orderable>): Orderable => ({
  ...{ itemId: 'cup', sold: 100, free: 15, onTheWay: 0, wanted: 0, leadDays: null },
  ...{ packPieces: null, ...change },
})

test('what does not last until an order is here is ordered, and the figures are said', () => {
  expect(decideReorder(thing({}), rules)).toEqual({
    ...{ itemId: 'cup', quantity: 45, rate: 2, lastsDays: 7 },
    reason: '2.0 sold a day, 15 free, lasts 7 days, 7 days to get it',
  })
})

test('what is on its way counts, what orders wait for is gone, and packs are whole', () => {
  expect(decideReorder(thing({ onTheWay: 10 }), rules)).toBeNull()
  expect(decideReorder(thing({ onTheWay: 10, wanted: 8, packPieces: 12 }), rules)).toMatchObject({
    quantity: 48,
    lastsDays: 8,
  })
  expect(decideReorder(thing({ free: 40, leadDays: 30 }), rules)).toMatchObject({ quantity: 66 })
})

test('what nobody buys is not ordered, but for those who wait for it', () => {
  expect(decideReorder(thing({ sold: 0, free: 0 }), rules)).toBeNull()
  expect(decideReorder(thing({ sold: 0, free: 0, wanted: 3 }), rules)).toMatchObject({
    quantity: 3,
    lastsDays: null,
  })
})
