import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lengthOfBins } from '../route/plan-route.ts'
import { openWarehouse } from '../warehouse/warehouse.ts'
import { chooseSources } from './choose-sources.ts'
import type { Need, Source } from './sources.ts'

/** Bins on a cross-shaped floor: `x:y`; a walk goes out along x and into each aisle and back. */
function combLength(bins: readonly string[]): number {
  const depth = new Map<number, number>()
  for (const bin of bins) {
    const [x = 0, y = 0] = bin.split(':').map(Number)
    depth.set(x, Math.max(depth.get(x) ?? 0, y))
  }
  return 2 * (Math.max(0, ...depth.keys()) + [...depth.values()].reduce((sum, y) => sum + y, 0))
}

const at = (bin: string, item: string, quantity: number, more: Partial<Source> = {}): Source => ({
  bin,
  item,
  quantity,
  lot: null,
  expiresOn: null,
  isReserve: false,
  ...more,
})

const choose = (needs: readonly Need[], sources: readonly Source[], firstExpiredFirst = false) =>
  chooseSources(needs, sources, { firstExpiredFirst, lengthOf: combLength })

const takes = (needs: readonly Need[], sources: readonly Source[], fefo = false) => {
  const answer = choose(needs, sources, fefo)
  return answer.ok
    ? answer.value.takes.map((one) => `${one.quantity} ${one.item} ${one.bin}`)
    : answer.refusal
}

test('of two bins that hold an item the one on the way is taken', () => {
  expect(
    takes(
      [
        { item: 'cup', quantity: 1 },
        { item: 'pot', quantity: 2 },
      ],
      [at('1:9', 'cup', 5), at('4:3', 'cup', 5), at('4:4', 'pot', 5)],
    ),
  ).toEqual(['1 cup 4:3', '2 pot 4:4'])
})

test('what one bin cannot give comes from several', () => {
  expect(
    takes(
      [{ item: 'cup', quantity: 7 }],
      [at('1:1', 'cup', 5), at('2:1', 'cup', 4), at('9:9', 'cup', 3)],
    ),
  ).toEqual(['5 cup 1:1', '2 cup 2:1'])
})

test('what expires first leaves first, though it lies far away', () => {
  const sources = [
    at('1:1', 'jam', 9, { expiresOn: '2027-05-01' }),
    at('8:8', 'jam', 2, { expiresOn: '2027-01-01', lot: 'L1' }),
    at('2:1', 'jam', 9, { expiresOn: '2027-05-01' }),
  ]
  expect(takes([{ item: 'jam', quantity: 3 }], sources, true)).toEqual(['2 jam 8:8', '1 jam 1:1'])
  expect(takes([{ item: 'jam', quantity: 3 }], sources)).toEqual(['3 jam 1:1'])
})

test('reserve stock is left alone while pick faces suffice', () => {
  const sources = [at('1:1', 'cup', 50, { isReserve: true }), at('5:5', 'cup', 2)]
  expect(takes([{ item: 'cup', quantity: 2 }], sources)).toEqual(['2 cup 5:5'])
  expect(takes([{ item: 'cup', quantity: 3 }], sources)).toEqual(['3 cup 1:1'])
})

test('too little is refused with what is missing; so are impossible numbers', () => {
  expect(
    takes(
      [
        { item: 'cup', quantity: 3 },
        { item: 'pot', quantity: 1 },
      ],
      [at('1:1', 'cup', 2)],
    ),
  ).toEqual({
    kind: 'short',
    missing: [
      { item: 'cup', quantity: 1 },
      { item: 'pot', quantity: 1 },
    ],
  })
  expect(takes([{ item: 'cup', quantity: -1 }], [])).toEqual({
    kind: 'bad_quantity',
    item: 'cup',
    quantity: -1,
  })
  const many = Array.from({ length: 50_000 }, (_, one) => at(`1:${one}`, 'cup', 1))
  expect(takes([{ item: 'cup', quantity: 1 }], many)).toEqual({
    kind: 'too_many',
    sources: 50_000,
    most: 5_000,
  })
})

