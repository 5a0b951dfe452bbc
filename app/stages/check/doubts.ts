import type { Address } from '../../journey/buyer.ts'
import { readEmail } from './contact.ts'
import { likelyDomain } from './email-typo.ts'
import type { Missing } from './missing.ts'
import { bringsTo, lacksPostNumber, placeOf } from './places.ts'
import { readPostcode } from './postcode.ts'
import { readRegion } from './regions.ts'
import { numberedCountries } from './zone-rows.ts'
import { mayLieIn, regionsOfPostcode } from './zones.ts'

const numbered = new Set(numberedCountries)

/** Parcels that would come back for sure: the named carrier does not go there, or the locker does not open. */
export function placeWords(address: Address, option: string | null): readonly Missing[] {
  const { place, sure } = placeOf(address)
  if (place === 'door' || !sure) return []
  if (bringsTo(place, option) === false) return [place]
  return lacksPostNumber(address) ? ['post_number'] : []
}

function regionDoubts(country: string, address: Address): readonly Missing[] {
  const zip = readPostcode(country, address.zip ?? '')
  const region = readRegion(country, address.provinceCode ?? address.province ?? '')
  if (!zip || region === null || mayLieIn(country, zip, region.code)) return []
  const [other = ''] = regionsOfPostcode(country, zip)
  return [`region_elsewhere:${other}`]
}

/** Nobody knows whether the carrier goes there; or a street stands beside a place where it does not go. */
function isDoubtful(
  address: Address,
  place: 'po_box' | 'parcel_locker',
  sure: boolean,
  option: string | null,
): boolean {
  const brings = bringsTo(place, option)
  return brings === null || (!sure && (!brings || lacksPostNumber(address)))
}

/** What of an address may be right and looks wrong. @param option the delivery option's title. */
export function addressDoubts(address: Address, option: string | null): readonly Missing[] {
  const country = address.countryCode?.trim().toUpperCase() ?? ''
  const { place, sure } = placeOf(address)
  const street = `${address.address1 ?? ''} ${address.address2 ?? ''}`
  const noNumber =
    place === 'door' && numbered.has(country) && street.trim() !== '' && !/\p{N}/u.test(street)
  return [
    ...regionDoubts(country, address),
    ...(noNumber ? (['street_number'] as const) : []),
    ...(place !== 'door' && isDoubtful(address, place, sure, option)
      ? ([`${place}_doubt`] as const)
      : []),
  ]
}

/** Whether an e-mail address looks like a slip of a well-known one. */
export function emailDoubts(email: string | null): readonly Missing[] {
  const read = readEmail(email ?? '')
  const domain = read === null ? null : likelyDomain(read)
  return domain === null ? [] : [`email_typo:${domain}`]
}
