import { moveGoods } from '../../app/journey/goods-ledger.server.ts'
import type { ShipmentId, ShopId } from '../../app/kernel/ids.ts'
import { type Db, withShop } from '../../app/platform/db.server.ts'
import type { Vaults } from '../../app/platform/vault.server.ts'
import { finishPacking, packPiece } from '../../app/stages/pack/index.server.ts'
import { allocateWaiting } from '../../app/stages/stock/index.server.ts'
import { type House, orderFrom } from './house.ts'

const anna = 'shopify:1'

/** An order whose pieces lie in a tote, as picking leaves them. */
export async function picked(
  db: Db,
  shop: ShopId,
  house: House,
  lines: Parameters<typeof orderFrom>[3],
  options: Parameters<typeof orderFrom>[4] & { tote?: string } = {},
) {
  const made = await orderFrom(db, shop, house, lines, options)
  await allocateWaiting({ db }, shop)
  await withShop(db, shop, async (tx) => {
    const held = await tx.reservation.findMany({ where: { shipmentId: made.shipment } })
    await moveGoods(tx, {
      key: `picked:${made.shipment}`,
      cause: 'picked',
      by: anna,
      shipmentId: made.shipment,
      moves: held.map(({ binId, itemId, quantity }) => ({
        itemId,
        quantity,
        from: { binId, state: 'reserved' },
        to: { binId, state: 'picked' },
      })),
    })
    await tx.reservation.deleteMany({ where: { shipmentId: made.shipment } })
    await tx.shipment.updateMany({
      where: { id: made.shipment },
      data: { state: 'picked', nextStep: 'pack', owner: 'warehouse', tote: options.tote ?? null },
    })
  })
  return made
}

/** A packer at work on one shipment. */
export const scanner = (
  deps: { readonly db: Db; readonly vaults: Vaults },
  shop: ShopId,
  shipmentId: ShipmentId,
) => {
  const scan = (code: string, seen: number, quantity = 1) =>
    packPiece(deps, shop, { shipmentId, code, seen, quantity, lineId: null, by: anna })
  const finish = (change: Partial<Parameters<typeof finishPacking>[2]> = {}) =>
    finishPacking(deps, shop, {
      shipmentId,
      parcels: [{ cartonId: null, grams: null }],
      weightReason: null,
      override: null,
      by: anna,
      ...change,
    })
  return { scan, finish }
}
