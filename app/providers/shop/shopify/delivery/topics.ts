import { z } from 'zod'
import type { Gid } from '../../../../kernel/ids.ts'
import type { DeliveryMeaning } from '../../snapshot.ts'
import { readRiskLevel } from '../risk.ts'
import { gidShape } from '../shapes.ts'
import { orderBodyShape, snapshotOfBody } from './order-body.ts'
import { idOf, thing } from './shapes.ts'

/** Reads the body of one topic; zod's error says what it lacks. */
export type TopicReader = (topic: string, body: object) => DeliveryMeaning

const nothing = (why: string): DeliveryMeaning => ({ kind: 'nothing', why })
const orderChanged = (topic: string, orderGid: Gid | null): DeliveryMeaning =>
  orderGid === null
    ? nothing('The delivery names no order')
    : { kind: 'order_changed', orderGid, what: topic }

/** Bodies cut down by a subscription's `include_fields` tell which order to read, and no more. */
const wholeOrder: TopicReader = (topic, body) =>
  'line_items' in body
    ? { kind: 'order', order: snapshotOfBody(orderBodyShape.parse(body)) }
    : orderChanged(topic, thing('Order').parse(body))

const orderGone: TopicReader = (_, body) => ({
  kind: 'order_deleted',
  orderGid: z.object({ id: idOf('Order') }).parse(body).id,
})

const ofOrder = z
  .object({ admin_graphql_api_order_id: gidShape.nullish(), order_id: idOf('Order').nullish() })
  .transform((body) => body.admin_graphql_api_order_id ?? body.order_id ?? null)
const somethingOfOrder: TopicReader = (topic, body) => orderChanged(topic, ofOrder.parse(body))

const riskShape = z.object({ risk_level: z.string().nullish() })
const riskChanged: TopicReader = (_, body) => {
  const orderGid = ofOrder.parse(body)
  return orderGid === null
    ? nothing('The delivery names no order')
    : {
        kind: 'risk_changed',
        orderGid,
        level: readRiskLevel(riskShape.parse(body).risk_level ?? ''),
      }
}

const editShape = z.object({ order_edit: z.object({ order_id: idOf('Order') }) })
const orderEdited: TopicReader = (topic, body) =>
  orderChanged(topic, editShape.parse(body).order_edit.order_id)

const fulfillmentOrder = thing('FulfillmentOrder').nullish()
const fulfillmentOrderShape = z.object({
  fulfillment_order: fulfillmentOrder,
  submitted_fulfillment_order: fulfillmentOrder,
  moved_fulfillment_order: fulfillmentOrder,
  original_fulfillment_order: fulfillmentOrder,
  fulfillment_order_merges: z
    .union([
      z.object({ fulfillment_order: fulfillmentOrder }).transform((one) => [one]),
      z.array(z.object({ fulfillment_order: fulfillmentOrder })),
    ])
    .nullish(),
})
/** One of the fulfillment orders that a body names: they are all of one order, which is read again. */
const fulfillmentOrderChanged: TopicReader = (topic, body) => {
  const read = fulfillmentOrderShape.parse(body)
  const gid =
    read.fulfillment_order ??
    read.submitted_fulfillment_order ??
    read.moved_fulfillment_order ??
    read.original_fulfillment_order ??
    read.fulfillment_order_merges?.[0]?.fulfillment_order
  return gid
    ? { kind: 'fulfillment_order_changed', fulfillmentOrderGid: gid, what: topic }
    : nothing('The delivery names no fulfillment order')
}

const returnShape = z.object({
  admin_graphql_api_id: gidShape.nullish(),
  id: idOf('Return').nullish(),
  order: thing('Order').nullish(),
  order_id: idOf('Order').nullish(),
})
const returnChanged: TopicReader = (topic, body) => {
  const read = returnShape.parse(body)
  const returnGid = read.admin_graphql_api_id ?? read.id
  return returnGid
    ? {
        kind: 'return_changed',
        returnGid,
        orderGid: read.order ?? read.order_id ?? null,
        what: topic,
      }
    : nothing('The delivery names no return')
}
const parcelOfReturn: TopicReader = (topic, body) => {
  const { return: returnGid } = z.object({ return: thing('Return').nullish() }).parse(body)
  return returnGid
    ? { kind: 'return_changed', returnGid, orderGid: null, what: topic }
    : nothing('The delivery names no return')
}

const levelShape = z.object({
  admin_graphql_api_id: gidShape.nullish(),
  inventory_item_id: idOf('InventoryItem').nullish(),
  location_id: idOf('Location').nullish(),
  available: z.number().int().nullish(),
})
const stockChanged: TopicReader = (_, body) => {
  const read = levelShape.parse(body)
  if (!read.inventory_item_id || !read.location_id) return { kind: 'catalogue_changed' }
  const exact = /inventory_item_id=(\d+)/.exec(read.admin_graphql_api_id ?? '')?.[1]
  return {
    kind: 'stock_changed',
    inventoryItemGid: exact ? idOf('InventoryItem').parse(exact) : read.inventory_item_id,
    locationGid: read.location_id,
    available: read.available ?? null,
  }
}

const scopesChanged: TopicReader = (_, body) => ({
  kind: 'scopes_changed',
  scopes: z.object({ current: z.array(z.string()) }).parse(body).current,
})

