import { addressForPeople, buyerShape } from '../../journey/buyer.ts'
import { readSettings } from '../../journey/settings.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import type { Vaults } from '../../platform/vault.server.ts'
import { readBeside } from './extras/extras.server.ts'
import { type PackDeps, readShipment, wishesOf } from './shipment-at-bench.server.ts'
import { drawSlip, drawSlips, type Slip } from './slip.server.ts'

/** The slip that goes into a shipment's parcel, as PDF; null when there is no such shipment. */
export async function packingSlip(
  deps: PackDeps & { readonly vaults: Vaults },
  shop: ShopId,
  id: string,
): Promise<{ readonly number: string; readonly pdf: Buffer<ArrayBuffer> } | null> {
  const slip = await readSlip(deps, shop, id)
  return slip && { number: slip.number, pdf: await drawSlip(slip) }
}

/** Most orders whose slips are printed at once. */
export const mostPrinted = 50

/**
 * The slips of all that goes out of the house for some orders, in their order, in one PDF; null: there is nothing of
 * theirs to print. Orders of other shops, unknown ones and what others ship is left out.
 */
export async function slipsOfOrders(
  deps: PackDeps & { readonly vaults: Vaults },
  shop: ShopId,
  gids: readonly string[],
): Promise<Buffer<ArrayBuffer> | null> {
  const asked = gids.slice(0, mostPrinted)
  const rows = await withShop(
    deps.db,
    shop,
    (tx) =>
      tx.$queryRaw<{ id: string }[]>`
      select s.id from shipment s join sales_order o on o.shop_id = s.shop_id and o.id = s.order_id
      where s.shop_id = ${shop}::uuid and o.shopify_id = any(${[...asked]}::text[])
        and s.kind in ('warehouse', 'pickup') and s.state <> 'cancelled'
      order by array_position(${[...asked]}::text[], o.shopify_id), s.number`,
  )
  const slips: Slip[] = []
  for (const { id } of rows) {
    const slip = await readSlip(deps, shop, id)
    if (slip) slips.push(slip)
  }
  return slips.length === 0 ? null : drawSlips(slips)
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
    const { gift } = await readBeside(tx, vault, shipment)
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
      note: gift.isNoteText ? null : (buyer?.note ?? null),
      contact: contact.length > 0 ? `Questions? ${contact.join(' · ')}` : '',
      lines: shipment.lines.map((line) => ({
        quantity: line.quantity,
        title: line.variantTitle ? `${line.title} (${line.variantTitle})` : line.title,
        sku: line.sku,
        wishes: wishesOf(vault, settings, line),
      })),
    }
  })
}
