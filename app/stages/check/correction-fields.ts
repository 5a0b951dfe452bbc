import { assertNever } from '../../kernel/assert-never.ts'
import type { Language } from '../../kernel/language.ts'
import { partsNeeded } from './address.ts'
import { type OrderFacts, verdictOf } from './complete.ts'
import type { Need } from './contract/contract.ts'
import type { Asked } from './contract/judge.ts'
import { countryChoices } from './countries.ts'
import { aboutOf, isForCustomer, kindOf, type Missing } from './missing.ts'
import { inLanguage } from './missing-for-customer.ts'
import { examplePostcode, hasPostcodes } from './postcode.ts'
import { regionsOf } from './regions.ts'
import { fieldWords } from './words/fields.ts'

export const fieldNames = [
  'email',
  'firstName',
  'lastName',
  'company',
  'address1',
  'address2',
  'city',
  'zip',
  'region',
  'country',
  'phone',
] as const
type AddressField = (typeof fieldNames)[number]
/** `need.engraving.2` is what the contract asks of the second line. */
export type FieldName = AddressField | `need.${string}`

/** The field of what a contract asks; `engraving:2` is `need.engraving.2`. */
export const needField = (id: string): `need.${string}` => `need.${id.replace(':', '.')}`
export const isNeedField = (name: string): name is `need.${string}` => /^need\.[\w.]+$/.test(name)

/** What somebody typed, by field; a field that was not shown is not in it. */
export type Answers = Readonly<Partial<Record<FieldName, string>>>

const wholeAddress: readonly FieldName[] = [
  'firstName',
  'lastName',
  'company',
  'address1',
  'address2',
  'city',
  'zip',
  'region',
  'country',
]

/** The fields that put one thing right, the most likely culprit first. */
function fieldsOf(word: Missing): readonly FieldName[] {
  switch (kindOf(word)) {
    case 'address':
    case 'country':
    case 'country_unknown':
      return [...wholeAddress, 'phone']
    case 'name':
      return ['lastName', 'firstName']
    case 'street':
      return ['address1', 'address2']
    case 'city':
      return ['city']
    case 'region':
    case 'region_unknown':
      return ['region']
    case 'postcode':
    case 'postcode_form':
      return ['zip']
    case 'postcode_elsewhere':
      return ['zip', 'city', 'region', 'country']
    case 'email':
    case 'email_form':
      return ['email']
    case 'contact':
      return ['email', 'phone']
    case 'phone_form':
      return ['phone']
    case 'po_box':
    case 'parcel_locker':
    case 'po_box_doubt':
    case 'parcel_locker_doubt':
      return ['address1', 'address2', 'city', 'zip']
    case 'street_number':
      return ['address1']
    case 'post_number':
      return ['address2', 'address1']
    case 'region_elsewhere':
      return ['zip', 'region']
    case 'email_typo':
      return ['email']
    case 'need':
    case 'need_form':
      return [needField(aboutOf(word))]
    default:
      return []
  }
}

/** Where a problem is shown: beside the field that most likely has it. */
export const fieldOf = (word: Missing): FieldName =>
  kindOf(word) === 'address' ? 'address1' : (fieldsOf(word)[0] ?? 'address1')

/** The fields to show, in the order in which an address is written; all of them when somebody wants that. */
export function fieldsToShow(
  facts: OrderFacts,
  missing: readonly Missing[],
  all: boolean,
): readonly FieldName[] {
  const wanted = new Set<FieldName>(missing.filter(isForCustomer).flatMap(fieldsOf))
  if (all) {
    wanted.add('email')
    if (facts.deliveryKind === 'shipping') for (const name of wholeAddress) wanted.add(name)
    if (facts.deliveryKind === 'shipping') wanted.add('phone')
  }
  const country = facts.buyer.shipTo?.countryCode ?? ''
  // Where no country is known yet, the region is asked once it is.
  if (regionsOf(country).length === 0) wanted.delete('region')
  if (country && !hasPostcodes(country) && !wanted.has('country')) wanted.delete('zip')
  const needs = verdictOf(facts).asked.map(({ id }) => needField(id))
  return [...fieldNames, ...needs].filter((name) => wanted.has(name))
}

export interface CorrectionField {
  readonly name: FieldName
  readonly label: string
  readonly value: string
  /** What is wrong with it, as a sentence; empty: nothing. */
  readonly error: string
  readonly hint: string
  readonly required: boolean
  readonly type: 'text' | 'email' | 'tel' | 'date' | 'select'
  readonly autoComplete: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
}

const postcodeLabels: Readonly<Record<string, string>> = {
  US: 'ZIP code',
  PR: 'ZIP code',
  IE: 'Eircode',
  IN: 'PIN code',
  CA: 'Postal code',
  BR: 'CEP (postcode)',
}
const regionLabels: Readonly<Record<string, string>> = {
  AE: 'Emirate',
  AU: 'State or territory',
  BR: 'State',
  CA: 'Province or territory',
  HK: 'Area',
  IE: 'County',
  IN: 'State',
  JP: 'Prefecture',
  MX: 'State',
  MY: 'State',
  NG: 'State',
  US: 'State',
}

