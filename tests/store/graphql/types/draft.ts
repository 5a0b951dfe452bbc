import { invoicePath } from '../../addresses.ts'
import { secondsText } from '../../clock.ts'
import { gid } from '../../ids.ts'
import { counterHandle, countersOf, type Rate, ratesTo } from '../../orders/delivery-options.ts'
import { mustHave } from '../../orders/sums.ts'
import { type Bag, nothing, plus, sum, times } from '../../records/money.ts'
import type { DraftOrderRecord, LineRecord } from '../../records/orders.ts'
import { lineName } from '../../webhooks/line-body.ts'
import type { PageArgs } from '../connection.ts'
import { type Ctx, model } from '../model.ts'
import { type Searchable, search } from '../search.ts'
import { mailingAddress } from './address.ts'
import { ownedMetafields } from './metafield.ts'
import { pictureOf } from './product.ts'
import { listed, moneyBag, moneyV2, weight } from './values.ts'

const draftSubtotal = (one: DraftOrderRecord): Bag =>
  sum(one.lines.map((line) => times(line.unitPrice, line.quantity)))
const draftTotal = (one: DraftOrderRecord): Bag =>
  plus(draftSubtotal(one), one.shippingLine?.price ?? nothing)

const draftSearch: Searchable<DraftOrderRecord> = {
  text: (one) => [one.name, one.email],
  fields: {
    id: (one) => one.id,
    status: (one) => one.status,
    tag: (one) => one.tags,
    customer_id: (one) => one.customerId,
    created_at: (one) => one.createdAt,
    updated_at: (one) => one.updatedAt,
  },
  times: new Set(['created_at', 'updated_at']),
}

export const searchDrafts = (ctx: Ctx, query: string | null | undefined) =>
  search(ctx.world.drafts.values(), query, draftSearch)

const bag = (of: (one: DraftOrderRecord) => Bag) => (one: DraftOrderRecord, _: never, ctx: Ctx) =>
  moneyBag(ctx.world, one.currency, of(one))

interface DraftLineSource {
  readonly type: 'DraftOrderLineItem'
  readonly id: number
  readonly of: DraftOrderRecord
  readonly line: LineRecord
}

model<DraftOrderRecord>('DraftOrder', {
  id: (one) => gid('DraftOrder', one.id),
  legacyResourceId: (one) => String(one.id),
  name: (one) => one.name,
  status: (one) => one.status,
  email: (one) => one.email,
  phone: (one) => one.phone,
  note2: (one) => one.note,
  tags: (one) => one.tags,
  customAttributes: (one) => one.attributes,
  createdAt: (one) => secondsText(one.createdAt),
  updatedAt: (one) => secondsText(one.updatedAt),
  completedAt: (one) => (one.completedAt === null ? null : secondsText(one.completedAt)),
  currencyCode: (_, __: never, ctx) => ctx.world.shop.currency,
  presentmentCurrencyCode: (one) => one.currency,
  customer: (one, _: never, ctx) =>
    one.customerId === null ? null : mustHave(ctx.world.customers, one.customerId),
  shippingAddress: (one) => mailingAddress(one.shippingAddress, one.id),
  billingAddress: (one) => mailingAddress(one.billingAddress, one.id + 1),
  order: (one, _: never, ctx) =>
    one.orderId === null ? null : mustHave(ctx.world.orders, one.orderId),
  invoiceUrl: (one, _: never, ctx) =>
    `${ctx.store.baseUrl}${invoicePath(ctx.world.shop.domain, one.id)}`,
  invoiceSentAt: (one) => (one.invoiceSentAt === null ? null : secondsText(one.invoiceSentAt)),
  ready: () => true,
  taxExempt: () => false,
  taxesIncluded: () => true,
  taxLines: () => [],
  lineItems: (one, args: PageArgs, ctx) =>
    listed(
      one.lines.map(
        (line): DraftLineSource => ({ type: 'DraftOrderLineItem', id: line.id, of: one, line }),
      ),
      args,
      ctx,
    ),
  totalQuantityOfLineItems: (one) => one.lines.reduce((pieces, line) => pieces + line.quantity, 0),
  totalWeight: (one) =>
    String(one.lines.reduce((grams, line) => grams + line.grams * line.quantity, 0)),
  shippingLine: (one) =>
    one.shippingLine === null ? null : { order: one, line: one.shippingLine },
  subtotalPriceSet: bag(draftSubtotal),
  lineItemsSubtotalPrice: bag(draftSubtotal),
  totalLineItemsPriceSet: bag(draftSubtotal),
  totalPriceSet: bag(draftTotal),
  totalShippingPriceSet: bag((one) => one.shippingLine?.price ?? nothing),
  totalTaxSet: bag(() => nothing),
  totalDiscountsSet: bag(() => nothing),
  ...ownedMetafields((one: DraftOrderRecord) => gid('DraftOrder', one.id)),
})

