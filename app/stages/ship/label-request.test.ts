import { expect, test } from 'vitest'
import type { Buyer } from '../../journey/buyer.ts'
import { type CartonSize, shippingQuestion } from './label-request.ts'

const shipTo = {
  firstName: 'Zoë',
  lastName: 'Smit',
  company: null,
  address1: 'Kade 4',
  address2: null,
  city: 'Gent',
  provinceCode: null,
  province: null,
  zip: '9000',
  countryCode: 'BE',
  phone: null,
}
const buyer: Buyer = {
  email: 'zoe@example.com',
  phone: null,
  firstName: 'Zoë',
  lastName: 'Smit',
  shipTo,
  billTo: null,
  note: null,
}
const inner = { lengthMm: 200, widthMm: 150, heightMm: 90 }
const sizeAsked = (carton: CartonSize | null) => {
  const asked = shippingQuestion({
    reference: '#1001-1/1',
    shopName: 'Harbour & Pine',
    location: {
      address: { address1: 'Quay 1', city: 'Cork', zip: 'T12 X8PK', countryCode: 'IE' },
      country: 'IE',
    },
    buyer,
    weightGrams: 700,
    carton,
  })
  if (!asked.ok) throw new Error(JSON.stringify(asked.refusal))
  return asked.value.parcel.size
}

test('a carrier is told how large a parcel is outside', () => {
  const outer = { outerLengthMm: 210, outerWidthMm: 160, outerHeightMm: 100 }
  expect(sizeAsked({ ...inner, ...outer })).toEqual({ length: 210, width: 160, height: 100 })
})

test('a carton that was measured inside only counts with that; without a carton no size is claimed', () => {
  const unknown = { outerLengthMm: null, outerWidthMm: null, outerHeightMm: null }
  expect(sizeAsked({ ...inner, ...unknown })).toEqual({ length: 200, width: 150, height: 90 })
  expect(sizeAsked(null)).toBeNull()
})
