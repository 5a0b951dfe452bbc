import { secondsText } from '../../clock.ts'
import { gid } from '../../ids.ts'
import { fulfillmentsOf, lineOf, mustHave, rowsOf } from '../../orders/sums.ts'
import type {
  FulfillmentRecord,
  ReturnLineRecord,
  ReturnRecord,
  ReverseRecord,
} from '../../records/fulfillment.ts'
import { times } from '../../records/money.ts'
import type { OrderRecord } from '../../records/orders.ts'
import { returnableQuantity } from '../../returns/quantities.ts'
import { reasonById, reasonOfEnum, reasons } from '../../returns/reasons.ts'
import type { PageArgs } from '../connection.ts'
import { type Ctx, model } from '../model.ts'
import { type Searchable, search } from '../search.ts'
import { findFulfillmentLine, fulfillmentLine } from './fulfillment.ts'
import { listed, moneyBag, none, weight } from './values.ts'

const orderOf = (one: { readonly orderId: number }, ctx: Ctx) =>
  mustHave(ctx.world.orders, one.orderId)
const time = (iso: string | null) => (iso === null ? null : secondsText(iso))

export interface ReturnLineSource {
  readonly type: 'ReturnLineItem'
  readonly id: number
  readonly of: ReturnRecord
  readonly line: ReturnLineRecord
}

export const returnLine = (of: ReturnRecord, line: ReturnLineRecord): ReturnLineSource => ({
  type: 'ReturnLineItem',
  id: line.id,
  of,
  line,
})

const returnSearch: Searchable<ReturnRecord> = {
  text: (one) => [one.name],
  fields: { id: (one) => one.id, name: (one) => one.name, status: (one) => one.status },
  times: new Set(),
}

export const searchReturns = (rows: Iterable<ReturnRecord>, query: string | null | undefined) =>
  search(rows, query, returnSearch)

model<ReturnRecord>('Return', {
  id: (one) => gid('Return', one.id),
  name: (one) => one.name,
  status: (one) => one.status,
  createdAt: (one) => secondsText(one.createdAt),
  requestApprovedAt: (one) => time(one.approvedAt),
  closedAt: (one) => time(one.closedAt),
  decline: (one) => one.decline,
  order: (one, _: never, ctx) => orderOf(one, ctx),
  staffMember: () => null,
  totalQuantity: (one) => one.lines.reduce((pieces, line) => pieces + line.quantity, 0),
  returnLineItems: (one, args: PageArgs, ctx) =>
    listed(
      one.lines.map((line) => returnLine(one, line)),
      args,
      ctx,
    ),
  exchangeLineItems: (_, args: PageArgs, ctx) => none(args, ctx),
  returnShippingFees: (one, _: never, ctx) =>
    one.shippingFee === null
      ? []
      : [
          {
            id: gid('ReturnShippingFee', one.id),
            amountSet: moneyBag(ctx.world, orderOf(one, ctx).currency, one.shippingFee),
          },
        ],
  reverseFulfillmentOrders: (one, args: PageArgs, ctx) =>
    listed(rowsOf(ctx.world.reverses, one.reverseIds), args, ctx),
  refunds: (one, args: PageArgs, ctx) =>
    listed(rowsOf(ctx.world.refunds, one.refundIds), args, ctx),
  transactions: (one, args: PageArgs, ctx) =>
    listed(
      rowsOf(ctx.world.refunds, one.refundIds).flatMap((refund) =>
        rowsOf(ctx.world.transactions, refund.transactionIds),
      ),
      args,
      ctx,
    ),
})

model<ReturnLineSource>('ReturnLineItem', {
  id: ({ id }) => gid('ReturnLineItem', id),
  quantity: ({ line }) => line.quantity,
  processedQuantity: ({ line }) => line.processedQuantity,
  processableQuantity: ({ line }) => line.quantity - line.processedQuantity,
  unprocessedQuantity: ({ line }) => line.quantity - line.processedQuantity,
  refundedQuantity: ({ line }) => line.refundedQuantity,
  refundableQuantity: ({ line }) => line.quantity - line.refundedQuantity,
  returnReason: ({ line }) => line.reason,
  returnReasonDefinition: ({ line }) => reasonOfEnum(line.reasonHandle ?? line.reason),
  returnReasonNote: ({ line }) => line.reasonNote,
  customerNote: ({ line }) => line.customerNote,
  restockingFee: () => null,
  fulfillmentLineItem: ({ of, line }, _: never, ctx) =>
    findFulfillmentLine(ctx, of.orderId, line.fulfillmentLineItemId),
  totalWeight: ({ of, line }, _: never, ctx) =>
    weight(lineOf(orderOf(of, ctx), line.lineItemId).grams * line.quantity),
  withCodeDiscountedTotalPriceSet: ({ of, line }, _: never, ctx) => {
    const order = orderOf(of, ctx)
    const { unitPrice } = lineOf(order, line.lineItemId)
    return moneyBag(ctx.world, order.currency, times(unitPrice, line.quantity))
  },
})

