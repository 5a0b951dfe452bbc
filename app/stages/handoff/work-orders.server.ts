import type { ShipmentId } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import type { StandingShipment } from './read-shipment.server.ts'

/** Opens a task of the office about a shipment, once a kind. */
export async function openOfficeWork(
  tx: ShopTx,
  shipment: StandingShipment,
  work: {
    readonly kind: 'decide_route' | 'stop_goods'
    readonly title: string
    readonly dueAt: Date
  },
): Promise<void> {
  await tx.workOrder.createMany({
    data: {
      shopId: tx.shopId,
      orderId: shipment.orderId,
      shipmentId: shipment.id,
      department: 'office',
      key: `${work.kind}:${shipment.id}`,
      ...work,
    },
    skipDuplicates: true,
  })
}

/** Closes the partner's task for a shipment. */
export async function closePartnerWork(
  tx: ShopTx,
  id: ShipmentId,
  end: { readonly state: 'done' | 'cancelled'; readonly by: string },
): Promise<void> {
  await tx.workOrder.updateMany({
    where: { shopId: tx.shopId, shipmentId: id, department: 'partner', state: 'open' },
    data: { state: end.state, doneAt: new Date(), doneBy: end.by },
  })
}

/** Closes a task of the office that was opened here. */
export async function closeOfficeWork(
  tx: ShopTx,
  id: ShipmentId,
  kind: 'decide_route' | 'stop_goods',
  done: { readonly by: string; readonly outcome: string },
): Promise<void> {
  await tx.workOrder.updateMany({
    where: { shopId: tx.shopId, key: `${kind}:${id}`, state: 'open' },
    data: { state: 'done', doneAt: new Date(), doneBy: done.by, outcome: done.outcome },
  })
}
