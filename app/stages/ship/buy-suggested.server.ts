import type { ShipmentId, ShopId } from '../../kernel/ids.ts'
import { type Outcome, refuse } from '../../kernel/outcome.ts'
import { buyLabel } from './buy-label.server.ts'
import type { LabelRefusal } from './decide-label.ts'
import type { ShipDeps } from './deps.server.ts'
import type { BoughtLabel } from './make-purchase.server.ts'
import { readRates } from './rates.server.ts'

export interface BulkResult {
  readonly shipmentId: ShipmentId
  readonly outcome: Outcome<BoughtLabel, LabelRefusal>
}

/** At most so many in one go, so that the page answers before a browser gives up. */
export const bulkMost = 25
/** Carriers limit calls; a few shipments at a time are polite and quick enough. */
const atOnce = 4

/** Buys the suggested label for the first bare parcel of each shipment. Each stands or falls alone. */
export async function buySuggested(
  deps: ShipDeps,
  shop: ShopId,
  ids: readonly ShipmentId[],
  by: string,
): Promise<readonly BulkResult[]> {
  const results: BulkResult[] = []
  const wanted = ids.slice(0, bulkMost)
  for (let at = 0; at < wanted.length; at += atOnce)
    results.push(
      ...(await Promise.all(
        wanted.slice(at, at + atOnce).map(async (shipmentId) => ({
          shipmentId,
          outcome: await buyOne(deps, shop, shipmentId, by),
        })),
      )),
    )
  return results
}

async function buyOne(
  deps: ShipDeps,
  shop: ShopId,
  id: ShipmentId,
  by: string,
): Promise<Outcome<BoughtLabel, LabelRefusal>> {
  const rates = await readRates(deps, shop, id, { parcelId: null, grams: null })
  if (!rates.ok) return rates
  const [best] = rates.value.offers
  if (!best) {
    const [fault] = rates.value.faults
    return refuse(fault ? { kind: 'no_price', ...fault } : { kind: 'no_service' })
  }
  const { carrierKey, service } = best
  return buyLabel(deps, shop, id, { carrierKey, service, parcelId: null, grams: null, by })
}
