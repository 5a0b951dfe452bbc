import { gid } from '../../ids.ts'
import { present } from '../../orders/sums.ts'
import type { Address } from '../../records/orders.ts'
import { fullName } from '../../webhooks/person-body.ts'
import { model } from '../model.ts'

export interface AddressSource extends Address {
  readonly type: 'MailingAddress'
  readonly gid: string
}

/** @param owner the order's or the customer's number: addresses have no rows of their own. */
export function mailingAddress(
  address: Address | null | 'absent',
  owner: number,
): AddressSource | null {
  const here = present(address)
  if (here === null) return null
  return {
    ...here,
    type: 'MailingAddress',
    gid: `${gid('MailingAddress', owner)}?model_name=Address`,
  }
}

const lines = (one: Address): string[] =>
  [one.address1, one.address2, [one.zip, one.city].filter(Boolean).join(' '), one.country].filter(
    (line): line is string => Boolean(line),
  )

const countryCode = (code: string | null): string | null =>
  code !== null && /^[A-Z]{2}$/.test(code) ? code : null

model<AddressSource>('MailingAddress', {
  id: (one) => one.gid,
  address1: (one) => one.address1,
  address2: (one) => one.address2,
  city: (one) => one.city,
  company: (one) => one.company,
  coordinatesValidated: () => false,
  country: (one) => one.country,
  countryCode: (one) => one.countryCode,
  countryCodeV2: (one) => countryCode(one.countryCode),
  firstName: (one) => one.firstName,
  formatted: (one, args: { readonly withName?: boolean; readonly withCompany?: boolean }) => [
    ...(args.withName ? [fullName(one.firstName, one.lastName) ?? ''] : []),
    ...(args.withCompany && one.company ? [one.company] : []),
    ...lines(one),
  ],
  formattedArea: (one) => [one.city, one.provinceCode, one.country].filter(Boolean).join(', '),
  lastName: (one) => one.lastName,
  latitude: () => null,
  longitude: () => null,
  name: (one) => fullName(one.firstName, one.lastName),
  phone: (one) => one.phone,
  province: (one) => one.province,
  provinceCode: (one) => one.provinceCode,
  timeZone: () => null,
  validationResultSummary: () => null,
  zip: (one) => one.zip,
})
