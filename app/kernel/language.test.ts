import { expect, test } from 'vitest'
import { languageAsked, languageOf } from './language.ts'

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

test.each([
  ['nl-BE,nl;q=0.9,en;q=0.8', 'nl'],
  ['pt-BR, fr;q=0.5', 'fr'],
  ['*', 'en'],
  [null, 'en'],
])('a browser that asks for %o is answered in %s', (header, language) => {
  expect(languageAsked(header)).toBe(language)
})
