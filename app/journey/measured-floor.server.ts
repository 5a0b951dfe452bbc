import type { ShopId } from '../kernel/ids.ts'
import { type Db, withShop } from '../platform/db.server.ts'

/** What one person did in one room on one day, as the shop's clock has it. */
export interface Measured {
  /** `2026-11-27` */
  readonly day: string
  /** A person's handle. */
  readonly by: string
  readonly room: 'pick' | 'pack'
  readonly orders: number
  readonly lines: number
  readonly pieces: number
  readonly scans: number
  /** Wrong scans that were refused. */
  readonly caught: number
  /** Pieces that were not there. */
  readonly shorts: number
  /** Between one scan and the next, from the start of a tour on; pauses of more than `pauseSeconds` are left out. */
  readonly seconds: number
  /** Planned for the tours that were finished; null: none of them had a map. */
  readonly metres: number | null
}

/** A gap longer than this is a pause. */
export const pauseSeconds = 300

/** The measured floor of the last days, the newest day first, by person and room. */
export function measuredFloor(
  { db }: { readonly db: Db },
  shop: ShopId,
  { days }: { readonly days: number },
): Promise<readonly Measured[]> {
  return withShop(
    db,
    shop,
    (tx) => tx.$queryRaw<Measured[]>`
      with place as (select time_zone as zone from shop where id = ${shop}::uuid),
      seen as (
        select f.by, f.room, f.at, f.order_id, f.line_id, f.intent, f.proved, f.quantity, f.refusal
        from floor_scan f
        where f.shop_id = ${shop}::uuid and f.at >= now() - make_interval(days => ${days}::int)
        union all
        select t.picker, 'pick', t.created_at, null, null, 'start', null, 0, null from pick_tour t
        where t.shop_id = ${shop}::uuid and t.created_at >= now() - make_interval(days => ${days}::int)
      ),
      timed as (
        select seen.*, to_char(at at time zone (select zone from place), 'YYYY-MM-DD') as day,
          extract(epoch from at - lag(at) over (partition by by, room order by at)) as gap
        from seen
      ),
      walked as (
        select to_char(t.done_at at time zone (select zone from place), 'YYYY-MM-DD') as day, t.picker as by,
          sum((t.walk ->> 'lengthMm')::float8) / 1000 as metres
        from pick_tour t where t.shop_id = ${shop}::uuid and t.state = 'done'
          and t.done_at >= now() - make_interval(days => ${days}::int)
        group by 1, 2
      )
      select day, by, room,
        count(distinct order_id) filter (where proved = 'pieces')::int as orders,
        count(distinct line_id) filter (where proved = 'pieces')::int as lines,
        coalesce(sum(quantity) filter (where proved = 'pieces'), 0)::int as pieces,
        count(*) filter (where intent <> 'start')::int as scans,
        count(*) filter (where refusal is not null and refusal not in
          ('seen_already','not_yours','other_device','stopped','tour_closed','no_such_tour'))::int as caught,
        coalesce(sum(quantity) filter (where intent = 'short' and refusal is null), 0)::int as shorts,
        coalesce(sum(gap) filter (where gap <= ${pauseSeconds} and intent <> 'start'), 0)::float8 as seconds,
        (case when room = 'pick' then
          (select w.metres from walked w where w.day = timed.day and w.by = timed.by) end)::float8 as metres
      from timed group by day, by, room having count(*) filter (where intent <> 'start') > 0
      order by day desc, by, room`,
  )
}
