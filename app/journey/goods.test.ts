import { expect, test } from 'vitest'
import { changesOf } from './goods.ts'

const shelf = { binId: 'a', state: 'on_hand' } as const
const held = { binId: 'a', state: 'reserved' } as const

test('what goes out of one place comes into another', () => {
  const changes = changesOf([{ itemId: 'i', quantity: 2, from: shelf, to: held }])
  expect(changes.map((change) => [change.state, change.delta])).toEqual([
    ['on_hand', -2],
    ['reserved', 2],
  ])
})

test('moves there and back again change nothing', () => {
  expect(
    changesOf([
      { itemId: 'i', quantity: 2, from: shelf, to: held },
      { itemId: 'i', quantity: 2, from: held, to: shelf },
    ]),
  ).toEqual([])
})

test('levels are always named in the same order, whatever order the moves came in', () => {
  const moves = ['c', 'a', 'b'].map((itemId) => ({ itemId, quantity: 1, from: shelf, to: held }))
  expect(changesOf(moves)).toEqual(changesOf(moves.toReversed()))
})

test('pieces of other lots and other serials are other goods', () => {
  const lots = ['x', 'y', null].map((lotId) => ({
    ...{ itemId: 'i', lotId, quantity: 2, from: shelf, to: held },
  }))
  expect(changesOf(lots)).toHaveLength(6)
  expect(() =>
    changesOf([{ itemId: 'i', serial: 'S1', quantity: 2, from: shelf, to: held }]),
  ).toThrow('a serial is one piece')
})

test('half a piece, no pieces and a move from nowhere to nowhere are refused', () => {
  for (const quantity of [0, -1, 0.5, Number.NaN])
    expect(() => changesOf([{ itemId: 'i', quantity, from: shelf, to: null }])).toThrow(
      'not a number of pieces',
    )
  expect(() => changesOf([{ itemId: 'i', quantity: 1, from: null, to: null }])).toThrow('nowhere')
})
