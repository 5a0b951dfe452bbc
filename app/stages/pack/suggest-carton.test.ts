import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Carton, firstCartons, type PackItem, suggestCarton } from './suggest-carton.ts'

const cartons: readonly Carton[] = firstCartons.map(
  ({ name, lengthMm, widthMm, heightMm, ...weights }) => ({
    id: name,
    name,
    size: [lengthMm, widthMm, heightMm],
    ...weights,
  }),
)
const item = (size: PackItem['size'], quantity = 1, grams = 300): PackItem => ({
  size,
  quantity,
  grams,
})
const advised = (...items: PackItem[]) => {
  const advice = suggestCarton(items, cartons)
  return advice.kind === 'carton' ? advice.carton.name : advice.kind
}

test('the smallest carton that takes it all', () => {
  expect(advised(item([120, 90, 90]))).toBe('S')
  expect(advised(item([150, 140, 80], 4))).toBe('M')
  expect(advised(item([90, 120, 90]), item([240, 160, 15]))).toBe('M')
})

test('something that fills a carton alone needs no air round it', () => {
  expect(advised(item([200, 150, 90]))).toBe('S')
})

test('a long thing goes by its longest side, however it is written down', () => {
  expect(advised(item([80, 650, 80]))).toBe('Tube')
  expect(advised(item([900, 10, 10]))).toBe('too_big')
})

test('a heavy thing needs a carton that carries it', () => {
  expect(advised(item([100, 100, 50], 1, 9_000))).toBe('M')
  expect(advised(item([100, 100, 50], 1, 45_000))).toBe('too_big')
})

test('what nobody measured is left to the packer', () => {
  expect(suggestCarton([item([1, 1, 1]), item(null, 3)], cartons)).toEqual({
    kind: 'unmeasured',
    count: 3,
  })
})

test('whatever is advised is never smaller or weaker than what goes into it', () => {
  const side = fc.integer({ min: 5, max: 400 })
  const things = fc.array(
    fc.record({
      size: fc.tuple(side, side, side),
      quantity: fc.integer({ min: 1, max: 4 }),
      grams: fc.integer({ min: 1, max: 4_000 }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  fc.assert(
    fc.property(things, (items) => {
      const advice = suggestCarton(items, cartons)
      if (advice.kind !== 'carton') return
      const { size, maxGrams, emptyGrams } = advice.carton
      const sum = (of: (one: (typeof items)[number]) => number) =>
        items.reduce((total, one) => total + of(one) * one.quantity, 0)
      expect(sum((one) => one.size[0] * one.size[1] * one.size[2])).toBeLessThanOrEqual(
        size[0] * size[1] * size[2],
      )
      expect(sum((one) => one.grams) + emptyGrams).toBeLessThanOrEqual(maxGrams)
    }),
  )
})