model<DraftLineSource>('DraftOrderLineItem', {
  id: ({ id }) => gid('DraftOrderLineItem', id),
  title: ({ line }) => line.title,
  name: ({ line }) => lineName(line),
  sku: ({ line }) => line.sku,
  quantity: ({ line }) => line.quantity,
  variantTitle: ({ line }) => line.variantTitle,
  vendor: ({ line }) => line.vendor,
  custom: ({ line }) => line.variantId === null,
  isGiftCard: ({ line }) => line.giftCard,
  requiresShipping: ({ line }) => line.requiresShipping,
  taxable: () => true,
  uuid: ({ id }) => `00000000-0000-4000-8000-${String(id).padStart(12, '0').slice(-12)}`,
  weight: ({ line }) => weight(line.grams),
  customAttributes: ({ line }) => line.properties.map(({ name, value }) => ({ key: name, value })),
  image: ({ line }, _: never, ctx) => pictureOf(line.productId, ctx),
  product: ({ line }, _: never, ctx) => ctx.world.products.get(line.productId ?? 0) ?? null,
  variant: ({ line }, _: never, ctx) => ctx.world.variants.get(line.variantId ?? 0) ?? null,
  originalUnitPriceSet: ({ of, line }, _: never, ctx) =>
    moneyBag(ctx.world, of.currency, line.unitPrice),
  originalTotalSet: ({ of, line }, _: never, ctx) =>
    moneyBag(ctx.world, of.currency, times(line.unitPrice, line.quantity)),
  discountedTotalSet: ({ of, line }, _: never, ctx) =>
    moneyBag(ctx.world, of.currency, times(line.unitPrice, line.quantity)),
})

model<DraftOrderRecord>('CalculatedDraftOrder', {
  availableShippingRates: (one, _: never, ctx) =>
    ratesTo(ctx.world, one.shippingAddress, one.lines).map((rate) => rateOf(rate, ctx)),
  currencyCode: (_, __: never, ctx) => ctx.world.shop.currency,
  presentmentCurrencyCode: (one) => one.currency,
  customer: (one, _: never, ctx) =>
    one.customerId === null ? null : mustHave(ctx.world.customers, one.customerId),
  phone: (one) => one.phone,
  shippingLine: (one) =>
    one.shippingLine === null ? null : { order: one, line: one.shippingLine },
  taxesIncluded: () => true,
  taxLines: () => [],
  totalQuantityOfLineItems: (one) => one.lines.reduce((pieces, line) => pieces + line.quantity, 0),
  subtotalPriceSet: bag(draftSubtotal),
  lineItemsSubtotalPrice: bag(draftSubtotal),
  totalLineItemsPriceSet: bag(draftSubtotal),
  totalPriceSet: bag(draftTotal),
  totalShippingPriceSet: bag((one) => one.shippingLine?.price ?? nothing),
  totalTaxSet: bag(() => nothing),
  totalDiscountsSet: bag(() => nothing),
  warnings: () => [],
})

const rateOf = ({ handle, title, price }: Rate, ctx: Ctx) => ({
  handle,
  title,
  price: moneyV2(price, ctx.world.shop.currency),
})

/** What is asked: goods and where they go. */
export interface DeliveryAsk {
  readonly to: DraftOrderRecord['shippingAddress']
  readonly lines: DraftOrderRecord['lines']
}

model<DeliveryAsk>('DraftOrderAvailableDeliveryOptions', {
  availableShippingRates: ({ to, lines }, _: never, ctx) =>
    ratesTo(ctx.world, to, lines).map((rate) => ({
      ...rateOf(rate, ctx),
      code: rate.code,
      source: 'shopify',
    })),
  availableLocalDeliveryRates: () => [],
  availableLocalPickupOptions: ({ lines }, _: never, ctx) =>
    !lines.some((line) => line.requiresShipping)
      ? []
      : countersOf(ctx.world).map((place) => ({
          handle: counterHandle(place),
          title: place.name,
          code: place.name,
          source: 'shopify',
          instructions: '',
          distanceFromBuyer: null,
          locationId: gid('Location', place.id),
        })),
  pageInfo: () => ({
    hasNextPage: false,
    hasPreviousPage: false,
    startCursor: null,
    endCursor: null,
  }),
})
