import { expect, test } from 'vitest'
import { howMany } from './how-many.ts'

test('one is told apart from none and from many', () => {
  expect([0, 1, 2, 21].map((count) => howMany(count, 'piece'))).toEqual([
    '0 pieces',
    '1 piece',
    '2 pieces',
    '21 pieces',
  ])
  expect(howMany(2, 'box', 'boxes')).toBe('2 boxes')
})
