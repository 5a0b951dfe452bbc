import { type OrderFacts, verdictOf } from './complete.ts'
import { aboutOf, isForCustomer, kindOf, type Missing } from './missing.ts'
import { hasPostcodes } from './postcode.ts'
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
export type AddressField = (typeof fieldNames)[number]
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
