import { addressForPeople, buyerShape } from '../../journey/buyer.ts'
import { readSettings } from '../../journey/settings.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import type { Vaults } from '../../platform/vault.server.ts'
import { type PackDeps, readShipment } from './shipment-at-bench.server.ts'
import { drawSlip, type Slip } from './slip.server.ts'

/** The slip that goes into a shipment's parcel, as PDF; null when there is no such shipment. */
export async function packingSlip(
  deps: PackDeps & { readonly vaults: Vaults },
  shop: ShopId,
  id: string,
): Promise<{ readonly number: string; readonly pdf: Buffer<ArrayBuffer> } | null> {
  const slip = await readSlip(deps, shop, id)
  return slip && { number: slip.number, pdf: await drawSlip(slip) }
}

async function readSlip(
  deps: PackDeps & { readonly vaults: Vaults },
  shop: ShopId,
  id: string,
): Promise<Slip | null> {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    const shipment = await readShipment(tx, id)
    if (!shipment) return null
    const order = await tx.order.findUniqueOrThrow({
      where: { shopId_id: { shopId: shop, id: shipment.orderId } },
    })
    const {
      name,
      domain,
      timeZone,
      email,
      settings: stored,
    } = await tx.shop.findUniqueOrThrow({
      where: { id: shop },
    })
    const settings = readSettings(stored)
    const buyer = order.sealed ? buyerShape.parse(vault.open(order.sealed)) : null
    const contact = [settings.contactEmail || email, settings.contactPhone].filter(Boolean)
    return {
      shopName: name || domain,
      orderName: order.name,
      number: shipment.number,
      placedOn: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone }).format(
        order.placedAt,
      ),
      shipTo: buyer?.shipTo ? addressForPeople(buyer.shipTo) : [],
      country: order.country,
      shippingTitle: order.shippingTitle,
      note: buyer?.note ?? null,
      contact: contact.length > 0 ? `Questions? ${contact.join(' · ')}` : '',
      lines: shipment.lines.map((line) => ({
        quantity: line.quantity,
        title: line.variantTitle ? `${line.title} (${line.variantTitle})` : line.title,
        sku: line.sku,
        wishes: line.wishes,
      })),
    }
  })
}
