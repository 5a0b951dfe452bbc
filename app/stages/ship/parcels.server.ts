import type { ShipmentId, ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { withShop } from '../../platform/db.server.ts'
import type { LabelRefusal } from './decide-label.ts'
import type { ShipDeps } from './deps.server.ts'
import { holdOrderOf, readShipping } from './read-shipping.server.ts'

/** One more parcel for a packed shipment that did not fit in one. */
export async function addParcel(
  deps: ShipDeps,
  shop: ShopId,
  id: ShipmentId,
  grams: number | null,
): Promise<Outcome<{ parcelId: string }, LabelRefusal>> {
  const vault = await deps.vaults.of(shop)
  return withShop(
    deps.db,
    shop,
    async (tx): Promise<Outcome<{ parcelId: string }, LabelRefusal>> => {
      await holdOrderOf(tx, id)
      const facts = await readShipping(tx, vault, id)
      if (!facts) return refuse({ kind: 'not_found' })
      if (facts.state !== 'packed') return refuse({ kind: 'not_packed', state: facts.state })
      const position = Math.max(0, ...facts.parcels.map((parcel) => parcel.position)) + 1
      const made = await tx.parcel.create({
        data: { shopId: shop, shipmentId: id, orderId: facts.orderId, position, grams },
        select: { id: true },
      })
      return accept({ parcelId: made.id })
    },
  )
}

/** Takes a parcel away again that has no label and no purchase; the last one stays. */
export async function removeParcel(
  deps: ShipDeps,
  shop: ShopId,
  id: ShipmentId,
  parcelId: string,
): Promise<Outcome<'removed', LabelRefusal>> {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx): Promise<Outcome<'removed', LabelRefusal>> => {
    await holdOrderOf(tx, id)
    const facts = await readShipping(tx, vault, id)
    const parcel = facts?.parcels.find((one) => one.id === parcelId)
    if (!facts || !parcel || facts.parcels.length < 2) return refuse({ kind: 'not_found' })
    if (facts.state !== 'packed') return refuse({ kind: 'not_packed', state: facts.state })
    if (parcel.trackingNumber !== null)
      return refuse({ kind: 'has_label', trackingNumber: parcel.trackingNumber })
    if (parcel.purchase)
      return refuse({ kind: 'purchase_open', carrier: parcel.carrierName ?? 'the carrier' })
    await tx.parcel.delete({ where: { shopId_id: { shopId: shop, id: parcelId } } })
    return accept('removed')
  })
}
