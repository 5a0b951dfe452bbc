import type { Buyer } from '../../app/journey/buyer.ts'
import { sealProperties } from '../../app/journey/line-properties.ts'
import type { OrderState } from '../../app/journey/order.ts'
import { type Gid, gid, type OrderId, orderId } from '../../app/kernel/ids.ts'
import { withShop } from '../../app/platform/db.server.ts'
import type { OrderSnapshot } from '../../app/providers/shop/snapshot.ts'
import type { JoinedShop } from '../shop.ts'
import { act } from '../store/act.ts'
import { littleOrder } from '../store/little-seed.ts'
import { placeOrder } from '../store/orders/place.ts'
import type { SeedOrder } from '../store/seed/shapes.ts'

export interface Received {
  readonly id: OrderId
  readonly gid: Gid
  readonly name: string
}

/** The buyer as an order carries it after it was taken in. */
export const buyerOf = (read: OrderSnapshot): Buyer => ({
  email: read.email || read.customer?.email || null,
  phone: read.phone ?? read.customer?.phone ?? null,
  firstName: read.customer?.firstName ?? null,
  lastName: read.customer?.lastName ?? null,
  shipTo: read.shipTo,
  billTo: read.billTo,
  note: read.note,
  attributes: [...read.attributes],
})

/** Places an order in the store and takes it in as intake does: in `received`, to be checked. */
export async function receiveOrder(
  { provider, store, shop, database, standIn }: JoinedShop,
  change: Partial<SeedOrder> = {},
  as: { readonly state?: OrderState; readonly nextStep?: string; readonly channel?: string } = {},
): Promise<Received> {
  const placed = act(standIn.world(), (acting) => placeOrder(acting, littleOrder(change), null))
  const read = await provider.order(store, gid(`gid://shopify/Order/${placed.id}`))
  if (!read) throw new Error(`the store does not show ${placed.name}`)
  const vault = await database.vaults.of(shop)
  const row = await withShop(database.db, shop, (tx) =>
    tx.order.create({
      data: {
        shopId: shop,
        shopifyId: read.gid,
        name: read.name,
        state: as.state ?? 'received',
        deliveryKind: read.deliveryKind,
        currency: read.total.currency,
        totalMinor: read.total.minor,
        financialStatus: read.financialStatus,
        channel: as.channel ?? read.channel,
        country: read.shipTo?.countryCode ?? '',
        locale: read.locale,
        shippingTitle: read.shippingTitle,
        sealed: vault.seal(buyerOf(read)),
        placedAt: read.placedAt,
        sourceUpdatedAt: read.updatedAt,
        owner: 'system',
        nextStep: as.nextStep ?? 'check',
        dueAt: new Date(Date.now() + 900_000),
        lines: {
          create: read.lines.map((line, position) => ({
            shopifyId: line.gid,
            variantGid: line.variantGid,
            productGid: line.productGid,
            sku: line.sku,
            title: line.title,
            sealed: sealProperties(vault, line.properties),
            variantTitle: line.variantTitle,
            quantity: line.quantity,
            grams: line.grams,
            requiresShipping: line.requiresShipping,
            giftCard: line.giftCard,
            priceMinor: line.price.minor,
            position,
          })),
        },
      },
    }),
  )
  return { id: orderId(row.id), gid: read.gid, name: read.name }
}
