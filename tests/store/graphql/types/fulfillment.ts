import { secondsText } from '../../clock.ts'
import { gid } from '../../ids.ts'
import { lineOf, mustHave, rowsOf } from '../../orders/sums.ts'
import type { FulfillmentEventRecord, FulfillmentRecord } from '../../records/fulfillment.ts'
import { times } from '../../records/money.ts'
import type { PageArgs } from '../connection.ts'
import { type Ctx, model } from '../model.ts'
import { lineSource } from './line-item.ts'
import { listed, moneyBag } from './values.ts'

export interface FulfillmentLineSource {
  readonly type: 'FulfillmentLineItem'
  readonly id: number
  readonly of: FulfillmentRecord
  readonly line: FulfillmentRecord['lines'][number]
}

export const fulfillmentLine = (
  of: FulfillmentRecord,
  line: FulfillmentRecord['lines'][number],
): FulfillmentLineSource => ({ type: 'FulfillmentLineItem', id: line.id, of, line })

/** The fulfillment line with this id, wherever it is. @throws when there is none. */
export function findFulfillmentLine(ctx: Ctx, orderId: number, lineId: number) {
  for (const of of rowsOf(
    ctx.world.fulfillments,
    mustHave(ctx.world.orders, orderId).fulfillmentIds,
  )) {
    const line = of.lines.find((one) => one.id === lineId)
    if (line !== undefined) return fulfillmentLine(of, line)
  }
  throw new Error(`the stand-in store lost fulfillment line ${lineId}`)
}

/** What the admin shows: the newest carrier event, or how far the parcel is without one. */
function displayStatus(one: FulfillmentRecord): string {
  if (one.status === 'CANCELLED') return 'CANCELED'
  return one.events.at(-1)?.status ?? 'FULFILLED'
}

const newest = (one: FulfillmentRecord, status: string): string | null =>
  one.events.findLast((event) => event.status === status)?.happenedAt ?? null
const time = (iso: string | null) => (iso === null ? null : secondsText(iso))
const orderOf = (one: FulfillmentRecord, ctx: Ctx) => mustHave(ctx.world.orders, one.orderId)

model<FulfillmentRecord>('Fulfillment', {
  id: (one) => gid('Fulfillment', one.id),
  legacyResourceId: (one) => String(one.id),
  name: (one) => one.name,
  status: (one) => one.status,
  displayStatus,
  createdAt: (one) => secondsText(one.createdAt),
  updatedAt: (one) => secondsText(one.updatedAt),
  deliveredAt: (one) => time(newest(one, 'DELIVERED')),
  inTransitAt: (one) => time(newest(one, 'IN_TRANSIT')),
  estimatedDeliveryAt: (one) =>
    time(
      one.events.findLast((event) => event.estimatedDeliveryAt !== null)?.estimatedDeliveryAt ??
        null,
    ),
  originAddress: () => null,
  requiresShipping: (one, _: never, ctx) =>
    one.lines.some((line) => lineOf(orderOf(one, ctx), line.lineItemId).requiresShipping),
  totalQuantity: (one) => one.lines.reduce((pieces, line) => pieces + line.quantity, 0),
  order: (one, _: never, ctx) => orderOf(one, ctx),
  location: (one, _: never, ctx) => mustHave(ctx.world.locations, one.locationId),
  service: (one, _: never, ctx) => {
    const { serviceId } = mustHave(ctx.world.locations, one.locationId)
    return serviceId === null ? null : mustHave(ctx.world.services, serviceId)
  },
  trackingInfo: (one, args: { readonly first?: number | null }) =>
    one.tracking.slice(0, args.first ?? undefined),
  events: (one, args: PageArgs, ctx) => listed(one.events, args, ctx),
  fulfillmentLineItems: (one, args: PageArgs, ctx) =>
    listed(
      one.lines.map((line) => fulfillmentLine(one, line)),
      args,
      ctx,
    ),
  fulfillmentOrders: (one, args: PageArgs, ctx) =>
    listed(rowsOf(ctx.world.fulfillmentOrders, one.fulfillmentOrderIds), args, ctx),
})

const lineTotal = ({ of, line }: FulfillmentLineSource, _: never, ctx: Ctx) => {
  const order = orderOf(of, ctx)
  return moneyBag(
    ctx.world,
    order.currency,
    times(lineOf(order, line.lineItemId).unitPrice, line.quantity),
  )
}

model<FulfillmentLineSource>('FulfillmentLineItem', {
  id: ({ id }) => gid('FulfillmentLineItem', id),
  quantity: ({ line }) => line.quantity,
  lineItem: ({ of, line }, _: never, ctx) => {
    const order = orderOf(of, ctx)
    return lineSource(order, lineOf(order, line.lineItemId))
  },
  originalTotalSet: lineTotal,
  discountedTotalSet: lineTotal,
})

model<FulfillmentEventRecord>('FulfillmentEvent', {
  id: (one) => gid('FulfillmentEvent', one.id),
  status: (one) => one.status,
  message: (one) => one.message,
  happenedAt: (one) => secondsText(one.happenedAt),
  createdAt: (one) => secondsText(one.createdAt),
  estimatedDeliveryAt: (one) => time(one.estimatedDeliveryAt),
  address1: (one) => one.address1,
  city: (one) => one.city,
  province: (one) => one.province,
  country: (one) => one.country,
  zip: (one) => one.zip,
  latitude: (one) => one.latitude,
  longitude: (one) => one.longitude,
})
