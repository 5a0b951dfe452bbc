import { expect, test } from 'vitest'
import { languages } from '../../kernel/language.ts'
import { unlikeEnglish } from '../../kernel/phrases.ts'
import { confirmPageWords } from './confirm-words.ts'
import { returnPageWords } from './return-words.ts'
import { surveyWords } from './survey-words.ts'
import { trackingWords } from './tracking-words.ts'
import { shopperWords } from './words.ts'

test('the shoppers’ pages say everything in every language', () => {
  for (const catalogue of [
    shopperWords,
    confirmPageWords,
    surveyWords,
    trackingWords,
    returnPageWords,
  ])
    expect(unlikeEnglish(catalogue.all)).toEqual([])
  for (const language of languages)
    expect(shopperWords.in(language)('thanks_have', { order: '#1001' })).toContain('#1001')
})
