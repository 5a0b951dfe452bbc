import type { Address, Buyer } from '../../journey/buyer.ts'
import { partsNeeded } from './address.ts'
import { readPhone } from './contact.ts'
import type { Correction } from './correction-shape.ts'
import { examplePostcode, hasPostcodes, readPostcode } from './postcode.ts'
import { readRegion } from './regions.ts'
import { regionsOfPostcode } from './zones.ts'

/** What was put right without asking, for the timeline: names of slips, never what was written. */
const slips = {
  country: 'the country written by its code',
  swapped: 'town and postcode were in each other’s place',
  postcode_in_city: 'the postcode stood with the town',
  postcode: 'the postcode written as its post writes it',
  region: 'the region written by its code',
  region_of_postcode: 'the region told by the postcode',
  phone: 'the phone number written with its country code',
} as const
export type Slip = keyof typeof slips

export const slipsInWords = (found: readonly Slip[]): string =>
  found.map((slip) => slips[slip]).join(', ')

interface Tidied {
  readonly address: Address
  readonly found: readonly Slip[]
}
type Step = (address: Address, country: string) => Tidied | null

const blank = (text: string | null): boolean => !text?.trim()
const put = (address: Address, change: Partial<Address>, slip: Slip): Tidied => ({
  address: { ...address, ...change },
  found: [slip],
})

/** Whether nothing but a postcode could be meant: one of four signs or more with a digit in it. */
const isSurely = (country: string, raw: string): boolean =>
  raw.replace(/\W/g, '').length >= 4 &&
  /\d/.test(raw) &&
  hasPostcodes(country) &&
  readPostcode(country, raw) !== null

const swapped: Step = (address, country) => {
  const { city, zip } = address
  if (blank(city) || blank(zip) || /\d/.test(zip ?? '')) return null
  if (!isSurely(country, city ?? '')) return null
  return put(address, { city: zip, zip: city }, 'swapped')
}

/** The ways to cut "10115 Berlin", "Berlin 10115" and "London SW1A 1AA" into postcode and town. */
function* cuts(city: string): Generator<{ readonly code: string; readonly town: string }> {
  const words = city.trim().split(/[\s,]+/)
  for (const count of [1, 2].filter((some) => some < words.length)) {
    yield { code: words.slice(0, count).join(' '), town: words.slice(count).join(' ') }
    yield { code: words.slice(-count).join(' '), town: words.slice(0, -count).join(' ') }
  }
}

const postcodeInCity: Step = (address, country) => {
  const city = address.city ?? ''
  if (!/\d/.test(city)) return null
  const cut = [...cuts(city)].find(({ code, town }) => !/\d/.test(town) && isSurely(country, code))
  if (!cut) return null
  const zip = readPostcode(country, cut.code)
  const has = blank(address.zip) ? zip : readPostcode(country, address.zip ?? '')
  if (has !== null && has !== zip) return null
  return put(address, { city: cut.town, zip }, 'postcode_in_city')
}

const postcode: Step = (address, country) => {
  if (blank(address.zip) || !examplePostcode(country)) return null
  const read = readPostcode(country, address.zip ?? '')
  return read === null || read === address.zip ? null : put(address, { zip: read }, 'postcode')
}

const region: Step = (address, country) => {
  const { provinceCode, province } = address
  const named = readRegion(country, provinceCode ?? '') ?? readRegion(country, province ?? '')
  if (named === null || named.code === provinceCode) return null
  return put(address, { provinceCode: named.code, province: named.name }, 'region')
}

/** Only where a region is demanded, none is told and the postcode lies in one alone. */
const regionOfPostcode: Step = (address, country) => {
  if (!partsNeeded(country).region || !blank(address.provinceCode) || !blank(address.province))
    return null
  const regions = regionsOfPostcode(country, readPostcode(country, address.zip ?? '') ?? '')
  const named = regions.length === 1 ? readRegion(country, regions[0] ?? '') : null
  if (named === null) return null
  return put(address, { provinceCode: named.code, province: named.name }, 'region_of_postcode')
}

const phone: Step = (address, country) => {
  if (blank(address.phone)) return null
  const read = readPhone(address.phone ?? '', country)
  return read === null || read === address.phone ? null : put(address, { phone: read }, 'phone')
}

const countryCode: Step = (address) => {
  const code = address.countryCode?.trim().toUpperCase() ?? ''
  return code === '' || code === address.countryCode
    ? null
    : put(address, { countryCode: code }, 'country')
}

const steps = [
  countryCode,
  swapped,
  postcodeInCity,
  postcode,
  region,
  regionOfPostcode,
  phone,
] as const

/** An address with every slip put right that can only have been meant one way. */
export function tidyAddress(address: Address): Tidied {
  return steps.reduce<Tidied>(
    (so, step) => {
      const next = step(so.address, so.address.countryCode ?? '')
      return next ? { address: next.address, found: [...so.found, ...next.found] } : so
    },
    { address, found: [] },
  )
}

/** What is put right, and how the store is told. */
export interface Tidying {
  readonly correction: Correction
  readonly found: readonly Slip[]
}

/**
 * What is put right of an order without asking anybody, and how the store is told; null when there is
 * nothing. An e-mail address is never changed so.
 */
export function decideTidying(buyer: Buyer): Tidying | null {
  if (buyer.shipTo === null) return null
  const { address, found } = tidyAddress(buyer.shipTo)
  return found.length === 0 ? null : { correction: { shipTo: address }, found }
}
