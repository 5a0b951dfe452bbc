/** What the control endpoints tell of an order: the facts of the store beside the seed's truth. */
import { orderStatusPath } from '../addresses.ts'
import type { StoreContext } from '../http.ts'
import { gid } from '../ids.ts'
import {
  financialStatus,
  fulfillmentOrdersOf,
  fulfillmentStatus,
  fulfillmentsOf,
  present,
  returnStatus,
  returnsOf,
} from '../orders/sums.ts'
import type { OrderRecord } from '../records/orders.ts'
import type { World } from '../world.ts'

export const orderFacts = (world: World, store: StoreContext, order: OrderRecord) => ({
  id: order.id,
  gid: gid('Order', order.id),
  name: order.name,
  seedIndex: order.seedIndex,
  createdAt: order.createdAt,
  updatedAt: order.updatedAt,
  cancelledAt: order.cancelledAt,
  email: present(order.email),
  phone: order.phone,
  shippingAddress: present(order.shippingAddress),
  delivery: order.delivery,
  financialStatus: financialStatus(world, order),
  fulfillmentStatus: fulfillmentStatus(world, order),
  returnStatus: returnStatus(world, order),
  statusToken: order.statusToken,
  statusUrl: `${store.baseUrl}${orderStatusPath(world.shop.domain, order.statusToken)}`,
  lines: order.lines.map((line) => ({
    gid: gid('LineItem', line.id),
    sku: line.sku,
    title: line.title,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    requiresShipping: line.requiresShipping,
  })),
  fulfillmentOrders: fulfillmentOrdersOf(world, order).map((one) => ({
    gid: gid('FulfillmentOrder', one.id),
    location: world.locations.get(one.locationId)?.key ?? null,
    method: one.method,
    status: one.status,
    requestStatus: one.requestStatus,
    holds: one.holds.map(({ id, reason, reasonNotes, handle }) => ({
      id,
      reason,
      reasonNotes,
      handle,
    })),
    preparedForPickupAt: one.preparedForPickupAt,
  })),
  fulfillments: fulfillmentsOf(world, order).map((one) => ({
    gid: gid('Fulfillment', one.id),
    status: one.status,
    tracking: one.tracking,
    events: one.events.map(({ status, happenedAt }) => ({ status, happenedAt })),
  })),
  returns: returnsOf(world, order).map((one) => ({
    gid: gid('Return', one.id),
    name: one.name,
    status: one.status,
  })),
  tags: order.tags,
  note: order.note,
  faults: order.faults,
  truth: order.truth,
})
