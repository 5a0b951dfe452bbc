import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bruteForce } from '../../../../tests/packing/brute-force.ts'
import {
  anyCard,
  anyGoods,
  asked,
  card,
  carton,
  named,
} from '../../../../tests/packing/requests.ts'
import { type PlanRequest, planCartons } from './plan.ts'
import { verifyPlan } from './verify-plan.ts'

const side = fc.integer({ min: 1, max: 3 })
const room = fc.integer({ min: 2, max: 4 })
const anyCarton = fc.record({
  inner: fc.tuple(room, room, room),
  kind: fc.constantFrom('carton', 'carton', 'mailer'),
  emptyGrams: fc.constantFrom(0, 50),
  maxGrams: fc.constantFrom(1_000, 1_800, 4_000),
  stock: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 3 }),
  costMinor: fc.integer({ min: 0, max: 30 }),
  maxVolume: fc.option(fc.integer({ min: 6, max: 30 }), { freq: 3 }),
})

const tiny = fc
  .record({
    goods: fc.array(anyGoods(side, 2), { minLength: 1, maxLength: 3 }),
    cartons: fc.array(anyCarton, { minLength: 1, maxLength: 3 }),
    objective: fc.constantFrom('boxes', 'volume', 'cost'),
    voidFill: fc.record({
      gramsPerLitre: fc.constantFrom(0, 3_000_000),
      costMinorPerLitre: fc.constantFrom(0, 200_000),
    }),
    cards: fc.array(anyCard, { minLength: 1, maxLength: 3 }),
    daysLeft: fc.option(fc.integer({ min: 1, max: 3 })),
    ships: fc.boolean(),
  })
  .map(({ goods, cartons, cards, daysLeft, ships, ...rest }): PlanRequest => {
    const shipping = {
      ...{ country: 'DE', daysLeft },
      cards: cards.map((one, at) => card(`card ${at}`, one)),
    }
    return asked(
      named(goods),
      cartons.map(({ inner, kind, ...more }, at) =>
        carton(`${at}`, inner, {
          ...more,
          kind: kind === 'mailer' ? 'mailer' : 'carton',
          outer: [inner[0] + 1, inner[1] + 1, inner[2] + 1],
        }),
      ),
      { ...rest, shipping: ships || rest.objective === 'cost' ? shipping : null },
    )
  })
  .filter(({ goods }) => goods.reduce((sum, one) => sum + one.quantity, 0) <= 4)

test('of everything that can be done with a few pieces, the planner does the best', () => {
  let plans = 0
  fc.assert(
    fc.property(tiny, (request) => {
      const best = bruteForce(request)
      const plan = planCartons(request)
      if (!plan.ok) {
        expect(best, JSON.stringify(plan.refusal)).toBeNull()
        return
      }
      plans++
      expect(verifyPlan(request, plan.value)).toEqual([])
      expect(plan.value.worth).toEqual(best)
    }),
    { seed: 20_261_127, numRuns: 800 },
  )
  expect(plans).toBeGreaterThan(100)
}, 60_000)
