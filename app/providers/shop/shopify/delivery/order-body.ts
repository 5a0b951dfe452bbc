import { z } from 'zod'
import type { Money } from '../../../../kernel/money.ts'
import { grams } from '../../../../kernel/units.ts'
import type { OrderLineSnapshot, OrderSnapshot, StoreAddress } from '../../snapshot.ts'
import { decideDeliveryKind } from '../delivery-kind.ts'
import { cutMoney, gidShape, piecesShape, timeShape } from '../shapes.ts'
import { orNull, variantTitleOf } from '../text.ts'
import { idOf } from './shapes.ts'

const text = z.string().nullish()
/** REST writes amounts as texts; some old bodies have numbers. */
const amount = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine((text) => /^-?\d{1,15}(\.\d+)?$/.test(text), 'no decimal amount')
const currencyCode = z.string().regex(/^[A-Z]{3}$/)

const setShape = z.object({
  presentment_money: z.object({ amount, currency_code: currencyCode }),
})
const addressShape = z.object({
  first_name: text,
  last_name: text,
  company: text,
  address1: text,
  address2: text,
  city: text,
  province_code: text,
  province: text,
  zip: text,
  country_code: text,
  phone: text,
})
const customerShape = z.object({
  admin_graphql_api_id: gidShape.nullish(),
  id: idOf('Customer').nullish(),
  first_name: text,
  last_name: text,
  email: text,
  phone: text,
})
const propertyShape = z.object({ name: z.string(), value: z.unknown() })
const lineShape = z.object({
  admin_graphql_api_id: gidShape.nullish(),
  id: idOf('LineItem'),
  variant_id: idOf('ProductVariant').nullish(),
  product_id: idOf('Product').nullish(),
  sku: text,
  title: text,
  variant_title: text,
  vendor: text,
  quantity: piecesShape,
  current_quantity: piecesShape.nullish(),
  /** A weight that cannot be one is no weight: the order is not lost for it. */
  grams: z.number().nonnegative().max(2_000_000_000).nullish().catch(null),
  requires_shipping: z.boolean().nullish(),
  gift_card: z.boolean().nullish(),
  /** A list of name and value; nothing where an app wrote something else. */
  properties: z.array(propertyShape).catch([]).nullish(),
  price: amount,
  price_set: setShape.nullish(),
  discount_allocations: z.array(z.object({ amount, amount_set: setShape.nullish() })).nullish(),
})
type LineBody = z.infer<typeof lineShape>

/** An order as REST writes it: the body of most orders/* topics, in every version since 2021. */
export const orderBodyShape = z.object({
  admin_graphql_api_id: gidShape.nullish(),
  id: idOf('Order'),
  name: z.string(),
  created_at: timeShape,
  updated_at: timeShape,
  cancelled_at: timeShape.nullish(),
  financial_status: text,
  fulfillment_status: text,
  source_name: text,
  customer_locale: text,
  currency: currencyCode,
  total_price: amount,
  total_price_set: setShape.nullish(),
  current_total_price_set: setShape.nullish(),
  email: text,
  contact_email: text,
  phone: text,
  customer: customerShape.nullish(),
  shipping_address: addressShape.nullish(),
  billing_address: addressShape.nullish(),
  shipping_lines: z.array(z.object({ title: text, is_removed: z.boolean().nullish() })).nullish(),
  note: text,
  /** Nothing where an app wrote something else. */
  note_attributes: z.array(propertyShape).catch([]).nullish(),
  tags: z.union([z.string(), z.array(z.string())]).nullish(),
  line_items: z.array(lineShape),
})

