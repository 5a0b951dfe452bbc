import { expect, test } from 'vitest'
import { decideInstead } from './decide-instead.ts'

const bin = (binId: string, free: number) => ({ binId, lotId: null, serial: null, free })
const taken = (wanted: number, free: readonly number[]) =>
  decideInstead(
    wanted,
    free.map((pieces, at) => bin(`bin ${at}`, pieces)),
  ).map(({ binId, quantity }) => `${quantity} of ${binId}`)

test('what is missing comes from the first bins that have it, and no more than that', () => {
  expect(taken(3, [5, 9])).toEqual(['3 of bin 0'])
  expect(taken(3, [1, 0, 9])).toEqual(['1 of bin 0', '2 of bin 2'])
  expect(taken(3, [1])).toEqual(['1 of bin 0'])
  expect(taken(3, [])).toEqual([])
})
