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

/** All countries, by name. */
export const countryChoices: readonly { readonly code: string; readonly name: string }[] =
  countryCodes
    .map((code) => ({ code, name: countryName(code) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
