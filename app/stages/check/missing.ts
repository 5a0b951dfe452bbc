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
  po_box: 'a street address (the carrier does not bring parcels to PO boxes)',
  parcel_locker: 'a street address (the carrier does not bring parcels to this parcel locker)',
  post_number: 'the post number for the Packstation',
} as const

/** What may be right and looks wrong: suggested, never changed. The shop's settings say whether an order waits for it. */
const doubtWords = {
  region_elsewhere: 'whether postcode and region belong together',
  street_number: 'whether the house number was forgotten',
  po_box_doubt: 'whether the carrier brings parcels to this PO box',
  parcel_locker_doubt: 'whether the carrier brings parcels to this parcel locker',
  email_typo: 'whether the e-mail address is spelt right',
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
  | keyof typeof doubtWords
  | keyof typeof contactWords
  | Exclude<keyof typeof officeWords, 'item'>

/**
 * One thing that an order lacks. `postcode_elsewhere:GB` names the country the postcode is from, where
 * only one comes to mind; `item:3` is the third line of the order; `email_typo:gmail.com` the domain that
 * was probably meant; `need:engraving:2` what the shop's contract asks of the second line, and
 * `need_form:…` the same where an answer is there and will not do.
 */
export type Missing =
  | PlainWord
  | `postcode_elsewhere:${string}`
  | `region_elsewhere:${string}`
  | `email_typo:${string}`
  | `item:${number}`
  | `need:${string}`
  | `need_form:${string}`

const words: Readonly<Record<string, string>> = {
  ...addressWords,
  ...doubtWords,
  ...contactWords,
  ...officeWords,
}

const isPlain = (word: string): word is PlainWord => word !== 'item' && Object.hasOwn(words, word)

/** The word without what it names: `postcode_elsewhere` of `postcode_elsewhere:GB`. */
export const kindOf = (word: Missing): string => word.split(':')[0] ?? ''
/** What the word names: `GB` of `postcode_elsewhere:GB`, `engraving:2` of `need:engraving:2`; empty for most. */
export const aboutOf = (word: Missing): string => word.split(':').slice(1).join(':')

const addressDoubts = ['region_elsewhere', 'street_number', 'po_box_doubt', 'parcel_locker_doubt']
export const isAddressWord = (word: Missing): boolean =>
  Object.hasOwn(addressWords, kindOf(word)) || addressDoubts.includes(kindOf(word))
/** Whether the customer can put it right; the rest is the shop's to decide. */
export const isForCustomer = (word: Missing): boolean => !Object.hasOwn(officeWords, kindOf(word))
/** Whether it may be right as it stands. */
export const isDoubt = (word: Missing): boolean => Object.hasOwn(doubtWords, kindOf(word))
/** Whether the shop's own contract asks for it. */
export const isNeed = (word: Missing): boolean =>
  kindOf(word) === 'need' || kindOf(word) === 'need_form'

/** The form of what a word names, by its kind. */
const abouts: Readonly<Record<string, RegExp>> = {
  item: /^\d{1,6}$/,
  postcode_elsewhere: /^[A-Z]{2}$/,
  region_elsewhere: /^[\w-]{1,10}$/,
  email_typo: /^[a-z0-9.-]{4,60}$/,
  need: /^[a-z][a-z0-9_]{0,39}(:\d{1,6})?$/,
  need_form: /^[a-z][a-z0-9_]{0,39}(:\d{1,6})?$/,
}

function isMissing(stored: string): stored is Missing {
  if (isPlain(stored)) return true
  const [kind = '', ...about] = stored.split(':')
  return Object.hasOwn(abouts, kind) && (abouts[kind]?.test(about.join(':')) ?? false)
}

/** Words as stored; what is none of ours any more is left out. */
export const readMissings = (stored: readonly string[]): readonly Missing[] =>
  stored.filter(isMissing)

/** `engraving_text:2` as "engraving text (line 2)". */
function needInWords(about: string): string {
  const [key = '', line] = about.split(':')
  return `${key.replaceAll('_', ' ')}${line ? ` (line ${line})` : ''}`
}

/** For the merchant, as part of a sentence; never personal data. */
export function missingForMerchant(word: Missing): string {
  const about = aboutOf(word)
  switch (kindOf(word)) {
    case 'item':
      return `which article line ${about} is`
    case 'postcode_elsewhere':
      return about
        ? `the right postcode (it has one of ${countryInSentence(about)})`
        : addressWords.postcode_elsewhere
    case 'region_elsewhere':
      return `${doubtWords.region_elsewhere} (the postcode is of ${about})`
    case 'email_typo':
      return `${doubtWords.email_typo} (${about}?)`
    case 'need':
      return needInWords(about)
    case 'need_form':
      return `${needInWords(about)} of the right form`
    default:
      return words[word] ?? word
  }
}

/** For the merchant, all of them: "street and house number, postcode". */
export const listForMerchant = (missing: readonly Missing[]): string =>
  missing.map(missingForMerchant).join(', ')
