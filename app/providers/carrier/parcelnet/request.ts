import type { LabelAddress, LabelRequest } from '../contract.ts'

const place = (address: LabelAddress) => ({
  name: address.name,
  company: address.company,
  street1: address.street1,
  street2: address.street2,
  city: address.city,
  region: address.region,
  postcode: address.postcode,
  country: address.country,
  phone: address.phone,
  email: address.email,
})

const parcel = ({ weight, size }: LabelRequest['parcel']) => ({
  weight_g: weight,
  ...(size ? { length_mm: size.length, width_mm: size.width, height_mm: size.height } : {}),
})

/** What Parcelnet needs to name prices: no names, no streets. */
export const rateBody = (request: Omit<LabelRequest, 'service' | 'callback'>) => ({
  from: { country: request.from.country, postcode: request.from.postcode },
  to: { country: request.to.country, postcode: request.to.postcode },
  parcel: parcel(request.parcel),
})

export const labelBody = (request: LabelRequest) => ({
  reference: request.reference,
  service: request.service,
  callback: request.callback,
  from: place(request.from),
  to: place(request.to),
  parcel: parcel(request.parcel),
})
