import { type ShopTx, sql } from '../platform/db.server.ts'
import { findAgain } from './buyer.ts'

/** Orders with one article at most: of those the newest are looked through. */
const mostBySku = 500

/**
 * Ids of the orders that a search means, each way of looking by its own index: together in one condition they would
 * read the whole history. Personal data is found by its keyed hash: whole e-mail addresses and phone numbers.
 */
export async function searchOrders(
  tx: ShopTx,
  q: string,
  hash: (text: string) => Uint8Array<ArrayBuffer>,
): Promise<readonly string[]> {
  const shop = tx.shopId
  const names = [q, `#${q.replace(/^#/, '')}`]
  const ways = [
    sql.sql`select id from sales_order where shop_id = ${shop}::uuid and name = any(${names})`,
    sql.sql`select order_id from parcel where shop_id = ${shop}::uuid and tracking_number = ${q}`,
    sql.sql`select order_id from (select order_id from order_line where shop_id = ${shop}::uuid and sku = ${q}
      order by id desc limit ${mostBySku}) newest`,
  ]
  const buyer = findAgain({ email: q, phone: q, shipTo: null }, hash)
  if (q.includes('@'))
    ways.push(
      sql.sql`select id from sales_order where shop_id = ${shop}::uuid and email_hash = ${buyer.email}`,
    )
  if (/^\+?[\d ()/.-]{6,}$/.test(q) && buyer.phone)
    ways.push(
      sql.sql`select id from sales_order where shop_id = ${shop}::uuid and phone_hash = ${buyer.phone}`,
    )
  const rows = await tx.$queryRaw<{ id: string }[]>`${sql.join(ways, ' union ')}`
  return rows.map(({ id }) => id)
}