/** The shortest walk over every set of bins that holds enough. */
function byTrying(needs: readonly Need[], sources: readonly Source[]): number {
  const bins = [...new Set(sources.map((one) => one.bin))]
  let best = Number.POSITIVE_INFINITY
  for (let set = 0; set < 1 << bins.length; set++) {
    const chosen = bins.filter((_, one) => set & (1 << one))
    const isEnough = needs.every(
      (need) =>
        sources
          .filter((one) => one.item === need.item && chosen.includes(one.bin))
          .reduce((sum, one) => sum + one.quantity, 0) >= need.quantity,
    )
    if (isEnough) best = Math.min(best, combLength(chosen))
  }
  return best
}

const cases = fc.record({
  sources: fc.uniqueArray(
    fc.record({
      x: fc.integer({ min: 0, max: 5 }),
      y: fc.integer({ min: 1, max: 6 }),
      item: fc.constantFrom('a', 'b', 'c', 'd'),
      quantity: fc.integer({ min: 1, max: 6 }),
    }),
    { minLength: 1, maxLength: 11, selector: (one) => `${one.x}:${one.y}:${one.item}` },
  ),
  share: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
})

test('on small cases no other bins make a shorter walk', () => {
  let shortest = 0
  let tried = 0
  fc.assert(
    fc.property(cases, ({ sources, share }) => {
      const list = sources.map((one) => at(`${one.x}:${one.y}`, one.item, one.quantity))
      const needs = ['a', 'b', 'c', 'd'].map((item, index) => {
        const held = list
          .filter((one) => one.item === item)
          .reduce((sum, one) => sum + one.quantity, 0)
        return { item, quantity: Math.floor(held * (share[index] ?? 0)) }
      })
      const answer = choose(needs, list)
      if (!answer.ok) throw new Error(answer.refusal.kind)
      for (const need of needs)
        expect(
          answer.value.takes
            .filter((one) => one.item === need.item)
            .reduce((sum, one) => sum + one.quantity, 0),
        ).toBe(need.quantity)
      for (const take of answer.value.takes)
        expect(take.quantity).toBeLessThanOrEqual(
          list.find((one) => one.bin === take.bin && one.item === take.item)?.quantity ?? 0,
        )
      const best = byTrying(needs, list)
      expect(answer.value.length).toBeGreaterThanOrEqual(best)
      tried++
      if (answer.value.length === best) shortest++
      expect(choose(needs, list)).toEqual(answer)
    }),
    { numRuns: 150, seed: 20_261_127 },
  )
  expect(shortest / tried).toBeGreaterThanOrEqual(0.99)
})

test('on a real map the bins nearest to each other are chosen', () => {
  const aisles = ['A', 'B', 'C'].map((code, index) => ({
    code,
    xMm: index * 3_000,
    direction: 'both' as const,
  }))
  const opened = openWarehouse({
    aisles,
    crossAisles: [
      { code: 'front', yMm: 0, direction: 'both' },
      { code: 'back', yMm: 9_000, direction: 'both' },
    ],
    points: [{ code: 'Desk', xMm: 0, yMm: 0, use: 'both' }],
    bins: aisles.flatMap(({ code }) =>
      [2, 4, 6].map((metres) => ({
        code: `${code}${metres}`,
        aisle: code,
        yMm: metres * 1_000,
        level: 1,
        side: null,
        zone: '',
        kind: 'pick' as const,
      })),
    ),
  })
  if (!opened.ok) throw new Error('no map')
  const bins = [...opened.value.bins.keys()]
  const ends = { start: 'Desk', end: 'Desk' }
  const answer = chooseSources(
    [
      { item: 'cup', quantity: 2 },
      { item: 'pot', quantity: 2 },
    ],
    [
      at('A2', 'cup', 1),
      at('C2', 'cup', 2),
      at('C4', 'pot', 2),
      at('A6', 'pot', 1),
      at('B6', 'pot', 1),
    ],
    { firstExpiredFirst: false, lengthOf: lengthOfBins(opened.value, bins, ends) },
  )
  // A2, C2, A6, B6 would be 30 m; C2 and C4 alone are 20 m.
  expect(answer.ok && answer.value.length).toBe(20_000)
})
