/** Transactions and refunds as REST writes them. */
import { shopTime } from '../clock.ts'
import { gid } from '../ids.ts'
import { lineOf, mustHave, rowsOf } from '../orders/sums.ts'
import { amountText, nothing } from '../records/money.ts'
import type { OrderRecord, RefundRecord, TransactionRecord } from '../records/orders.ts'
import type { World } from '../world.ts'
import { lineBody } from './line-body.ts'
import { moneySet } from './money-body.ts'

/** Transactions name the currency in a key of their own. */
const unsettled = (world: World, order: OrderRecord) => ({
  presentment_money: { amount: amountText(0, order.currency), currency: order.currency },
  shop_money: { amount: amountText(0, world.shop.currency), currency: world.shop.currency },
})

const cardDetails = {
  credit_card_bin: '424242',
  avs_result_code: null,
  cvv_result_code: null,
  credit_card_number: '•••• •••• •••• 4242',
  credit_card_company: 'Visa',
  buyer_action_info: null,
  credit_card_name: null,
  credit_card_wallet: null,
  credit_card_expiration_month: null,
  credit_card_expiration_year: null,
  payment_method_name: 'visa',
}

export function transactionBody(world: World, one: TransactionRecord) {
  const order = mustHave(world.orders, one.orderId)
  const at = shopTime(one.createdAt, world.shop.timezone)
  return {
    id: one.id,
    order_id: one.orderId,
    kind: one.kind.toLowerCase(),
    gateway: one.gateway,
    status: one.status.toLowerCase(),
    message: null,
    created_at: at,
    test: false,
    authorization: one.kind === 'SALE' ? String(one.id) : null,
    location_id: null,
    user_id: null,
    parent_id: one.parentId,
    processed_at: at,
    device_id: null,
    error_code: null,
    source_name: order.sourceName,
    receipt: {},
    amount: amountText(one.amount.presentment, order.currency),
    currency: order.currency,
    payment_id: `${order.name}.${order.transactionIds.indexOf(one.id) + 1}`,
    total_unsettled_set: unsettled(world, order),
    ...(one.gateway === 'shopify_payments' && { payment_details: cardDetails }),
    manual_payment_gateway: one.gateway === 'bank_deposit',
    amount_rounding: null,
    admin_graphql_api_id: gid('OrderTransaction', one.id),
  }
}

export function refundBody(world: World, order: OrderRecord, refund: RefundRecord) {
  const at = shopTime(refund.createdAt, world.shop.timezone)
  const money = (bag: RefundRecord['shipping']) => moneySet(world, order.currency, bag)
  return {
    id: refund.id,
    order_id: refund.orderId,
    created_at: at,
    note: refund.note,
    user_id: null,
    processed_at: at,
    duties: [],
    total_duties_set: money(nothing),
    return:
      refund.returnId === null
        ? null
        : { id: refund.returnId, admin_graphql_api_id: gid('Return', refund.returnId) },
    restock: refund.lines.some((line) => line.restockType !== 'NO_RESTOCK'),
    refund_shipping_lines:
      refund.shipping.shop === 0
        ? []
        : [{ id: refund.id + 1, subtotal_amount_set: money(refund.shipping) }],
    admin_graphql_api_id: gid('Refund', refund.id),
    order_adjustments: [],
    refund_line_items: refund.lines.map((line) => ({
      id: line.id,
      quantity: line.quantity,
      line_item_id: line.lineItemId,
      location_id: line.locationId,
      restock_type: line.restockType.toLowerCase(),
      subtotal: Number(amountText(line.subtotal.shop, world.shop.currency)),
      total_tax: 0,
      subtotal_set: money(line.subtotal),
      total_tax_set: money(nothing),
      line_item: lineBody(world, order, lineOf(order, line.lineItemId)),
    })),
    transactions: rowsOf(world.transactions, refund.transactionIds).map((one) =>
      transactionBody(world, one),
    ),
  }
}
