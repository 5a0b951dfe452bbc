import { expect, test } from 'vitest'
import { inWalkingOrder, toteName } from './walk.ts'

const at = (code: string, walk: number, sku = 'x') => ({ bin: { code, walk }, sku })
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

test('a single order has one tote, a batch has lettered ones', () => {
  expect([toteName(7, 0, 1), toteName(8, 0, 3), toteName(8, 2, 3)]).toEqual(['T7', 'T8-A', 'T8-C'])
})
