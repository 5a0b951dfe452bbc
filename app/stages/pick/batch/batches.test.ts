import { expect, test } from 'vitest'
import { evenHall } from '../route/parallel-aisles.ts'
import { seeded } from '../seeded.ts'
import { Batches } from './batches.ts'
import { ColumnPool } from './column-pool.ts'
import { exactPlan } from './exact.ts'
import { hallLengths } from './hall-cost.ts'
import { hallParts } from './hall-parts.ts'
import { stackedBound } from './lower-bound.ts'
import { improveWorth } from './order-worth.ts'
import { planBatches } from './plan-batches.ts'
import type { BatchProblem } from './problem.ts'
import { provenBound } from './proven-bound.ts'
import { packTightly } from './tight-packing.ts'

const hall = evenHall({
  aisles: 6,
  cells: 20,
  aisleToAisle: 5,
  cellToCell: 1,
  topToCell: 1,
  bottomToCell: 1,
  depotToCross: 0,
  depotAisle: 2,
  depotSide: 'bottom',
})

/** Orders of one to four stops, one to nine pieces heavy. */
function problemOf(seed: number, orders: number, change: Partial<BatchProblem> = {}): BatchProblem {
  if (!hall.ok) throw new Error('bad hall')
  const random = seeded(seed)
  const stops = Array.from({ length: orders }, () =>
    Array.from({ length: 1 + random.int(4) }, () => random.int(6 * 20)),
  )
  return {
    orders,
    limits: [18, 4],
    loads: Float64Array.from({ length: 2 * orders }, (_, at) => (at % 2 ? 1 : 1 + random.int(9))),
    conflicts: null,
    cost: hallLengths(hall.value, stops),
    parts: hallParts(hall.value, stops),
    ...change,
  }
}

const rounds = (most: number, seed = 1) => ({ seed, progress: (done: number) => done / most })

/** Every way to part the orders, one after the other. */
function bruteForce({ orders, limits, loads, conflicts, cost }: BatchProblem): number {
  let best = Number.POSITIVE_INFINITY
  const batches: number[][] = []
  const fits = (batch: readonly number[], order: number) =>
    limits.every(
      (limit, kind) =>
        [...batch, order].reduce((sum, one) => sum + (loads[one * limits.length + kind] ?? 0), 0) <=
        limit,
    ) && !batch.some((other) => conflicts?.(order, other))
  const place = (order: number): void => {
    if (order === orders) {
      const sum = batches.reduce((all, one) => all + cost(Int32Array.from(one), one.length), 0)
      best = Math.min(best, sum)
      return
    }
    for (const batch of batches)
      if (fits(batch, order)) {
        batch.push(order)
        place(order + 1)
        batch.pop()
      }
    batches.push([order])
    place(order + 1)
    batches.pop()
  }
  place(0)
  return best
}

function mustFit(
  { orders, limits, loads, conflicts }: BatchProblem,
  plan: readonly (readonly number[])[],
) {
  expect(plan.flat().toSorted((a, b) => a - b)).toEqual([...Array(orders).keys()])
  for (const batch of plan) {
    for (const [kind, limit] of limits.entries())
      expect(
        batch.reduce((sum, order) => sum + (loads[order * limits.length + kind] ?? 0), 0),
      ).toBeLessThanOrEqual(limit)
    for (const a of batch)
      for (const b of batch) if (a !== b) expect(conflicts?.(a, b)).not.toBe(true)
  }
}

test.each([1, 2, 3, 4, 5])('few orders are planned as well as can be (%i)', (seed) => {
  const conflicts = seed > 3 ? (a: number, b: number) => (a + b) % 5 === 0 : null
  const problem = problemOf(seed, 8, { conflicts })
  const plan = planBatches(problem, rounds(1))
  expect(plan.cost).toBeCloseTo(bruteForce(problem), 6)
  expect(plan.isProven).toBe(true)
  mustFit(problem, plan.batches)
})

test.each([1, 2, 3])('what the search for many orders proves best is best (%i)', (seed) => {
  const conflicts = seed === 3 ? (a: number, b: number) => (a * b) % 7 === 3 : null
  const problem = problemOf(seed, 15, { conflicts })
  const plan = planBatches(problem, rounds(60_000, seed))
  const best = exactPlan(problem).cost
  expect(plan.cost).toBeCloseTo(best, 6)
  expect(plan.isProven).toBe(true)
  expect(plan.lowerBound).toBeLessThanOrEqual(best + 1e-6)
  mustFit(problem, plan.batches)
})

