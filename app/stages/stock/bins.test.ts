import { expect, test } from 'vitest'
import { binAt, planBins } from './bins.ts'

test('the walk goes up one aisle and down the next', () => {
  const walk = Array.from({ length: 20 }, (_, at) => binAt(0, at)).toSorted(
    (a, b) => a.walk - b.walk,
  )
  expect(walk.slice(8, 12).map((bin) => bin.code)).toEqual([
    'A-01-09',
    'A-01-10',
    'A-02-10',
    'A-02-09',
  ])
})

test('zones come one after the other, also past the alphabet', () => {
  expect(binAt(27, 0).code).toBe('AB-01-01')
  expect(binAt(1, 0).walk).toBeGreaterThan(binAt(0, 999).walk)
})

test('every item gets a bin of its own, the same one each time, variants side by side', () => {
  const items = ['Mug', 'Bowl', 'Mug'].map((title, at) => ({
    id: `${at}`,
    productType: 'Kitchen',
    title,
    variantTitle: at === 2 ? 'Blue' : 'Red',
  }))
  const planned = planBins(items)
  expect(planned).toEqual(planBins(items.toReversed()))
  expect(planned.map((one) => [one.itemId, one.bin.code])).toEqual([
    ['1', 'A-01-01'],
    ['2', 'A-01-02'],
    ['0', 'A-01-03'],
  ])
})

test('a new item gets the next free bin of its zone', () => {
  const item = { id: 'new', productType: null, title: 'New', variantTitle: null }
  const taken = new Set(['A-01-01', 'A-01-02'])
  expect(planBins([item], taken)[0]?.bin.code).toBe('A-01-03')
})
