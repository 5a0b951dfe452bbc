import { gid } from '../../ids.ts'
import * as sums from '../../orders/sums.ts'
import { type Bag, nothing, times } from '../../records/money.ts'
import type { LineRecord, OrderRecord } from '../../records/orders.ts'
import { lineName } from '../../webhooks/line-body.ts'
import { type Ctx, model } from '../model.ts'
import { pictureOf } from './product.ts'
import { moneyBag, weight } from './values.ts'

export interface LineSource {
  readonly type: 'LineItem'
  readonly id: number
  readonly order: OrderRecord
  readonly line: LineRecord
}

export const lineSource = (order: OrderRecord, line: LineRecord): LineSource => ({
  type: 'LineItem',
  id: line.id,
  order,
  line,
})

const bag =
  (of: (line: LineRecord, ctx: Ctx, order: OrderRecord) => Bag) =>
  ({ order, line }: LineSource, _: never, ctx: Ctx) =>
    moneyBag(ctx.world, order.currency, of(line, ctx, order))

const waiting = ({ order, line }: LineSource, _: never, ctx: Ctx): number =>
  sums.unfulfilledQuantity(ctx.world, order, line.id)
const waitingTotal = bag((line, ctx, order) =>
  times(line.unitPrice, sums.unfulfilledQuantity(ctx.world, order, line.id)),
)

model<LineSource>('LineItem', {
  id: ({ id }) => gid('LineItem', id),
  title: ({ line }) => line.title,
  name: ({ line }) => lineName(line),
  variantTitle: ({ line }) => line.variantTitle,
  vendor: ({ line }) => line.vendor,
  sku: ({ line }) => line.sku,
  quantity: ({ line }) => line.quantity,
  currentQuantity: ({ line }) => line.currentQuantity,
  refundableQuantity: ({ line }) => line.currentQuantity,
  unfulfilledQuantity: waiting,
  fulfillableQuantity: waiting,
  nonFulfillableQuantity: (one, args: never, ctx) => one.line.quantity - waiting(one, args, ctx),
  fulfillmentStatus: ({ order, line }, _: never, ctx) => {
    const sent = sums.fulfilledQuantity(ctx.world, order, line.id)
    if (sent === 0) return 'unfulfilled'
    return sums.unfulfilledQuantity(ctx.world, order, line.id) === 0 ? 'fulfilled' : 'partial'
  },
  requiresShipping: ({ line }) => line.requiresShipping,
  isGiftCard: ({ line }) => line.giftCard,
  taxable: () => true,
  restockable: ({ line }) => line.variantId !== null,
  merchantEditable: ({ order }) => order.cancelledAt === null,
  customAttributes: ({ line }) => line.properties.map(({ name, value }) => ({ key: name, value })),
  discountAllocations: () => [],
  duties: () => [],
  taxLines: () => [],
  lineItemGroup: () => null,
  sellingPlan: () => null,
  contract: () => null,
  staffMember: () => null,
  weight: ({ line }) => weight(line.grams),
  product: ({ line }, _: never, ctx) =>
    line.productId === null ? null : (ctx.world.products.get(line.productId) ?? null),
  variant: ({ line }, _: never, ctx) =>
    line.variantId === null ? null : (ctx.world.variants.get(line.variantId) ?? null),
  image: ({ line }, _: never, ctx) => pictureOf(line.productId, ctx),
  originalUnitPriceSet: bag((line) => line.unitPrice),
  discountedUnitPriceSet: bag((line) => line.unitPrice),
  discountedUnitPriceAfterAllDiscountsSet: bag((line) => line.unitPrice),
  priceAfterAllDiscountsBeforeTaxesSet: bag((line) => times(line.unitPrice, line.quantity)),
  originalTotalSet: bag((line) => times(line.unitPrice, line.quantity)),
  discountedTotalSet: bag((line) => times(line.unitPrice, line.quantity)),
  totalDiscountSet: bag(() => nothing),
  unfulfilledOriginalTotalSet: waitingTotal,
  unfulfilledDiscountedTotalSet: waitingTotal,
})
