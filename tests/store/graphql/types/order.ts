import { orderStatusPath } from '../../addresses.ts'
import { secondsText } from '../../clock.ts'
import { gid } from '../../ids.ts'
import * as sums from '../../orders/sums.ts'
import { type Bag, minus, nothing } from '../../records/money.ts'
import type { OrderRecord } from '../../records/orders.ts'
import type { PageArgs } from '../connection.ts'
import { type Ctx, model, unheeded } from '../model.ts'
import { mailingAddress } from './address.ts'
import { searchFulfillmentOrders } from './fulfillment-order.ts'
import { lineSource } from './line-item.ts'
import { ownedMetafields } from './metafield.ts'
import { searchReturns } from './returns.ts'
import { counted, listed, moneyBag, none } from './values.ts'

const bag =
  (of: (ctx: Ctx, order: OrderRecord) => Bag) => (order: OrderRecord, _: never, ctx: Ctx) =>
    moneyBag(ctx.world, order.currency, of(ctx, order))
const noBag = bag(() => nothing)
const time = (iso: string | null) => (iso === null ? null : secondsText(iso))
const addressText = (one: OrderRecord['shippingAddress']) => JSON.stringify(sums.present(one))

const identity = {
  id: (one: OrderRecord) => gid('Order', one.id),
  legacyResourceId: (one: OrderRecord) => String(one.id),
  name: (one: OrderRecord) => one.name,
  number: (one: OrderRecord) => one.number,
  createdAt: (one: OrderRecord) => time(one.createdAt),
  processedAt: (one: OrderRecord) => time(one.createdAt),
  updatedAt: (one: OrderRecord) => time(one.updatedAt),
  closed: (one: OrderRecord) => one.closedAt !== null,
  closedAt: (one: OrderRecord) => time(one.closedAt),
  cancelledAt: (one: OrderRecord) => time(one.cancelledAt),
  cancelReason: (one: OrderRecord) => one.cancelReason,
  cancellation: (one: OrderRecord) =>
    one.cancelledAt === null ? null : { staffNote: one.cancelNote },
  confirmed: () => true,
  confirmationNumber: (one: OrderRecord) => one.statusToken.slice(0, 9).toUpperCase(),
  edited: (one: OrderRecord) => one.edited,
  test: () => false,
  sourceName: (one: OrderRecord) => one.sourceName,
  sourceIdentifier: () => null,
  app: () => null,
  channelInformation: () => null,
  statusPageUrl: (one: OrderRecord, _: never, ctx: Ctx) =>
    `${ctx.store.baseUrl}${orderStatusPath(ctx.world.shop.domain, one.statusToken)}`,
  merchantEditable: (one: OrderRecord) => one.cancelledAt === null,
  merchantEditableErrors: () => [],
  retailLocation: () => null,
  staffMember: () => null,
}

const people = {
  email: (one: OrderRecord) => sums.present(one.email),
  phone: (one: OrderRecord) => one.phone,
  customer: (one: OrderRecord, _: never, ctx: Ctx) => {
    const id = sums.present(one.customerId)
    return id === null ? null : sums.mustHave(ctx.world.customers, id)
  },
  customerLocale: (one: OrderRecord) => one.locale,
  customerAcceptsMarketing: () => false,
  canNotifyCustomer: (one: OrderRecord) => sums.present(one.email) !== null || one.phone !== null,
  shippingAddress: (one: OrderRecord) => mailingAddress(one.shippingAddress, one.id),
  billingAddress: (one: OrderRecord) => mailingAddress(one.billingAddress, one.id + 1),
  displayAddress: (one: OrderRecord) =>
    mailingAddress(one.shippingAddress, one.id) ?? mailingAddress(one.billingAddress, one.id + 1),
  billingAddressMatchesShippingAddress: (one: OrderRecord) =>
    addressText(one.billingAddress) === addressText(one.shippingAddress),
  note: (one: OrderRecord) => one.note,
  poNumber: (one: OrderRecord) => one.poNumber,
  tags: (one: OrderRecord) => one.tags,
  customAttributes: (one: OrderRecord) => one.attributes,
  purchasingEntity: (one: OrderRecord, args: never, ctx: Ctx) => people.customer(one, args, ctx),
}

