import { expect, test } from 'vitest'
import { seeded } from '../seeded.ts'
import { chooseWave, type WaveWish } from './choose-wave.ts'
import type { Waiting } from './waiting.ts'

const order = (id: string, dueAt: number, units: number, ...aisles: string[]): Waiting => ({
  id,
  dueAt,
  units,
  aisles,
})
const wish = (change: Partial<WaveWish> = {}): WaveWish => ({
  least: 1,
  most: 10,
  dueBefore: 0,
  ...change,
})
const waveOf = (backlog: readonly Waiting[], change: Partial<WaveWish> = {}) => {
  const answer = chooseWave(backlog, wish(change))
  if (!answer.ok) throw new Error(answer.refusal.kind)
  return answer.value
}

test('what is due goes first, and takes along what lies in its aisles', () => {
  const wave = waveOf(
    [
      order('far', 90, 2, 'C'),
      order('due', 5, 3, 'A', 'B'),
      order('on the way', 80, 4, 'B'),
      order('half on the way', 70, 1, 'B', 'D'),
    ],
    { dueBefore: 10 },
  )
  expect(wave).toEqual({
    orders: ['due', 'on the way'],
    units: 7,
    aisles: ['A', 'B'],
    because: { due: 1, onTheWay: 1 },
    dueLeftOut: 0,
  })
})

test('further aisles are opened until there is enough to pick, those with most pieces first', () => {
  const backlog = [
    order('a', 1, 1, 'A'),
    order('b1', 2, 2, 'B'),
    order('b2', 3, 2, 'B'),
    order('c', 4, 3, 'C'),
  ]
  expect(waveOf(backlog, { least: 4 })).toMatchObject({ units: 4, aisles: ['B'] })
  expect(waveOf(backlog, { least: 6 })).toMatchObject({ units: 7, aisles: ['B', 'C'] })
  expect(waveOf(backlog, { least: 6, most: 6 })).toMatchObject({
    units: 5,
    aisles: ['B', 'C', 'A'],
  })
})

test('orders of several aisles are reached although no aisle brings one by itself', () => {
  const backlog = [order('x', 1, 2, 'A', 'B'), order('y', 2, 2, 'B', 'C')]
  expect(waveOf(backlog, { least: 4 }).orders).toEqual(['x', 'y'])
})

test('a full wave says how many due orders it left out', () => {
  const backlog = [order('a', 1, 6, 'A'), order('b', 2, 6, 'A'), order('c', 3, 4, 'Z')]
  expect(waveOf(backlog, { dueBefore: 9 })).toMatchObject({ orders: ['a', 'c'], dueLeftOut: 1 })
})

test('goods without a place are on every way', () => {
  expect(waveOf([order('by hand', 1, 2)], { least: 0 }).orders).toEqual(['by hand'])
})

test.each([
  [[order('a', 1, 0, 'A')], wish(), 'bad_orders'],
  [[order('a', 1, -3, 'A')], wish(), 'bad_orders'],
  [[order('a', Number.NaN, 1, 'A')], wish(), 'bad_orders'],
  [[order('a', 1, 1), order('a', 1, 1)], wish(), 'named_twice'],
  [[], wish({ least: 5, most: 4 }), 'bad_bounds'],
  [[], wish({ most: Number.NaN }), 'bad_bounds'],
])('a bad backlog is refused by name', (backlog, bounds, kind) => {
  expect(chooseWave(backlog, bounds)).toMatchObject({ ok: false, refusal: { kind } })
})

test('a wave keeps its bounds, holds all of its orders’ aisles, and needs fewer of them than due order does', () => {
  const random = seeded(3)
  const backlog = Array.from({ length: 3_000 }, (_, id) =>
    order(
      String(id),
      random.int(1_000),
      1 + random.int(4),
      ...Array.from({ length: 1 + random.int(3) }, () => `A${random.int(60)}`),
    ),
  )
  const wave = waveOf(backlog, { least: 250, most: 300, dueBefore: 10 })
  expect(wave.units).toBeGreaterThanOrEqual(250)
  expect(wave.units).toBeLessThanOrEqual(300)
  const chosen = backlog.filter((one) => wave.orders.includes(one.id))
  expect(new Set(chosen.flatMap((one) => one.aisles))).toEqual(new Set(wave.aisles))
  const byDue = backlog.toSorted((a, b) => a.dueAt - b.dueAt).slice(0, wave.orders.length)
  expect(wave.aisles.length).toBeLessThan(new Set(byDue.flatMap((one) => one.aisles)).size)
})
