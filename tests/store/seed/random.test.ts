import { expect, test } from 'vitest'
import { fill, randomOf } from './random.ts'

test('the same keys give the same numbers, other keys give others', () => {
  const draw = (...keys: (string | number)[]) => {
    const random = randomOf(...keys)
    return Array.from({ length: 5 }, () => random.int(0, 1_000_000))
  }
  expect(draw(1, 'order', 12)).toEqual(draw(1, 'order', 12))
  expect(draw(1, 'order', 12)).not.toEqual(draw(1, 'order', 13))
  expect(draw(1, 'order', 12)).not.toEqual(draw(2, 'order', 12))
})

test('numbers spread evenly, and weights are kept', () => {
  const random = randomOf('spread')
  const counts = [0, 0, 0, 0]
  const kinds = { often: 0, seldom: 0 }
  for (let at = 0; at < 40_000; at += 1) {
    const place = random.int(0, 3)
    counts[place] = (counts[place] ?? 0) + 1
    kinds[
      random.weighted([
        [9, 'often'],
        [1, 'seldom'],
      ] as const)
    ] += 1
  }
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400)
  expect(Math.abs(kinds.seldom - 4_000)).toBeLessThan(300)
})

test('an empty list and weights without a positive one are refused', () => {
  const random = randomOf('empty')
  expect(() => random.pick([])).toThrow(RangeError)
  expect(() => random.weighted([[0, 'never']])).toThrow(RangeError)
})

test('a pattern is filled with digits, no zero where none may be', () => {
  const random = randomOf('fill')
  for (let at = 0; at < 200; at += 1)
    expect(fill(random, '%# Pine St #')).toMatch(/^[1-9]\d Pine St \d$/)
})