const money = {
  currencyCode: (_: OrderRecord, __: never, ctx: Ctx) => ctx.world.shop.currency,
  presentmentCurrencyCode: (one: OrderRecord) => one.currency,
  displayFinancialStatus: (one: OrderRecord, _: never, ctx: Ctx) =>
    sums.financialStatus(ctx.world, one),
  fullyPaid: (one: OrderRecord, _: never, ctx: Ctx) => sums.outstanding(ctx.world, one).shop === 0,
  unpaid: (one: OrderRecord, _: never, ctx: Ctx) => sums.received(ctx.world, one).shop === 0,
  capturable: () => false,
  canMarkAsPaid: (one: OrderRecord, _: never, ctx: Ctx) =>
    sums.financialStatus(ctx.world, one) === 'PENDING',
  refundable: (one: OrderRecord, _: never, ctx: Ctx) => sums.netPayment(ctx.world, one).shop > 0,
  paymentGatewayNames: (one: OrderRecord, _: never, ctx: Ctx) => [
    ...new Set(sums.transactionsOf(ctx.world, one).map((each) => each.gateway)),
  ],
  paymentTerms: () => null,
  subtotalPriceSet: bag((_, one) => sums.originalSubtotal(one)),
  totalPriceSet: bag((_, one) => sums.originalTotal(one)),
  originalTotalPriceSet: bag((_, one) => sums.originalTotal(one)),
  totalShippingPriceSet: bag((_, one) => sums.shippingTotal(one)),
  totalDiscountsSet: noBag,
  totalTaxSet: noBag,
  totalTipReceivedSet: noBag,
  totalCapturableSet: noBag,
  refundDiscrepancySet: noBag,
  currentSubtotalPriceSet: bag((_, one) => sums.currentSubtotal(one)),
  currentTotalPriceSet: bag((ctx, one) => sums.currentTotal(ctx.world, one)),
  currentTotalDiscountsSet: noBag,
  currentCartDiscountAmountSet: noBag,
  currentTotalTaxSet: noBag,
  currentTotalDutiesSet: () => null,
  currentTotalAdditionalFeesSet: () => null,
  originalTotalDutiesSet: () => null,
  originalTotalAdditionalFeesSet: () => null,
  currentShippingPriceSet: bag((ctx, one) =>
    minus(sums.shippingTotal(one), sums.refundedShipping(ctx.world, one)),
  ),
  totalReceivedSet: bag((ctx, one) => sums.received(ctx.world, one)),
  totalRefundedSet: bag((ctx, one) => sums.refunded(ctx.world, one)),
  totalRefundedShippingSet: bag((ctx, one) => sums.refundedShipping(ctx.world, one)),
  totalOutstandingSet: bag((ctx, one) => sums.outstanding(ctx.world, one)),
  netPaymentSet: bag((ctx, one) => sums.netPayment(ctx.world, one)),
  taxesIncluded: () => true,
  taxExempt: () => false,
  estimatedTaxes: () => false,
  dutiesIncluded: () => false,
  taxLines: () => [],
  currentTaxLines: () => [],
  discountCode: () => null,
  discountCodes: () => [],
  additionalFees: () => [],
  discountApplications: (_: OrderRecord, args: PageArgs, ctx: Ctx) => none(args, ctx),
  transactions: (one: OrderRecord, args: { readonly first?: number | null }, ctx: Ctx) =>
    sums.transactionsOf(ctx.world, one).slice(0, args.first ?? undefined),
  transactionsCount: (one: OrderRecord) => counted(one.transactionIds.length, null),
  refunds: (one: OrderRecord, args: { readonly first?: number | null }, ctx: Ctx) =>
    sums.refundsOf(ctx.world, one).slice(0, args.first ?? undefined),
}

