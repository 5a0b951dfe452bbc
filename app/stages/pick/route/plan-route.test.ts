import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { distanceMm } from '../warehouse/distance.ts'
import { type MapFault, mapWords, type WarehousePlan } from '../warehouse/plan.ts'
import { openWarehouse, type Warehouse } from '../warehouse/warehouse.ts'
import { directionsOf } from './directions.ts'
import { exactOrder } from './exact-order.ts'
import { improveOrder } from './improve-order.ts'
import { type Matrix, orderMm } from './matrix.ts'
import { planRoute, type RouteWish, routeWords } from './plan-route.ts'

const metre = 1_000
const two = (n: number) => String(n).padStart(2, '0')

/** Aisles, … 3 m apart and 20 m long, a bin every 2 m; the desk before A-02 at the front. */
function plan(change: Partial<WarehousePlan> = {}, aisles = 5): WarehousePlan {
  const codes = Array.from({ length: aisles }, (_, at) => `A-${two(at + 1)}`)
  return {
    aisles: codes.map((code, at) => ({ code, xMm: at * 3 * metre, direction: 'both' })),
    crossAisles: [
      { code: 'the front', yMm: 0, direction: 'both' },
      { code: 'the back', yMm: 20 * metre, direction: 'both' },
    ],
    points: [{ code: 'Desk', xMm: 3 * metre, yMm: 0, use: 'both' }],
    bins: codes.flatMap((aisle) =>
      Array.from({ length: 9 }, (_, at) => ({
        code: `${aisle}-${two(at + 1)}`,
        aisle,
        yMm: (at + 1) * 2 * metre,
        level: 1 + (at % 3),
        side: at % 2 === 0 ? ('left' as const) : ('right' as const),
        zone: 'A',
        kind: 'pick' as const,
      })),
    ),
    ...change,
  }
}

function opened(of: WarehousePlan): Warehouse {
  const answer = openWarehouse(of)
  if (!answer.ok) throw new Error(answer.refusal.map(mapWords).join())
  return answer.value
}
const faults = (of: WarehousePlan): readonly MapFault[] => {
  const answer = openWarehouse(of)
  return answer.ok ? [] : answer.refusal
}

const wish = (bins: readonly string[], more: Partial<RouteWish> = {}): RouteWish => ({
  bins,
  policy: 'shortest',
  ...more,
})
const route = (warehouse: Warehouse, bins: readonly string[], more: Partial<RouteWish> = {}) => {
  const answer = planRoute(warehouse, wish(bins, more))
  if (!answer.ok) throw new Error(routeWords(answer.refusal))
  return answer.value
}
const refusal = (warehouse: Warehouse, bins: readonly string[], more: Partial<RouteWish> = {}) => {
  const answer = planRoute(warehouse, wish(bins, more))
  return answer.ok ? null : answer.refusal
}

/** Length of the shortest order of these bins on this map, whatever its shape. */
function bestMm(warehouse: Warehouse, bins: readonly string[], start: string, end: string): number {
  const matrix = matrixOf(warehouse, bins, start, end)
  return orderMm(matrix, exactOrder(matrix))
}
function matrixOf(
  warehouse: Warehouse,
  bins: readonly string[],
  start: string,
  end: string,
): Matrix {
  const places = [start, ...bins, end].flatMap((code, at) =>
    at === 0 || at > bins.length
      ? (warehouse.points.get(code) ?? [])
      : (warehouse.places.get(code) ?? []),
  )
  const mm = Float64Array.from(
    places.flatMap((a) => places.map((b) => distanceMm(warehouse, a, b))),
  )
  return { size: places.length, mm }
}

const someBins = (of: WarehousePlan, most: number) =>
  fc.uniqueArray(fc.constantFrom(...of.bins.map((bin) => bin.code)), { maxLength: most })

