import { countryInSentence } from './countries.ts'

/** What is wrong in an address, for the merchant. */
const addressWords = {
  address: 'the whole delivery address',
  name: 'a name for the delivery',
  street: 'street and house number',
  city: 'town or city',
  region: 'state or region',
  region_unknown: 'a state or region of that country',
  postcode: 'postcode',
  postcode_form: 'a postcode of the right form',
  postcode_elsewhere: 'the right postcode (it has one of another country)',
  country: 'country',
  country_unknown: 'a country that exists',
} as const

/** What is wrong in how to reach the customer. */
const contactWords = {
  email: 'e-mail address',
  email_form: 'a working e-mail address',
  contact: 'e-mail address or phone number',
  phone_form: 'a working phone number',
} as const

/** What only the shop can decide. */
const officeWords = {
  lines: 'any article',
  item: 'which article a line is',
  shipping_line: 'the delivery option',
} as const

type PlainWord =
  | keyof typeof addressWords
  | keyof typeof contactWords
  | Exclude<keyof typeof officeWords, 'item'>

/**
 * One thing that an order lacks. `postcode_elsewhere:GB` names the country the postcode is from,
 * where only one comes to mind; `item:3` is the third line of the order.
 */
export type Missing = PlainWord | `postcode_elsewhere:${string}` | `item:${number}`

const words: Readonly<Record<string, string>> = { ...addressWords, ...contactWords, ...officeWords }

const isPlain = (word: string): word is PlainWord => word !== 'item' && Object.hasOwn(words, word)

/** The word without what it names: `postcode_elsewhere` of `postcode_elsewhere:GB`. */
export const kindOf = (word: Missing): string => word.split(':')[0] ?? ''
/** What the word names: `GB` of `postcode_elsewhere:GB`; empty for most. */
export const aboutOf = (word: Missing): string => word.split(':')[1] ?? ''

export const isAddressWord = (word: Missing): boolean => Object.hasOwn(addressWords, kindOf(word))
/** Whether the customer can put it right; the rest is the shop's to decide. */
export const isForCustomer = (word: Missing): boolean => !Object.hasOwn(officeWords, kindOf(word))

/** A word as stored; null when it is none of ours any more. */
function readMissing(stored: string): Missing | null {
  const [kind, about = ''] = stored.split(':')
  if (kind === 'item' && /^\d{1,6}$/.test(about)) return `item:${Number(about)}`
  if (kind === 'postcode_elsewhere' && /^[A-Z]{2}$/.test(about))
    return `postcode_elsewhere:${about}`
  return isPlain(stored) ? stored : null
}

export const readMissings = (stored: readonly string[]): readonly Missing[] =>
  stored.map(readMissing).filter((word) => word !== null)

/** For the merchant, as part of a sentence; never personal data. */
export function missingForMerchant(word: Missing): string {
  const about = aboutOf(word)
  if (about === '') return words[word] ?? word
  return kindOf(word) === 'item'
    ? `which article line ${about} is`
    : `the right postcode (it has one of ${countryInSentence(about)})`
}

/** For the merchant, all of them: "street and house number, postcode". */
export const listForMerchant = (missing: readonly Missing[]): string =>
  missing.map(missingForMerchant).join(', ')
