import type { OrderState } from '../../app/journey/order.ts'
import { type Gid, type OrderId, orderId } from '../../app/kernel/ids.ts'
import { type Db, withShop } from '../../app/platform/db.server.ts'
import type { JoinedShop } from '../shop.ts'
import { act } from '../store/act.ts'
import { placeOrder } from '../store/orders/place.ts'
import type { SeedOrder } from '../store/seed/shapes.ts'
import type { StandInStore } from '../store/store.ts'

/** Reads the store's places and catalogue into the database, as an install does. */
export async function takeInShop(db: Db, { provider, store, shop }: JoinedShop): Promise<void> {
  const places = await provider.locations(store)
  const { items } = await provider.items(store, null)
  await withShop(db, shop, async (tx) => {
    await tx.shop.update({
      where: { id: shop },
      data: { timeZone: 'Europe/Dublin', country: 'IE' },
    })
    await tx.location.createMany({
      data: places.map((place) => ({
        shopId: shop,
        shopifyGid: place.gid,
        name: place.name,
        kind: place.service ? 'partner' : 'own',
        timeZone: 'Europe/Dublin',
        country: place.address.countryCode,
      })),
    })
    await tx.item.createMany({
      data: items.map((item) => ({
        shopId: shop,
        variantGid: item.variantGid,
        productGid: item.productGid,
        inventoryItemGid: item.inventoryItemGid,
        sku: item.sku,
        barcode: item.barcode,
        title: item.title,
        grams: item.grams,
        requiresShipping: item.requiresShipping,
        tracked: item.tracked,
      })),
    })
  })
}

/** Places an order in the store and takes it in, in the state the test starts from. */
export async function takeInOrder(
  db: Db,
  standIn: StandInStore,
  joined: JoinedShop,
  order: SeedOrder,
  state: OrderState = 'cleared',
): Promise<{ readonly id: OrderId; readonly gid: Gid; readonly name: string }> {
  const { provider, store, shop } = joined
  const placed = act(standIn.world(), (acting) => placeOrder(acting, order, null))
  const { orders } = await provider.ordersUpdatedSince(store, new Date(0), null)
  const read = orders.find((one) => one.name === placed.name)
  if (!read) throw new Error(`the store does not show ${placed.name}`)
  const row = await withShop(db, shop, (tx) =>
    tx.order.create({
      data: {
        shopId: shop,
        shopifyId: read.gid,
        name: read.name,
        state,
        deliveryKind: read.deliveryKind,
        currency: read.total.currency,
        totalMinor: read.total.minor,
        financialStatus: read.financialStatus,
        country: read.shipTo?.countryCode ?? '',
        placedAt: read.placedAt,
        sourceUpdatedAt: read.updatedAt,
        owner: 'system',
        nextStep: 'distribute',
        dueAt: new Date(Date.now() + 900_000),
        lines: {
          create: read.lines.map((line, position) => ({
            shopifyId: line.gid,
            variantGid: line.variantGid,
            productGid: line.productGid,
            sku: line.sku,
            title: line.title,
            quantity: line.quantity,
            grams: line.grams,
            requiresShipping: line.requiresShipping,
            giftCard: line.giftCard,
            position,
          })),
        },
      },
    }),
  )
  return { id: orderId(row.id), gid: read.gid, name: read.name }
}

/** Does something to an order in the store as its staff would: `hold`, `release-holds`, `edit`, `cancel`. */
export async function asStaff(
  standIn: StandInStore,
  order: { readonly gid: string },
  doing: string,
  body: object = {},
): Promise<void> {
  const path = `/control/${standIn.shop}/orders/${order.gid.split('/').at(-1)}/${doing}`
  const answer = await fetch(`${standIn.baseUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${doing}: ${answer.status} ${await answer.text()}`)
}
