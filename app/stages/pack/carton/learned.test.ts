import { expect, test } from 'vitest'
import { decideLearned } from './learned.ts'

const took = (...used: string[]) => ({ suggested: ['S'], used })

test('without sizes the last choice of a packer is suggested', () => {
  expect(decideLearned([took('M'), took('L')], null)).toEqual({ cartons: ['M'], times: 1 })
  expect(decideLearned([], null)).toBeNull()
  expect(decideLearned([took()], null)).toBeNull()
})

test('a plan is given up only when packers took the same other cartons three times in a row', () => {
  expect(decideLearned([took('M'), took('M')], ['S'])).toBeNull()
  expect(decideLearned([took('M'), took('M'), took('M')], ['S'])).toEqual({
    cartons: ['M'],
    times: 3,
  })
  expect(decideLearned([took('M'), took('M'), took('L'), took('M')], ['S'])).toBeNull()
  expect(decideLearned([took('S'), took('S'), took('S')], ['S'])).toBeNull()
  expect(decideLearned([took('M', 'S'), took('S', 'M'), took('M', 'S')], ['S', 'M'])).toBeNull()
})