export interface ReverseLineSource {
  readonly type: 'ReverseFulfillmentOrderLineItem'
  readonly id: number
  readonly of: ReverseRecord
  readonly line: ReverseRecord['lines'][number]
}

export const reverseLine = (
  of: ReverseRecord,
  line: ReverseRecord['lines'][number],
): ReverseLineSource => ({ type: 'ReverseFulfillmentOrderLineItem', id: line.id, of, line })

model<ReverseRecord>('ReverseFulfillmentOrder', {
  id: (one) => gid('ReverseFulfillmentOrder', one.id),
  status: (one) => one.status,
  order: (one, _: never, ctx) => orderOf(one, ctx),
  thirdPartyConfirmation: () => null,
  reverseDeliveries: (_, args: PageArgs, ctx) => none(args, ctx),
  lineItems: (one, args: PageArgs, ctx) =>
    listed(
      one.lines.map((line) => reverseLine(one, line)),
      args,
      ctx,
    ),
})

model<ReverseLineSource>('ReverseFulfillmentOrderLineItem', {
  id: ({ id }) => gid('ReverseFulfillmentOrderLineItem', id),
  totalQuantity: ({ line }) => line.quantity,
  fulfillmentLineItem: ({ of, line }, _: never, ctx) =>
    findFulfillmentLine(ctx, of.orderId, line.fulfillmentLineItemId),
  dispositions: ({ line }) => line.dispositions,
})

model<ReverseRecord['lines'][number]['dispositions'][number]>(
  'ReverseFulfillmentOrderDisposition',
  {
    id: (one) => gid('ReverseFulfillmentOrderDisposition', one.id),
    type: (one) => one.kind,
    quantity: (one) => one.quantity,
    location: (one, _: never, ctx) =>
      one.locationId === null ? null : mustHave(ctx.world.locations, one.locationId),
  },
)

interface ReturnableSource {
  readonly type: 'ReturnableFulfillment'
  readonly id: number
  readonly fulfillment: FulfillmentRecord
}

/** Fulfillments of an order that still have pieces to be sent back. */
export const returnableOf = (ctx: Ctx, order: OrderRecord): ReturnableSource[] =>
  fulfillmentsOf(ctx.world, order)
    .filter((one) => one.lines.some((line) => returnableQuantity(ctx.world, order, one, line) > 0))
    .map((fulfillment) => ({ type: 'ReturnableFulfillment', id: fulfillment.id, fulfillment }))

model<ReturnableSource>('ReturnableFulfillment', {
  id: ({ id }) => gid('ReturnableFulfillment', id),
  fulfillment: ({ fulfillment }) => fulfillment,
  returnableFulfillmentLineItems: ({ fulfillment }, args: PageArgs, ctx) => {
    const order = orderOf(fulfillment, ctx)
    const rows = fulfillment.lines
      .map((line) => ({
        id: line.id,
        fulfillmentLineItem: fulfillmentLine(fulfillment, line),
        quantity: returnableQuantity(ctx.world, order, fulfillment, line),
      }))
      .filter((row) => row.quantity > 0)
    return listed(rows, args, ctx)
  },
})

model<{ readonly fulfillmentLineItem: unknown; readonly quantity: number }>(
  'ReturnableFulfillmentLineItem',
  {
    fulfillmentLineItem: (one) => one.fulfillmentLineItem,
    quantity: (one) => one.quantity,
  },
)

/** The shop's list of reasons, the ones asked for by handle or id when given. */
export function searchReasons(args: {
  readonly handles?: readonly string[] | null
  readonly ids?: readonly string[] | null
}) {
  if (args.ids != null) return args.ids.map(reasonById).filter((one) => one !== null)
  const { handles } = args
  return handles == null ? reasons : reasons.filter((one) => handles.includes(one.handle))
}

model<(typeof reasons)[number]>('ReturnReasonDefinition', {
  id: (one) => gid('ReturnReasonDefinition', one.id),
})
