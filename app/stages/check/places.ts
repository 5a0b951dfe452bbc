import type { Address } from '../../journey/buyer.ts'

/** Places that are no front door. */
export type Place = 'po_box' | 'parcel_locker' | 'door'

const poBox =
  /\b(p\.?\s*o\.?\s*box|post\s?office box|gpo box|locked bag|private bag|postfach|post\s?bus|postbus|bo[iî]te postale|b\.?p\.?\s*\d|apartado( de correos| postal)?|apdo\.?|casella postale|caixa postal|skrytka|postboks|box postale?)\b/iu
const locker =
  /\b(pack\s?station|post\s?filiale|paket\s?shop|parcel\s?(locker|box)|in\s?post\s|paczkomat|amazon locker|pickup station|point relais|mondial relay|punto pack|citypaq|post\s?nl[- ]punt|amazon hub)\b/iu

export interface FoundPlace {
  readonly place: Place
  /** Named in the street's line; else beside a street, and the carrier may go there instead. */
  readonly sure: boolean
}

const inLine = (line: string): Place =>
  locker.test(line) ? 'parcel_locker' : poBox.test(line) ? 'po_box' : 'door'

/** What kind of place an address names. */
export function placeOf({ address1, address2, company }: Address): FoundPlace {
  const first = inLine(address1 ?? '')
  if (first !== 'door') return { place: first, sure: true }
  const [other = 'door'] = [address2, company]
    .map((line) => (line ? inLine(line) : 'door'))
    .filter((place) => place !== 'door')
  return { place: other, sure: !address1?.trim() }
}

/** A German Packstation opens to the customer's post number, 6 to 10 digits; without it the parcel comes back. */
export function lacksPostNumber(address: Address): boolean {
  const all = [address.address1, address.address2, address.company].filter(Boolean).join(' ')
  if (!/pack\s?station|post\s?filiale/iu.test(all)) return false
  const named = [all, address.firstName, address.lastName].filter(Boolean).join(' ')
  return !/(?<!\d)\d{6,10}(?!\d)/.test(named)
}

/** Carriers by how delivery options name them, and where they bring parcels. */
const carriers: readonly {
  readonly key: string
  readonly named: RegExp
  readonly poBox: boolean
  readonly locker: boolean
}[] = [
  { key: 'dhl_express', named: /dhl\s*express/i, poBox: false, locker: false },
  { key: 'dhl', named: /\bdhl\b|deutsche post/i, poBox: false, locker: true },
  {
    key: 'usps',
    named: /\busps\b|priority mail|first[- ]class|media mail/i,
    poBox: true,
    locker: true,
  },
  { key: 'royal_mail', named: /royal mail/i, poBox: true, locker: true },
  { key: 'an_post', named: /\ban post\b/i, poBox: true, locker: true },
  { key: 'canada_post', named: /canada post|postes canada/i, poBox: true, locker: true },
  { key: 'australia_post', named: /australia post|auspost/i, poBox: true, locker: true },
  { key: 'la_poste', named: /la poste|colissimo/i, poBox: true, locker: true },
  { key: 'postnl', named: /post\s?nl/i, poBox: true, locker: true },
  { key: 'correos', named: /\bcorreos\b/i, poBox: true, locker: true },
  { key: 'ups', named: /\bups\b/i, poBox: false, locker: false },
  { key: 'fedex', named: /\bfedex\b|\btnt\b/i, poBox: false, locker: false },
  { key: 'dpd', named: /\bdpd\b/i, poBox: false, locker: false },
  { key: 'gls', named: /\bgls\b/i, poBox: false, locker: false },
  { key: 'hermes', named: /\bhermes\b|\bevri\b/i, poBox: false, locker: false },
  { key: 'purolator', named: /purolator/i, poBox: false, locker: false },
]

/** Whether the carrier an option names brings parcels to such a place; null: the option names none we know. */
export function bringsTo(place: Exclude<Place, 'door'>, option: string | null): boolean | null {
  const carrier = carriers.find(({ named }) => named.test(option ?? ''))
  if (!carrier) return null
  return place === 'po_box' ? carrier.poBox : carrier.locker
}
