import { expect, test } from 'vitest'
import { readScaleLine } from './scale.ts'

test('a scale that stands still says its weight, in whatever unit it has', () => {
  const said: readonly (readonly [string, number | null])[] = [
    ['ST,GS,+  1.234kg', 1_234],
    ['S S     0.500 kg', 500],
    ['  250 g', 250],
    ['1,5 kg', 1_500],
    ['+0012.0 oz', 340],
    ['2.00 lb', 907],
  ]
  expect(said.map(([line]) => [line, readScaleLine(line)])).toEqual(said)
})

test('one that moves, is overloaded, below nothing or says something else is not believed', () => {
  for (const line of ['US,GS,+ 1.230kg', 'S D 0.410 kg', 'OL', '-0.002 kg', 'HELLO', '', '12'])
    expect([line, readScaleLine(line)]).toEqual([line, null])
})