const goods = {
  lineItems: (one: OrderRecord, args: PageArgs, ctx: Ctx) =>
    listed(
      one.lines.map((line) => lineSource(one, line)),
      args,
      ctx,
    ),
  nonFulfillableLineItems: (one: OrderRecord, args: PageArgs, ctx: Ctx) => {
    const done = one.lines.filter((line) => sums.unfulfilledQuantity(ctx.world, one, line.id) === 0)
    return listed(
      done.map((line) => lineSource(one, line)),
      args,
      ctx,
    )
  },
  subtotalLineItemsQuantity: (one: OrderRecord) =>
    one.lines.reduce((pieces, line) => pieces + line.quantity, 0),
  currentSubtotalLineItemsQuantity: (one: OrderRecord) =>
    one.lines.reduce((pieces, line) => pieces + line.currentQuantity, 0),
  totalWeight: (one: OrderRecord) => String(sums.weightOf(one, false)),
  currentTotalWeight: (one: OrderRecord) => String(sums.weightOf(one, true)),
  requiresShipping: (one: OrderRecord) => one.lines.some((line) => line.requiresShipping),
  shippingLine: (one: OrderRecord) =>
    one.shippingLines[0] ? { order: one, line: one.shippingLines[0] } : null,
  shippingLines: (one: OrderRecord, args: PageArgs, ctx: Ctx) =>
    listed(
      one.shippingLines.map((line) => ({ id: line.id, order: one, line })),
      args,
      ctx,
    ),
  displayFulfillmentStatus: (one: OrderRecord, _: never, ctx: Ctx) =>
    sums.fulfillmentStatus(ctx.world, one),
  fulfillable: (one: OrderRecord, _: never, ctx: Ctx) =>
    one.lines.some((line) => sums.unfulfilledQuantity(ctx.world, one, line.id) > 0),
  restockable: (one: OrderRecord) => one.lines.some((line) => line.currentQuantity > 0),
  fulfillments: (one: OrderRecord, args: { readonly first?: number | null }, ctx: Ctx) => {
    unheeded(args, ['query'], 'Order.fulfillments')
    return sums.fulfillmentsOf(ctx.world, one).slice(0, args.first ?? undefined)
  },
  fulfillmentsCount: (one: OrderRecord) => counted(one.fulfillmentIds.length, null),
  fulfillmentOrders: (one: OrderRecord, args: PageArgs & { query?: string | null }, ctx: Ctx) =>
    listed(
      searchFulfillmentOrders(sums.fulfillmentOrdersOf(ctx.world, one), args.query),
      args,
      ctx,
    ),
  returns: (one: OrderRecord, args: PageArgs & { query?: string | null }, ctx: Ctx) =>
    listed(searchReturns(sums.returnsOf(ctx.world, one), args.query), args, ctx),
  returnStatus: (one: OrderRecord, _: never, ctx: Ctx) => sums.returnStatus(ctx.world, one),
}

const risk = {
  risk: (one: OrderRecord) => ({
    recommendation:
      one.risk === 'HIGH' ? 'CANCEL' : one.risk === 'MEDIUM' ? 'INVESTIGATE' : 'ACCEPT',
    assessments: [
      {
        riskLevel: one.risk,
        provider: null,
        facts:
          one.risk === 'LOW'
            ? [
                {
                  description:
                    'Characteristics of this order are similar to non-fraudulent orders observed in the past',
                  sentiment: 'POSITIVE',
                },
              ]
            : [
                {
                  description:
                    'Characteristics of this order are similar to fraudulent orders observed in the past',
                  sentiment: 'NEGATIVE',
                },
              ],
      },
    ],
  }),
  riskLevel: (one: OrderRecord) => one.risk,
}

model<OrderRecord>('Order', {
  ...identity,
  ...people,
  ...money,
  ...goods,
  ...risk,
  ...ownedMetafields((one: OrderRecord) => gid('Order', one.id)),
})

model<{ readonly order: OrderRecord; readonly line: OrderRecord['shippingLines'][number] }>(
  'ShippingLine',
  {
    id: ({ line }) => gid('ShippingLine', line.id),
    title: ({ line }) => line.title,
    code: ({ line }) => line.code,
    carrierIdentifier: () => null,
    custom: () => false,
    deliveryCategory: () => null,
    isRemoved: () => false,
    phone: () => null,
    source: () => 'shopify',
    shippingRateHandle: () => null,
    taxLines: () => [],
    discountAllocations: () => [],
    originalPriceSet: ({ order, line }, _: never, ctx) =>
      moneyBag(ctx.world, order.currency, line.price),
    discountedPriceSet: ({ order, line }, _: never, ctx) =>
      moneyBag(ctx.world, order.currency, line.price),
    currentDiscountedPriceSet: ({ order, line }, _: never, ctx) =>
      moneyBag(ctx.world, order.currency, line.price),
  },
)
