import type { Language } from '../../kernel/language.ts'
import { addressRows } from './address-rows.ts'

/** Every country and territory whose address rules are known, by ISO 3166 code. */
export const countryCodes: readonly string[] = addressRows.map(([country]) => country)

const isKnown = new Set(countryCodes)
export const isCountry = (code: string): boolean => isKnown.has(code)

const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' })

/** A country's name in English; the code itself when it has none. */
const countryName = (code: string): string =>
  /^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code

const withArticle = new Set(
  'AE BS CC CD CF CG CK DO FK FO GB GM IM KM KY MH MP MV NL PH SB SC TC US VA VG VI'.split(' '),
)

/** A country's name within a sentence: "the Netherlands", "Ireland". */
export const countryInSentence = (code: string): string =>
  withArticle.has(code) ? `the ${countryName(code)}` : countryName(code)

/** Names of countries, by language; made when first asked for. */
const namers = new Map<Language, Intl.DisplayNames>()

/** A country's name as part of a sentence of a language; English wants an article here and there. */
export function countryIn(code: string, language: Language): string {
  if (language === 'en') return countryInSentence(code)
  const namer =
    namers.get(language) ?? new Intl.DisplayNames([language], { type: 'region', fallback: 'code' })
  namers.set(language, namer)
  return /^[A-Z]{2}$/.test(code) ? (namer.of(code) ?? code) : code
}

const choices = new Map<Language, readonly { readonly code: string; readonly name: string }[]>()

/** All countries by name, in a language. */
export function countryChoices(
  language: Language,
): readonly { readonly code: string; readonly name: string }[] {
  const made =
    choices.get(language) ??
    countryCodes
      .map((code) => ({
        code,
        name: language === 'en' ? countryName(code) : countryIn(code, language),
      }))
      .toSorted((a, b) => a.name.localeCompare(b.name, language))
  choices.set(language, made)
  return made
}
