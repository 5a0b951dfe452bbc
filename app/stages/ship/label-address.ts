import { z } from 'zod'
import { type Buyer, buyerName } from '../../journey/buyer.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import type { LabelAddress } from '../../providers/carrier/contract.ts'
import type { LabelRefusal } from './decide-label.ts'

const filled = (text: string | null | undefined) => text?.trim() || null

function missingIn(address: LabelAddress): string[] {
  const must = {
    name: address.name,
    street: address.street1,
    city: address.city,
    country: address.country,
  }
  return Object.entries(must).flatMap(([part, text]) => (text === '' ? [part] : []))
}

/** Where the parcel goes, as a label has it. Postcodes are the check room's business: some countries have none. */
export function recipientOf(buyer: Buyer | null): Outcome<LabelAddress, LabelRefusal> {
  const to = buyer?.shipTo
  if (!buyer || !to)
    return refuse({ kind: 'address_incomplete', whose: 'customer', missing: ['the whole address'] })
  const address: LabelAddress = {
    name: buyerName(buyer) || filled(to.company) || '',
    company: filled(to.company),
    street1: filled(to.address1) ?? filled(to.address2) ?? '',
    street2: filled(to.address1) ? filled(to.address2) : null,
    city: filled(to.city) ?? '',
    region: filled(to.provinceCode) ?? filled(to.province),
    postcode: filled(to.zip),
    country: filled(to.countryCode) ?? '',
    phone: filled(to.phone) ?? filled(buyer.phone),
    email: filled(buyer.email),
  }
  const missing = missingIn(address)
  return missing.length === 0
    ? accept(address)
    : refuse({ kind: 'address_incomplete', whose: 'customer', missing })
}

const storedAddress = z
  .object({
    address1: z.string().default(''),
    city: z.string().default(''),
    zip: z.string().default(''),
    countryCode: z.string().default(''),
    phone: z.string().default(''),
  })
  .catch({ address1: '', city: '', zip: '', countryCode: '', phone: '' })

/** Where it leaves from: the location's business address under the shop's name. */
export function senderOf(
  shopName: string,
  location: { readonly address: unknown; readonly country: string } | null,
): Outcome<LabelAddress, LabelRefusal> {
  const at = storedAddress.parse(location?.address ?? {})
  const address: LabelAddress = {
    name: shopName,
    company: null,
    street1: at.address1.trim(),
    street2: null,
    city: at.city.trim(),
    region: null,
    postcode: filled(at.zip),
    country: filled(at.countryCode) ?? location?.country ?? '',
    phone: filled(at.phone),
    email: null,
  }
  const missing = missingIn(address)
  return missing.length === 0
    ? accept(address)
    : refuse({ kind: 'address_incomplete', whose: 'sender', missing })
}
