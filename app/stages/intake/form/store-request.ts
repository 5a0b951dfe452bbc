import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js'
import type { FormContent } from '../../../journey/order-form.ts'
import { gid } from '../../../kernel/ids.ts'
import type { DraftRequest } from '../../../providers/shop/draft-calls.ts'
import { deliveryKindOf, shipToOf } from './judged-order.ts'

/** By this attribute an order of the store is known as one of our forms. Its value is the form's id. */
export const formAttribute = '_orderwright_form'
/** For people who look at the order in the store's admin; the app itself reads its own form. */
const channelAttribute = '_orderwright_channel'

const countryOf = (code: string): CountryCode | undefined =>
  isSupportedCountry(code) ? code : undefined

/** The number as the store takes it, E.164; null for what is none. */
export function storePhone(raw: string, country: string): string | null {
  const read = parsePhoneNumberFromString(raw.normalize('NFKC'), countryOf(country))
  return read?.isPossible() ? read.number : null
}

/** How the goods are brought, in the store's words; a free option without a price is not one yet. */
function shippingOf({ shipping }: FormContent): DraftRequest['shipping'] {
  if (shipping === null) return null
  if (shipping.handle !== null) return { handle: shipping.handle }
  if (shipping.priceMinor === null) return null
  const price = { minor: BigInt(shipping.priceMinor), currency: shipping.currency }
  return { title: shipping.title, price }
}

/** What the store is asked to make, or to reckon. @param formId null while it is only reckoned. */
export function storeRequest(content: FormContent, formId: string | null): DraftRequest {
  const shipTo = shipToOf(content)
  const phone = storePhone(content.phone, content.country)
  return {
    customerGid: content.customerGid === null ? null : gid(content.customerGid),
    email: content.email.trim() || null,
    phone,
    shipTo: shipTo && { ...shipTo, phone },
    billTo: null,
    note: content.note.trim() || null,
    tags: [],
    attributes: [
      ...content.attributes.filter(({ value }) => value.trim() !== ''),
      ...(formId === null
        ? []
        : [
            { name: formAttribute, value: formId },
            { name: channelAttribute, value: content.channel },
          ]),
    ],
    lines: content.lines
      .filter(({ quantity }) => quantity > 0)
      .map(({ variantGid, quantity, properties }) => ({
        variantGid: gid(variantGid),
        quantity,
        properties: properties.filter(({ value }) => value.trim() !== ''),
      })),
    shipping: deliveryKindOf(content) === 'digital' ? null : shippingOf(content),
  }
}
