/** Addresses and contact data as they come in, and what Shopify says of bad ones. */
import { countryName } from '../graphql/types/values.ts'
import type { Address } from '../records/orders.ts'
import { no, type UserError } from './mutation.ts'

export interface AddressInput {
  readonly address1?: string | null
  readonly address2?: string | null
  readonly city?: string | null
  readonly company?: string | null
  readonly countryCode?: string | null
  readonly country?: string | null
  readonly firstName?: string | null
  readonly lastName?: string | null
  readonly phone?: string | null
  readonly province?: string | null
  readonly provinceCode?: string | null
  readonly zip?: string | null
}

const table = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .split(',')
      .map((pair) => [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)]),
  )

/** Countries whose provinces Shopify insists on, with what it calls them. */
const provinces: Readonly<
  Record<string, { readonly word: string; readonly names: ReadonlyMap<string, string> }>
> = {
  US: {
    word: 'State',
    names: table(
      'AL:Alabama,AK:Alaska,AZ:Arizona,AR:Arkansas,CA:California,CO:Colorado,CT:Connecticut,DE:Delaware,DC:District of Columbia,FL:Florida,GA:Georgia,HI:Hawaii,ID:Idaho,IL:Illinois,IN:Indiana,IA:Iowa,KS:Kansas,KY:Kentucky,LA:Louisiana,ME:Maine,MD:Maryland,MA:Massachusetts,MI:Michigan,MN:Minnesota,MS:Mississippi,MO:Missouri,MT:Montana,NE:Nebraska,NV:Nevada,NH:New Hampshire,NJ:New Jersey,NM:New Mexico,NY:New York,NC:North Carolina,ND:North Dakota,OH:Ohio,OK:Oklahoma,OR:Oregon,PA:Pennsylvania,PR:Puerto Rico,RI:Rhode Island,SC:South Carolina,SD:South Dakota,TN:Tennessee,TX:Texas,UT:Utah,VT:Vermont,VA:Virginia,WA:Washington,WV:West Virginia,WI:Wisconsin,WY:Wyoming',
    ),
  },
  CA: {
    word: 'Province',
    names: table(
      'AB:Alberta,BC:British Columbia,MB:Manitoba,NB:New Brunswick,NL:Newfoundland and Labrador,NS:Nova Scotia,NT:Northwest Territories,NU:Nunavut,ON:Ontario,PE:Prince Edward Island,QC:Quebec,SK:Saskatchewan,YT:Yukon',
    ),
  },
  AU: {
    word: 'State',
    names: table(
      'ACT:Australian Capital Territory,NSW:New South Wales,NT:Northern Territory,QLD:Queensland,SA:South Australia,TAS:Tasmania,VIC:Victoria,WA:Western Australia',
    ),
  },
}

const needsZip = new Set(
  'AT AU BE BR CA CH CN CZ DE DK ES FI FR GB GR HU IN IT JP KR MX NL NO NZ PL PT RO SE SG TW US ZA'.split(
    ' ',
  ),
)

const zipWord = (country: string): string =>
  country === 'US' ? 'ZIP code' : country === 'GB' || country === 'AU' ? 'postcode' : 'postal code'

const blank = (text: string | null | undefined): boolean => !text?.trim()

/** @param field where the address stands in the input: "shippingAddress". */
export function checkAddress(input: AddressInput, field: string): readonly UserError[] {
  const errors: UserError[] = []
  const want = (missing: boolean, key: string, message: string) => {
    if (missing) errors.push(no(message, `${field}.${key}`))
  }
  const country = countryCodeOf(input)
  want(blank(input.lastName), 'lastName', 'Enter a last name')
  want(blank(input.address1), 'address1', 'Enter an address')
  want(blank(input.city), 'city', 'Enter a city')
  want(country === null, 'country', 'Select a country/region')
  if (country === null) return errors
  want(needsZip.has(country) && blank(input.zip), 'zip', `Enter a ${zipWord(country)}`)
  const known = provinces[country]
  if (known !== undefined && provinceOf(input, country) === null) {
    want(
      true,
      'province',
      `${known.word} is not a valid ${known.word.toLowerCase()} in ${countryName(country)}`,
    )
  }
  if (!blank(input.phone)) want(!isPhone(input.phone ?? ''), 'phone', 'Phone is invalid')
  return errors
}

const codesByName = new Map<string, string>()
for (const code of Object.keys(provinces)) codesByName.set(countryName(code).toLowerCase(), code)

function countryCodeOf(input: AddressInput): string | null {
  if (input.countryCode) return input.countryCode
  const text = input.country?.trim() ?? ''
  return /^[A-Z]{2}$/.test(text) ? text : (codesByName.get(text.toLowerCase()) ?? null)
}

/** Code and name of a province that the country has; null for one it does not have. */
function provinceOf(input: AddressInput, country: string) {
  const names = provinces[country]?.names ?? new Map<string, string>()
  const text = (input.provinceCode ?? input.province ?? '').trim()
  for (const [code, name] of names) {
    if (code === text.toUpperCase() || name.toLowerCase() === text.toLowerCase())
      return { code, name }
  }
  return null
}

export function addressFrom(input: AddressInput): Address {
  const country = countryCodeOf(input)
  const province = country === null ? null : provinceOf(input, country)
  const text = (value: string | null | undefined) => (blank(value) ? null : (value ?? null))
  return {
    firstName: text(input.firstName),
    lastName: text(input.lastName),
    company: text(input.company),
    address1: text(input.address1),
    address2: text(input.address2),
    city: text(input.city),
    province: province?.name ?? text(input.province),
    provinceCode: province?.code ?? text(input.provinceCode),
    zip: text(input.zip),
    countryCode: country,
    country: country === null ? null : countryName(country),
    phone: text(input.phone),
  }
}

export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text)

export const isPhone = (text: string): boolean => {
  const digits = text.replace(/\D/g, '').length
  return /^\+?[\d\s().-]+$/.test(text) && digits >= 7 && digits <= 15
}
