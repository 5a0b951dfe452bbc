import type { Address, Buyer } from '../../journey/buyer.ts'
import { money } from '../../kernel/money.ts'
import type { OrderFacts } from './complete.ts'
import { noContract } from './contract/contract.ts'

export const cork: Address = {
  firstName: 'Aoife',
  lastName: 'Ní Bhriain',
  company: null,
  address1: '12 Patrick Street',
  address2: null,
  city: 'Cork',
  provinceCode: 'CO',
  province: 'Cork',
  zip: 'T12 W8KP',
  countryCode: 'IE',
  phone: '+353214277000',
}

export const buyer: Buyer = {
  email: 'aoife@example.com',
  phone: null,
  firstName: 'Aoife',
  lastName: 'Ní Bhriain',
  shipTo: cork,
  billTo: cork,
  note: null,
}

export const wholeOrder: OrderFacts = {
  deliveryKind: 'shipping',
  channel: 'web',
  buyer,
  shippingTitle: 'Standard',
  lines: [
    {
      quantity: 1,
      sku: 'MUG-1',
      variantGid: 'gid://shopify/ProductVariant/1',
      requiresShipping: true,
      title: 'Mug',
      vendor: null,
      productType: null,
      productTags: [],
      properties: [],
    },
  ],
  total: money('40.00', 'EUR'),
  contract: noContract,
  contactNeeded: 'email',
  doubtfulDetails: 'office',
  shopCountry: 'IE',
  waived: [],
}

/** A whole order that goes somewhere else. */
export const goingTo = (change: Partial<Address> | null): OrderFacts => ({
  ...wholeOrder,
  buyer: {
    ...buyer,
    shipTo:
      change === null
        ? null
        : { ...cork, phone: null, provinceCode: null, province: null, zip: null, ...change },
  },
})
