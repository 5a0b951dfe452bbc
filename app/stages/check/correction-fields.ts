import { assertNever } from '../../kernel/assert-never.ts'
import { partsNeeded } from './address.ts'
import type { OrderFacts } from './complete.ts'
import { countryChoices } from './countries.ts'
import { isForCustomer, kindOf, type Missing } from './missing.ts'
import { examplePostcode, hasPostcodes } from './postcode.ts'
import { regionsOf } from './regions.ts'

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
export type FieldName = (typeof fieldNames)[number]

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
  return fieldNames.filter((name) => wanted.has(name))
}

export interface CorrectionField {
  readonly name: FieldName
  readonly label: string
  readonly value: string
  /** What is wrong with it, as a sentence; empty: nothing. */
  readonly error: string
  readonly hint: string
  readonly required: boolean
  readonly type: 'text' | 'email' | 'tel' | 'select'
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

function current({ buyer }: OrderFacts, name: FieldName): string {
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

const labels = {
  email: 'E-mail address',
  firstName: 'First name',
  lastName: 'Last name',
  company: 'Company',
  address1: 'Street and house number',
  address2: 'Flat, floor, building',
  city: 'Town or city',
  country: 'Country',
  phone: 'Phone number',
} as const

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
} as const satisfies Record<FieldName, string>

const types = { email: 'email', phone: 'tel', region: 'select', country: 'select' } as const
const typeOf = (name: FieldName): CorrectionField['type'] =>
  name === 'email' || name === 'phone' || name === 'region' || name === 'country'
    ? types[name]
    : 'text'

function labelOf(name: FieldName, country: string): string {
  if (name === 'zip') return postcodeLabels[country] ?? 'Postcode'
  if (name === 'region') return regionLabels[country] ?? 'State, province or region'
  if (name === 'city' && country === 'HK') return 'District'
  return labels[name]
}

function isRequired(name: FieldName, facts: OrderFacts, country: string): boolean {
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

/**
 * One form, ready to show: what was typed stays, else what the order has.
 * @param errors what is wrong, by field.
 */
export function correctionForm(
  facts: OrderFacts,
  names: readonly FieldName[],
  typed: Answers,
  errors: Readonly<Partial<Record<FieldName, string>>>,
): readonly CorrectionField[] {
  const country = typed.country ?? facts.buyer.shipTo?.countryCode ?? ''
  const shown =
    typed.country && regionsOf(country).length > 0 && !names.includes('region')
      ? fieldNames.filter((name) => name === 'region' || names.includes(name))
      : names
  return shown.map((name) => ({
    name,
    label: labelOf(name, country),
    value: typed[name] ?? current(facts, name),
    error: errors[name] ?? '',
    hint: name === 'zip' && examplePostcode(country) ? `Like ${examplePostcode(country)}` : '',
    required: isRequired(name, facts, country),
    type: typeOf(name),
    autoComplete: browsersFill[name],
    choices:
      name === 'country'
        ? countryChoices.map(({ code, name: label }) => ({ value: code, label }))
        : name === 'region'
          ? regionsOf(country).map(({ code, name: label }) => ({ value: code, label }))
          : [],
  }))
}
