import { secondsText } from '../../clock.ts'
import { supportedActions } from '../../fulfillment/actions.ts'
import { gid } from '../../ids.ts'
import { fulfillmentsOf, lineOf, mustHave, present, rowsOf } from '../../orders/sums.ts'
import type {
  FulfillmentOrderLine,
  FulfillmentOrderRecord,
  HoldRecord,
  MerchantRequestRecord,
} from '../../records/fulfillment.ts'
import type { PageArgs } from '../connection.ts'
import { type Ctx, model } from '../model.ts'
import { type Searchable, search } from '../search.ts'
import { lineSource } from './line-item.ts'
import { assignedLocation } from './place.ts'
import { pictureOf } from './product.ts'
import { listed, moneyBag, weight } from './values.ts'

export interface FulfillmentOrderLineSource {
  readonly type: 'FulfillmentOrderLineItem'
  readonly id: number
  readonly of: FulfillmentOrderRecord
  readonly line: FulfillmentOrderLine
}

export const fulfillmentOrderLine = (
  of: FulfillmentOrderRecord,
  line: FulfillmentOrderLine,
): FulfillmentOrderLineSource => ({ type: 'FulfillmentOrderLineItem', id: line.id, of, line })

const fulfillmentOrderSearch: Searchable<FulfillmentOrderRecord> = {
  text: () => [],
  fields: {
    id: (one) => one.id,
    status: (one) => one.status,
    request_status: (one) => one.requestStatus,
    assigned_location_id: (one) => one.locationId,
    updated_at: (one) => one.updatedAt,
  },
  times: new Set(['updated_at']),
}

export const searchFulfillmentOrders = (
  rows: Iterable<FulfillmentOrderRecord>,
  query: string | null | undefined,
) => search(rows, query, fulfillmentOrderSearch)

const orderOf = (one: FulfillmentOrderRecord, ctx: Ctx) => mustHave(ctx.world.orders, one.orderId)

function destination(one: FulfillmentOrderRecord, ctx: Ctx) {
  const order = orderOf(one, ctx)
  const to = present(order.shippingAddress)
  if (to === null || one.method === 'NONE') return null
  return {
    id: gid('FulfillmentOrderDestination', one.id),
    address1: to.address1,
    address2: to.address2,
    city: to.city,
    company: to.company,
    countryCode: to.countryCode,
    email: present(order.email),
    firstName: to.firstName,
    lastName: to.lastName,
    location: null,
    phone: to.phone,
    province: to.province,
    zip: to.zip,
  }
}

model<FulfillmentOrderRecord>('FulfillmentOrder', {
  id: (one) => gid('FulfillmentOrder', one.id),
  status: (one) => one.status,
  requestStatus: (one) => one.requestStatus,
  createdAt: (one) => secondsText(one.createdAt),
  updatedAt: (one) => secondsText(one.updatedAt),
  fulfillAt: (one) => secondsText(one.createdAt),
  fulfillBy: () => null,
  internationalDuties: () => null,
  order: (one, _: never, ctx) => orderOf(one, ctx),
  orderId: (one) => gid('Order', one.orderId),
  orderName: (one, _: never, ctx) => orderOf(one, ctx).name,
  orderProcessedAt: (one, _: never, ctx) => secondsText(orderOf(one, ctx).createdAt),
  assignedLocation: (one, _: never, ctx) =>
    assignedLocation(mustHave(ctx.world.locations, one.locationId)),
  deliveryMethod: (one) => one,
  destination: (one, _: never, ctx) => destination(one, ctx),
  supportedActions: (one, _: never, ctx) =>
    supportedActions(ctx.world, one).map((action) => ({ action, externalUrl: null })),
  fulfillmentHolds: (one) => one.holds,
  lineItems: (one, args: PageArgs, ctx) =>
    listed(
      one.lines.map((line) => fulfillmentOrderLine(one, line)),
      args,
      ctx,
    ),
  remainingLineItemsWeight: (one, _: never, ctx) => {
    const order = orderOf(one, ctx)
    return weight(
      one.lines.reduce(
        (grams, line) => grams + lineOf(order, line.lineItemId).grams * line.remainingQuantity,
        0,
      ),
    )
  },
  merchantRequests: (one, args: PageArgs & { readonly kind?: string | null }, ctx) =>
    listed(
      rowsOf(ctx.world.merchantRequests, one.merchantRequestIds).filter(
        (request) => args.kind == null || request.kind === args.kind,
      ),
      args,
      ctx,
    ),
  fulfillments: (one, args: PageArgs, ctx) =>
    listed(
      fulfillmentsOf(ctx.world, orderOf(one, ctx)).filter((each) =>
        each.fulfillmentOrderIds.includes(one.id),
      ),
      args,
      ctx,
    ),
  locationsForMove: (one, args: PageArgs, ctx) =>
    listed(
      [...ctx.world.locations.values()].map((location) => ({
        id: location.id,
        location,
        message: location.id === one.locationId ? 'Current location.' : null,
        movable: location.id !== one.locationId,
      })),
      args,
      ctx,
    ),
})

