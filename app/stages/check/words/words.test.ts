import { expect, test } from 'vitest'
import { unlikeEnglish } from '../../../kernel/phrases.ts'
import { askedWords } from './asked.ts'
import { fieldWords } from './fields.ts'
import { letterWords } from './letter.ts'

test.each([
  ['what is asked', askedWords.all],
  ['fields', fieldWords.all],
  ['letters', letterWords.all],
])('%s: every language says everything, and names what the English one names', (_, all) => {
  expect(unlikeEnglish(all)).toEqual([])
})
