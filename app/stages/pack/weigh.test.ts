import { expect, test } from 'vitest'
import { expectedGrams, isWeightOff } from './weigh.ts'

const usual = { weightTolerancePercent: 5, weightToleranceGrams: 50 }

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
  expect(isWeightOff(9_000, expected, usual)).toBe(false)
})

test('filling and tape are allowed for; a missing mug is not', () => {
  expect(isWeightOff(780, 740, usual)).toBe(false)
  expect(isWeightOff(440, 740, usual)).toBe(true)
  expect(isWeightOff(10_400, 10_000, usual)).toBe(false)
  expect(isWeightOff(10_600, 10_000, usual)).toBe(true)
})

test('a shop says itself how far the scale may differ', () => {
  const strict = { weightTolerancePercent: 1, weightToleranceGrams: 5 }
  expect(isWeightOff(746, 740, strict)).toBe(false)
  expect(isWeightOff(750, 740, strict)).toBe(true)
  expect(isWeightOff(10_100, 10_000, strict)).toBe(false)
})
