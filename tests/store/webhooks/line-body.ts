/** Line items of orders, fulfillments and refunds as REST writes them. */
import { gid } from '../ids.ts'
import { fulfilledQuantity, unfulfilledQuantity } from '../orders/sums.ts'
import type { FulfillmentOrderRecord } from '../records/fulfillment.ts'
import { nothing } from '../records/money.ts'
import type { LineRecord, OrderRecord } from '../records/orders.ts'
import type { World } from '../world.ts'
import { moneySet, shopAmount } from './money-body.ts'

export const lineName = (line: LineRecord): string =>
  line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`

/** "manual", or the handle of the fulfillment service that keeps the line. */
function serviceHandle(world: World, order: OrderRecord, line: LineRecord): string {
  for (const id of order.fulfillmentOrderIds) {
    const one: FulfillmentOrderRecord | undefined = world.fulfillmentOrders.get(id)
    if (!one?.lines.some((held) => held.lineItemId === line.id)) continue
    const service = world.locations.get(one.locationId)?.serviceId
    if (service) return world.services.get(service)?.handle ?? 'manual'
  }
  return line.giftCard ? 'gift_card' : 'manual'
}

export function lineBody(world: World, order: OrderRecord, line: LineRecord) {
  const sent = fulfilledQuantity(world, order, line.id)
  const waiting = unfulfilledQuantity(world, order, line.id)
  const money = (bag: LineRecord['unitPrice']) => moneySet(world, order.currency, bag)
  return {
    id: line.id,
    admin_graphql_api_id: gid('LineItem', line.id),
    attributed_staffs: [],
    current_quantity: line.currentQuantity,
    fulfillable_quantity: waiting,
    fulfillment_service: serviceHandle(world, order, line),
    fulfillment_status: sent === 0 ? null : waiting === 0 ? 'fulfilled' : 'partial',
    gift_card: line.giftCard,
    grams: line.grams,
    name: lineName(line),
    price: shopAmount(world, line.unitPrice),
    price_set: money(line.unitPrice),
    product_exists: line.productId !== null,
    product_id: line.productId,
    properties: line.properties,
    quantity: line.quantity,
    requires_shipping: line.requiresShipping,
    sales_line_item_group_id: null,
    sku: line.sku,
    taxable: true,
    title: line.title,
    total_discount: shopAmount(world, nothing),
    total_discount_set: money(nothing),
    variant_id: line.variantId,
    variant_inventory_management: line.variantId === null ? null : 'shopify',
    variant_title: line.variantTitle,
    vendor: line.vendor,
    tax_lines: [],
    duties: [],
    discount_allocations: [],
  }
}
