import { reopenDifferences } from '../../journey/settle-differences.server.ts'
import { note } from '../../journey/timeline.server.ts'
import { ProviderUnavailable } from '../../kernel/faults.ts'
import { orderId, type ShipmentId, type ShopId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import { buySuggested } from './buy-suggested.server.ts'
import type { LabelRefusal } from './decide-label.ts'
import type { ShipDeps } from './deps.server.ts'
import { labelRefusalWords } from './refusal-words.ts'
import { voidLabel } from './void-label.server.ts'

export interface Relabelling {
  readonly id: ShipmentId
  /** Labels bought from then on are the new ones. */
  readonly decidedAt: Date
  readonly by: string
}

/**
 * Carries out a person's decision that a shipment gets its labels anew, as the store has the order now:
 * the old ones are made void, then the suggested ones are bought. A parcel that the carrier has scanned
 * meanwhile keeps its label, and the decision is asked for again. Running twice buys once.
 * @throws ProviderUnavailable the carrier did not answer: run again.
 */
export async function relabel(deps: ShipDeps, shop: ShopId, wish: Relabelling): Promise<void> {
  const { id, by, decidedAt } = wish
  const shipment = await withShop(deps.db, shop, (tx) =>
    tx.shipment.findUnique({
      where: { shopId_id: { shopId: shop, id } },
      include: {
        parcels: { orderBy: { position: 'asc' }, omit: { labelPdf: true, labelZpl: true } },
      },
    }),
  )
  if (!shipment) return
  const about = { id, orderId: orderId(shipment.orderId), number: shipment.number }
  for (const parcel of shipment.parcels) {
    if (parcel.trackingNumber === null || (parcel.boughtAt ?? new Date(0)) >= decidedAt) continue
    const voided = await voidLabel(deps, shop, id, { parcelId: parcel.id, by })
    if (voided.ok || voided.refusal.kind === 'no_label') continue
    again(voided.refusal)
    const why = `the label was not made void (${labelRefusalWords(voided.refusal)})`
    return withShop(deps.db, shop, (tx) =>
      reopenDifferences(tx, about, { choices: ['relabel'], why }),
    )
  }
  for (const _ of shipment.parcels) {
    const [bought] = await buySuggested(deps, shop, [id], by)
    if (!bought || bought.outcome.ok) continue
    const { refusal } = bought.outcome
    if (refusal.kind === 'has_label') return
    again(refusal)
    // The void put it back to waiting for a label, with the warehouse and a date: it is bought by hand.
    return withShop(deps.db, shop, (tx) =>
      note(tx, about.orderId, {
        room: 'ship',
        kind: 'relabel_failed',
        by: 'system',
        text: `${about.number} waits for a new label: ${labelRefusalWords(refusal)}`,
        detail: { shipmentId: id },
      }),
    )
  }
}

/** What may pass by itself is tried again by the queue. */
function again(refusal: LabelRefusal): void {
  switch (refusal.kind) {
    case 'carrier_silent':
    case 'void_unknown':
    case 'purchase_open':
      throw new ProviderUnavailable(refusal.carrier)
    case 'being_booked':
      throw new ProviderUnavailable('the store')
  }
}