describe('the shortest walk', () => {
  const shapes: readonly (readonly [string, WarehousePlan])[] = [
    ['one block', plan()],
    [
      'a desk between two aisles',
      plan({ points: [{ code: 'Desk', xMm: 4_000, yMm: 500, use: 'both' }] }),
    ],
    [
      'a cross aisle in the middle, and two desks',
      plan({
        crossAisles: [
          { code: 'the front', yMm: 0, direction: 'both' },
          { code: 'the middle', yMm: 9 * metre, direction: 'both' },
          { code: 'the back', yMm: 20 * metre, direction: 'both' },
        ],
        points: [
          { code: 'Desk', xMm: 0, yMm: 0, use: 'both' },
          { code: 'Gate', xMm: 12 * metre, yMm: 20 * metre, use: 'drop' },
        ],
      }),
    ],
    ['dead ends', plan({ crossAisles: [{ code: 'the front', yMm: 0, direction: 'both' }] })],
    [
      'one-way aisles',
      plan({
        aisles: plan().aisles.map((one, at) => ({
          ...one,
          direction: at % 2 === 0 ? 'away' : 'back',
        })),
      }),
    ],
    [
      'aisles of unlike length, and a one-way cross aisle',
      plan({
        aisles: plan().aisles.map((one, at) =>
          at > 2 ? { ...one, fromMm: 0, toMm: 19_000 } : one,
        ),
        crossAisles: [
          { code: 'the front', yMm: 0, direction: 'both' },
          { code: 'the gap', yMm: 9_000, direction: 'right', fromMm: 3_000 },
          { code: 'the back', yMm: 20 * metre, direction: 'both' },
        ],
      }),
    ],
  ]
  for (const [name, of] of shapes)
    test(`no order of the bins is shorter: ${name}`, () => {
      const warehouse = opened(of)
      const ends = of.points.filter((one) => one.use !== 'start').map((one) => one.code)
      fc.assert(
        fc.property(someBins(of, 7), (bins) => {
          const planned = route(warehouse, bins)
          expect(planned.how).toBe('exact')
          const best = Math.min(...ends.map((end) => bestMm(warehouse, bins, 'Desk', end)))
          expect(planned.lengthMm).toBe(bins.length === 0 ? 0 : best)
          expect([...planned.bins].toSorted()).toEqual(bins.toSorted())
          const matrix = matrixOf(warehouse, planned.bins, planned.start, planned.end)
          if (bins.length > 0)
            expect(
              orderMm(
                matrix,
                planned.bins.map((_, at) => at + 1),
              ),
            ).toBe(planned.lengthMm)
        }),
        { numRuns: 40 },
      )
    })

  test('a round trip ends where it began, however near another gate is', () => {
    const warehouse = opened(
      plan({
        points: [
          { code: 'Desk', xMm: 0, yMm: 0, use: 'both' },
          { code: 'Gate', xMm: 12 * metre, yMm: 20 * metre, use: 'both' },
        ],
      }),
    )
    expect(route(warehouse, ['A-05-09']).end).toBe('Gate')
    expect(route(warehouse, ['A-05-09'], { starts: ['Desk'] })).toMatchObject({ end: 'Gate' })
    expect(
      route(warehouse, ['A-01-01', 'A-05-09'], { starts: ['Desk'], roundTrip: true }),
    ).toMatchObject({
      start: 'Desk',
      end: 'Desk',
    })
  })

  test('a bin asked for twice is one stop; no bin is no walk', () => {
    const warehouse = opened(plan())
    expect(route(warehouse, ['A-02-01', 'A-02-01']).bins).toEqual(['A-02-01'])
    expect(route(warehouse, [])).toMatchObject({ lengthMm: 0, bins: [] })
  })
})

describe('many stops where no exact programme reaches', () => {
  const gapPercent = (of: WarehousePlan, count: number, seed: number) => {
    const warehouse = opened(of)
    const codes = of.bins.map((bin) => bin.code)
    const bins = codes.filter(
      (_, at) => (at * 7 + seed * 13) % Math.ceil(codes.length / count) === 0,
    )
    const matrix = matrixOf(warehouse, bins, 'Desk', 'Desk')
    const exact = route(warehouse, bins).lengthMm
    return (100 * (orderMm(matrix, improveOrder(matrix, seed)) - exact)) / exact
  }

  test('the order found is within half a percent of the exact one where that is known', () => {
    const middle = plan({
      crossAisles: [...plan().crossAisles, { code: 'the middle', yMm: 9_000, direction: 'both' }],
    })
    const gaps = [1, 2, 3].flatMap((seed) => [
      gapPercent(plan(), 15, seed),
      gapPercent(plan(), 40, seed),
      gapPercent(middle, 25, seed),
    ])
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(0)
    expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeLessThan(0.5)
  })

  test('one-way aisles: as good as the exact order of few; the same seed gives the same walk', () => {
    const oneWay = plan({
      aisles: plan().aisles.map((one, at) => ({
        ...one,
        direction: at % 2 === 0 ? 'away' : 'back',
      })),
    })
    const warehouse = opened(oneWay)
    fc.assert(
      fc.property(someBins(oneWay, 9), fc.nat({ max: 1_000 }), (bins, seed) => {
        fc.pre(bins.length > 1)
        const matrix = matrixOf(warehouse, bins, 'Desk', 'Desk')
        const order = improveOrder(matrix, seed)
        expect(order.toSorted((a, b) => a - b)).toEqual(bins.map((_, at) => at + 1))
        expect(orderMm(matrix, order)).toBeLessThanOrEqual(
          1.1 * orderMm(matrix, exactOrder(matrix)),
        )
      }),
      { numRuns: 25 },
    )
    const all = oneWay.bins.map((bin) => bin.code)
    const once = route(warehouse, all, { seed: 7 })
    expect(once.how).toBe('near')
    expect(route(warehouse, all.toReversed(), { seed: 7 })).toEqual(once)
    // Five one-way aisles, all of them walked: three away, two back, and one more way back.
    expect(once.lengthMm).toBeLessThanOrEqual(6 * 20_000 + 2 * 12_000)
  })
})