test('a plan of many orders keeps all limits, is never below its bound, and grows better with time', () => {
  const problem = problemOf(5, 34, {
    limits: [30, 7],
    conflicts: (a, b) => a % 10 === b % 10,
  })
  const brief = planBatches(problem, rounds(10))
  const long = planBatches(problem, rounds(4_000))
  for (const plan of [brief, long]) {
    mustFit(problem, plan.batches)
    expect(plan.lowerBound).toBeLessThanOrEqual(plan.cost)
    expect(plan.lowerBound).toBeGreaterThan(0)
  }
  expect(long.cost).toBeLessThanOrEqual(brief.cost)
})

test('the same seed and number of rounds give the same plan', () => {
  const plan = (seed: number) => planBatches(problemOf(4, 40), rounds(2_000, seed))
  expect(plan(7)).toEqual(plan(7))
})

test('a plan is given up at once when there is no time at all', () => {
  const plan = planBatches(problemOf(4, 40), { seed: 1, progress: () => 1 })
  mustFit(problemOf(4, 40), plan.batches)
})

test('the stacked bound counts a cart for each load of far orders', () => {
  const problem = problemOf(1, 4, { limits: [10], loads: Float64Array.from([6, 6, 6, 2]) })
  // At 50 and at 40 one and two carts, at 30 two (12 + 6 = 18), at 20 still two.
  expect(stackedBound(problem, Float64Array.from([50, 40, 30, 20]))).toBe(
    10 * 1 + 10 * 2 + 10 * 2 + 20 * 2,
  )
})

test.each([1, 2, 3])('no walk is shorter than what its orders ask of its parts (%i)', (seed) => {
  const problem = problemOf(seed, 12)
  const random = seeded(seed)
  for (let turn = 0; turn < 200; turn++) {
    const batch = [...Array(12).keys()].filter(() => random.unit() < 0.4)
    const asked = problem.parts.reduce(
      (sum, asks) => sum + Math.max(0, ...batch.map((order) => asks[order] ?? 0)),
      0,
    )
    const length = batch.length === 0 ? 0 : problem.cost(Int32Array.from(batch), batch.length)
    expect(asked).toBeLessThanOrEqual(length + 1e-9)
  }
})

test.each([1, 2, 3, 4, 5, 6])('what orders are worth makes a bound that holds (%i)', (seed) => {
  const conflicts = seed > 4 ? (a: number, b: number) => (a + b) % 5 === 0 : null
  const problem = problemOf(seed, 13, { conflicts, limits: [18, seed > 2 ? 4 : 9] })
  const best = exactPlan(problem).cost
  const plan = new Batches(problem)
  const pool = new ColumnPool(10_000, plan.room)
  const random = seeded(seed)
  const limits = { nodes: 10_000, isOver: () => false }
  // Worth by chance first, then as the few batches of a poor pool have it.
  const worth = Float64Array.from({ length: 14 }, () => 60 * random.unit())
  for (let turn = 0; turn < 6; turn++) {
    const found = provenBound(pool, new Batches(problem, plan.cache), worth, limits)
    expect(found.bound).toBeLessThanOrEqual(best + 1e-6)
    expect(found.bound).toBeGreaterThan(0)
    improveWorth(pool, worth, { upper: best, fewest: 1, rounds: 200, isOver: () => false })
  }
  // By now the pool has what matters: the bound is near.
  expect(provenBound(pool, plan, worth, limits).bound).toBeGreaterThan(0.8 * best)
  const none = { nodes: 1_000, isOver: () => true }
  expect(provenBound(pool, new Batches(problem), worth, none).bound).toBe(0)
})

test('carts without room to spare are still packed', () => {
  const loads = Float64Array.from([7, 6, 5, 5, 4, 3, 8, 2, 9, 1])
  const packed = packTightly(problemOf(1, 10, { limits: [10], loads }), 5, seeded(1))
  expect(packed?.map((one) => one.reduce((sum, order) => sum + (loads[order] ?? 0), 0))).toEqual([
    10, 10, 10, 10, 10,
  ])
  expect(packTightly(problemOf(1, 10, { limits: [10], loads }), 4, seeded(1))).toBeNull()
})

test('no orders need no walk', () => {
  expect(planBatches(problemOf(1, 0), rounds(1))).toMatchObject({
    batches: [],
    cost: 0,
    isProven: true,
  })
})
