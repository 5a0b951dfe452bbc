/**
 * The whole order as REST writes it: the body of every orders/* webhook.
 * What the seed leaves absent has no key here; null stays null, "" stays "".
 */
import { orderStatusPath } from '../addresses.ts'
import { shopTime } from '../clock.ts'
import { gid } from '../ids.ts'
import {
  currentSubtotal,
  currentTotal,
  financialStatus,
  fulfillmentStatus,
  fulfillmentsOf,
  mustHave,
  originalSubtotal,
  originalTotal,
  outstanding,
  present,
  refundsOf,
  returnsOf,
  shippingTotal,
  transactionsOf,
  weightOf,
} from '../orders/sums.ts'
import { type Bag, nothing } from '../records/money.ts'
import type { OrderRecord } from '../records/orders.ts'
import type { World } from '../world.ts'
import { fulfillmentBody } from './fulfillment-body.ts'
import { lineBody } from './line-body.ts'
import { moneySet, shopAmount } from './money-body.ts'
import { refundBody } from './money-moves-body.ts'
import { addressBody, customerBody } from './person-body.ts'

export function orderBody(world: World, order: OrderRecord) {
  const time = (iso: string | null) => (iso === null ? null : shopTime(iso, world.shop.timezone))
  return {
    id: order.id,
    admin_graphql_api_id: gid('Order', order.id),
    app_id: null,
    browser_ip: null,
    buyer_accepts_marketing: false,
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    cancelled_at: time(order.cancelledAt),
    cart_token: null,
    checkout_id: null,
    checkout_token: order.statusToken,
    client_details: null,
    closed_at: time(order.closedAt),
    confirmation_number: order.statusToken.slice(0, 9).toUpperCase(),
    confirmed: true,
    ...(order.email !== 'absent' && { contact_email: present(order.email) }),
    created_at: time(order.createdAt),
    currency: world.shop.currency,
    ...moneyPart(world, order),
    customer_locale: order.locale,
    device_id: null,
    discount_codes: [],
    duties_included: false,
    ...(order.email !== 'absent' && { email: order.email }),
    estimated_taxes: false,
    financial_status: financialStatus(world, order).toLowerCase(),
    fulfillment_status: restStatus(world, order),
    landing_site: null,
    landing_site_ref: null,
    location_id: null,
    merchant_business_entity_id: Buffer.from(String(world.shop.id)).toString('base64url'),
    merchant_of_record_app_id: null,
    name: order.name,
    note: order.note,
    note_attributes: order.attributes.map(({ key, value }) => ({ name: key, value })),
    number: order.number - 1000,
    order_number: order.number,
    order_status_url: `https://${world.shop.domain}${orderStatusPath(world.shop.domain, order.statusToken)}`,
    payment_gateway_names: [...new Set(transactionsOf(world, order).map((one) => one.gateway))],
    phone: order.phone,
    po_number: order.poNumber,
    presentment_currency: order.currency,
    processed_at: time(order.createdAt),
    reference: null,
    referring_site: null,
    source_identifier: null,
    source_name: order.sourceName,
    source_url: null,
    tags: order.tags.join(', '),
    tax_exempt: false,
    tax_lines: [],
    taxes_included: true,
    test: false,
    token: order.statusToken,
    total_weight: weightOf(order, false),
    updated_at: time(order.updatedAt),
    user_id: null,
    ...peoplePart(world, order),
    discount_applications: [],
    fulfillments: fulfillmentsOf(world, order).map((one) => fulfillmentBody(world, order, one)),
    line_items: order.lines.map((line) => lineBody(world, order, line)),
    payment_terms: null,
    refunds: refundsOf(world, order).map((refund) => refundBody(world, order, refund)),
    shipping_lines: order.shippingLines.map((line) => ({
      id: line.id,
      carrier_identifier: null,
      code: line.code,
      current_discounted_price_set: moneySet(world, order.currency, line.price),
      discounted_price: shopAmount(world, line.price),
      discounted_price_set: moneySet(world, order.currency, line.price),
      is_removed: false,
      phone: null,
      price: shopAmount(world, line.price),
      price_set: moneySet(world, order.currency, line.price),
      requested_fulfillment_service_id: null,
      source: 'shopify',
      title: line.title,
      tax_lines: [],
      discount_allocations: [],
    })),
    returns: returnsOf(world, order).map((one) => ({
      id: one.id,
      admin_graphql_api_id: gid('Return', one.id),
      name: one.name,
      status: one.status.toLowerCase(),
    })),
    line_item_groups: [],
  }
}

function moneyPart(world: World, order: OrderRecord) {
  const text = (bag: Bag) => shopAmount(world, bag)
  const set = (bag: Bag) => moneySet(world, order.currency, bag)
  const [subtotal, total] = [originalSubtotal(order), originalTotal(order)]
  const [subtotalNow, totalNow] = [currentSubtotal(order), currentTotal(world, order)]
  return {
    current_shipping_price_set: set(shippingTotal(order)),
    current_subtotal_price: text(subtotalNow),
    current_subtotal_price_set: set(subtotalNow),
    current_total_additional_fees_set: null,
    current_total_discounts: text(nothing),
    current_total_discounts_set: set(nothing),
    current_total_duties_set: null,
    current_total_price: text(totalNow),
    current_total_price_set: set(totalNow),
    current_total_tax: text(nothing),
    current_total_tax_set: set(nothing),
    original_total_additional_fees_set: null,
    original_total_duties_set: null,
    subtotal_price: text(subtotal),
    subtotal_price_set: set(subtotal),
    total_cash_rounding_payment_adjustment_set: set(nothing),
    total_cash_rounding_refund_adjustment_set: set(nothing),
    total_discounts: text(nothing),
    total_discounts_set: set(nothing),
    total_line_items_price: text(subtotal),
    total_line_items_price_set: set(subtotal),
    total_outstanding: text(outstanding(world, order)),
    total_price: text(total),
    total_price_set: set(total),
    total_shipping_price_set: set(shippingTotal(order)),
    total_tax: text(nothing),
    total_tax_set: set(nothing),
    total_tip_received: text(nothing),
  }
}

/** null: nothing sent yet. */
function restStatus(world: World, order: OrderRecord): 'fulfilled' | 'partial' | null {
  const status = fulfillmentStatus(world, order)
  return status === 'FULFILLED' ? 'fulfilled' : status === 'PARTIALLY_FULFILLED' ? 'partial' : null
}

function peoplePart(world: World, order: OrderRecord) {
  const { billingAddress, customerId, shippingAddress } = order
  return {
    ...(billingAddress !== 'absent' && {
      billing_address: billingAddress === null ? null : addressBody(billingAddress),
    }),
    ...(customerId !== 'absent' && {
      customer:
        customerId === null ? null : customerBody(world, mustHave(world.customers, customerId)),
    }),
    ...(shippingAddress !== 'absent' && {
      shipping_address: shippingAddress === null ? null : addressBody(shippingAddress),
    }),
  }
}
