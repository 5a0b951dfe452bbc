import { expect, test } from 'vitest'
import { besideLedger, type CountedLine, valueOff } from './counted-lines.ts'
import { decideApproval, decideCountOutcome } from './decide-count-outcome.ts'

const line = (found: number, ledger: number, itemId = 'cup'): CountedLine => ({
  ...{ itemId, lotId: null, serial: null, found, ledger },
})
const rules = { recountFromPieces: 3, floorUpToMinor: 1_000, officeUpToMinor: 5_000 }
const outcome = (
  lines: readonly CountedLine[],
  before: readonly (readonly CountedLine[])[] = [],
  valueMinor = 100n,
) => decideCountOutcome({ lines, before, valueMinor, rules })

test('a count that says what the ledger says is over, whichever round it is', () => {
  expect(outcome([line(5, 5)])).toBe('agrees')
  expect(outcome([], [[line(3, 5)]])).toBe('agrees')
})

test('few pieces of little worth are believed at once; more, or dearer ones, are counted by somebody else', () => {
  expect(outcome([line(4, 5)])).toBe('book')
  expect(outcome([line(2, 5)])).toBe('recount')
  expect(outcome([line(4, 5)], [], 1_001n)).toBe('recount')
})

test('two who found the same are believed, up to a value; above it a person decides', () => {
  expect(outcome([line(2, 5)], [[line(2, 5)]])).toBe('book')
  expect(outcome([line(2, 5)], [[line(2, 5)]], 1_001n)).toBe('approval')
})

test('pieces that were picked between two counts do not make them differ', () => {
  expect(outcome([line(1, 4)], [[line(2, 5)]])).toBe('book')
})

test('who found something else is counted after; the third who differs is decided about', () => {
  expect(outcome([line(1, 5)], [[line(2, 5)]])).toBe('recount')
  expect(outcome([line(7, 5)], [[line(2, 5)], [line(1, 5)]])).toBe('approval')
  expect(outcome([line(1, 5)], [[line(2, 5)], [line(1, 5)]])).toBe('book')
})

test('what nobody found is missing, and what nobody expected is there', () => {
  const goods = { lotId: null, serial: null }
  expect(
    besideLedger(
      [
        { ...goods, itemId: 'pot', found: 2 },
        { ...goods, itemId: 'pot', found: 1 },
      ],
      [{ ...goods, itemId: 'cup', ledger: 4 }],
    ),
  ).toEqual([line(0, 4), line(3, 0, 'pot')])
})

test('differences are worth more and fewer pieces together', () => {
  const costOf = (item: string) => (item === 'cup' ? 250n : 10n)
  expect(valueOff([line(4, 6), line(9, 1, 'pot')], costOf)).toBe(580n)
})

test('the office decides up to its limit, the owner whatever it is worth', () => {
  expect(decideApproval('office', 5_000n, rules)).toEqual({ ok: true, value: 'may' })
  expect(decideApproval('office', 5_001n, rules)).toEqual({
    ok: false,
    refusal: { kind: 'above_limit', limitMinor: 5_000n, valueMinor: 5_001n },
  })
  expect(decideApproval('owner', 9_999_999n, rules).ok).toBe(true)
})
