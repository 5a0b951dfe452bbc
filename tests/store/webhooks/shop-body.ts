import { shopTime } from '../clock.ts'
import { gid } from '../ids.ts'
import type { World } from '../world.ts'

/** The shop as REST writes it: the body of app/uninstalled. */
export const shopBody = ({ shop }: World) => ({
  id: shop.id,
  admin_graphql_api_id: gid('Shop', shop.id),
  name: shop.name,
  email: shop.email,
  domain: shop.domain,
  province: null,
  country: shop.countryCode,
  address1: null,
  zip: null,
  city: null,
  source: null,
  phone: null,
  latitude: null,
  longitude: null,
  primary_locale: 'en',
  address2: null,
  created_at: shopTime(shop.createdAt, shop.timezone),
  updated_at: shopTime(shop.createdAt, shop.timezone),
  country_code: shop.countryCode,
  currency: shop.currency,
  customer_email: shop.email,
  iana_timezone: shop.timezone,
  shop_owner: `${shop.name} owner`,
  weight_unit: 'kg',
  taxes_included: true,
  plan_display_name: 'Developer Preview',
  plan_name: 'partner_test',
  has_storefront: true,
  myshopify_domain: shop.domain,
  enabled_presentment_currencies: [shop.currency],
})
