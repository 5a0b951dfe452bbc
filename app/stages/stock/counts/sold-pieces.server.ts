import type { ShopTx } from '../../../platform/db.server.ts'

/** The last days and today are added up at every question: what is cancelled or edited within them still counts. */
const liveDays = 3
/** The furthest a shop can look back, and a little: sums of older days are thrown away. */
const keptDays = 400

const dayMs = 86_400_000

/** A day of the world's clock. */
interface Day {
  readonly start: Date
  /** `2026-11-28` */
  readonly name: string
}

/** The days from so many before today on, until so many before it, the first one first. */
const daysBefore = (today: number, from: number, until: number): readonly Day[] =>
  Array.from({ length: Math.max(0, from - until) }, (_, nth) => {
    const start = new Date((today - from + nth) * dayMs)
    return { start, name: start.toISOString().slice(0, 10) }
  })

/**
 * Pieces sold by item in the days looked back at (UTC); cancelled orders are no sales. Days that are over for a while
 * are added up once and kept: who cancels later than that changes no plan any more.
 */
export async function soldPieces(tx: ShopTx, days: number): Promise<ReadonlyMap<string, number>> {
  const today = Math.floor(Date.now() / dayMs)
  const over = daysBefore(today, days, liveDays)
  await keepDays(tx, over)
  const rows = await tx.$queryRaw<{ id: string; sold: number }[]>`
    with sold as (
      select s.gid, s.pieces from sold_day k cross join lateral unnest(k.variant_gids, k.pieces) s(gid, pieces)
      where k.shop_id = ${tx.shopId}::uuid and k.day = any(${over.map(({ name }) => name)}::date[])
      union all
      select l.variant_gid, l.quantity from sales_order o
      join order_line l on l.shop_id = o.shop_id and l.order_id = o.id
      where o.shop_id = ${tx.shopId}::uuid and o.cancelled_at is null
        and o.placed_at >= ${new Date((today - Math.min(days, liveDays)) * dayMs)}),
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
async function keepDays(tx: ShopTx, days: readonly Day[]): Promise<void> {
  const kept = await tx.$queryRaw<{ name: string }[]>`
    select to_char(day, 'YYYY-MM-DD') as name from sold_day where shop_id = ${tx.shopId}::uuid and added_at > coalesce(
      (select max(case when b.state in ('done', 'failed') then coalesce(b.done_at, b.moved_at) else now() end)
        from backlog b where b.shop_id = ${tx.shopId}::uuid), '-infinity')`
  const names = new Set(kept.map(({ name }) => name))
  const missing = days.filter(({ name }) => !names.has(name))
  if (missing.length === 0) return
  await tx.$executeRaw`
    insert into sold_day (shop_id, day, variant_gids, pieces)
    select ${tx.shopId}::uuid, d.day, coalesce(s.gids, '{}'), coalesce(s.pieces, '{}')
    from unnest(${missing.map(({ name }) => name)}::date[], ${missing.map(({ start }) => start)}::timestamptz[]) d(day, start)
    cross join lateral (
      select array_agg(gid) as gids, array_agg(pieces) as pieces from (
        select l.variant_gid as gid, sum(l.quantity)::int as pieces from sales_order o
        join order_line l on l.shop_id = o.shop_id and l.order_id = o.id
        where o.shop_id = ${tx.shopId}::uuid and o.cancelled_at is null and l.variant_gid is not null
          and o.placed_at >= d.start and o.placed_at < d.start + interval '24 hours'
        group by 1) one) s
    order by d.day
    on conflict (shop_id, day) do update
      set variant_gids = excluded.variant_gids, pieces = excluded.pieces, added_at = excluded.added_at`
  await tx.$executeRaw`delete from sold_day where shop_id = ${tx.shopId}::uuid and day < current_date - ${keptDays}::int`
}
