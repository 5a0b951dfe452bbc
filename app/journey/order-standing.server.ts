import type { ShopId } from '../kernel/ids.ts'
import { type Db, withShop } from '../platform/db.server.ts'
import type { OrderState } from './order.ts'
import { readOrderState, readShipmentState } from './read-state.ts'
import { type Stage, stageOf } from './stage.ts'

export interface OrderStandingNow {
  readonly id: string
  readonly state: OrderState
  readonly stage: Stage | null
  readonly owner: string | null
  readonly step: string | null
  readonly dueAt: Date | null
  readonly timeZone: string
}

/** Where one order stands, by Shopify's id; null when this shop has no such order. */
export function readStanding(
  deps: { readonly db: Db },
  shop: ShopId,
  shopifyId: string,
): Promise<OrderStandingNow | null> {
  return withShop(deps.db, shop, async (tx) => {
    const order = await tx.order.findUnique({
      where: { shopId_shopifyId: { shopId: shop, shopifyId } },
      include: { shipments: { select: { state: true } } },
    })
    if (!order) return null
    const { timeZone } = await tx.shop.findUniqueOrThrow({
      where: { id: shop },
      select: { timeZone: true },
    })
    const state = readOrderState(order.state)
    return {
      id: order.id,
      state,
      stage: stageOf(
        state,
        order.shipments.map((shipment) => readShipmentState(shipment.state)),
      ),
      owner: order.owner,
      step: order.nextStep,
      dueAt: order.dueAt,
      timeZone,
    }
  })
}