describe('simple ways to walk', () => {
  const warehouse = opened(plan({ points: [{ code: 'Desk', xMm: 0, yMm: 0, use: 'both' }] }))
  const bins = ['A-01-02', 'A-01-08', 'A-03-01', 'A-03-09', 'A-04-05']

  test('S-shape goes through every aisle, in and out of the last', () => {
    const walk = route(warehouse, bins, { policy: 's_shape' })
    expect(walk.bins).toEqual(['A-01-02', 'A-01-08', 'A-03-09', 'A-03-01', 'A-04-05'])
    expect(walk.lengthMm).toBe(20_000 + 6_000 + 20_000 + 3_000 + 20_000 + 9_000)
  })

  test('largest gap fetches from both ends', () => {
    const walk = route(warehouse, bins, { policy: 'largest_gap' })
    expect(walk.bins).toEqual(['A-01-02', 'A-01-08', 'A-03-09', 'A-04-05', 'A-03-01'])
    expect(walk.lengthMm).toBe(20_000 + 6_000 + 4_000 + 3_000 + 20_000 + 3_000 + 4_000 + 6_000)
  })

  test('over several blocks both go up the first aisle to the farthest, then block by block back', () => {
    const blocks = opened(
      plan({
        crossAisles: [0, 9_000, 20_000].map((yMm, at) => ({
          code: `cross ${at}`,
          yMm,
          direction: 'both',
        })),
        points: [{ code: 'Desk', xMm: 0, yMm: 0, use: 'both' }],
      }),
    )
    // Bins 01 to 04 lie before the middle cross aisle, 05 to 09 behind it.
    const some = ['A-01-02', 'A-02-07', 'A-03-06', 'A-04-05', 'A-02-03', 'A-05-01', 'A-05-04']
    const sShape = route(blocks, some, { policy: 's_shape' })
    expect(sShape.bins).toEqual([
      ...['A-01-02', 'A-02-07', 'A-03-06', 'A-04-05'],
      ...['A-05-04', 'A-05-01', 'A-02-03'],
    ])
    // 9 up and 3 over; 11 through A-02, 3, 11 back through A-03, 3, in and out of A-04 2 m deep at 10;
    // 3 on to A-05 and 9 down, 9 back to A-02, in and out 6 m deep, 3 home.
    expect(sShape.lengthMm).toBe(1_000 * (9 + 3 + 11 + 3 + 11 + 3 + 2 + 3 + 9 + 9 + 12 + 3))
    const gap = route(blocks, some, { policy: 'largest_gap' })
    expect(gap.bins).toEqual([
      ...['A-01-02', 'A-02-07', 'A-04-05', 'A-03-06'],
      ...['A-02-03', 'A-05-04', 'A-05-01'],
    ])
    expect(gap.lengthMm).toBeGreaterThanOrEqual(route(blocks, some).lengthMm)
  })

  test('with middle cross aisles neither is shorter than the shortest, and every bin is visited once', () => {
    const many = opened(
      plan({
        crossAisles: [0, 5_000, 9_000, 15_000, 20_000].map((yMm, at) => ({
          code: `cross ${at}`,
          yMm,
          direction: 'both',
        })),
        points: [
          { code: 'Desk', xMm: 4_000, yMm: 0, use: 'both' },
          { code: 'Gate', xMm: 12_000, yMm: 20_000, use: 'both' },
        ],
      }),
    )
    fc.assert(
      fc.property(someBins(many.plan, 20), (some) => {
        const best = route(many, some).lengthMm
        for (const policy of ['s_shape', 'largest_gap'] as const) {
          const simple = route(many, some, { policy })
          expect(simple.lengthMm).toBeGreaterThanOrEqual(best)
          expect([...simple.bins].toSorted()).toEqual(some.toSorted())
        }
      }),
      { numRuns: 40 },
    )
  })

  test('neither is ever shorter than the shortest', () => {
    fc.assert(
      fc.property(someBins(warehouse.plan, 20), (some) => {
        const best = route(warehouse, some).lengthMm
        for (const policy of ['s_shape', 'largest_gap'] as const) {
          const simple = route(warehouse, some, { policy })
          expect(simple.lengthMm).toBeGreaterThanOrEqual(best)
          expect([...simple.bins].toSorted()).toEqual(some.toSorted())
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('what cannot be walked is refused by name', () => {
  const warehouse = opened(plan())

  test('a bin that is not on the map, a point that is not', () => {
    expect(refusal(warehouse, ['A-01-01', 'X-9'])).toEqual({ kind: 'not_on_map', bins: ['X-9'] })
    expect(refusal(warehouse, ['A-01-01'], { starts: ['Roof'] })).toEqual({
      kind: 'no_such_point',
      points: ['Roof'],
    })
  })

  test('fifty thousand lines', () => {
    const began = performance.now()
    const lines = Array.from({ length: 50_000 }, (_, at) => `A-01-${at}`)
    expect(refusal(warehouse, lines)).toEqual({
      kind: 'too_many_stops',
      stops: 50_000,
      most: 1_000,
    })
    expect(performance.now() - began).toBeLessThan(1_000)
  })

  test('a bin at the dead end of a one-way aisle', () => {
    const deadEnd = opened(
      plan({
        aisles: plan().aisles.map((one, at) => (at === 1 ? { ...one, direction: 'away' } : one)),
        crossAisles: [{ code: 'the front', yMm: 0, direction: 'both' }],
      }),
    )
    const answer = refusal(deadEnd, ['A-01-01', 'A-02-04'])
    expect(answer).toEqual({ kind: 'unreachable', bins: ['A-02-04'] })
    expect(answer && routeWords(answer)).toBe('No way leads to and from A-02-04')
  })

  test('S-shape where there is no hall for it', () => {
    const comb = opened(plan({ crossAisles: [{ code: 'the front', yMm: 0, direction: 'both' }] }))
    expect(refusal(comb, ['A-01-01'], { policy: 's_shape' })).toEqual({ kind: 'policy_needs_hall' })
  })

  test('a plan that cannot be, all that is wrong with it', () => {
    expect(faults({ aisles: [], crossAisles: [], points: [], bins: [] }).map(mapWords)).toEqual([
      'The map has no aisles',
      'The map has no cross aisles',
      'The map has no start',
      'The map has no drop point',
    ])
    const bin = plan().bins[0]
    if (!bin) throw new Error('no bin')
    const wrong = plan({
      aisles: [...plan().aisles, { code: 'A-09', xMm: -1, direction: 'both' }],
      bins: [bin, bin, { ...bin, code: 'B', aisle: 'Z' }, { ...bin, code: 'C', yMm: Number.NaN }],
    })
    expect(faults(wrong).map(mapWords)).toEqual([
      'A-01-01 is on the map twice',
      'A-09: -1 is no distance',
      'C: NaN is no distance',
      'B: there is no aisle Z',
    ])
    expect(
      faults(
        plan({
          points: [{ code: 'Desk', xMm: 99_000, yMm: 0, use: 'both' }],
          crossAisles: [{ code: 'f', yMm: 0, direction: 'both', toMm: 50_000 }],
        }),
      ).map(mapWords),
    ).toEqual(['Desk is reached from no cross aisle'])
    expect(faults(plan({}, 501))).toEqual([{ kind: 'too_many', of: 'aisles', most: 500 }])
  })
})

describe('directions', () => {
  test('a person is told where to turn, on which side and level the goods lie', () => {
    const warehouse = opened(plan())
    const told = directionsOf(
      warehouse,
      route(warehouse, ['A-03-07', 'A-03-09', 'A-04-08', 'A-02-01']),
    )
    expect(
      told.map((one) => [one.words, one.place].filter((text) => text).join('; ')),
    ).toMatchInlineSnapshot(`
      [
        "Go to aisle A-02, enter from the front, go to A-02-01; on your left",
        "Turn back, leave by the front, go to aisle A-04, enter from the front, go to A-04-08; on your right, level 2",
        "Leave by the back, go to aisle A-03, enter from the back, go to A-03-09; on your right, level 3",
        "Go on to A-03-07; on your right",
        "Leave by the front, bring everything to Desk",
      ]
    `)
    expect(told.at(-1)).toMatchObject({ to: 'Desk', isEnd: true })
  })

  test('in and out of one aisle', () => {
    const comb = opened(plan({ crossAisles: [{ code: 'the front', yMm: 0, direction: 'both' }] }))
    const told = directionsOf(comb, route(comb, ['A-03-07', 'A-03-02', 'A-01-01']))
    expect(told.map((one) => one.words)).toMatchInlineSnapshot(`
      [
        "Go to aisle A-03, enter from the front, go to A-03-07",
        "Turn back, go to A-03-02",
        "Leave by the front, go to aisle A-01, enter from the front, go to A-01-01",
        "Turn back, leave by the front, bring everything to Desk",
      ]
    `)
  })
})
