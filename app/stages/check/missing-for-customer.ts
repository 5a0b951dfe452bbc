import type { Language } from '../../kernel/language.ts'
import type { ContractVersion, Need } from './contract/contract.ts'
import type { AnswerProblem } from './contract/read-answer.ts'
import { countryIn } from './countries.ts'
import { aboutOf, kindOf, type Missing } from './missing.ts'
import { examplePostcode } from './postcode.ts'
import { readRegion } from './regions.ts'
import { askedWords } from './words/asked.ts'

/** What a sentence to a customer needs to know of their order. */
export interface AskedOf {
  readonly language: Language
  /** Where the order goes, as ISO code; `''` when that is not known. */
  readonly country: string
  readonly contract: ContractVersion
  readonly lines: readonly { readonly title: string }[]
}

/** A text of a need in a language, else in English, else in whatever the shop wrote. */
export const inLanguage = (texts: Need['label'], language: Language): string =>
  texts[language] || texts.en || Object.values(texts).find(Boolean) || ''

/** The need and the article that a word such as `need:engraving:2` is about. */
function needOf(word: Missing, { contract, lines, language }: AskedOf) {
  const [key, line] = aboutOf(word).split(':')
  const need = contract.contract.needs.find((one) => one.key === key)
  if (!need) return null
  const article = line ? (lines[Number(line) - 1]?.title ?? '') : ''
  return { label: inLanguage(need.label, language), article }
}

function needSentence(word: Missing, of: AskedOf): string {
  const found = needOf(word, of)
  if (!found) return ''
  const say = askedWords.in(of.language)
  const wrong = kindOf(word) === 'need_form'
  if (found.article) return say(wrong ? 'need_form_of' : 'need_of', found)
  return say(wrong ? 'need_form' : 'need', found)
}

function postcodeSentence(word: Missing, { language, country }: AskedOf): string {
  const say = askedWords.in(language)
  const there = country ? countryIn(country, language) : say('that_country')
  const example = country ? examplePostcode(country) : ''
  const other = aboutOf(word)
  switch (kindOf(word)) {
    case 'postcode':
      return example ? say('postcode_like', { example }) : say('postcode')
    case 'postcode_form':
      return example
        ? say('postcode_form_like', { country: there, example })
        : say('postcode_form', { country: there })
    default:
      if (other) return say('postcode_of', { other: countryIn(other, language), country: there })
      return example
        ? say('postcode_elsewhere_like', { country: there, example })
        : say('postcode_elsewhere', { country: there })
  }
}

/** What we ask a customer for, in one sentence. Words that are the shop's to decide have none: `''`. */
export function missingForCustomer(word: Missing, of: AskedOf): string {
  const say = askedWords.in(of.language)
  const kind = kindOf(word)
  const about = aboutOf(word)
  switch (kind) {
    case 'postcode':
    case 'postcode_form':
    case 'postcode_elsewhere':
      return postcodeSentence(word, of)
    case 'email_typo':
      return say('email_typo', { domain: about })
    case 'region_elsewhere':
      return say('region_elsewhere', { region: readRegion(of.country, about)?.name ?? about })
    case 'need':
    case 'need_form':
      return needSentence(word, of)
    case 'address':
    case 'name':
    case 'street':
    case 'city':
    case 'region':
    case 'region_unknown':
    case 'country':
    case 'country_unknown':
    case 'email':
    case 'email_form':
    case 'contact':
    case 'phone_form':
    case 'po_box':
    case 'parcel_locker':
    case 'post_number':
    case 'street_number':
    case 'po_box_doubt':
    case 'parcel_locker_doubt':
      return say(kind)
    default:
      return ''
  }
}

/** What is wrong with an answer to a need, for the one who gave it. */
export function problemForCustomer(problem: AnswerProblem, need: Need, language: Language): string {
  const say = askedWords.in(language)
  const label = inLanguage(need.label, language)
  switch (problem) {
    case 'missing':
      return say('need', { label })
    case 'too_long':
      return say('need_too_long', { label, longest: need.longest ?? 1000 })
    case 'not_a_choice':
      return say('need_choice', { label })
    case 'form':
      return need.type === 'text' || need.type === 'choice'
        ? say('need_pattern', { label })
        : say(`need_${need.type}`, { label })
    default:
      return say('need_pattern', { label })
  }
}