model<{ readonly location: unknown; readonly message: string | null; readonly movable: boolean }>(
  'FulfillmentOrderLocationForMove',
  {
    location: (one) => one.location,
    message: (one) => one.message,
    movable: (one) => one.movable,
  },
)

model<FulfillmentOrderRecord>('DeliveryMethod', {
  id: (one) => gid('DeliveryMethod', one.id),
  methodType: (one) => one.method,
  presentedName: (one, _: never, ctx) => orderOf(one, ctx).shippingLines[0]?.title ?? null,
  serviceCode: (one, _: never, ctx) => orderOf(one, ctx).shippingLines[0]?.code ?? null,
  sourceReference: () => null,
  minDeliveryDateTime: () => null,
  maxDeliveryDateTime: () => null,
  additionalInformation: () => null,
  brandedPromise: () => null,
})

model<FulfillmentOrderLineSource>('FulfillmentOrderLineItem', {
  id: ({ id }) => gid('FulfillmentOrderLineItem', id),
  totalQuantity: ({ line }) => line.totalQuantity,
  remainingQuantity: ({ line }) => line.remainingQuantity,
  lineItem: (one, _: never, ctx) => {
    const order = orderOf(one.of, ctx)
    return lineSource(order, lineOf(order, one.line.lineItemId))
  },
  sku: (one, _: never, ctx) => bought(one, ctx).sku,
  productTitle: (one, _: never, ctx) => bought(one, ctx).title,
  variantTitle: (one, _: never, ctx) => bought(one, ctx).variantTitle,
  vendor: (one, _: never, ctx) => bought(one, ctx).vendor,
  requiresShipping: (one, _: never, ctx) => bought(one, ctx).requiresShipping,
  weight: (one, _: never, ctx) => weight(bought(one, ctx).grams),
  image: (one, _: never, ctx) => pictureOf(bought(one, ctx).productId, ctx),
  variant: (one, _: never, ctx) => ctx.world.variants.get(bought(one, ctx).variantId ?? 0) ?? null,
  inventoryItemId: (one, _: never, ctx) => {
    const variant = ctx.world.variants.get(bought(one, ctx).variantId ?? 0)
    return variant === undefined ? null : gid('InventoryItem', variant.itemId)
  },
  shippingLine: (one, _: never, ctx) => {
    const order = orderOf(one.of, ctx)
    return order.shippingLines[0] ? { order, line: order.shippingLines[0] } : null
  },
  warnings: () => [],
  financialSummaries: (one, _: never, ctx) => {
    const line = bought(one, ctx)
    const { currency } = orderOf(one.of, ctx)
    return [{ world: ctx.world, currency, line, quantity: one.line.totalQuantity }]
  },
})

const bought = (one: FulfillmentOrderLineSource, ctx: Ctx) =>
  lineOf(orderOf(one.of, ctx), one.line.lineItemId)

model<{
  readonly world: Ctx['world']
  readonly currency: string
  readonly line: ReturnType<typeof bought>
  readonly quantity: number
}>('FulfillmentOrderLineItemFinancialSummary', {
  quantity: (one) => one.quantity,
  originalUnitPriceSet: (one) => moneyBag(one.world, one.currency, one.line.unitPrice),
  approximateDiscountedUnitPriceSet: (one) => moneyBag(one.world, one.currency, one.line.unitPrice),
  discountAllocations: () => [],
})

const holdTitles: Readonly<Record<string, string>> = {
  AWAITING_PAYMENT: 'Awaiting payment',
  AWAITING_RETURN_ITEMS: 'Awaiting return items',
  HIGH_RISK_OF_FRAUD: 'High risk of fraud',
  INCORRECT_ADDRESS: 'Incorrect address',
  INVENTORY_OUT_OF_STOCK: 'Inventory out of stock',
  ONLINE_STORE_POST_PURCHASE_CROSS_SELL: 'Upsell offer pending',
  OTHER: 'Other',
  UNKNOWN_DELIVERY_DATE: 'Unknown delivery date',
}

model<HoldRecord>('FulfillmentHold', {
  id: (one) => gid('FulfillmentHold', one.id),
  reason: (one) => one.reason,
  reasonNotes: (one) => one.reasonNotes,
  displayReason: (one) => holdTitles[one.reason] ?? one.reason,
  handle: (one) => (one.handle === '' ? null : one.handle),
  // The shop's staff hold without a handle; the app always gives one.
  heldByRequestingApp: (one) => one.handle !== '',
})

model<MerchantRequestRecord>('FulfillmentOrderMerchantRequest', {
  id: (one) => gid('FulfillmentOrderMerchantRequest', one.id),
  kind: (one) => one.kind,
  message: (one) => one.message,
  requestOptions: (one) => one.options,
  responseData: (one) => (one.response === null ? null : { status: one.response.toLowerCase() }),
  sentAt: (one) => secondsText(one.sentAt),
  fulfillmentOrder: (one, _: never, ctx) =>
    mustHave(ctx.world.fulfillmentOrders, one.fulfillmentOrderId),
})
