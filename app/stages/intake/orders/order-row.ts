import type { Arrival } from '../../../journey/arrival.ts'
import type { Buyer } from '../../../journey/buyer.ts'
import { completedProperties } from '../../../journey/line-answers.ts'
import { base64 } from '../../../kernel/json-rows.ts'
import type { ShopVault } from '../../../platform/vault.server.ts'
import type { OrderLineSnapshot, OrderSnapshot } from '../../../providers/shop/snapshot.ts'

/** One order as the database reads it from JSON, but for its buyer: bytes in base64, money in minor units, times in ISO. */
export interface OrderRow {
  readonly shopify_id: string
  readonly name: string
  readonly delivery_kind: string
  readonly currency: string
  readonly total_minor: string
  readonly financial_status: string
  readonly channel: string
  readonly locale: string
  readonly country: string
  readonly shipping_title: string | null
  readonly tags: readonly string[]
  readonly customer_gid: string | null
  readonly placed_at: string
  readonly source_updated_at: string
  readonly cancelled_at: string | null
  readonly source_digest: string
  readonly source_buyer: string
}

export interface LineRow {
  readonly shopify_id: string
  readonly variant_gid: string | null
  readonly product_gid: string | null
  readonly sku: string | null
  readonly title: string
  readonly variant_title: string | null
  readonly vendor: string | null
  readonly quantity: number
  readonly grams: number
  readonly requires_shipping: boolean
  readonly gift_card: boolean
  readonly properties: OrderLineSnapshot['properties']
  readonly price_minor: string
  readonly position: number
}

/** A snapshot made ready to be written, and what is compared to tell whether anything changed. */
export interface ReadyOrder {
  readonly snapshot: OrderSnapshot
  readonly row: OrderRow
  readonly lines: readonly LineRow[]
  readonly buyer: Buyer
  readonly digest: Uint8Array
  readonly buyerDigest: Uint8Array
}

const filled = (...texts: readonly (string | null | undefined)[]): string | null =>
  texts.find((text) => text?.trim()) ?? null

/** All personal data of a snapshot. The order's own contact goes before the customer's. */
const buyerOf = (snapshot: OrderSnapshot): Buyer => ({
  email: filled(snapshot.email, snapshot.customer?.email),
  phone: filled(snapshot.phone, snapshot.customer?.phone),
  firstName: filled(snapshot.customer?.firstName),
  lastName: filled(snapshot.customer?.lastName),
  shipTo: snapshot.shipTo,
  billTo: snapshot.billTo,
  note: filled(snapshot.note),
  attributes: [...snapshot.attributes],
})

const lineRow = (
  line: OrderLineSnapshot,
  position: number,
  attributes: OrderSnapshot['attributes'],
): LineRow => ({
  shopify_id: line.gid,
  variant_gid: line.variantGid,
  product_gid: line.productGid,
  sku: line.sku,
  title: line.title,
  variant_title: line.variantTitle,
  vendor: line.vendor,
  quantity: line.quantity,
  grams: line.grams,
  requires_shipping: line.requiresShipping,
  gift_card: line.giftCard,
  properties: completedProperties(line.properties, position + 1, attributes),
  price_minor: String(line.price.minor),
  position,
})

/** Makes a snapshot ready to be compared, judged and written. */
export function readyOrder(vault: Pick<ShopVault, 'hash'>, snapshot: OrderSnapshot): ReadyOrder {
  const buyer = buyerOf(snapshot)
  // A line is named once: a body that repeats one says the same twice.
  const named = new Map(snapshot.lines.map((line) => [line.gid, line]))
  const lines = [...named.values()].map((line, position) =>
    lineRow(line, position, snapshot.attributes),
  )
  const open = {
    shopify_id: snapshot.gid,
    name: snapshot.name,
    delivery_kind: snapshot.deliveryKind,
    currency: snapshot.total.currency,
    total_minor: String(snapshot.total.minor),
    financial_status: snapshot.financialStatus,
    channel: snapshot.channel,
    locale: snapshot.locale,
    country: snapshot.shipTo?.countryCode ?? '',
    shipping_title: snapshot.shippingTitle,
    tags: snapshot.tags,
    customer_gid: snapshot.customer?.gid ?? null,
    placed_at: snapshot.placedAt.toISOString(),
    cancelled_at: snapshot.cancelledAt?.toISOString() ?? null,
  }
  const digest = vault.hash(JSON.stringify([open, buyer, lines, snapshot.fulfilled]))
  const buyerDigest = vault.hash(`buyer:${JSON.stringify(buyer)}`)
  return {
    snapshot,
    buyer,
    lines,
    digest,
    buyerDigest,
    row: {
      ...open,
      source_updated_at: snapshot.updatedAt.toISOString(),
      source_digest: base64(digest),
      source_buyer: base64(buyerDigest),
    },
  }
}

/** The same order as the check looks at it before it has a row. */
export const arrivalOf = ({ snapshot, row, lines, buyer }: ReadyOrder): Arrival => ({
  gid: row.shopify_id,
  deliveryKind: row.delivery_kind,
  channel: row.channel,
  financialStatus: row.financial_status,
  placedAt: row.placed_at,
  buyer,
  shippingTitle: row.shipping_title,
  total: snapshot.total,
  lines: lines.map((line) => ({
    ...{ quantity: line.quantity, title: line.title, sku: line.sku, vendor: line.vendor },
    ...{ variantGid: line.variant_gid, requiresShipping: line.requires_shipping },
    properties: line.properties,
  })),
  customerGid: row.customer_gid,
})
