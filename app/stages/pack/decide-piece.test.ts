import { expect, test } from 'vitest'
import { decideByHand, decidePiece, type PackLine, pieceWords } from './decide-piece.ts'

const line = (id: string, change: Partial<PackLine> = {}): PackLine => ({
  id,
  title: `The ${id}`,
  sku: id.toUpperCase(),
  barcode: null,
  quantity: 2,
  packed: 0,
  ...change,
})
const scan = (lines: readonly PackLine[], code: string, quantity = 1) => {
  const answer = decidePiece(lines, { code, quantity })
  return answer.ok ? [answer.value.line.id, answer.value.quantity] : pieceWords(answer.refusal)
}

test('a piece is counted for its line, by SKU or barcode', () => {
  const lines = [line('cup'), line('pot', { barcode: '5012345678900' })]
  expect(scan(lines, 'cup')).toEqual(['cup', 1])
  expect(scan(lines, '5012345678900', 2)).toEqual(['pot', 2])
})

test('one more than ordered, and a thing of another order, are refused', () => {
  const lines = [line('cup', { packed: 2 }), line('pot', { packed: 1 })]
  expect(scan(lines, 'CUP')).toBe('Too many: only 2 × The cup')
  expect(scan(lines, 'LID')).toBe('Not in this parcel: LID')
  expect(scan(lines, 'POT', 2)).toBe('Only 1 × The pot still missing')
  expect(scan(lines, '')).toBe('Not in this parcel: ')
})

test('two lines of the same thing fill up one after the other', () => {
  const lines = [line('a', { sku: 'CUP', packed: 2 }), line('b', { sku: 'CUP', packed: 1 })]
  expect(scan(lines, 'CUP')).toEqual(['b', 1])
  expect(scan([lines[0] ?? line('a'), line('b', { sku: 'CUP', packed: 2 })], 'CUP')).toBe(
    'Too many: only 4 × The a',
  )
})

test('only what has no code is taken at its word', () => {
  const engraving = line('engraving', { sku: null })
  expect(decideByHand(engraving, 2).ok).toBe(true)
  expect(decideByHand(engraving, 3)).toMatchObject({ refusal: { kind: 'too_many', open: 2 } })
  expect(decideByHand({ ...engraving, packed: 2 }, 1)).toMatchObject({ refusal: { kind: 'over' } })
  expect(decideByHand(line('cup'), 1)).toMatchObject({ refusal: { kind: 'scan_needed' } })
})
