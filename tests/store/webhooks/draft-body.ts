import { shopTime } from '../clock.ts'
import { gid } from '../ids.ts'
import { nothing, plus, sum, times } from '../records/money.ts'
import type { DraftOrderRecord } from '../records/orders.ts'
import type { World } from '../world.ts'
import { lineName } from './line-body.ts'
import { shopAmount } from './money-body.ts'
import { addressBody, customerBody } from './person-body.ts'

/** A draft order as REST writes it. */
export function draftBody(world: World, draft: DraftOrderRecord) {
  const time = (iso: string | null) => (iso === null ? null : shopTime(iso, world.shop.timezone))
  const subtotal = sum(draft.lines.map((line) => times(line.unitPrice, line.quantity)))
  const customer = world.customers.get(draft.customerId ?? 0)
  return {
    id: draft.id,
    note: draft.note,
    email: draft.email ?? '',
    taxes_included: true,
    currency: draft.currency,
    invoice_sent_at: time(draft.invoiceSentAt),
    created_at: time(draft.createdAt),
    updated_at: time(draft.updatedAt),
    tax_exempt: false,
    completed_at: time(draft.completedAt),
    name: draft.name,
    'allow_discount_codes_in_checkout?': false,
    'b2b?': false,
    status: draft.status.toLowerCase(),
    line_items: draft.lines.map((line) => ({
      id: line.id,
      variant_id: line.variantId,
      product_id: line.productId,
      title: line.title,
      variant_title: line.variantTitle,
      sku: line.sku,
      vendor: line.vendor,
      quantity: line.quantity,
      requires_shipping: line.requiresShipping,
      taxable: true,
      gift_card: line.giftCard,
      fulfillment_service: 'manual',
      grams: line.grams,
      tax_lines: [],
      applied_discount: null,
      name: lineName(line),
      properties: line.properties,
      custom: line.variantId === null,
      price: shopAmount(world, line.unitPrice),
      admin_graphql_api_id: gid('DraftOrderLineItem', line.id),
    })),
    api_client_id: null,
    shipping_address: draft.shippingAddress && addressBody(draft.shippingAddress),
    billing_address: draft.billingAddress && addressBody(draft.billingAddress),
    invoice_url: `https://${world.shop.domain}/${world.shop.id}/invoices/${draft.id}`,
    created_on_api_version_handle: null,
    applied_discount: null,
    order_id: draft.orderId,
    shipping_line:
      draft.shippingLine === null
        ? null
        : {
            title: draft.shippingLine.title,
            custom: true,
            handle: null,
            price: shopAmount(world, draft.shippingLine.price),
          },
    tax_lines: [],
    tags: draft.tags.join(', '),
    note_attributes: draft.attributes.map(({ key, value }) => ({ name: key, value })),
    total_price: shopAmount(world, plus(subtotal, draft.shippingLine?.price ?? nothing)),
    subtotal_price: shopAmount(world, subtotal),
    total_tax: shopAmount(world, nothing),
    payment_terms: null,
    admin_graphql_api_id: gid('DraftOrder', draft.id),
    ...(customer && { customer: customerBody(world, customer) }),
  }
}
