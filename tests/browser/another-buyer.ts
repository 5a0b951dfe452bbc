import type { SeedOrder } from '../store/seed/shapes.ts'

let buyers = 0

/** The same order by somebody nobody has seen yet: by the same customer it would be held as a duplicate. */
export function ofAnotherBuyer(order: SeedOrder): SeedOrder {
  buyers += 1
  const name = { firstName: 'Ada', lastName: `Quinn ${buyers}` }
  const email = `ada.${buyers}@neighbours.example`
  const address = {
    ...{ ...name, company: null, phone: null, address1: `${buyers} Harbour View`, address2: null },
    ...{ city: 'Cork', zip: 'T12 W8KP', provinceCode: 'CO', province: 'Cork' },
    ...{ countryCode: 'IE', country: 'Ireland' },
  }
  return {
    ...order,
    ...{ email, phone: null, faults: [], later: [] },
    customer: { ...name, email, phone: null },
    shippingAddress: address,
    billingAddress: address,
  }
}
