import { orderId, type ShopId } from '../kernel/ids.ts'
import { withShop } from '../platform/db.server.ts'
import { type OrderTracking, trackingOf } from '../stages/track/index.server.ts'
import type { Services } from './services.server.ts'

/** What the block on the customer's order page shows; the same shape as extensions/order-status-block. */
export interface OrderStatus {
  readonly stage:
    | 'received'
    | 'held'
    | 'confirmed'
    | 'prepared'
    | 'ready'
    | 'onTheWay'
    | 'delivered'
    | 'cancelled'
  readonly expectedDay: string | null
  readonly later: boolean
  readonly parcels: readonly {
    readonly number: string
    readonly carrier: string
    readonly url: string | null
    readonly expectedDay: string | null
  }[]
}

const stageNames = {
  received: 'received',
  confirmed: 'confirmed',
  in_warehouse: 'prepared',
  packed: 'prepared',
  on_its_way: 'onTheWay',
  delivered: 'delivered',
} as const satisfies Record<OrderTracking['stage'], OrderStatus['stage']>

function stageOf({ stage, turn }: OrderTracking): OrderStatus['stage'] {
  if (turn === 'cancelled') return 'cancelled'
  if (turn === 'needs_details' || turn === 'needs_confirmation') return 'held'
  return turn === 'ready_for_collection' ? 'ready' : stageNames[stage]
}

/**
 * Where an order is, for its own customer and without personal data; null when this shop has no such
 * order, or it is another customer's.
 * @param customerGid who is signed in at the store; null for a guest, who saw the order page by its secret address.
 */
export async function orderStatusFor(
  services: Services,
  shop: ShopId,
  about: { readonly orderGid: string; readonly customerGid: string | null },
): Promise<OrderStatus | null> {
  const order = await withShop(services.db, shop, (tx) =>
    tx.order.findUnique({
      where: { shopId_shopifyId: { shopId: shop, shopifyId: about.orderGid } },
      select: { id: true, customerGid: true },
    }),
  )
  const isOthers =
    order?.customerGid && about.customerGid && order.customerGid !== about.customerGid
  if (!order || isOthers) return null
  const tracking = await trackingOf(services, shop, orderId(order.id))
  if (!tracking) return null
  const { promisedAt, expectedAt } = tracking
  return {
    stage: stageOf(tracking),
    expectedDay: expectedAt ?? promisedAt,
    later:
      promisedAt !== null &&
      expectedAt !== null &&
      expectedAt.slice(0, 10) > promisedAt.slice(0, 10),
    parcels: tracking.shipments.flatMap(({ parcels }) =>
      parcels.flatMap(({ number, carrier, url, eta }) =>
        number === null ? [] : [{ number, carrier, url, expectedDay: eta }],
      ),
    ),
  }
}
