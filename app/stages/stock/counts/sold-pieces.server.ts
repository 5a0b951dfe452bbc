import type { ShopTx } from '../../../platform/db.server.ts'

/** Days that are added up at every question: what is cancelled or edited within them still counts. */
const liveDays = 7
/** The furthest a shop can look back, and a little: sums of older days are thrown away. */
const keptDays = 400

/**
 * Pieces sold by item in the days looked back at (UTC); cancelled orders are no sales. Days that are over for a week
 * are added up once and kept: who cancels later than that changes no plan any more.
 */
export async function soldPieces(tx: ShopTx, days: number): Promise<ReadonlyMap<string, number>> {
  await keepDays(tx, days)
  const rows = await tx.$queryRaw<{ id: string; sold: number }[]>`
    with sold as (
      select s.gid, s.pieces from sold_day k cross join lateral unnest(k.variant_gids, k.pieces) s(gid, pieces)
      where k.shop_id = ${tx.shopId}::uuid and k.day >= (now() at time zone 'UTC')::date - ${days}::int and k.day < (now() at time zone 'UTC')::date - ${liveDays}::int
      union all
      select l.variant_gid, l.quantity from sales_order o
      join order_line l on l.shop_id = o.shop_id and l.order_id = o.id
      where o.shop_id = ${tx.shopId}::uuid and o.cancelled_at is null
        and o.placed_at >= ((now() at time zone 'UTC')::date - least(${days}::int, ${liveDays}::int)) at time zone 'UTC'),
    by_variant as (select gid, sum(pieces) as pieces from sold group by gid)
    select i.id, coalesce(b.pieces, 0)::int as sold
    from item i left join by_variant b on b.gid = i.variant_gid
    where i.shop_id = ${tx.shopId}::uuid and i.tracked`
  return new Map(rows.map((row) => [row.id, row.sold]))
}

/**
 * Adds up the days that are missing. While the orders from before the app are still being read, none can be trusted:
 * what was added up before that ended is added up again.
 */
async function keepDays(tx: ShopTx, days: number): Promise<void> {
  const made = await tx.$executeRaw`
    insert into sold_day (shop_id, day, variant_gids, pieces)
    select ${tx.shopId}::uuid, d.day, coalesce(s.gids, '{}'), coalesce(s.pieces, '{}')
    from (select (now() at time zone 'UTC')::date - nth as day from generate_series(${liveDays}::int + 1, ${days}::int) nth) d
    cross join lateral (
      select array_agg(gid) as gids, array_agg(pieces) as pieces from (
        select l.variant_gid as gid, sum(l.quantity)::int as pieces from sales_order o
        join order_line l on l.shop_id = o.shop_id and l.order_id = o.id
        where o.shop_id = ${tx.shopId}::uuid and o.cancelled_at is null and l.variant_gid is not null
          and o.placed_at >= d.day at time zone 'UTC' and o.placed_at < (d.day + 1) at time zone 'UTC'
        group by 1) one) s
    where not exists (select from sold_day k where k.shop_id = ${tx.shopId}::uuid and k.day = d.day and k.added_at > coalesce(
      (select max(case when b.state in ('done', 'failed') then coalesce(b.done_at, b.moved_at) else now() end) from backlog b
        where b.shop_id = ${tx.shopId}::uuid), '-infinity'))
    order by d.day
    on conflict (shop_id, day) do update
      set variant_gids = excluded.variant_gids, pieces = excluded.pieces, added_at = excluded.added_at`
  if (made > 0)
    await tx.$executeRaw`delete from sold_day where shop_id = ${tx.shopId}::uuid and day < (now() at time zone 'UTC')::date - ${keptDays}::int`
}
