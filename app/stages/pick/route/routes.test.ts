import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRouteEvaluator } from './evaluator.ts'
import { evenHall, type ParallelAisles } from './parallel-aisles.ts'
import { shortestWalk } from './shortest-walk.ts'

const hallOf = (change: object = {}, middle: number | null = null): ParallelAisles => {
  const answer = evenHall(
    {
      aisles: 5,
      cells: 30,
      aisleToAisle: 3,
      cellToCell: 1,
      topToCell: 1,
      bottomToCell: 1,
      depotToCross: 0,
      depotAisle: 0,
      depotSide: 'bottom',
      ...change,
    },
    middle,
  )
  if (!answer.ok) throw new Error(answer.refusal.wrong.join())
  return answer.value
}

/** Walking distance between two places, each an aisle and a depth. */
function between(hall: ParallelAisles, a: readonly [number, number], b: readonly [number, number]) {
  if (a[0] === b[0]) return Math.abs(a[1] - b[1])
  const aside = Math.abs((hall.aisleAt[a[0]] ?? 0) - (hall.aisleAt[b[0]] ?? 0))
  return (
    aside + Math.min(...[...hall.crossAt].map((at) => Math.abs(at - a[1]) + Math.abs(at - b[1])))
  )
}

const placeOf = (hall: ParallelAisles, position: number): readonly [number, number] => [
  Math.floor(position / hall.cells),
  hall.cellAt[position] ?? 0,
]

const depotsOf = (hall: ParallelAisles) =>
  [hall.start, hall.end].map((at) => [at.aisle, hall.crossAt[at.cross] ?? 0] as const)

/** The length of the shortest walk, by trying every order of the stops (Held and Karp). */
function byHeldKarp(hall: ParallelAisles, positions: readonly number[]): number {
  const stops = [...new Set(positions)].map((one) => placeOf(hall, one))
  const [start, end] = depotsOf(hall)
  if (!start || !end) return Number.NaN
  if (stops.length === 0) return between(hall, start, end)
  const best = new Map<string, number>()
  const go = (left: number, at: number): number => {
    const here = stops[at] ?? start
    if (left === 0) return between(hall, here, end)
    const key = `${left},${at}`
    const known = best.get(key)
    if (known !== undefined) return known
    const found = Math.min(
      ...stops.map((stop, to) =>
        left & (1 << to) ? between(hall, here, stop) + go(left & ~(1 << to), to) : Infinity,
      ),
    )
    best.set(key, found)
    return found
  }
  return Math.min(
    ...stops.map(
      (stop, to) => between(hall, start, stop) + go(((1 << stops.length) - 1) & ~(1 << to), to),
    ),
  )
}

const lengthOfVisits = (hall: ParallelAisles, visits: readonly number[]): number => {
  const [start = [0, 0] as const, end = [0, 0] as const] = depotsOf(hall)
  const places = [start, ...visits.map((one) => placeOf(hall, one)), end]
  return places
    .slice(1)
    .reduce((sum, place, at) => sum + between(hall, places[at] ?? start, place), 0)
}

const lengthOf = (hall: ParallelAisles, positions: readonly number[]) => {
  const sorted = Int32Array.from(positions).sort()
  return createRouteEvaluator(hall).ofPositions(sorted, sorted.length)
}

/** Halls of uneven aisles, cells and cross aisles, with stops, some of them twice. */
const halls = (crossAisles: number, isRoundTrip: boolean) =>
  fc
    .record({
      gaps: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 0, maxLength: 6 }),
      cells: fc.integer({ min: 1, max: 7 }),
      blocks: fc.array(fc.integer({ min: 1, max: 12 }), {
        minLength: crossAisles - 1,
        maxLength: crossAisles - 1,
      }),
      seeds: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 49, maxLength: 49 }),
      stops: fc.array(fc.nat({ max: 48 }), { maxLength: 8 }),
      depots: fc.array(fc.nat({ max: 1000 }), { minLength: 4, maxLength: 4 }),
    })
    .map(({ gaps, cells, blocks, seeds, stops, depots }) => {
      const sums = (list: readonly number[]) => {
        let sum = 0
        return [0, ...list.map((one) => (sum += one))]
      }
      const crossAt = sums(blocks)
      const length = crossAt.at(-1) ?? 0
      const aisles = gaps.length + 1
      const cellAt = Array.from({ length: aisles }, (_, aisle) =>
        seeds
          .slice(aisle * 7, aisle * 7 + cells)
          .map((one) => Math.round(one * length * 2) / 2)
          .toSorted((a, b) => a - b),
      ).flat()
      const [a = 0, b = 0, c = 0, d = 0] = depots
      const start = { aisle: a % aisles, cross: b % crossAisles }
      const hall: ParallelAisles = {
        aisleAt: Float64Array.from(sums(gaps)),
        crossAt: Float64Array.from(crossAt),
        cells,
        cellAt: Float64Array.from(cellAt),
        isClosed: new Uint8Array(aisles),
        start,
        end: isRoundTrip ? start : { aisle: c % aisles, cross: d % crossAisles },
        access: 0,
      }
      return { hall, positions: stops.map((one) => one % cellAt.length) }
    })

