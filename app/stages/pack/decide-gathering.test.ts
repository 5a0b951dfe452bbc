import { expect, test } from 'vitest'
import { decideGathering, zonesInWords } from './decide-gathering.ts'

const zone = (name: string, change: object) => ({
  zone: name,
  picker: null,
  left: 0,
  taken: 0,
  ...change,
})

test('an order is whole once nothing is left in any zone and nobody walks for it', () => {
  const some = decideGathering([
    zone('A', { taken: 2 }),
    zone('B', { picker: 'shopify:1', left: 1, taken: 1 }),
    zone('C', { left: 3 }),
  ])
  expect(some).toEqual({
    zonesIn: ['A'],
    walked: [{ zone: 'B', picker: 'shopify:1' }],
    waiting: ['C'],
    isWhole: false,
  })
  expect(zonesInWords(some)).toBe('1 of 3 zones in')
})

test('a zone of which all is taken counts only when its picker has brought it', () => {
  const taken = decideGathering([zone('A', { picker: 'shopify:1', taken: 2 })])
  expect([taken.isWhole, zonesInWords(taken)]).toEqual([false, '0 of 1 zone in'])
  const whole = decideGathering([zone('A', { taken: 2 }), zone('B', { taken: 1 })])
  expect([whole.isWhole, zonesInWords(whole)]).toEqual([true, '2 of 2 zones in'])
})
