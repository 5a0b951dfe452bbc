import fc from 'fast-check'
import {
  type CartonSort,
  carefulEffort,
  type Goods,
  type PlanRequest,
  type RateCard,
} from '#app/stages/pack/index.ts'

export const thing = (id: string, more: Partial<Goods> = {}): Goods => ({
  ...{ id, name: id, quantity: 1, size: [100, 80, 50], grams: 200 },
  ...{ stands: [true, true, true], bears: null, nest: 0, alone: false, hazmat: null },
  ...{ together: null, apart: null, ownBox: false },
  ...more,
})

export const carton = (
  id: string,
  inner: readonly [number, number, number],
  more: Partial<CartonSort> = {},
): CartonSort => ({
  ...{ id, name: id, kind: 'carton', inner, emptyGrams: 100, maxGrams: 20_000, stock: null },
  ...{ outer: [inner[0] + 6, inner[1] + 6, inner[2] + 6], costMinor: 50, maxVolume: null },
  ...more,
})

export const asked = (
  goods: readonly Goods[],
  cartons: readonly CartonSort[],
  more: Partial<PlanRequest> = {},
): PlanRequest => ({
  ...{ goods, cartons, objective: 'boxes', shipping: null, support: 0.7, seed: 1 },
  ...{ voidFill: { gramsPerLitre: 0, costMinorPerLitre: 0 }, effort: carefulEffort },
  ...more,
})

export const card = (id: string, more: Partial<RateCard> = {}): RateCard => ({
  ...{ id, carrier: 'Parcelnet', service: id, divisor: 5_000, roundUpGrams: 1, maxGrams: 31_500 },
  ...{ maxLength: null, maxGirth: null, hazmat: [], surcharges: [] },
  zones: [{ countries: ['*'], days: 2, steps: [{ upToGrams: 31_500, minor: 500 }] }],
  ...more,
})

const word = (...words: readonly string[]) =>
  fc.option(fc.constantFrom(...words), { freq: 3, nil: null })
const yes = (freq: number) => fc.integer({ min: 0, max: freq }).map((drawn) => drawn === 0)

/** Goods with every rule a shop may have, of sides up to a limit. */
export const anyGoods = (side: fc.Arbitrary<number>, quantity: number) =>
  fc
    .record({
      quantity: fc.integer({ min: 1, max: quantity }),
      size: fc.tuple(side, side, side),
      grams: fc.integer({ min: 1, max: 900 }),
      stands: fc.tuple(fc.boolean(), fc.boolean(), fc.constant(true)),
      bears: fc.option(fc.integer({ min: 0, max: 1_200 }), { freq: 2 }),
      alone: yes(9),
      hazmat: word('3', '8'),
      together: word('set'),
      apart: word('food', 'soap'),
    })
    .map((made) => ({ ...made, together: made.alone ? null : made.together }))

export const named = (list: readonly Partial<Goods>[]): readonly Goods[] =>
  list.map((one, at) => thing(`thing ${at}`, one))

const step = fc.integer({ min: 1, max: 40 })
/** Rate cards whose prices turn on small differences. */
export const anyCard: fc.Arbitrary<Partial<RateCard>> = fc.record({
  divisor: fc.option(
    fc.integer({ min: 1, max: 20 }).map((drawn) => drawn / 100),
    { nil: null },
  ),
  roundUpGrams: fc.constantFrom(1, 100, 500),
  maxGrams: fc.constantFrom(1_500, 5_000),
  maxLength: fc.option(fc.integer({ min: 3, max: 6 }), { nil: null }),
  maxGirth: fc.option(fc.integer({ min: 10, max: 22 }), { nil: null }),
  hazmat: fc.subarray(['3', '8']),
  zones: fc
    .tuple(step, step, step, fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }))
    .map(([a, b, c, days]) => [
      {
        countries: ['DE'],
        days,
        steps: [
          { upToGrams: 400, minor: a },
          { upToGrams: 1_000, minor: a + b },
          { upToGrams: 5_000, minor: a + b + c },
        ],
      },
    ]),
  surcharges: fc.array(
    fc.record({
      name: fc.constant('extra'),
      when: fc.constantFrom('always', 'heavier', 'longer', 'girth'),
      over: fc.integer({ min: 3, max: 900 }),
      minor: fc.integer({ min: 0, max: 9 }),
      basisPoints: fc.constantFrom(0, 333),
    }),
    { maxLength: 1 },
  ),
})
