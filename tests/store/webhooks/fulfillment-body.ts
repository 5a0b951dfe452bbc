/** Fulfillments and their events as REST writes them. */
import { shopTime } from '../clock.ts'
import { gid } from '../ids.ts'
import { lineOf, mustHave } from '../orders/sums.ts'
import type { FulfillmentEventRecord, FulfillmentRecord } from '../records/fulfillment.ts'
import type { OrderRecord } from '../records/orders.ts'
import type { World } from '../world.ts'
import { lineBody } from './line-body.ts'
import { addressBody } from './person-body.ts'

/** REST's shipment_status: what the newest carrier event says. */
const shipmentStatus = (one: FulfillmentRecord): string | null =>
  one.events.at(-1)?.status.toLowerCase() ?? null

export function fulfillmentBody(world: World, order: OrderRecord, one: FulfillmentRecord) {
  const zone = world.shop.timezone
  const first = one.tracking[0]
  const service = world.locations.get(one.locationId)?.serviceId
  const to = order.shippingAddress
  return {
    id: one.id,
    order_id: one.orderId,
    status: one.status === 'SUCCESS' ? 'success' : 'cancelled',
    created_at: shopTime(one.createdAt, zone),
    service: service ? mustHave(world.services, service).handle : 'manual',
    updated_at: shopTime(one.updatedAt, zone),
    tracking_company: first?.company ?? null,
    shipment_status: shipmentStatus(one),
    location_id: one.locationId,
    origin_address: null,
    ...(order.email !== 'absent' && { email: order.email }),
    ...(to !== 'absent' && { destination: to === null ? null : addressBody(to) }),
    line_items: one.lines.map((line) => ({
      ...lineBody(world, order, lineOf(order, line.lineItemId)),
      quantity: line.quantity,
    })),
    tracking_number: first?.number ?? null,
    tracking_numbers: one.tracking.flatMap(({ number }) => (number === null ? [] : [number])),
    tracking_url: first?.url ?? null,
    tracking_urls: one.tracking.flatMap(({ url }) => (url === null ? [] : [url])),
    receipt: {},
    name: one.name,
    admin_graphql_api_id: gid('Fulfillment', one.id),
  }
}

export function eventBody(world: World, one: FulfillmentRecord, event: FulfillmentEventRecord) {
  const time = (iso: string | null) => (iso === null ? null : shopTime(iso, world.shop.timezone))
  return {
    id: event.id,
    fulfillment_id: one.id,
    status: event.status.toLowerCase(),
    message: event.message,
    happened_at: time(event.happenedAt),
    city: event.city,
    province: event.province,
    country: event.country,
    zip: event.zip,
    address1: event.address1,
    latitude: event.latitude,
    longitude: event.longitude,
    shop_id: world.shop.id,
    created_at: time(event.createdAt),
    updated_at: time(event.createdAt),
    estimated_delivery_at: time(event.estimatedDeliveryAt),
    order_id: one.orderId,
    admin_graphql_api_id: gid('FulfillmentEvent', event.id),
  }
}
