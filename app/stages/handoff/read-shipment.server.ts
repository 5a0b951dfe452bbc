import { readShipmentState } from '../../journey/read-state.ts'
import type { ShipmentState } from '../../journey/shipment.ts'
import { shopDomain } from '../../journey/shop-domain.server.ts'
import { type OrderId, orderId, type ShipmentId, shipmentId } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'

/** A shipment as the moves of `journey` want it. */
export interface StandingShipment {
  readonly id: ShipmentId
  readonly orderId: OrderId
  readonly number: string
  readonly state: ShipmentState
  readonly kind: string
  readonly partnerId: string | null
  readonly locationGid: string
  readonly leaveBy: Date | null
}

/** null when the shop has no such shipment. */
export async function readShipment(tx: ShopTx, id: ShipmentId): Promise<StandingShipment | null> {
  const row = await tx.shipment.findUnique({ where: { shopId_id: { shopId: tx.shopId, id } } })
  if (!row) return null
  return {
    id: shipmentId(row.id),
    orderId: orderId(row.orderId),
    number: row.number,
    state: readShipmentState(row.state),
    kind: row.kind,
    partnerId: row.partnerId,
    locationGid: row.locationGid,
    leaveBy: row.leaveBy,
  }
}

/**
 * Holds the order of a shipment, so that answers, cancellations and our own records come one after
 * the other; then reads the shipment. Everything in this room that moves something starts here.
 */
export async function holdShipment(tx: ShopTx, id: ShipmentId): Promise<StandingShipment | null> {
  await tx.$queryRaw`select 1 from sales_order where shop_id = ${tx.shopId}::uuid and id =
    (select order_id from shipment where shop_id = ${tx.shopId}::uuid and id = ${id}::uuid) for update`
  return readShipment(tx, id)
}

/** The store's domain and the order's gid: what every call to the store about a shipment needs. */
export async function storeOf(tx: ShopTx, order: OrderId) {
  const domain = await shopDomain(tx)
  const { shopifyId } = await tx.order.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: order } },
    select: { shopifyId: true },
  })
  return { domain, orderGid: shopifyId }
}
