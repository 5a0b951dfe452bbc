import { sql } from '../../../platform/db.server.ts'

/** What two orders of one customer, or to one door, have in common: columns of an order. */
export const alikeKeys = ['email_hash', 'phone_hash', 'address_hash', 'customer_gid'] as const
export type AlikeKey = (typeof alikeKeys)[number]

/**
 * That the order `e` has this key with `n` in common and was placed within these hours before it, or on either side of it.
 *
 * The time is compared as a pair with the key: so only the key's own index fits (`sales_order_by_…`). A time that stands
 * alone also fits the index of all orders by their time, and while the database knows little of a table (a shop's first
 * thousands of orders come faster than it counts them) it read that one, the whole day's orders for each one asked.
 */
export function isAlike(key: AlikeKey, hours: number, sides: 'before' | 'both'): sql.Sql {
  const [column, within] = [sql.raw(key), sql.raw(`interval '${Math.round(hours)} hours'`)]
  const until =
    sides === 'both'
      ? sql.sql`(e.${column}, e.placed_at) < (n.${column}, n.placed_at + ${within})`
      : sql.sql`(e.${column}, e.placed_at) <= (n.${column}, n.placed_at) and (e.placed_at + interval '0', e.id) < (n.placed_at, n.id)`
  return sql.sql`e.${column} = n.${column} and (e.${column}, e.placed_at) > (n.${column}, n.placed_at - ${within}) and ${until}`
}
