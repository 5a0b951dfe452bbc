import { expect, test } from 'vitest'
import { inWalkingOrder, suggestBatch, toteName } from './walk.ts'

const at = (code: string, walk: number, sku = 'x') => ({ bin: { code, walk }, sku })
const day = (n: number) => new Date(Date.UTC(2026, 10, n))
const ready = (id: string, due: number, ...bins: string[]) => ({
  id,
  locationId: 'cork',
  dueAt: day(due),
  bins,
})

test('the walk follows the bins, and what has no bin is found last', () => {
  const stops = [at('B-01-01', 9), { bin: null, sku: 'a' }, at('A-01-02', 1), at('A-01-01', 0)]
  expect(inWalkingOrder(stops).map((stop) => stop.bin?.code ?? 'by hand')).toEqual([
    'A-01-01',
    'A-01-02',
    'B-01-01',
    'by hand',
  ])
})

test('goods of one bin are taken one after the other', () => {
  const stops = [at('A-01-01', 0, 'pot'), at('A-01-02', 1), at('A-01-01', 0, 'cup')]
  expect(inWalkingOrder(stops).map((stop) => stop.sku)).toEqual(['cup', 'pot', 'x'])
})

test('a batch begins with what is due first and stays in its aisles', () => {
  const batch = suggestBatch(
    [
      ready('far', 24, 'Z-09-01'),
      ready('first', 23, 'A-01-01', 'A-02-05'),
      ready('near', 26, 'A-01-07'),
      ready('between', 25, 'A-02-01', 'A-03-01'),
    ],
    3,
  )
  expect(batch.map((one) => one.id)).toEqual(['first', 'near', 'far'])
})

test('of two that lie on the way the one due sooner goes along', () => {
  const batch = suggestBatch(
    [ready('a', 1, 'A-01-01'), ready('c', 3, 'A-01-02'), ready('b', 2, 'A-01-03')],
    2,
  )
  expect(batch.map((one) => one.id)).toEqual(['a', 'b'])
})

test('one walk stays in one house; nothing ready is no walk', () => {
  const elsewhere = { ...ready('b', 2, 'A-01-01'), locationId: 'kinsale' }
  expect(suggestBatch([ready('a', 1, 'A-01-01'), elsewhere], 5).map((one) => one.id)).toEqual(['a'])
  expect(suggestBatch([], 5)).toEqual([])
})

test('a single order has one tote, a batch has lettered ones', () => {
  expect([toteName(7, 0, 1), toteName(8, 0, 3), toteName(8, 2, 3)]).toEqual(['T7', 'T8-A', 'T8-C'])
})
