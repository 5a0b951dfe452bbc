import { expect, test } from 'vitest'
import { languages } from '../../kernel/language.ts'
import { unlikeEnglish } from '../../kernel/phrases.ts'
import { shopperWords } from './words.ts'

test('the shoppers’ pages say everything in every language', () => {
  expect(unlikeEnglish(shopperWords.all)).toEqual([])
  for (const language of languages)
    expect(shopperWords.in(language)('thanks_have', { order: '#1001' })).toContain('#1001')
})
