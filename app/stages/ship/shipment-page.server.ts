import { addressForPeople, buyerName } from '../../journey/buyer.ts'
import { openPackerWords } from '../../journey/own-words.ts'
import { requestKey, type ShipmentId, type ShopId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import { mayLabel, mayVoid } from './decide-label.ts'
import type { ShipDeps } from './deps.server.ts'
import { labelFacts, readShipping } from './read-shipping.server.ts'
import { labelRefusalWords } from './refusal-words.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null

/** Everything the page of one shipment shows; null when the shop has no such shipment. */
export async function readShipmentPage(
  deps: Pick<ShipDeps, 'db' | 'vaults'>,
  shop: ShopId,
  id: ShipmentId,
) {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    const facts = await readShipping(tx, vault, id)
    if (!facts) return null
    const { timeZone, currency } = await tx.shop.findUniqueOrThrow({ where: { id: shop } })
    const call = await tx.outsideCall.findUnique({
      where: { shopId_key: { shopId: shop, key: requestKey('fulfil', id) } },
    })
    const files = await tx.parcel.findMany({
      where: { shopId: shop, shipmentId: id, labelPdf: { not: null } },
      select: { id: true },
    })
    const row = await tx.shipment.findUniqueOrThrow({ where: { shopId_id: { shopId: shop, id } } })
    const { buyer } = facts.order
    return {
      id: facts.id,
      orderId: facts.orderId,
      number: facts.number,
      kind: facts.kind,
      state: facts.state,
      orderName: facts.order.name,
      recipient: buyer ? buyerName(buyer) : '',
      address: buyer?.shipTo ? addressForPeople(buyer.shipTo) : null,
      country: facts.order.country,
      locationName: facts.location.name,
      shippingTitle: facts.order.shippingTitle,
      promisedAt: iso(facts.order.promisedAt),
      owner: row.owner,
      step: row.nextStep,
      dueAt: iso(row.dueAt),
      timeZone,
      currency,
      verified: facts.verified,
      overrideReason: facts.overridden ? openPackerWords(vault, row).override : null,
      holds: facts.heldBecause,
      undecided: facts.undecided,
      /** The store's own words when it refused the fulfilment. */
      storeRefusal: call?.state === 'refused' ? call.error : null,
      inStore: facts.fulfillmentGid !== null,
      contentGrams: facts.lines.reduce((all, line) => all + line.grams * line.quantity, 0),
      lines: facts.lines.map(({ title, sku, quantity }) => ({ title, sku, quantity })),
      parcels: facts.parcels.map((parcel) => {
        const about = labelFacts(facts, parcel)
        const may = mayLabel(about)
        return {
          id: parcel.id,
          position: parcel.position,
          grams: parcel.grams,
          carrier: parcel.carrierName,
          service: parcel.service,
          number: parcel.trackingNumber,
          url: parcel.trackingUrl,
          status: parcel.status,
          eta: iso(parcel.eta),
          costMinor: parcel.costMinor?.toString() ?? null,
          costCurrency: parcel.costCurrency,
          hasFile: files.some((file) => file.id === parcel.id),
          purchaseOpen: parcel.purchase !== null,
          mayVoid: mayVoid(about, false).ok,
          /** Why it gets no label now; null when it may have one. */
          why: may.ok || parcel.trackingNumber ? null : labelRefusalWords(may.refusal),
        }
      }),
    }
  })
}
