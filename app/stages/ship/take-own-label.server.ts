import type { ShipmentId, ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { withShop } from '../../platform/db.server.ts'
import { parcelFor } from './buy-label.server.ts'
import { type LabelRefusal, mayLabel } from './decide-label.ts'
import type { ShipDeps } from './deps.server.ts'
import type { BoughtLabel } from './make-purchase.server.ts'
import { type OwnLabelProblem, readOwnLabel, type TypedLabel } from './own-label.ts'
import { holdOrderOf, labelFacts, readShipping } from './read-shipping.server.ts'
import { labelDone } from './record-label.server.ts'

export type OwnLabelRefusal =
  | LabelRefusal
  | { readonly kind: 'bad_label'; readonly problems: readonly OwnLabelProblem[] }
  /** Another parcel of the shop has this number. */
  | { readonly kind: 'number_taken'; readonly by: string }

const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')

/** Takes a label that was made elsewhere: the carrier's name and the number, typed or scanned. */
export async function takeOwnLabel(
  deps: ShipDeps,
  shop: ShopId,
  id: ShipmentId,
  typed: TypedLabel & { readonly parcelId: string | null; readonly by: string },
): Promise<Outcome<BoughtLabel, OwnLabelRefusal>> {
  const label = readOwnLabel(typed)
  if (!label.ok) return refuse({ kind: 'bad_label', problems: label.refusal })
  const { carrierName, trackingNumber, trackingUrl } = label.value
  const tracker = deps.trackers.keys.find((key) => plain(key) === plain(carrierName))
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx): Promise<Outcome<BoughtLabel, OwnLabelRefusal>> => {
    await holdOrderOf(tx, id)
    const facts = await readShipping(tx, vault, id)
    if (!facts) return refuse({ kind: 'not_found' })
    const parcel = await parcelFor(tx, facts, { parcelId: typed.parcelId, grams: null })
    const may = mayLabel(labelFacts(facts, parcel))
    if (!may.ok) return may
    if (!parcel) return refuse({ kind: 'not_found' })
    const taken = await tx.parcel.findFirst({
      where: { shopId: shop, trackingNumber, id: { not: parcel.id } },
      select: { shipment: { select: { number: true } } },
    })
    if (taken) return refuse({ kind: 'number_taken', by: taken.shipment.number })
    const now = new Date()
    await tx.parcel.update({
      where: { shopId_id: { shopId: shop, id: parcel.id } },
      data: {
        ...{ carrierKey: tracker ?? 'own', carrierName, trackingNumber, trackingUrl },
        ...{ service: null, status: 'label_made', statusAt: now, boughtAt: now, voidedAt: null },
      },
    })
    await labelDone(tx, facts, {
      text: `Own label ${trackingNumber} of ${carrierName} taken`,
      ...{ by: typed.by, parcelId: parcel.id },
    })
    return accept({ parcelId: parcel.id, carrierName, trackingNumber })
  })
}
