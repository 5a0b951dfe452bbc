/** The fields of QueryRoot that the store answers. */

import { Act } from '../../act.ts'
import { isCancellationPending } from '../../fulfillment/actions.ts'
import { gid, numberOf, parseGid } from '../../ids.ts'
import { addressFrom } from '../../mutations/address.ts'
import { type DraftInput, lineFrom } from '../../mutations/drafts.ts'
import { isEnded, mustHave } from '../../orders/sums.ts'
import type { FulfillmentOrderRecord } from '../../records/fulfillment.ts'
import type { BulkOperationRecord } from '../../records/running.ts'
import { connect, type Order, type PageArgs } from '../connection.ts'
import { invalidId, NotModelled, TopLevelError } from '../errors.ts'
import { type Ctx, model, unheeded } from '../model.ts'
import { searchCustomers } from './customer.ts'
import { type DeliveryAsk, searchDrafts } from './draft.ts'
import { searchFulfillmentOrders } from './fulfillment-order.ts'
import { searchItems } from './inventory.ts'
import { byId, nodeById } from './node.ts'
import { orderBy, searchOrders } from './order-search.ts'
import { searchLocations } from './place.ts'
import { searchProducts, searchVariants } from './product.ts'
import { returnableOf, searchReasons } from './returns.ts'
import { app, appInstallation } from './shop.ts'
import { searchTransfers } from './transfer.ts'
import { counted } from './values.ts'

interface ById {
  readonly id: string
}
interface ListArgs extends PageArgs {
  readonly query?: string | null
  readonly sortKey?: string | null
}

const one = (type: string) => (_: unknown, args: ById, ctx: Ctx) => byId(ctx, args.id, type)

interface Sortable {
  readonly id: number
  readonly updatedAt?: string
  readonly createdAt?: string
  readonly title?: string
  readonly name?: string
}

/** The orders most lists can be given in. */
function sortedBy<Row extends Sortable>(key: string | null | undefined): Order<Row> {
  const id = (row: Row) => row.id
  switch (key ?? 'ID') {
    case 'ID':
    case 'RELEVANCE':
    case 'POSITION':
    case 'NUMBER':
      return { value: id, id }
    case 'UPDATED_AT':
      return { value: (row) => row.updatedAt ?? '', id }
    case 'CREATED_AT':
      return { value: (row) => row.createdAt ?? '', id }
    case 'TITLE':
      return { value: (row) => row.title ?? '', id }
    case 'NAME':
      return { value: (row) => row.name ?? '', id }
    default:
      throw new NotModelled(`sorting by ${key}`)
  }
}

const page = <Row extends Sortable>(rows: Iterable<Row>, args: ListArgs, ctx: Ctx) => {
  unheeded(args, ['savedSearchId'], 'a list')
  return connect(rows, args, sortedBy<Row>(args.sortKey), ctx.bulk)
}

const counting = { orders: searchOrders, products: searchProducts }
const count =
  (what: keyof typeof counting) =>
  (
    _: unknown,
    args: { readonly query?: string | null; readonly limit?: number | null },
    ctx: Ctx,
  ) =>
    counted(counting[what](ctx, args.query).length, args.limit)

/** Which fulfillment orders of its services an app is asked about. */
function isAssigned(ctx: Ctx, row: FulfillmentOrderRecord, status: string | null | undefined) {
  if (mustHave(ctx.world.locations, row.locationId).serviceId === null) return false
  if (status === 'CANCELLATION_REQUESTED') return isCancellationPending(ctx.world, row)
  if (isEnded(row)) return false
  switch (status) {
    case null:
    case undefined:
      return true
    case 'FULFILLMENT_REQUESTED':
      return row.requestStatus === 'SUBMITTED'
    case 'FULFILLMENT_ACCEPTED':
      return row.requestStatus === 'ACCEPTED' || row.requestStatus === 'CANCELLATION_REJECTED'
    case 'FULFILLMENT_UNSUBMITTED':
      return row.requestStatus === 'UNSUBMITTED'
    default:
      throw new NotModelled(`FulfillmentOrderAssignmentStatus.${status}`)
  }
}

const newestBulk = (ctx: Ctx): BulkOperationRecord | null =>
  [...ctx.world.bulkOperations.values()].at(-1) ?? null

