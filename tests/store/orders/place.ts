/** Placing an order: from a seed's words to records, fulfillment orders, stock and webhooks. */
import { randomBytes } from 'node:crypto'
import type { Act } from '../act.ts'
import { brief, openFulfillmentOrder } from '../fulfillment/lifecycle.ts'
import { BadRequest } from '../http.ts'
import type { VariantRecord } from '../records/catalogue.ts'
import { type Bag, exchange, minorUnits } from '../records/money.ts'
import type { CustomerRecord, LineRecord, OrderRecord } from '../records/orders.ts'
import type { SeedOrder } from '../seed/shapes.ts'
import { shift } from '../stock/levels.ts'
import type { World } from '../world.ts'
import { pay } from './pay.ts'
import { refund } from './refund.ts'
import { routeOrder } from './route.ts'
import { fulfillmentOrdersOf, originalTotal, present } from './sums.ts'

/** @throws BadRequest when the order names goods the shop does not have. */
export function placeOrder(act: Act, seed: SeedOrder, seedIndex: number | null): OrderRecord {
  const { world } = act
  const currency = seed.currency
  const lines = seed.lines.map((line) =>
    boughtLine(act, variantBySku(world, line.sku), line.quantity, currency, line.properties),
  )
  world.cells.lastOrderNumber += 1
  const number = world.cells.lastOrderNumber
  const order: OrderRecord = {
    type: 'Order',
    id: act.id(),
    name: `#${number}`,
    number,
    seedIndex,
    createdAt: act.at,
    updatedAt: act.at,
    closedAt: null,
    cancelledAt: null,
    cancelReason: null,
    cancelNote: null,
    edited: false,
    email: seed.email,
    phone: seed.phone,
    customerId: customerOf(act, seed),
    shippingAddress: seed.shippingAddress,
    billingAddress: seed.billingAddress,
    currency,
    locale: seed.locale,
    note: seed.note,
    poNumber: null,
    tags: [...seed.tags],
    attributes: [],
    lines,
    shippingLines:
      seed.shippingLine === null
        ? []
        : [
            {
              type: 'ShippingLine',
              id: act.id(),
              title: seed.shippingLine.title,
              code: seed.shippingLine.code,
              price: inBoth(world, minorUnits(seed.shippingLine.price, currency), currency),
            },
          ],
    delivery: seed.delivery,
    sourceName: seed.sourceName,
    statusToken: randomBytes(16).toString('hex'),
    risk: 'LOW',
    transactionIds: [],
    refundIds: [],
    fulfillmentOrderIds: [],
    fulfillmentIds: [],
    returnIds: [],
    faults: seed.faults,
    truth: seed.truth,
  }
  settleNew(act, order, seed.financialStatus !== 'pending')
  if (seed.financialStatus === 'partially_refunded') refundSome(act, order)
  for (const { afterMs, ...what } of seed.later) {
    world.cells.later.push({ at: Date.now() + afterMs, orderId: order.id, what: laterWhat(what) })
  }
  return order
}

/** Everything that follows from a new order: payment, routing, stock, webhooks. */
export function settleNew(act: Act, order: OrderRecord, paid: boolean): void {
  const { world } = act
  world.orders.set(order.id, order)
  act.touchSilently(order)
  act.tellOrder('orders/create', order)
  if (originalTotal(order).shop > 0) pay(act, order, originalTotal(order), paid)
  for (const assignment of routeOrder(world, order)) {
    const made = openFulfillmentOrder(act, order, assignment, assignment.pieces)
    for (const { lineItemId, quantity } of assignment.pieces) {
      const line = order.lines.find((one) => one.id === lineItemId)
      shift(act, line?.variantId ?? null, assignment.locationId, {
        available: -quantity,
        committed: quantity,
      })
    }
    act.tell('fulfillment_orders/order_routing_complete', () => ({
      fulfillment_order: brief(made),
    }))
  }
  for (const variant of new Set(order.lines.map((line) => line.variantId))) {
    if (variant !== null && !world.variants.has(variant)) throw new Error('a line lost its variant')
  }
  if (fulfillmentOrdersOf(world, order).length === 0) throw new BadRequest('an order needs lines')
}

type SeedLater = SeedOrder['later'][number] extends infer One
  ? One extends { readonly afterMs: number }
    ? Omit<One, 'afterMs'>
    : never
  : never

function laterWhat(what: SeedLater): World['cells']['later'][number]['what'] {
  if (what.kind !== 'cancel') return what
  return {
    kind: 'cancel',
    reason: 'CUSTOMER',
    note: null,
    restock: true,
    refund: true,
    job: null,
  }
}

/** An amount in the buyer's currency, beside the same in the shop's. */
export const inBoth = (world: World, presentment: number, currency: string): Bag => ({
  shop: exchange(presentment, currency, world.shop.currency),
  presentment,
})

function variantBySku(world: World, sku: string): VariantRecord {
  for (const variant of world.variants.values()) if (variant.sku === sku) return variant
  throw new BadRequest(`the shop sells nothing with the SKU "${sku}"`)
}

/** A line of an order (or a draft) for a variant at its price. */
export function boughtLine(
  act: Act,
  variant: VariantRecord,
  quantity: number,
  currency: string,
  properties: LineRecord['properties'],
): LineRecord {
  const { world } = act
  const product = world.products.get(variant.productId)
  if (product === undefined) throw new Error(`variant ${variant.id} lost its product`)
  return {
    type: 'LineItem',
    id: act.id(),
    variantId: variant.id,
    productId: product.id,
    sku: variant.sku,
    title: product.title,
    variantTitle: product.variantIds.length > 1 ? variant.title : null,
    vendor: product.vendor,
    quantity,
    currentQuantity: quantity,
    unitPrice: {
      shop: variant.price,
      presentment: exchange(variant.price, world.shop.currency, currency),
    },
    grams: variant.grams,
    requiresShipping: product.kind === 'physical',
    giftCard: product.kind === 'gift_card',
    properties,
  }
}

/** The customer of an order: the known one with this e-mail, or a new one. */
function customerOf(act: Act, seed: SeedOrder): OrderRecord['customerId'] {
  const { customer } = seed
  if (customer === null || customer === 'absent') return customer
  for (const known of act.world.customers.values()) {
    if (known.email === customer.email) return known.id
  }
  const made: CustomerRecord = {
    type: 'Customer',
    id: act.id(),
    ...customer,
    tags: [],
    note: null,
    address: present(seed.shippingAddress),
    createdAt: act.at,
    updatedAt: act.at,
  }
  act.id() // the default address of the customer takes the next number
  act.world.customers.set(made.id, made)
  return made.id
}

/** About a third of what was paid goes back, for no line in particular. */
function refundSome(act: Act, order: OrderRecord): void {
  const total = originalTotal(order)
  refund(act, order, {
    lines: [],
    shipping: { shop: 0, presentment: 0 },
    amount: { shop: Math.floor(total.shop / 3), presentment: Math.floor(total.presentment / 3) },
    note: 'Goodwill',
    returnId: null,
    parentId: null,
  })
}
