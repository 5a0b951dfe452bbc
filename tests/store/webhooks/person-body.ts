/** Addresses and customers as REST writes them. */
import { shopTime } from '../clock.ts'
import { gid } from '../ids.ts'
import type { Address, CustomerRecord } from '../records/orders.ts'
import type { World } from '../world.ts'

export const fullName = (first: string | null, last: string | null): string | null => {
  const name = [first, last].filter((part) => part).join(' ')
  return name === '' ? null : name
}

export const addressBody = (address: Address) => ({
  first_name: address.firstName,
  address1: address.address1,
  phone: address.phone,
  city: address.city,
  zip: address.zip,
  province: address.province,
  country: address.country,
  last_name: address.lastName,
  address2: address.address2,
  company: address.company,
  latitude: null,
  longitude: null,
  name: fullName(address.firstName, address.lastName),
  country_code: address.countryCode,
  province_code: address.provinceCode,
})

export const customerBody = (world: World, customer: CustomerRecord) => ({
  id: customer.id,
  created_at: shopTime(customer.createdAt, world.shop.timezone),
  updated_at: shopTime(customer.updatedAt, world.shop.timezone),
  first_name: customer.firstName,
  last_name: customer.lastName,
  state: 'disabled',
  note: customer.note,
  verified_email: customer.email !== null,
  multipass_identifier: null,
  tax_exempt: false,
  email: customer.email,
  phone: customer.phone,
  currency: world.shop.currency,
  tax_exemptions: [],
  admin_graphql_api_id: gid('Customer', customer.id),
  ...(customer.address && {
    default_address: {
      id: customer.id + 1,
      customer_id: customer.id,
      ...addressBody(customer.address),
      country_name: customer.address.country,
      default: true,
    },
  }),
})
