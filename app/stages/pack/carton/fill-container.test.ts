import { expect, test } from 'vitest'
import {
  container,
  fillProblem,
  typesOf,
} from '../../../../tests/bench/cartons/bischoff-ratcliff.ts'
import { plain } from '../../../../tests/bench/cartons/packing-sample.ts'
import { fillContainer } from './fill-container.ts'
import { verifyPlacements } from './verify-plan.ts'

test('the test problems are the published ones', () => {
  expect(fillProblem(1, 3)).toEqual([
    { size: [108, 76, 30], quantity: 40, stands: [false, false, true] },
    { size: [110, 43, 25], quantity: 33, stands: [false, true, true] },
    { size: [92, 81, 55], quantity: 39, stands: [true, true, true] },
  ])
  expect(fillProblem(60, 10).slice(0, 2)).toEqual([
    { size: [78, 72, 58], quantity: 14, stands: [true, true, true] },
    { size: [107, 57, 57], quantity: 11, stands: [true, true, true] },
  ])
  expect(fillProblem(100, 20).map((one) => one.quantity)).toEqual([
    6, 4, 4, 8, 6, 6, 5, 4, 8, 7, 11, 4, 9, 3, 9, 7, 3, 6, 6, 6,
  ])
})

test('a container of many sorts is filled well with few passes, and nothing floats or overlaps', () => {
  let shares = 0
  for (const types of Object.values(typesOf)) {
    const goods = fillProblem(7, types).map((type, at) => ({
      ...plain(`${at}`, type.size, type.quantity),
      stands: type.stands,
    }))
    let passes = 0
    const filled = fillContainer(
      { goods, inner: container, support: 0.7, seed: 1 },
      () => ++passes > 30,
    )
    expect(verifyPlacements(goods, container, 0.7, filled.placements)).toEqual([])
    shares += filled.share
  }
  expect(shares / 7).toBeGreaterThan(0.86)
})
