import { expect, test } from 'vitest'
import { rowWords } from './row-words.ts'

test('rows that follow each other are said in one', () => {
  expect(rowWords([7])).toBe('row 7')
  expect(rowWords([2, 3, 4, 9])).toBe('rows 2–4, 9')
  expect(rowWords(Array.from({ length: 50 }, (_, at) => at + 2))).toBe('rows 2–51')
})
