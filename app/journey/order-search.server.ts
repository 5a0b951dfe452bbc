import type { ShopId } from '../kernel/ids.ts'
import { sql } from '../platform/db.server.ts'
import { findAgain } from './buyer.ts'

/** Orders with one article at most: of those the newest are looked through. */
const mostBySku = 200

/**
 * A query for the ids of the orders that a search means, each way of looking by its own index: together in one condition they would
 * read the whole history. Personal data is found by its keyed hash: whole e-mail addresses and phone numbers.
 */
export function idsOfSearch(
  shop: ShopId,
  q: string,
  hash: (text: string) => Uint8Array<ArrayBuffer>,
): sql.Sql {
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
  return sql.join(ways, ' union ')
}
