import { expect, test } from 'vitest'
import { decideRebinding } from './decide-rebinding.ts'

const pick = (id: string, bin: string, quantity: number, lot: string | null = null) => ({
  id,
  item: 'cup',
  bin,
  lot,
  quantity,
})
const take = (bin: string, quantity: number, lot: string | null = null) => ({
  item: 'cup',
  bin,
  lot,
  quantity,
})

test('what was chosen already stays where it is promised', () => {
  expect(decideRebinding([pick('1', 'A', 2), pick('2', 'A', 1)], [take('A', 3)])).toEqual([])
})

test('a stop keeps what it can and takes the rest from the chosen bins', () => {
  expect(
    decideRebinding([pick('1', 'A', 4), pick('2', 'B', 2)], [take('A', 1), take('B', 5)]),
  ).toEqual([{ pickId: '1', to: { bin: 'B', lot: null }, quantity: 3 }])
  expect(decideRebinding([pick('1', 'A', 4)], [take('B', 3), take('C', 1)])).toEqual([
    { pickId: '1', to: { bin: 'B', lot: null }, quantity: 3 },
    { pickId: '1', to: { bin: 'C', lot: null }, quantity: 1 },
  ])
})

test('another lot in the same bin is another place', () => {
  expect(decideRebinding([pick('1', 'A', 1, 'old')], [take('A', 1, 'new')])).toEqual([
    { pickId: '1', to: { bin: 'A', lot: 'new' }, quantity: 1 },
  ])
})