const lists = {
  orders: (_: unknown, args: ListArgs, ctx: Ctx) =>
    connect(searchOrders(ctx, args.query), args, orderBy(ctx, args.sortKey), ctx.bulk),
  ordersCount: count('orders'),
  inventoryTransfers: (_: unknown, args: ListArgs, ctx: Ctx) =>
    page(searchTransfers(ctx, args.query), args, ctx),
  products: (_: unknown, args: ListArgs, ctx: Ctx) =>
    page(searchProducts(ctx, args.query), args, ctx),
  productsCount: count('products'),
  productVariants: (_: unknown, args: ListArgs, ctx: Ctx) =>
    page(searchVariants(ctx, args.query), args, ctx),
  inventoryItems: (_: unknown, args: ListArgs, ctx: Ctx) =>
    page(searchItems(ctx.world, args.query), args, ctx),
  customers: (_: unknown, args: ListArgs, ctx: Ctx) =>
    page(searchCustomers(ctx, args.query), args, ctx),
  draftOrderAvailableDeliveryOptions: (
    _: unknown,
    args: { readonly input: DraftInput; readonly search?: string; readonly sessionToken?: string },
    ctx: Ctx,
  ): DeliveryAsk => {
    unheeded(args, ['search', 'sessionToken', 'localPickupFrom'], 'a list of delivery options')
    const act = new Act(ctx.world, 'app')
    const lines = (args.input.lineItems ?? []).map((line) =>
      lineFrom(act, line, ctx.world.shop.currency),
    )
    const to = args.input.shippingAddress
    return { to: to ? addressFrom(to) : null, lines }
  },
  draftOrders: (_: unknown, args: ListArgs, ctx: Ctx) =>
    page(searchDrafts(ctx, args.query), args, ctx),
  locations: (_: unknown, args: ListArgs & { readonly includeLegacy?: boolean }, ctx: Ctx) =>
    page(searchLocations(ctx, args.query, args.includeLegacy === true), args, ctx),
  locationsCount: (_: unknown, args: { readonly query?: string | null }, ctx: Ctx) =>
    counted(searchLocations(ctx, args.query, false).length, null),
  fulfillmentOrders: (
    _: unknown,
    args: ListArgs & { readonly includeClosed?: boolean },
    ctx: Ctx,
  ) =>
    page(
      searchFulfillmentOrders(ctx.world.fulfillmentOrders.values(), args.query).filter(
        (row) => args.includeClosed === true || !isEnded(row),
      ),
      args,
      ctx,
    ),
  manualHoldsFulfillmentOrders: (_: unknown, args: ListArgs, ctx: Ctx) =>
    page(
      searchFulfillmentOrders(ctx.world.fulfillmentOrders.values(), args.query).filter(
        (row) => row.status === 'ON_HOLD',
      ),
      args,
      ctx,
    ),
  assignedFulfillmentOrders: (
    _: unknown,
    args: ListArgs & {
      readonly assignmentStatus?: string | null
      readonly locationIds?: readonly string[] | null
    },
    ctx: Ctx,
  ) => {
    if (ctx.world.services.size === 0) {
      const why = 'The api_client is not associated with any fulfillment service.'
      throw new TopLevelError(`["${why}"]`, 'BAD_REQUEST')
    }
    const places = args.locationIds?.map((id) => numberOf(id, 'Location')) ?? null
    const rows = [...ctx.world.fulfillmentOrders.values()].filter(
      (row) =>
        isAssigned(ctx, row, args.assignmentStatus) &&
        (places === null || places.includes(row.locationId)),
    )
    return page(rows, args, ctx)
  },
  returnableFulfillments: (_: unknown, args: ListArgs & { readonly orderId: string }, ctx: Ctx) => {
    const order = ctx.world.orders.get(numberOf(args.orderId, 'Order') ?? 0)
    if (order === undefined) throw invalidId(args.orderId)
    return page(returnableOf(ctx, order), args, ctx)
  },
  returnReasonDefinitions: (
    _: unknown,
    args: ListArgs & {
      readonly handles?: readonly string[] | null
      readonly ids?: readonly string[] | null
    },
    ctx: Ctx,
  ) => {
    unheeded(args, ['query'], 'QueryRoot.returnReasonDefinitions')
    return page(searchReasons(args), args, ctx)
  },
  bulkOperations: (_: unknown, args: ListArgs, ctx: Ctx) => {
    unheeded(args, ['query'], 'QueryRoot.bulkOperations')
    return page(ctx.world.bulkOperations.values(), args, ctx)
  },
}

model<null>('QueryRoot', {
  ...lists,
  shop: (_, __: never, ctx) => ctx.world.shop,
  order: one('Order'),
  orderByIdentifier: (_, args: { readonly identifier: { readonly id?: string } }, ctx) =>
    args.identifier.id === undefined ? null : byId(ctx, args.identifier.id, 'Order'),
  fulfillment: one('Fulfillment'),
  fulfillmentOrder: one('FulfillmentOrder'),
  location: (_, args: { readonly id?: string | null }, ctx) =>
    args.id == null ? [...ctx.world.locations.values()][0] : byId(ctx, args.id, 'Location'),
  product: one('Product'),
  productVariant: one('ProductVariant'),
  inventoryItem: one('InventoryItem'),
  inventoryLevel: one('InventoryLevel'),
  inventoryTransfer: one('InventoryTransfer'),
  inventoryShipment: one('InventoryShipment'),
  customer: one('Customer'),
  returnableFulfillment: one('ReturnableFulfillment'),
  return: one('Return'),
  reverseFulfillmentOrder: one('ReverseFulfillmentOrder'),
  refund: one('Refund'),
  draftOrder: one('DraftOrder'),
  bulkOperation: one('BulkOperation'),
  fulfillmentService: (_, args: ById, ctx) =>
    ctx.world.services.get(numberOf(args.id, 'FulfillmentService') ?? 0) ?? null,
  currentBulkOperation: (_, __: never, ctx) => newestBulk(ctx),
  currentAppInstallation: () => appInstallation,
  appInstallation: () => appInstallation,
  app: () => app,
  job: (_, args: ById, ctx) => {
    const job = parseGid(args.id)
    if (job?.type !== 'Job') throw invalidId(args.id)
    const waits = ctx.world.cells.later.some(
      ({ what }) => what.kind === 'cancel' && what.job === job.id,
    )
    return { id: gid('Job', job.id), done: !waits }
  },
  node: (_, args: ById, ctx) => nodeById(ctx, args.id),
  nodes: (_, args: { readonly ids: readonly string[] }, ctx) =>
    args.ids.map((id) => nodeById(ctx, id)),
})
