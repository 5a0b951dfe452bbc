import type { Address } from '../../journey/buyer.ts'
import { addressRows } from './address-rows.ts'
import { isCountry } from './countries.ts'
import type { Missing } from './missing.ts'
import { countryOfPostcode, hasPostcodes, readPostcode } from './postcode.ts'
import { readRegion, regionsOf } from './regions.ts'

const parts: ReadonlyMap<string, string> = new Map(
  addressRows.map(([country, need]) => [country, need]),
)

/** Which parts an address in a country needs. A country nobody described needs street and city. */
export function partsNeeded(country: string) {
  const need = parts.get(country) ?? 'AC'
  return {
    street: need.includes('A'),
    // Where the store has no list of regions, one that is demanded stands with the town.
    city: need.includes('C') || (need.includes('S') && regionsOf(country).length === 0),
    /** Only where the store knows the country's regions: it takes no others. */
    region: need.includes('S') && regionsOf(country).length > 0,
    postcode: need.includes('Z'),
  }
}

const blank = (text: string | null): boolean => !text?.trim()

/** Countries whose region codes are short and settled, so that an unknown one is surely a mistake. */
const strictRegions = ['US', 'CA', 'AU']

function regionWords(country: string, address: Address): Missing[] {
  if (!partsNeeded(country).region) return []
  const { provinceCode, province } = address
  if (blank(provinceCode) && blank(province)) return ['region']
  if (!strictRegions.includes(country)) return []
  const known = readRegion(country, provinceCode ?? '') ?? readRegion(country, province ?? '')
  return known ? [] : ['region_unknown']
}

function postcodeWords(country: string, zip: string | null, likely: readonly string[]): Missing[] {
  if (!hasPostcodes(country)) return []
  const raw = zip?.trim() ?? ''
  if (!raw) return partsNeeded(country).postcode ? ['postcode'] : []
  if (readPostcode(country, raw) !== null) return []
  const elsewhere = countryOfPostcode(raw, country, likely)
  if (elsewhere === null) return ['postcode_form']
  return [elsewhere === 'many' ? 'postcode_elsewhere' : `postcode_elsewhere:${elsewhere}`]
}

/**
 * Names everything a parcel's address lacks by the rules of its country.
 * @param name whom the parcel is for, from wherever it is known; `''` when nobody said.
 * @param likely countries a wrong postcode may come from: where the bill goes, where the shop is.
 */
export function addressWords(
  address: Address | null,
  name: string,
  likely: readonly string[],
): readonly Missing[] {
  const empty =
    address === null ||
    [address.address1, address.address2, address.city, address.zip].every((part) => blank(part))
  if (empty) return ['address']
  const missing: Missing[] = []
  const country = address.countryCode?.trim().toUpperCase() ?? ''
  const need = partsNeeded(country)
  if (blank(name) && blank(address.company)) missing.push('name')
  if (need.street && blank(address.address1)) missing.push('street')
  if (need.city && blank(address.city)) missing.push('city')
  if (!country) return [...missing, 'country']
  if (!isCountry(country)) return [...missing, 'country_unknown']
  return [
    ...missing,
    ...regionWords(country, address),
    ...postcodeWords(country, address.zip, likely),
  ]
}
