import type { ShipmentId, ShopId } from '../../kernel/ids.ts'
import { type Outcome, refuse } from '../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { type LabelRefusal, mayBuy } from './decide-label.ts'
import type { ShipDeps } from './deps.server.ts'
import { type BoughtLabel, makePurchase } from './make-purchase.server.ts'
import { bookFinish, bookPurchase, takePurchase } from './purchase.server.ts'
import {
  holdOrderOf,
  labelFacts,
  type ParcelFacts,
  readShipping,
  type ShippingFacts,
} from './read-shipping.server.ts'
import { goOn } from './record-label.server.ts'
import { bookVoidsOfCancelled, finishVoids } from './void-label.server.ts'

export interface LabelWish {
  readonly carrierKey: string
  readonly service: string
  /** Null: the shipment's first parcel without a label. */
  readonly parcelId: string | null
  /** Whole grams off the scales; null keeps the weight that packing wrote down. */
  readonly grams: number | null
  /** The person's handle, or `system`. */
  readonly by: string
}

/**
 * Buys one label: books it, asks the carrier with no transaction open, records it.
 * Two people at once, or one person twice, buy one label.
 */
export async function buyLabel(
  deps: ShipDeps,
  shop: ShopId,
  id: ShipmentId,
  wish: LabelWish,
): Promise<Outcome<BoughtLabel, LabelRefusal>> {
  if (!deps.carriers.has(wish.carrierKey)) return refuse({ kind: 'no_service' })
  const carrierName = deps.carriers.get(wish.carrierKey).name
  const vault = await deps.vaults.of(shop)
  const booked = await withShop(deps.db, shop, async (tx) => {
    await holdOrderOf(tx, id)
    const facts = await readShipping(tx, vault, id)
    if (!facts) return refuse({ kind: 'not_found' } as const)
    const parcel = await parcelFor(tx, facts, wish)
    const may = mayBuy(labelFacts(facts, parcel))
    if (!may.ok) return may
    if (!parcel) return refuse({ kind: 'not_found' } as const)
    return bookPurchase(tx, facts, parcel, { ...wish, carrierName })
  })
  return booked.ok ? makePurchase(deps, booked.value) : booked
}

/** The parcel that is meant, with the weight off the scales written down; the first one is made where packing made none. */
export async function parcelFor(
  tx: ShopTx,
  facts: ShippingFacts,
  { parcelId, grams }: Pick<LabelWish, 'parcelId' | 'grams'>,
): Promise<ParcelFacts | null> {
  const meant =
    parcelId === null
      ? (facts.parcels.find((parcel) => parcel.trackingNumber === null) ?? facts.parcels[0])
      : facts.parcels.find((parcel) => parcel.id === parcelId)
  if (!meant && (parcelId !== null || facts.state !== 'packed')) return null
  if (!meant)
    return {
      ...(await tx.parcel.create({
        data: { shopId: tx.shopId, shipmentId: facts.id, orderId: facts.orderId, grams },
        omit: { labelPdf: true, labelZpl: true },
      })),
      ...{ purchase: null, scanned: false },
    }
  if (grams === null || grams === meant.grams || meant.trackingNumber !== null) return meant
  await tx.parcel.update({
    where: { shopId_id: { shopId: tx.shopId, id: meant.id } },
    data: { grams },
  })
  return { ...meant, grams }
}

/**
 * Finishes what is open with carriers for a shipment: purchases and voids that were booked and not
 * recorded, because a process died or a carrier did not answer; and the labels of a shipment that was
 * cancelled meanwhile. Running twice changes nothing.
 * @param only the purchase for this parcel; voids then have a job of their own.
 * @returns why purchases cannot be asked for now.
 * @throws MovedMeanwhile while something is still open, so that the queue repeats it.
 */
export async function finishLabels(
  deps: ShipDeps,
  shop: ShopId,
  id: ShipmentId,
  only: string | null = null,
): Promise<readonly LabelRefusal[]> {
  const vault = await deps.vaults.of(shop)
  const facts = await withShop(deps.db, shop, (tx) => readShipping(tx, vault, id))
  const refused: LabelRefusal[] = []
  for (const { id: parcelId } of facts?.parcels ?? []) {
    if (only !== null && parcelId !== only) continue
    const taken = await withShop(deps.db, shop, async (tx) => {
      await holdOrderOf(tx, id)
      const fresh = await readShipping(tx, vault, id)
      const parcel = fresh?.parcels.find((one) => one.id === parcelId)
      return fresh && parcel ? takePurchase(tx, fresh, parcel) : null
    })
    if (taken?.ok) await makePurchase(deps, taken.value)
    else if (taken) refused.push(taken.refusal)
  }
  await withShop(deps.db, shop, async (tx) => {
    await holdOrderOf(tx, id)
    const now = await readShipping(tx, vault, id)
    if (now?.state === 'cancelled') {
      const booked = await bookVoidsOfCancelled(tx, now)
      if (booked > 0 && only !== null) await bookFinish(tx, { id, parcelId: null }, new Date())
    }
    // Opened again and closed while a label was on its way: the label is there, nobody told the shipment.
    const checked = now?.verified || now?.overridden
    if (now?.state === 'packed' && checked && now.parcels.length > 0) await goOn(tx, now, 'system')
  })
  if (only === null) await finishVoids(deps, shop, id)
  return refused
}
