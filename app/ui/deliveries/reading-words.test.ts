import { expect, test } from 'vitest'
import { percentRead, readingWords } from './reading-words.ts'

const at = (state: string, done = 0, total = 0, unreadable = 0) => ({
  sweptAt: null,
  backlog: { state, done, total, found: done, unreadable },
})

test('how far the reading is, in words and in percent', () => {
  expect(readingWords(at('reading', 1_240, 3_000))).toBe(
    '1,240 of 3,000 orders of the last 60 days are read.',
  )
  expect(percentRead(at('reading', 1_240, 3_000))).toBe(41)
  expect(percentRead(at('writing', 0, 50))).toBe(0)
  expect(percentRead(at('done', 10, 10))).toBeNull()
  expect(readingWords(at('done', 10, 10, 1))).toMatch(/1 could not be read\.$/)
  expect(percentRead({ sweptAt: null, backlog: null })).toBeNull()
})
