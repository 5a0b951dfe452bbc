import { expect, test } from 'vitest'
import { languageOf } from './language.ts'

test.each([
  ['de-AT', 'de'],
  ['fr_CA', 'fr'],
  ['NL', 'nl'],
  ['pt-BR', 'en'],
  ['', 'en'],
  ['constructor', 'en'],
])('a customer whose store says %o is written to in %s', (locale, language) => {
  expect(languageOf(locale)).toBe(language)
})