const kinds = [
  { crossAisles: 2, isRoundTrip: true, runs: 400 },
  { crossAisles: 2, isRoundTrip: false, runs: 150 },
  { crossAisles: 3, isRoundTrip: true, runs: 300 },
  { crossAisles: 3, isRoundTrip: false, runs: 100 },
  { crossAisles: 4, isRoundTrip: true, runs: 100 },
]

for (const { crossAisles, isRoundTrip, runs } of kinds) {
  const where = `${crossAisles} cross aisles, ${isRoundTrip ? 'back to the depot' : 'to another place'}`
  test(`no order of the stops is shorter than the planned walk: ${where}`, () => {
    fc.assert(
      fc.property(halls(crossAisles, isRoundTrip), ({ hall, positions }) => {
        const walk = shortestWalk(hall, positions)
        expect(walk.length).toBeCloseTo(byHeldKarp(hall, positions), 6)
        expect(lengthOf(hall, positions)).toBeCloseTo(walk.length, 6)
        expect(lengthOfVisits(hall, walk.visits)).toBeCloseTo(walk.length, 6)
        expect(walk.visits.toSorted((a, b) => a - b)).toEqual(
          [...new Set(positions)].sort((a, b) => a - b),
        )
      }),
      { numRuns: runs },
    )
  })
}

test('bits say the same as positions', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat({ max: 149 }), { maxLength: 40 }),
      fc.boolean(),
      (positions, two) => {
        const hall = hallOf({ depotAisle: 2 }, two ? 1 : null)
        const evaluator = createRouteEvaluator(hall)
        const bits = new Int32Array(evaluator.words + 3)
        for (const one of positions)
          bits[3 + (one >> 5)] = (bits[3 + (one >> 5)] ?? 0) | (1 << (one & 31))
        expect(evaluator.ofBits(bits, 3)).toBe(lengthOf(hall, positions))
      },
    ),
  )
})

test('nothing to fetch is no walk', () => {
  expect(shortestWalk(hallOf(), [])).toEqual({ length: 0, visits: [] })
  expect(lengthOf(hallOf({ depotToCross: 4 }, 1), [])).toBe(0)
})

test('a depot away from the cross aisle is walked to and from', () => {
  expect(lengthOf(hallOf({ depotToCross: 4 }), [29])).toBe(2 + 8)
  expect(shortestWalk(hallOf({ depotToCross: 4 }, 1), [29]).length).toBe(2 + 8)
})

test('a depot in a middle aisle is on the walk though nothing lies in its aisle', () => {
  // Stops in the aisles beside it, all near the far end: down one of them, back through the other.
  expect(lengthOf(hallOf({ depotAisle: 1, aisles: 3 }), [0, 60])).toBe(2 * 31 + 4 * 3)
})

test('an odd number of cells has the smaller half above the middle cross aisle', () => {
  const hall = hallOf({ cells: 5 }, 1)
  expect([...hall.crossAt]).toEqual([0, 3, 7])
  expect([...hall.cellAt.slice(0, 5)]).toEqual([1, 2, 4, 5, 6])
})

test('a hall that cannot be is refused with what is wrong', () => {
  const refused = (change: object, middle: number | null = null) => {
    const answer = evenHall(
      {
        aisles: 2,
        cells: 2,
        aisleToAisle: 1,
        cellToCell: 1,
        topToCell: 1,
        bottomToCell: 1,
        depotToCross: 0,
        depotAisle: 0,
        depotSide: 'top',
        ...change,
      },
      middle,
    )
    return answer.ok ? [] : answer.refusal.wrong
  }
  expect(refused({ aisles: 0 })).toContain('aisles')
  expect(refused({ cells: 1.5 })).toContain('cells')
  expect(refused({ aisleToAisle: -3 })).toEqual(['aisleToAisle'])
  expect(refused({ cellToCell: Number.NaN })).toEqual(['cellToCell'])
  expect(refused({ depotAisle: 2 })).toEqual(['depotAisle'])
  expect(refused({ aisles: 9_000_000 })).toEqual(['aisles × cells'])
  expect(refused({ cells: 1 }, 1)).toEqual(['cells'])
})
