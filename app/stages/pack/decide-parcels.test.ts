import { expect, test } from 'vitest'
import { carton } from '../../../tests/packing/requests.ts'
import { decideParcels } from './decide-parcels.ts'

const lines = [{ grams: 400, quantity: 5 }]
const cartons = [carton('S', [200, 150, 90]), carton('M', [300, 215, 140], { emptyGrams: 180 })]
const tolerance = { weightTolerancePercent: 5, weightToleranceGrams: 50 }
const decide = (
  parcels: readonly [string | null, number | null][],
  weightReason: string | null = null,
  mustWeigh = false,
) =>
  decideParcels(lines, cartons, {
    parcels: parcels.map(([cartonId, grams]) => ({ cartonId, grams })),
    ...{ weightReason, tolerance, mustWeigh },
  })

test('one parcel takes the expected weight where nobody typed one', () => {
  expect(decide([['M', null]])).toMatchObject({
    value: { parcels: [{ grams: 2_180 }], off: null },
  })
})

test('a shop that weighs every parcel is never given what was expected', () => {
  expect(decide([['M', null]], null, true)).toEqual({ ok: false, refusal: { kind: 'weigh_it' } })
  expect(decide([['M', 2_180]], null, true)).toMatchObject({ ok: true })
})

test('several parcels are weighed each, and their sum must be right', () => {
  expect(
    decide([
      ['S', 900],
      ['M', 1_380],
    ]),
  ).toMatchObject({ value: { parcels: [{ grams: 900 }, { grams: 1_380 }], off: null } })
  expect(
    decide([
      ['S', 900],
      ['M', null],
    ]),
  ).toMatchObject({ refusal: { kind: 'weigh_each' } })
  expect(
    decide([
      ['S', 900],
      ['M', 1_800],
    ]),
  ).toMatchObject({
    refusal: { kind: 'weight_off', given: 2_700, expected: 2_280 },
  })
  expect(
    decide(
      [
        ['S', 900],
        ['M', 1_800],
      ],
      'A catalogue is in it',
    ),
  ).toMatchObject({ value: { off: { given: 2_700, expected: 2_280 } } })
})

test('a carton that is not there, and more parcels than pieces, are refused', () => {
  expect(decide([['XXL', 1]])).toMatchObject({ refusal: { kind: 'no_such_carton' } })
  expect(decide(Array.from({ length: 6 }, () => ['S', 100]))).toMatchObject({
    refusal: { kind: 'more_parcels_than_pieces', parcels: 6, pieces: 5 },
  })
})
