declare const brand: unique symbol
type Brand<T, Name extends string> = T & { readonly [brand]: Name }

/** Our own id of a shop (uuid). Never the myshopify domain. */
export type ShopId = Brand<string, 'ShopId'>
/** Our own id of an order (uuid). Shopify's gid is kept beside it as `shopifyId`. */
export type OrderId = Brand<string, 'OrderId'>
/** Our own id of a shipment (uuid): the goods of one order leaving one place in one go. */
export type ShipmentId = Brand<string, 'ShipmentId'>
/** Our own id of a parcel (uuid). */
export type ParcelId = Brand<string, 'ParcelId'>
/** Our own id of a return (uuid). */
export type ReturnId = Brand<string, 'ReturnId'>
/** A Shopify global id, `gid://shopify/Type/123`. Never parsed into a number: ids exceed 2^53. */
export type Gid = Brand<string, 'Gid'>
/** Sent with every outside call that changes something. The same key never does it twice. */
export type RequestKey = Brand<string, 'RequestKey'>

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const gidForm = /^gid:\/\/shopify\/[A-Za-z]+\/[\w.?=&%-]+$/

/** Whether a raw text could be one of our ids; ask before a look-up with text from outside. */
export const isUuid = (raw: string): boolean => uuidForm.test(raw)

function uuid(raw: string, what: string): string {
  if (!isUuid(raw)) throw new RangeError(`not a ${what} id: ${JSON.stringify(raw.slice(0, 60))}`)
  return raw.toLowerCase()
}

export const shopId = (raw: string) => uuid(raw, 'shop') as ShopId
export const orderId = (raw: string) => uuid(raw, 'order') as OrderId
export const shipmentId = (raw: string) => uuid(raw, 'shipment') as ShipmentId
export const parcelId = (raw: string) => uuid(raw, 'parcel') as ParcelId
export const returnId = (raw: string) => uuid(raw, 'return') as ReturnId

export function gid(raw: string): Gid {
  if (!gidForm.test(raw))
    throw new RangeError(`not a Shopify gid: ${JSON.stringify(raw.slice(0, 80))}`)
  return raw as Gid
}

/** A key made of what is done and to what: the same pair always gives the same key. */
export const requestKey = (doing: string, ...about: readonly (string | number)[]) =>
  [doing, ...about].join(':') as RequestKey
