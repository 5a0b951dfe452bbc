import type { ShopId } from '../../kernel/ids.ts'
import { whoActs } from '../../platform/acting.server.ts'
import { type Db, withShop } from '../../platform/db.server.ts'
import type { Vaults } from '../../platform/vault.server.ts'
import { namesOf } from './read-audit.server.ts'

/** The audit's word for a buyer's data that somebody looked at. */
const customerData = 'customer_data'

/**
 * Writes down that whoever acts looked at the buyers of these orders: once a person, order and hour.
 * Looking again within the hour costs one statement and writes nothing.
 */
export async function noteDataSeen(db: Db, shop: ShopId, orders: readonly string[]): Promise<void> {
  if (orders.length === 0) return
  const { by, source } = whoActs()
  await withShop(
    db,
    shop,
    (tx) => tx.$executeRaw`
      insert into audit (shop_id, by, source, thing, deed, row_id, order_id)
      select ${shop}::uuid, ${by}, ${source}, ${customerData}, 'seen',
        to_char(now() at time zone 'UTC', 'YYYY-MM-DD HH24'), id
      from unnest(${[...orders]}::uuid[]) as seen(id) on conflict do nothing`,
  )
}

/** The same of whoever prints labels or slips: by our shipments, or by the store's ids of orders. */
export async function noteFilesSeen(
  db: Db,
  shop: ShopId,
  of: { readonly shipments: readonly string[] } | { readonly orderGids: readonly string[] },
): Promise<void> {
  const rows = await withShop(db, shop, (tx) =>
    'shipments' in of
      ? tx.shipment.findMany({
          where: { shopId: shop, id: { in: [...of.shipments] } },
          select: { orderId: true },
        })
      : tx.order
          .findMany({
            where: { shopId: shop, shopifyId: { in: [...of.orderGids] } },
            select: { id: true },
          })
          .then((orders) => orders.map(({ id }) => ({ orderId: id }))),
  )
  await noteDataSeen(db, shop, [...new Set(rows.map(({ orderId }) => orderId))])
}

/** Who looked at an order's buyer, newest first. `at` is an ISO instant. */
export async function readDataSeen(
  deps: { readonly db: Db; readonly vaults: Vaults },
  shop: ShopId,
  order: string,
): Promise<readonly { readonly id: string; readonly by: string; readonly at: string }[]> {
  const names = await namesOf(deps, shop)
  const rows = await withShop(deps.db, shop, (tx) =>
    tx.audit.findMany({
      where: { shopId: shop, orderId: order, deed: 'seen' },
      orderBy: { id: 'desc' },
      take: 6,
      select: { id: true, by: true, at: true },
    }),
  )
  return rows.map(({ id, by, at }) => ({ id, by: names.get(by) ?? by, at: at.toISOString() }))
}
