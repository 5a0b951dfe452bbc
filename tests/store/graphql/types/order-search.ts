/** Finding and sorting orders as the `orders` query does. */
import {
  currentTotal,
  financialStatus,
  fulfillmentStatus,
  originalTotal,
  present,
  returnStatus,
} from '../../orders/sums.ts'
import { decimals } from '../../records/money.ts'
import type { OrderRecord } from '../../records/orders.ts'
import type { Order } from '../connection.ts'
import { NotModelled } from '../errors.ts'
import type { Ctx } from '../model.ts'
import { type Searchable, search } from '../search.ts'

/** The words of the filter beside the words of the status. */
const fulfillmentWords: Readonly<Record<string, readonly string[]>> = {
  FULFILLED: ['fulfilled', 'shipped'],
  PARTIALLY_FULFILLED: ['partial', 'partially_fulfilled'],
  ON_HOLD: ['on_hold', 'unfulfilled', 'unshipped'],
  IN_PROGRESS: ['in_progress', 'unfulfilled', 'unshipped'],
  REQUEST_DECLINED: ['request_declined', 'unfulfilled', 'unshipped'],
  SCHEDULED: ['scheduled', 'unfulfilled', 'unshipped'],
  UNFULFILLED: ['unfulfilled', 'unshipped'],
}

function statusWords(one: OrderRecord): readonly string[] {
  if (one.cancelledAt !== null) return ['cancelled', 'any', 'not_closed']
  return one.closedAt === null ? ['open', 'any', 'not_closed'] : ['closed', 'any']
}

const orderSearch = (ctx: Ctx): Searchable<OrderRecord> => ({
  text: (one) => [
    one.name,
    present(one.email),
    ...one.lines.flatMap((line) => [line.sku, line.title]),
    customerName(one, ctx),
  ],
  fields: {
    id: (one) => one.id,
    name: (one) => [one.name, String(one.number)],
    email: (one) => present(one.email),
    customer_id: (one) => present(one.customerId),
    status: statusWords,
    financial_status: (one) => financialStatus(ctx.world, one).toLowerCase(),
    fulfillment_status: (one) => fulfillmentWords[fulfillmentStatus(ctx.world, one)] ?? [],
    return_status: (one) => returnStatus(ctx.world, one).toLowerCase(),
    risk_level: (one) => one.risk.toLowerCase(),
    delivery_method: (one) => (one.delivery === 'pickup' ? 'pick-up' : one.delivery),
    source_name: (one) => one.sourceName,
    sku: (one) => one.lines.flatMap((line) => line.sku ?? []),
    tag: (one) => one.tags,
    po_number: (one) => one.poNumber,
    test: () => false,
    current_total_price: (one) =>
      currentTotal(ctx.world, one).shop / 10 ** decimals(ctx.world.shop.currency),
    created_at: (one) => one.createdAt,
    processed_at: (one) => one.createdAt,
    updated_at: (one) => one.updatedAt,
  },
  times: new Set(['created_at', 'processed_at', 'updated_at']),
})

const customerName = (one: OrderRecord, ctx: Ctx): string | null => {
  const customer = ctx.world.customers.get(present(one.customerId) ?? 0)
  return customer === undefined ? null : `${customer.firstName} ${customer.lastName}`
}

/** `tag_not:a` is `-tag:a`. */
const withoutTagNot = (query: string | null | undefined): string | null =>
  query?.replace(/(^|[\s(])tag_not:/g, '$1-tag:') ?? null

export const searchOrders = (ctx: Ctx, query: string | null | undefined): OrderRecord[] =>
  search(ctx.world.orders.values(), withoutTagNot(query), orderSearch(ctx))

export function orderBy(ctx: Ctx, sortKey: string | null | undefined): Order<OrderRecord> {
  const id = (one: OrderRecord) => one.id
  switch (sortKey ?? 'PROCESSED_AT') {
    case 'ID':
      return { value: id, id }
    case 'CREATED_AT':
    case 'PROCESSED_AT':
    case 'RELEVANCE':
      return { value: (one) => one.createdAt, id }
    case 'UPDATED_AT':
      return { value: (one) => one.updatedAt, id }
    case 'ORDER_NUMBER':
      return { value: (one) => one.number, id }
    case 'CUSTOMER_NAME':
      return { value: (one) => customerName(one, ctx) ?? '', id }
    case 'FINANCIAL_STATUS':
      return { value: (one) => financialStatus(ctx.world, one), id }
    case 'FULFILLMENT_STATUS':
      return { value: (one) => fulfillmentStatus(ctx.world, one), id }
    case 'TOTAL_PRICE':
      return { value: (one) => originalTotal(one).shop, id }
    case 'CURRENT_TOTAL_PRICE':
      return { value: (one) => currentTotal(ctx.world, one).shop, id }
    case 'TOTAL_ITEMS_QUANTITY':
      return { value: (one) => one.lines.reduce((sum, line) => sum + line.quantity, 0), id }
    default:
      throw new NotModelled(`OrderSortKeys.${sortKey}`)
  }
}
