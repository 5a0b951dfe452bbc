import { z } from 'zod'

const text = z.string().nullable()

/** An address as the store has it. Every part can be missing; only the check room says what must be there. */
export const addressShape = z.object({
  firstName: text,
  lastName: text,
  company: text,
  address1: text,
  address2: text,
  city: text,
  /** Region, as code ("NY") and as name; the code is what rules work with. */
  provinceCode: text,
  province: text,
  zip: text,
  /** ISO 3166-1 alpha-2. */
  countryCode: text,
  phone: text,
})
export type Address = z.infer<typeof addressShape>

const namedText = z.object({ name: z.string(), value: z.string() })

/** All personal data of an order, in one piece, sealed with the shop's key in `sales_order.sealed`. */
export const buyerShape = z.object({
  email: text,
  phone: text,
  firstName: text,
  lastName: text,
  shipTo: addressShape.nullable(),
  billTo: addressShape.nullable(),
  note: text,
  /** What was written about the whole order, and where no property can be written any more, about a line. */
  attributes: z.array(namedText).optional(),
  /** By `namespace.key`: those that the shop's contract asks for. */
  metafields: z.array(namedText).optional(),
})
export type Buyer = z.infer<typeof buyerShape>

const joined = (parts: readonly (string | null | undefined)[]) =>
  parts
    .filter((part): part is string => !!part?.trim())
    .join(' ')
    .trim()

/** The name to greet or to print: ship-to first, then the customer's; empty when nobody gave one. */
export const buyerName = (buyer: Buyer): string =>
  joined([buyer.shipTo?.firstName, buyer.shipTo?.lastName]) ||
  joined([buyer.firstName, buyer.lastName])

/** The form in which an e-mail address is hashed to be found again. */
export const normalEmail = (email: string): string => email.trim().toLowerCase()

/** The form in which a phone number is hashed: digits only, without leading zeros. */
const normalPhone = (phone: string): string => phone.replace(/\D/g, '').replace(/^0+/, '')

/** The door an address leads to, however it is written: letters and digits of street, postcode and country. */
export function addressKey(
  to: Pick<Address, 'address1' | 'zip' | 'city' | 'countryCode'> | null,
): string | null {
  if (!to?.address1?.trim()) return null
  const place = to.zip?.trim() ? to.zip : to.city
  const plain = [to.address1, place, to.countryCode]
    .join(' ')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/stra(ß|ss)e\b/g, 'str')
    .replace(/street\b/g, 'st')
    .replace(/[^\p{L}\p{N}]/gu, '')
  return plain === '' ? null : plain
}

/** Keyed hashes by which a buyer's orders are found again; null where there is nothing to find them by. */
export function findAgain<Hash>(
  { email, phone, shipTo }: Pick<Buyer, 'email' | 'phone' | 'shipTo'>,
  hash: (text: string) => Hash,
): { readonly email: Hash | null; readonly phone: Hash | null; readonly address: Hash | null } {
  const number = normalPhone(phone ?? shipTo?.phone ?? '')
  const door = addressKey(shipTo)
  return {
    email: email ? hash(normalEmail(email)) : null,
    phone: number ? hash(number) : null,
    address: door ? hash(`address:${door}`) : null,
  }
}

/** Where the postcode stands behind the town. */
const postcodeLast = new Set(['AU', 'CA', 'GB', 'IE', 'IN', 'NZ', 'SG', 'US', 'ZA'])
/** Where regions are known to stores and not written on letters. */
const noRegion = new Set(['GB', 'IE', 'NZ', 'PT'])

/** Address lines for a slip or a page, in the order the country's post reads. */
export function addressLines(address: Address): string[] {
  const country = address.countryCode?.trim().toUpperCase() ?? ''
  const region = noRegion.has(country) ? null : address.provinceCode
  const cityLine = joined(
    postcodeLast.has(country)
      ? [address.city, region, address.zip]
      : [address.zip, address.city, region],
  )
  return [
    joined([address.firstName, address.lastName]),
    address.company,
    address.address1,
    address.address2,
    cityLine,
    address.countryCode,
  ].flatMap((line) => (line?.trim() ? [line.trim()] : []))
}

const countryNames = (language: string) =>
  new Intl.DisplayNames([language], { type: 'region', fallback: 'code' })

/** The same for letters and pages: the country by its name, in the reader's language. */
export function addressForPeople(address: Address, language = 'en'): string[] {
  const code = address.countryCode?.trim().toUpperCase() ?? ''
  const lines = addressLines(address)
  return /^[A-Z]{2}$/.test(code)
    ? [...lines.slice(0, -1), countryNames(language).of(code) ?? code]
    : lines
}
