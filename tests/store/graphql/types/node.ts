/** Anything by its global id. */
import { parseGid } from '../../ids.ts'
import type { World } from '../../world.ts'
import { invalidId, NotModelled } from '../errors.ts'
import type { Ctx } from '../model.ts'
import { fulfillmentLine } from './fulfillment.ts'
import { fulfillmentOrderLine } from './fulfillment-order.ts'
import { itemSource, variantOfItem } from './inventory.ts'
import { lineSource } from './line-item.ts'
import { returnableOf, returnLine, reverseLine } from './returns.ts'
import { app, appInstallation } from './shop.ts'

type Find = (world: World, id: number, ctx: Ctx) => unknown

/** The first thing found in any of the rows. */
function within<Row, Found>(rows: Iterable<Row>, look: (row: Row) => Found | undefined) {
  for (const row of rows) {
    const found = look(row)
    if (found !== undefined) return found
  }
  return null
}

const finders: Readonly<Record<string, Find>> = {
  Order: (world, id) => world.orders.get(id),
  Customer: (world, id) => world.customers.get(id),
  Product: (world, id) => world.products.get(id),
  ProductVariant: (world, id) => world.variants.get(id),
  Location: (world, id) => world.locations.get(id),
  Fulfillment: (world, id) => world.fulfillments.get(id),
  FulfillmentOrder: (world, id) => world.fulfillmentOrders.get(id),
  FulfillmentOrderMerchantRequest: (world, id) => world.merchantRequests.get(id),
  OrderTransaction: (world, id) => world.transactions.get(id),
  Refund: (world, id) => world.refunds.get(id),
  Return: (world, id) => world.returns.get(id),
  ReverseFulfillmentOrder: (world, id) => world.reverses.get(id),
  DraftOrder: (world, id) => world.drafts.get(id),
  InventoryLevel: (world, id) => world.levels.get(id),
  InventoryTransfer: (world, id) => world.transfers.get(id),
  InventoryShipment: (world, id) =>
    within(world.transfers.values(), (of) => of.shipments.find((one) => one.id === id)),
  Metafield: (world, id) => world.metafields.get(id),
  BulkOperation: (world, id) => world.bulkOperations.get(id),
  Shop: (world, id) => (world.shop.id === id ? world.shop : null),
  App: (_, id) => (id === app.id ? app : null),
  AppInstallation: (_, id) => (id === appInstallation.id ? appInstallation : null),
  InventoryItem: (world, id) => {
    const variant = variantOfItem(world, id)
    return variant === null ? null : itemSource(variant)
  },
  LineItem: (world, id) =>
    within(world.orders.values(), (order) => {
      const line = order.lines.find((one) => one.id === id)
      return line && lineSource(order, line)
    }),
  FulfillmentOrderLineItem: (world, id) =>
    within(world.fulfillmentOrders.values(), (of) => {
      const line = of.lines.find((one) => one.id === id)
      return line && fulfillmentOrderLine(of, line)
    }),
  FulfillmentLineItem: (world, id) =>
    within(world.fulfillments.values(), (of) => {
      const line = of.lines.find((one) => one.id === id)
      return line && fulfillmentLine(of, line)
    }),
  FulfillmentHold: (world, id) =>
    within(world.fulfillmentOrders.values(), (of) => of.holds.find((one) => one.id === id)),
  FulfillmentEvent: (world, id) =>
    within(world.fulfillments.values(), (of) => of.events.find((one) => one.id === id)),
  ReturnLineItem: (world, id) =>
    within(world.returns.values(), (of) => {
      const line = of.lines.find((one) => one.id === id)
      return line && returnLine(of, line)
    }),
  ReverseFulfillmentOrderLineItem: (world, id) =>
    within(world.reverses.values(), (of) => {
      const line = of.lines.find((one) => one.id === id)
      return line && reverseLine(of, line)
    }),
  ReturnableFulfillment: (world, id, ctx) => {
    const order = world.orders.get(world.fulfillments.get(id)?.orderId ?? 0)
    return order && returnableOf(ctx, order).find((one) => one.id === id)
  },
}

/** null when there is no such thing. @throws for an id of no known shape or kind. */
export function nodeById(ctx: Ctx, text: string): unknown {
  const parsed = parseGid(text)
  if (parsed === null || !/^\d+$/.test(parsed.id)) throw invalidId(text)
  const find = finders[parsed.type]
  if (find === undefined) throw new NotModelled(`node(id:) of type ${parsed.type}`)
  return find(ctx.world, Number(parsed.id), ctx) ?? null
}

/** The row of one type with this global id; null when there is none. */
export const byId = (ctx: Ctx, text: string, type: string): unknown =>
  parseGid(text)?.type === type ? nodeById(ctx, text) : null
