import { expect, test } from 'vitest'
import { alongShelves, bestPlace } from './insert-stop.ts'

const shelves = alongShelves(
  new Map([
    ['A', 1],
    ['B', 2],
    ['C', 3],
    ['D', 4],
    ['E', 5],
  ]),
)
/** A rack of 10 m aisles: `x:y`, walked along x only at y 0. */
const rack = (from: string, to: string | null) => {
  const [x = 0, y = 0] = from.split(':').map(Number)
  const [i = 0, j = 0] = (to ?? '0:0').split(':').map(Number)
  return x === i ? Math.abs(y - j) : y + Math.abs(x - i) + j
}

test('a further bin is visited where it lies on the way', () => {
  expect(bestPlace('A', ['B', 'D', 'E'], 'C', shelves)).toBe(1)
  expect(bestPlace('A', ['B', 'C'], 'E', shelves)).toBe(2)
  expect(bestPlace('A', [], 'E', shelves)).toBe(0)
})

test('one that was passed already is fetched before going on when that is the shorter way', () => {
  expect(bestPlace('B', ['D', 'E'], 'A', shelves)).toBe(0)
  expect(bestPlace('1:8', ['5:2', '1:4', '9:3'], '1:6', rack)).toBe(0)
})

test('what is found by hand stays behind all bins, and one bin is not left in the middle', () => {
  expect(bestPlace('A', ['B', null, null], 'E', shelves)).toBe(1)
  expect(bestPlace('A', ['C', 'C', 'D'], 'B', shelves)).toBe(0)
  expect(bestPlace('A', ['C', 'C'], 'C', shelves)).not.toBe(1)
})

test('no other place in the walk makes it shorter', () => {
  const bins = Array.from({ length: 40 }, (_, at) => `${(at * 7) % 10}:${(at * 13) % 11}`)
  const length = (walk: readonly string[]) =>
    walk.reduce((sum, bin, at) => sum + rack(bin, walk[at + 1] ?? null), 0)
  for (let start = 0; start + 9 < bins.length; start++) {
    const [here = '', bin = '', ...ahead] = bins.slice(start, start + 9)
    const at = bestPlace(here, ahead, bin, rack)
    const walks = Array.from({ length: ahead.length + 1 }, (_, place) =>
      length([here, ...ahead.toSpliced(place, 0, bin)]),
    )
    expect(walks[at]).toBe(Math.min(...walks))
  }
})
