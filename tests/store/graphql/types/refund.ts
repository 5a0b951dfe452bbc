import { secondsText } from '../../clock.ts'
import { gid } from '../../ids.ts'
import { lineOf, mustHave, refunded, rowsOf } from '../../orders/sums.ts'
import { type Bag, minus, nothing, sum } from '../../records/money.ts'
import type { RefundRecord, TransactionRecord } from '../../records/orders.ts'
import type { World } from '../../world.ts'
import type { PageArgs } from '../connection.ts'
import { type Ctx, model } from '../model.ts'
import { lineSource } from './line-item.ts'
import { listed, moneyBag, moneyV2, none } from './values.ts'

const orderOf = (one: { readonly orderId: number }, ctx: Ctx) =>
  mustHave(ctx.world.orders, one.orderId)
const bagOf = (one: { readonly orderId: number }, bag: Bag, ctx: Ctx) =>
  moneyBag(ctx.world, orderOf(one, ctx).currency, bag)

/** What can still be paid back of a payment. */
function refundable(world: World, one: TransactionRecord): Bag {
  if (one.status !== 'SUCCESS' || (one.kind !== 'SALE' && one.kind !== 'CAPTURE')) return nothing
  return minus(one.amount, refunded(world, mustHave(world.orders, one.orderId)))
}

model<TransactionRecord>('OrderTransaction', {
  id: (one) => gid('OrderTransaction', one.id),
  kind: (one) => one.kind,
  status: (one) => one.status,
  gateway: (one) => one.gateway,
  formattedGateway: (one) => one.gateway.replaceAll('_', ' '),
  amountSet: (one, _: never, ctx) => bagOf(one, one.amount, ctx),
  amountRoundingSet: () => null,
  totalUnsettledSet: (one, _: never, ctx) => bagOf(one, nothing, ctx),
  maximumRefundableV2: (one, _: never, ctx) =>
    moneyV2(refundable(ctx.world, one).presentment, orderOf(one, ctx).currency),
  createdAt: (one) => secondsText(one.createdAt),
  processedAt: (one) => secondsText(one.createdAt),
  authorizationExpiresAt: () => null,
  accountNumber: () => null,
  errorCode: () => null,
  test: () => false,
  fees: () => [],
  manualPaymentGateway: (one) => one.gateway === 'bank_deposit',
  manuallyCapturable: () => false,
  multiCapturable: () => false,
  paymentId: (one, _: never, ctx) => {
    const order = orderOf(one, ctx)
    return `${order.name}.${order.transactionIds.indexOf(one.id) + 1}`
  },
  receiptJson: () => '{}',
  order: (one, _: never, ctx) => orderOf(one, ctx),
  parentTransaction: (one, _: never, ctx) =>
    one.parentId === null ? null : mustHave(ctx.world.transactions, one.parentId),
  user: () => null,
})

/** What was paid back with it. */
const total = (one: RefundRecord, ctx: Ctx): Bag =>
  sum(rowsOf(ctx.world.transactions, one.transactionIds).map((each) => each.amount))

interface RefundLineSource {
  readonly id: number
  readonly of: RefundRecord
  readonly line: RefundRecord['lines'][number]
}

model<RefundRecord>('Refund', {
  id: (one) => gid('Refund', one.id),
  legacyResourceId: (one) => String(one.id),
  note: (one) => one.note,
  createdAt: (one) => secondsText(one.createdAt),
  processedAt: (one) => secondsText(one.createdAt),
  updatedAt: (one) => secondsText(one.createdAt),
  duties: () => [],
  staffMember: () => null,
  order: (one, _: never, ctx) => orderOf(one, ctx),
  return: (one, _: never, ctx) =>
    one.returnId === null ? null : mustHave(ctx.world.returns, one.returnId),
  totalRefundedSet: (one, _: never, ctx) => bagOf(one, total(one, ctx), ctx),
  transactions: (one, args: PageArgs, ctx) =>
    listed(rowsOf(ctx.world.transactions, one.transactionIds), args, ctx),
  orderAdjustments: (_, args: PageArgs, ctx) => none(args, ctx),
  refundShippingLines: (_, args: PageArgs, ctx) => none(args, ctx),
  refundLineItems: (one, args: PageArgs, ctx) =>
    listed(
      one.lines.map((line): RefundLineSource => ({ id: line.id, of: one, line })),
      args,
      ctx,
    ),
})

model<RefundLineSource>('RefundLineItem', {
  id: ({ id }) => gid('RefundLineItem', id),
  quantity: ({ line }) => line.quantity,
  restockType: ({ line }) => line.restockType,
  restocked: ({ line }) => line.restockType !== 'NO_RESTOCK',
  lineItem: ({ of, line }, _: never, ctx) => {
    const order = orderOf(of, ctx)
    return lineSource(order, lineOf(order, line.lineItemId))
  },
  location: ({ line }, _: never, ctx) =>
    line.locationId === null ? null : mustHave(ctx.world.locations, line.locationId),
  priceSet: ({ of, line }, _: never, ctx) =>
    bagOf(of, lineOf(orderOf(of, ctx), line.lineItemId).unitPrice, ctx),
  subtotalSet: ({ of, line }, _: never, ctx) => bagOf(of, line.subtotal, ctx),
  totalTaxSet: ({ of }, _: never, ctx) => bagOf(of, nothing, ctx),
})
