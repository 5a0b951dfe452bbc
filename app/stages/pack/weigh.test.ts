import { expect, test } from 'vitest'
import { expectedGrams, isWeightOff } from './weigh.ts'

test('a parcel weighs what is in it and its carton', () => {
  expect(
    expectedGrams(
      [
        { grams: 300, quantity: 2 },
        { grams: 50, quantity: 1 },
      ],
      90,
    ),
  ).toBe(740)
})

test('where one weight is not known, nothing is expected and nothing is wrong', () => {
  const expected = expectedGrams(
    [
      { grams: 0, quantity: 1 },
      { grams: 50, quantity: 1 },
    ],
    90,
  )
  expect(expected).toBeNull()
  expect(isWeightOff(9_000, expected)).toBe(false)
})

test('filling and tape are allowed for; a missing mug is not', () => {
  expect(isWeightOff(780, 740)).toBe(false)
  expect(isWeightOff(440, 740)).toBe(true)
  expect(isWeightOff(10_400, 10_000)).toBe(false)
  expect(isWeightOff(10_600, 10_000)).toBe(true)
})
