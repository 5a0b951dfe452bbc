import { MovedMeanwhile } from '../kernel/faults.ts'
import type { OrderId, ShopId } from '../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../kernel/outcome.ts'
import { type Db, withShop } from '../platform/db.server.ts'
import type { Vaults } from '../platform/vault.server.ts'
import { advanceOrder } from './advance.server.ts'
import { writeOrderNote } from './order-notes.server.ts'
import { readOrderState, readShipmentState } from './read-state.ts'
import { isShipmentOver } from './shipment.ts'

export type CloseRefusal =
  | { readonly kind: 'not_there' }
  /** Goods are still to be sent or on their way, or the order has ended. */
  | { readonly kind: 'not_finished' }
  | { readonly kind: 'no_reason' }

/**
 * A person ends an order of which nothing is left to send: its goods came back, or all its shipments
 * were cancelled. What is owed to the customer is done in the store; the reason says how it was settled, and is kept
 * as a note on the order: it may name somebody, and the timeline cannot be emptied.
 */
export async function closeOrder(
  deps: { readonly db: Db; readonly vaults: Vaults },
  shop: ShopId,
  id: OrderId,
  { reason, by }: { readonly reason: string; readonly by: string },
): Promise<Outcome<'closed', CloseRefusal>> {
  const words = reason.trim().slice(0, 300)
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx): Promise<Outcome<'closed', CloseRefusal>> => {
    if (words === '') return refuse({ kind: 'no_reason' })
    await tx.$queryRaw`select 1 from sales_order where shop_id = ${shop}::uuid and id = ${id}::uuid for update`
    const order = await tx.order.findUnique({
      where: { shopId_id: { shopId: shop, id } },
      include: { shipments: { select: { state: true } } },
    })
    if (!order) return refuse({ kind: 'not_there' })
    const open = order.shipments.some(
      (shipment) => !isShipmentOver(readShipmentState(shipment.state)),
    )
    const state = readOrderState(order.state)
    if (state !== 'released' || open) return refuse({ kind: 'not_finished' })
    const moved = await advanceOrder(
      tx,
      { id, state },
      {
        to: 'completed',
        reason: 'closed by hand, a note says why',
        room: 'journey',
        by,
        next: null,
      },
    )
    if (!moved.ok) throw new MovedMeanwhile('the order moved while it was being closed')
    await writeOrderNote(tx, vault, id, { text: `Closed: ${words}`, departments: [], by })
    await tx.workOrder.updateMany({
      where: { shopId: shop, orderId: id, state: 'open' },
      data: { state: 'cancelled', doneAt: new Date(), doneBy: by, outcome: 'the order was closed' },
    })
    return accept('closed')
  })
}
