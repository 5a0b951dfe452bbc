import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changesOf } from '../../journey/goods.ts'
import { decideCount } from './decide-count.ts'

const bin = { binId: 'b', itemId: 'i', lotId: null, isBlocked: false }

test('after a count the ledger says what was found, and nothing is in question any more', () => {
  const some = fc.nat(50)
  fc.assert(
    fc.property(some, some, some, some, (free, reserved, quarantine, found) => {
      const answer = decideCount({ ...bin, free, reserved, quarantine, found })
      expect(answer.ok).toBe(found >= reserved)
      if (!answer.ok) return
      const after = (state: string, before: number) =>
        before +
        changesOf(answer.value)
          .filter((change) => change.state === state)
          .reduce((sum, change) => sum + change.delta, 0)
      expect(after('on_hand', free) + reserved).toBe(found)
      expect(after('quarantine', quarantine)).toBe(0)
    }),
  )
})

test('pieces promised to orders are not counted away', () => {
  expect(decideCount({ ...bin, free: 1, reserved: 3, quarantine: 0, found: 2 })).toEqual({
    ok: false,
    refusal: { kind: 'less_than_reserved', reserved: 3, found: 2 },
  })
})

test('pieces said to be missing that turn up again are free again', () => {
  expect(decideCount({ ...bin, free: 2, reserved: 0, quarantine: 1, found: 3 })).toEqual({
    ok: true,
    value: [
      {
        itemId: 'i',
        lotId: null,
        quantity: 1,
        from: { binId: 'b', state: 'quarantine' },
        to: { binId: 'b', state: 'on_hand' },
      },
    ],
  })
})

test('what is counted of a blocked lot stays blocked', () => {
  const answer = decideCount({
    ...bin,
    ...{ lotId: 'x', isBlocked: true, free: 2, reserved: 1, quarantine: 4, found: 9 },
  })
  expect(answer.ok && changesOf(answer.value).map((one) => [one.state, one.delta])).toEqual([
    ['on_hand', -2],
    ['quarantine', 4],
  ])
})