const domainShape = z.string().min(1)
/** What Shopify sends to try a door (`shopify app webhook trigger`) has this in the shop's place. */
const nobodysShop = '{shop}.myshopify.com'
const aSample = nothing('It names no shop: a sample')
/** Of samples nothing happens; anything else stands as it was read. */
const unlessSample =
  (read: TopicReader): TopicReader =>
  (topic, body) => {
    const meaning = read(topic, body)
    return 'shopDomain' in meaning && meaning.shopDomain === nobodysShop ? aSample : meaning
  }

/** `app/uninstalled` has the shop as REST writes it; in samples it is null. */
const uninstalled: TopicReader = (_, body) => {
  const { myshopify_domain: shopDomain } = z
    .object({ myshopify_domain: domainShape.nullable() })
    .parse(body)
  return shopDomain === null ? aSample : { kind: 'uninstalled', shopDomain }
}

/** Of the three topics of privacy only this one is about nobody; each body fits its own topic alone. */
const shopRedact: TopicReader = (_, body) => ({
  kind: 'shop_redact',
  shopDomain: z.object({ shop_domain: domainShape, customer: z.never().optional() }).parse(body)
    .shop_domain,
})

const orders = z.array(idOf('Order')).nullish()
const customerShape = z.object({
  shop_domain: domainShape,
  customer: z.object({ id: idOf('Customer').nullish(), email: z.string().nullish() }),
})
const requestShape = customerShape.extend({
  orders_requested: orders,
  orders_to_redact: z.never().optional(),
})
const redactShape = customerShape.extend({
  orders_to_redact: orders,
  orders_requested: z.never().optional(),
  data_request: z.never().optional(),
})
const ofCustomer = ({ shop_domain, customer }: z.infer<typeof customerShape>) => ({
  shopDomain: shop_domain,
  customerGid: customer.id ?? null,
  email: customer.email || null,
})
const dataRequest: TopicReader = (_, body) => {
  const read = requestShape.parse(body)
  return {
    kind: 'customer_data_request',
    ...ofCustomer(read),
    orderGids: read.orders_requested ?? [],
  }
}
const customerRedact: TopicReader = (_, body) => {
  const read = redactShape.parse(body)
  return { kind: 'customer_redact', ...ofCustomer(read), orderGids: read.orders_to_redact ?? [] }
}

const exportFinished: TopicReader = (_, body) => {
  const exportGid = thing('BulkOperation').parse(body)
  return exportGid === null
    ? nothing('The delivery names no bulk operation')
    : { kind: 'export_finished', exportGid }
}

const says =
  (meaning: DeliveryMeaning): TopicReader =>
  () =>
    meaning
const catalogueChanged = says({ kind: 'catalogue_changed' })
const locationsChanged = says({ kind: 'locations_changed' })

/** By the whole topic; what is not here is looked for by its first half. */
const topics: Readonly<Record<string, TopicReader>> = {
  'orders/create': wholeOrder,
  'orders/updated': wholeOrder,
  'orders/cancelled': wholeOrder,
  'orders/paid': wholeOrder,
  'orders/fulfilled': wholeOrder,
  'orders/partially_fulfilled': wholeOrder,
  'orders/link_requested': wholeOrder,
  'orders/delete': orderGone,
  'orders/edited': orderEdited,
  'orders/risk_assessment_changed': riskChanged,
  'orders/shopify_protect_eligibility_changed': somethingOfOrder,
  'reverse_deliveries/attach_deliverable': parcelOfReturn,
  'reverse_fulfillment_orders/dispose': says(
    nothing('The return that it belongs to tells of it as well'),
  ),
  'shop/update': says({ kind: 'shop_changed' }),
  'shop/redact': unlessSample(shopRedact),
  'app/uninstalled': uninstalled,
  'app/scopes_update': scopesChanged,
  'customers/data_request': unlessSample(dataRequest),
  'customers/redact': unlessSample(customerRedact),
}

const families: Readonly<Record<string, TopicReader>> = {
  fulfillments: somethingOfOrder,
  fulfillment_events: somethingOfOrder,
  refunds: somethingOfOrder,
  order_transactions: somethingOfOrder,
  fulfillment_orders: fulfillmentOrderChanged,
  fulfillment_holds: fulfillmentOrderChanged,
  returns: returnChanged,
  inventory_levels: stockChanged,
  inventory_items: catalogueChanged,
  products: catalogueChanged,
  variants: catalogueChanged,
  locations: locationsChanged,
  customers: says(nothing('Customers are read with their orders')),
  draft_orders: says(nothing('A draft is no order yet')),
  inventory_transfers: says(nothing('Transfers between places are not kept here')),
  inventory_shipments: says(nothing('Transfers between places are not kept here')),
  bulk_operations: exportFinished,
}

/** Topics come from outside: `constructor` is none, though every object has one. */
const own = (of: Readonly<Record<string, TopicReader>>, key: string): TopicReader | null =>
  Object.hasOwn(of, key) ? (of[key] ?? null) : null

/** Null for a topic the app knows nothing of. */
export const readerOf = (topic: string): TopicReader | null =>
  own(topics, topic) ?? own(families, topic.split('/')[0] ?? '')
