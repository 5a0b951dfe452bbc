import { assertNever } from '../../kernel/assert-never.ts'
import type { Language } from '../../kernel/language.ts'
import { partsNeeded } from './address.ts'
import { type OrderFacts, verdictOf } from './complete.ts'
import type { Need } from './contract/contract.ts'
import type { Asked } from './contract/judge.ts'
import {
  type AddressField,
  type Answers,
  type FieldName,
  fieldNames,
  needField,
} from './correction-fields.ts'
import { countryChoices } from './countries.ts'
import { inLanguage } from './missing-for-customer.ts'
import { examplePostcode } from './postcode.ts'
import { regionsOf } from './regions.ts'
import { fieldWords } from './words/fields.ts'

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