function current({ buyer }: OrderFacts, name: AddressField): string {
  const { shipTo } = buyer
  switch (name) {
    case 'email':
      return buyer.email ?? ''
    case 'phone':
      return shipTo?.phone ?? buyer.phone ?? ''
    case 'firstName':
      return shipTo?.firstName ?? (shipTo ? '' : (buyer.firstName ?? ''))
    case 'lastName':
      return shipTo?.lastName ?? (shipTo ? '' : (buyer.lastName ?? ''))
    case 'region':
      return shipTo?.provinceCode ?? ''
    case 'country':
      return shipTo?.countryCode ?? buyer.billTo?.countryCode ?? ''
    case 'company':
    case 'address1':
    case 'address2':
    case 'city':
    case 'zip':
      return shipTo?.[name] ?? ''
    default:
      return assertNever(name)
  }
}

const browsersFill = {
  email: 'email',
  firstName: 'given-name',
  lastName: 'family-name',
  company: 'organization',
  address1: 'address-line1',
  address2: 'address-line2',
  city: 'address-level2',
  zip: 'postal-code',
  region: 'address-level1',
  country: 'country',
  phone: 'tel',
} as const satisfies Record<AddressField, string>

const types = { email: 'email', phone: 'tel', region: 'select', country: 'select' } as const
const typeOf = (name: AddressField): CorrectionField['type'] =>
  name === 'email' || name === 'phone' || name === 'region' || name === 'country'
    ? types[name]
    : 'text'

/** What a postcode, a region or a town is called in a country, to those who read English. */
function labelOf(name: AddressField, country: string, language: Language): string {
  if (language === 'en' && name === 'zip' && postcodeLabels[country]) return postcodeLabels[country]
  if (language === 'en' && name === 'region' && regionLabels[country]) return regionLabels[country]
  if (language === 'en' && name === 'city' && country === 'HK') return 'District'
  return fieldWords.in(language)(name)
}

function isRequired(name: AddressField, facts: OrderFacts, country: string): boolean {
  const need = partsNeeded(country)
  switch (name) {
    case 'email':
      return facts.deliveryKind === 'digital' || facts.contactNeeded === 'email'
    case 'lastName':
    case 'country':
      return true
    case 'address1':
      return need.street
    case 'city':
      return need.city
    case 'zip':
      return need.postcode
    case 'region':
      return regionsOf(country).length > 0
    case 'firstName':
    case 'company':
    case 'address2':
    case 'phone':
      return false
    default:
      return assertNever(name)
  }
}

interface FormShown {
  readonly names: readonly FieldName[]
  /** What was typed and did not do. */
  readonly typed: Answers
  /** What is wrong, by field. */
  readonly errors: Readonly<Partial<Record<FieldName, string>>>
  readonly language: Language
}

function addressField(
  name: AddressField,
  facts: OrderFacts,
  { typed, errors, language }: FormShown,
): CorrectionField {
  const country = typed.country ?? facts.buyer.shipTo?.countryCode ?? ''
  const example = name === 'zip' ? examplePostcode(country) : ''
  return {
    name,
    label: labelOf(name, country, language),
    value: typed[name] ?? current(facts, name),
    error: errors[name] ?? '',
    hint: example ? fieldWords.in(language)('like', { example }) : '',
    required: isRequired(name, facts, country),
    type: typeOf(name),
    autoComplete: browsersFill[name],
    choices:
      name === 'country'
        ? countryChoices(language).map(({ code, name: label }) => ({ value: code, label }))
        : name === 'region'
          ? regionsOf(country).map(({ code, name: label }) => ({ value: code, label }))
          : [],
  }
}

/** Browsers show a day in the reader's own way; what is no day is shown as it was typed. */
function needType({ type, choices }: Need, value: string): CorrectionField['type'] {
  if (choices.length > 0) return 'select'
  if (type === 'date') return value === '' || /^\d{4}-\d{2}-\d{2}$/.test(value) ? 'date' : 'text'
  return type === 'email' ? 'email' : type === 'phone' ? 'tel' : 'text'
}

function contractField(
  { id, need, line, raw }: Asked,
  facts: OrderFacts,
  { typed, errors, language }: FormShown,
): CorrectionField {
  const name = needField(id)
  const label = inLanguage(need.label, language)
  const article = line === null ? '' : (facts.lines[line - 1]?.title ?? '')
  const value = typed[name] ?? raw
  return {
    name,
    label: article ? fieldWords.in(language)('for_article', { label, article }) : label,
    value,
    error: errors[name] ?? '',
    hint: inLanguage(need.help, language),
    required: true,
    type: needType(need, value),
    autoComplete: 'off',
    choices: need.choices.map((choice) => ({ value: choice, label: choice })),
  }
}

/** One form, ready to show: what was typed stays, else what the order has. */
export function correctionForm(facts: OrderFacts, shown: FormShown): readonly CorrectionField[] {
  const { names, typed } = shown
  const withRegion =
    typed.country !== undefined && regionsOf(typed.country).length > 0 && !names.includes('region')
  const asked = verdictOf(facts).asked.filter(({ id }) => names.includes(needField(id)))
  return [
    ...fieldNames
      .filter((name) => names.includes(name) || (name === 'region' && withRegion))
      .map((name) => addressField(name, facts, shown)),
    ...asked.map((one) => contractField(one, facts, shown)),
  ]
}
