import { shopDomain } from '../journey/shop-domain.server.ts'
import { ProviderThrottled } from '../kernel/faults.ts'
import { gid, type OrderId, orderId, type ShopId } from '../kernel/ids.ts'
import { withShop } from '../platform/db.server.ts'
import { sameText } from '../platform/signed-token.server.ts'
import { type OrderTracking, trackingOf } from '../stages/track/index.server.ts'
import { openRateLimit } from './front-door/rate-limit.ts'
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

export interface Looker {
  readonly orderGid: string
  /** Who is signed in at the store; null for whoever came by the page's secret address. */
  readonly customerGid: string | null
  /** The order's confirmation number as its page shows it; empty when the page shows none. */
  readonly confirmation: string
}

/**
 * Where an order is, for its own customer and without personal data; null when this shop has no such
 * order, or it is another customer's. The token alone says nothing of an order: it is the customer's who is signed
 * in, or whoever asks knows its confirmation number, which stands nowhere but on its page and in its mail.
 * @throws ProviderUnavailable when the store does not say what that number is, or was asked often enough for now.
 */
export async function orderStatusFor(
  services: Services,
  shop: ShopId,
  looker: Looker,
): Promise<OrderStatus | null> {
  const found = await withShop(services.db, shop, async (tx) => {
    const order = await tx.order.findUnique({
      where: { shopId_shopifyId: { shopId: shop, shopifyId: looker.orderGid } },
      select: { id: true, customerGid: true },
    })
    return order && { ...order, domain: await shopDomain(tx) }
  })
  if (!found) return null
  if (!isTheirs(found, looker) && !(await knowsNumber(services, found.domain, looker))) return null
  return statusOf(services, shop, orderId(found.id))
}

const isTheirs = (order: { readonly customerGid: string | null }, { customerGid }: Looker) =>
  order.customerGid !== null && order.customerGid === customerGid

/** Numbers are guessed at the cost of the shop's own budget at the store: it is asked so often, and not twice for one. */
const questions = openRateLimit({ perMinute: 60, burst: 60 })
const mostKept = 5_000
const kept = new Map<string, string | null>()

async function knowsNumber(
  { shop }: Services,
  domain: string,
  { orderGid, confirmation }: Looker,
): Promise<boolean> {
  if (confirmation === '') return false
  const key = `${domain} ${orderGid}`
  let right = kept.get(key)
  if (right === undefined) {
    const wait = questions.take(domain, Date.now())
    if (wait !== null)
      throw new ProviderThrottled('shopify', { detail: 'order status', waitMs: wait * 1_000 })
    right = await shop.confirmationNumber({ domain, urgency: 'bulk' }, gid(orderGid))
    const [oldest] = kept.keys()
    if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest)
    kept.set(key, right)
  }
  return right !== null && sameText(right, confirmation)
}

async function statusOf(
  services: Services,
  shop: ShopId,
  order: OrderId,
): Promise<OrderStatus | null> {
  const tracking = await trackingOf(services, shop, order)
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
