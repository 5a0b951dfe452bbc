import { expect, test } from 'vitest'
import { asked, carton, thing } from '../../../../tests/packing/requests.ts'
import type { CartonSort, Goods } from './goods.ts'
import type { Sides } from './kinds.ts'
import type { CartonPlan } from './plan.ts'
import { verifyPlan } from './verify-plan.ts'

interface Laid {
  readonly of: string
  readonly at: Sides
  readonly size?: Sides
  readonly pieces?: number
}

/** What the verifier says of things laid by hand into one carton, or several. */
function said(
  goods: readonly Goods[],
  parcels: readonly (readonly Laid[])[],
  sort: CartonSort = carton('M', [200, 200, 100]),
) {
  const request = asked(goods, [sort])
  const sizeOf = (id: string) => goods.find((one) => one.id === id)?.size ?? [1, 1, 1]
  const plan: CartonPlan = {
    proven: false,
    worth: { unserved: 0, late: 0, boxes: parcels.length, volume: 0, cost: 0 },
    parcels: parcels.map((laid) => {
      const placements = laid.map(({ of, at, size = sizeOf(of), pieces = 1 }) => ({
        ...{ goods: of, at, size, pieces },
      }))
      const grams = (id: string) => goods.find((one) => one.id === id)?.grams ?? 0
      return {
        ...{ cartonId: 'M', inner: sort.inner, outer: sort.outer, placements, fillMl: 0 },
        ...{ costMinor: 0, carriage: null, volume: 0, grams: 0 },
        goodsGrams: placements.reduce((sum, one) => sum + grams(one.goods) * one.pieces, 0),
        goodsVolume: placements.reduce(
          (sum, one) => sum + one.size[0] * one.size[1] * one.size[2],
          0,
        ),
      }
    }),
  }
  return verifyPlan(request, plan).map((one) => one.kind)
}

const a = thing('a')
const b = thing('b')

test('a good plan has nothing against it', () => {
  const laid = [
    { of: 'a', at: [0, 0, 0] },
    { of: 'b', at: [0, 0, 50] },
  ] as const
  expect(said([a, b], [laid])).toEqual([])
})

test('things in the same place, outside, or of another size are found', () => {
  expect(
    said(
      [a, b],
      [
        [
          { of: 'a', at: [0, 0, 0] },
          { of: 'b', at: [99, 79, 0] },
        ],
      ],
    ),
  ).toEqual(['overlap'])
  expect(said([a], [[{ of: 'a', at: [101, 0, 0] }]])).toContain('outside')
  expect(said([a], [[{ of: 'a', at: [0, -1, 0] }]])).toContain('outside')
  expect(said([a], [[{ of: 'a', at: [0, 0, 0], size: [100, 80, 49] }]])).toEqual(['wrong_size'])
})

test('a side that may not be up is found', () => {
  const upright = thing('a', { stands: [false, false, true] })
  expect(said([upright], [[{ of: 'a', at: [0, 0, 0], size: [80, 100, 50] }]])).toEqual([])
  expect(said([upright], [[{ of: 'a', at: [0, 0, 0], size: [50, 80, 100] }]])).toEqual([
    'wrong_size',
  ])
})

test('what hangs in the air is found: seven tenths of a base must lie on something', () => {
  const over = (x: number) => [
    [
      { of: 'a', at: [0, 0, 0] as const },
      { of: 'b', at: [x, 0, 50] as const },
    ],
  ]
  expect(said([a, b], over(30))).toEqual([])
  expect(said([a, b], over(31))).toEqual(['unsupported'])
})

test('what is crushed is found, however far above the weight lies', () => {
  const egg = thing('a', { bears: 300 })
  const stack = [
    { of: 'a', at: [0, 0, 0] },
    { of: 'b', at: [0, 0, 50] },
  ] as const
  expect(said([egg, b], [stack])).toEqual([])
  expect(said([thing('a', { bears: 199 }), b], [stack])).toEqual(['crushed'])
})

test('what is missing, too much, unknown or in the wrong company is found', () => {
  const one = [{ of: 'a', at: [0, 0, 0] }] as const
  const side = { of: 'b', at: [100, 0, 0] } as const
  expect(said([thing('a', { quantity: 2 })], [one])).toEqual(['missing'])
  expect(said([a], [one, one])).toEqual(['too_many'])
  expect(said([a], [[{ of: 'z', at: [0, 0, 0] }]])).toEqual([
    'unknown_goods',
    'wrong_sum',
    'missing',
  ])
  const pair = (x: Partial<Goods>, y: Partial<Goods>) =>
    said([thing('a', x), thing('b', y)], [[...one, side]])
  expect(pair({ apart: 'food' }, { apart: 'soap' })).toEqual(['not_apart'])
  expect(pair({ hazmat: '3' }, { hazmat: '8' })).toEqual(['hazmat_mixed'])
  expect(pair({ hazmat: '3' }, { hazmat: '3' })).toEqual([])
  expect(pair({ alone: true }, {})).toEqual(['not_alone'])
  expect(pair({ ownBox: true }, {})).toEqual(['not_alone'])
  const split = [one, [{ of: 'b', at: [0, 0, 0] }]] as const
  expect(said([thing('a', { together: 'set' }), thing('b', { together: 'set' })], split)).toEqual([
    'not_together',
  ])
})

test('a carton that is too weak, too full or not there is found', () => {
  const one = [{ of: 'a', at: [0, 0, 0] }] as const
  const sort = (more: Partial<CartonSort>) => carton('M', [200, 200, 100], more)
  expect(said([a], [one], sort({ maxGrams: 299 }))).toEqual(['too_heavy'])
  expect(said([a], [one], sort({ maxGrams: 300 }))).toEqual([])
  expect(said([a], [one], sort({ maxVolume: 399_999 }))).toEqual(['too_full'])
  expect(said([thing('a', { quantity: 2 })], [one, one], sort({ stock: 1 }))).toEqual([
    'out_of_stock',
  ])
})

test('a mailer loses as much length and width as its contents are thick', () => {
  const mailer = (inner: Sides) => carton('M', inner, { kind: 'mailer' })
  const one = [{ of: 'a', at: [0, 0, 0] }] as const
  expect(said([a], [one], mailer([150, 130, 60]))).toEqual([])
  expect(said([a], [one], mailer([149, 130, 60]))).toContain('outside')
  expect(said([a], [one], mailer([150, 130, 49]))).toContain('outside')
  expect(said([thing('a', { hazmat: '3' })], [one], mailer([150, 130, 60]))).toEqual([
    'hazmat_in_mailer',
  ])
})

test('pieces put into each other are as high as the first and what each further one adds', () => {
  const bowl = thing('a', { quantity: 3, nest: 10 })
  const nest = (high: number) => [
    [{ of: 'a', at: [0, 0, 0] as const, size: [100, 80, high] as const, pieces: 3 }],
  ]
  expect(said([bowl], nest(70))).toEqual([])
  expect(said([bowl], nest(60))).toEqual(['wrong_size'])
})
