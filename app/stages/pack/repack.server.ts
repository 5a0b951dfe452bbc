import { advanceShipment } from '../../journey/advance.server.ts'
import { dueBeforeLeaving } from '../../journey/due.ts'
import { goodsHeldBy, moveGoods, moveHeld } from '../../journey/goods-ledger.server.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { withShop } from '../../platform/db.server.ts'
import type { BenchRefusal } from './pack-piece.server.ts'
import { type PackDeps, readShipment } from './shipment-at-bench.server.ts'

/** Opens a packed parcel again, before it has a label: all pieces are scanned anew. */
export function repack(
  deps: PackDeps,
  shop: ShopId,
  { shipmentId: id, by }: { readonly shipmentId: string; readonly by: string },
): Promise<Outcome<'packing', BenchRefusal>> {
  return withShop(deps.db, shop, async (tx) => {
    const shipment = await readShipment(tx, id)
    if (!shipment) return refuse({ kind: 'no_such_shipment' })
    if (shipment.state !== 'packed') return refuse({ kind: 'not_packing', state: shipment.state })
    const moved = await advanceShipment(
      tx,
      { ...shipment, state: 'packed' },
      {
        to: 'packing',
        reason: 'the parcel was opened again',
        room: 'pack',
        by,
        next: {
          owner: 'warehouse',
          step: 'pack',
          dueAt: dueBeforeLeaving(shipment.leaveBy, 'pack', new Date()),
        },
      },
    )
    if (!moved.ok) return refuse({ kind: 'not_packing', state: shipment.state })
    const held = await goodsHeldBy(tx, shipment.id, 'packed')
    await moveGoods(tx, {
      key: `unpack:${id}:${shipment.version}`,
      cause: 'unpacked',
      by,
      orderId: shipment.orderId,
      shipmentId: shipment.id,
      moves: moveHeld(held, ({ binId }) => ({ binId, state: 'picked' })),
    })
    await tx.shipment.update({
      where: { shopId_id: { shopId: shop, id } },
      data: {
        ...{ verifiedAt: null, overrideBy: null, overrideReason: null, weightReason: null },
        sealed: null,
        packer: by,
      },
    })
    await tx.shipmentLine.updateMany({
      where: { shopId: shop, shipmentId: id },
      data: { packed: 0 },
    })
    return accept('packing')
  })
}
