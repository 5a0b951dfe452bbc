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

/** All personal data of an order, in one piece, sealed with the shop's key in `sales_order.sealed`. */
export const buyerShape = z.object({
  email: text,
  phone: text,
  firstName: text,
  lastName: text,
  shipTo: addressShape.nullable(),
  billTo: addressShape.nullable(),
  note: text,
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
export const normalPhone = (phone: string): string => phone.replace(/\D/g, '').replace(/^0+/, '')

/** Address lines for a label, a slip or a mail, in the order most countries' posts read. */
export function addressLines(address: Address): string[] {
  const cityLine = joined([address.zip, address.city, address.provinceCode])
  return [
    joined([address.firstName, address.lastName]),
    address.company,
    address.address1,
    address.address2,
    cityLine,
    address.countryCode,
  ].flatMap((line) => (line?.trim() ? [line.trim()] : []))
}

const countryNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' })

/** The same for letters and pages: the country by its name. */
export function addressForPeople(address: Address): string[] {
  const code = address.countryCode?.trim().toUpperCase() ?? ''
  const lines = addressLines({ ...address, countryCode: null })
  return /^[A-Z]{2}$/.test(code) ? [...lines, countryNames.of(code) ?? code] : lines
}