/** The order as its delivery tells it, in the currency the buyer paid in. */
export function snapshotOfBody(body: z.infer<typeof orderBodyShape>): OrderSnapshot {
  const lines = body.line_items.map((line) => lineOf(line, body.currency))
  const shipTo = addressOf(body.shipping_address)
  const shippingLine = body.shipping_lines?.find((line) => line.is_removed !== true)
  return {
    gid: body.admin_graphql_api_id ?? body.id,
    name: body.name,
    placedAt: body.created_at,
    updatedAt: body.updated_at,
    cancelledAt: body.cancelled_at ?? null,
    financialStatus: (body.financial_status ?? '').toLowerCase(),
    channel: body.source_name ?? '',
    locale: orNull(body.customer_locale) ?? 'en',
    total: paid(
      body.current_total_price_set ?? body.total_price_set,
      body.total_price,
      body.currency,
    ),
    email: orNull(body.email) ?? orNull(body.contact_email),
    phone: orNull(body.phone),
    customer: customerOf(body.customer),
    shipTo,
    billTo: addressOf(body.billing_address),
    shippingTitle: orNull(shippingLine?.title),
    note: orNull(body.note),
    tags: tagsOf(body.tags),
    attributes: namedTexts(body.note_attributes),
    lines,
    deliveryKind: decideDeliveryKind({ lines, methods: [], hasShipTo: shipTo !== null }),
    fulfilled: body.fulfillment_status === 'fulfilled',
    risk: null,
  }
}

const paid = (
  set: z.infer<typeof setShape> | null | undefined,
  plain: string,
  currency: string,
): Money =>
  set
    ? cutMoney(set.presentment_money.amount, set.presentment_money.currency_code)
    : cutMoney(plain, currency)

function tagsOf(tags: string | readonly string[] | null | undefined): readonly string[] {
  const all = typeof tags === 'string' ? tags.split(',') : (tags ?? [])
  return all.map((tag) => tag.trim()).filter((tag) => tag !== '')
}

const namedTexts = (
  all: readonly z.infer<typeof propertyShape>[] | null | undefined,
): OrderSnapshot['attributes'] =>
  (all ?? []).map(({ name, value }) => ({
    name,
    value: typeof value === 'string' ? value : JSON.stringify(value ?? ''),
  }))

const customerOf = (
  customer: z.infer<typeof customerShape> | null | undefined,
): OrderSnapshot['customer'] =>
  customer
    ? {
        gid: customer.admin_graphql_api_id ?? customer.id ?? null,
        firstName: orNull(customer.first_name),
        lastName: orNull(customer.last_name),
        email: orNull(customer.email),
        phone: orNull(customer.phone),
      }
    : null

const addressOf = (
  address: z.infer<typeof addressShape> | null | undefined,
): StoreAddress | null =>
  address
    ? {
        firstName: orNull(address.first_name),
        lastName: orNull(address.last_name),
        company: orNull(address.company),
        address1: orNull(address.address1),
        address2: orNull(address.address2),
        city: orNull(address.city),
        provinceCode: orNull(address.province_code),
        province: orNull(address.province),
        zip: orNull(address.zip),
        countryCode: orNull(address.country_code),
        phone: orNull(address.phone),
      }
    : null

const lineOf = (line: LineBody, currency: string): OrderLineSnapshot => ({
  gid: line.admin_graphql_api_id ?? line.id,
  variantGid: line.variant_id ?? null,
  productGid: line.product_id ?? null,
  sku: orNull(line.sku),
  title: line.title ?? '',
  variantTitle: variantTitleOf(line.variant_title),
  vendor: orNull(line.vendor),
  quantity: line.current_quantity ?? line.quantity,
  grams: grams(Math.round(line.grams ?? 0)),
  requiresShipping: line.requires_shipping ?? true,
  giftCard: line.gift_card ?? false,
  properties: namedTexts(line.properties),
  price: unitPrice(line, currency),
})

/** What one piece cost after every discount, rounded down to the minor unit. */
function unitPrice(line: LineBody, currency: string): Money {
  const price = paid(line.price_set, line.price, currency)
  const pieces = BigInt(line.quantity)
  const off = (line.discount_allocations ?? [])
    .map((one) => paid(one.amount_set, one.amount, currency).minor)
    .reduce((sum, minor) => sum + minor, 0n)
  if (pieces === 0n || off === 0n) return price
  return { ...price, minor: (price.minor * pieces - off) / pieces }
}
