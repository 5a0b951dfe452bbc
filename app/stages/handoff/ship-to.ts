import { type Buyer, buyerName } from '../../journey/buyer.ts'
import type { LabelAddress } from '../../providers/carrier/contract.ts'

/** The ship-to address as a partner prints it; null when the order has none. */
export function shipToOf(buyer: Buyer): LabelAddress | null {
  const to = buyer.shipTo
  if (!to) return null
  return {
    name: buyerName(buyer) || to.company || '',
    company: to.company,
    street1: to.address1 ?? '',
    street2: to.address2,
    city: to.city ?? '',
    region: to.provinceCode ?? to.province,
    postcode: to.zip,
    country: to.countryCode ?? '',
    phone: to.phone ?? buyer.phone,
    email: buyer.email,
  }
}
