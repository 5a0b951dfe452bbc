import type pg from 'pg'

/**
 * What a dozen orders may leave without: a pair that may be one order, a return, goods that are being received, a bin
 * to count, a tote at the bench. Where there is none it is written by the owner, to be looked at only.
 */
const steps: readonly string[] = [
  `insert into duplicate_pair (shop_id, first_id, order_id, score)
   select a.shop_id, a.id, b.id, 80 from sales_order a join sales_order b on b.shop_id = a.shop_id and b.id > a.id
   where not exists (select from duplicate_pair) order by a.id, b.id limit 1`,
  `insert into return_case (shop_id, order_id, number, state, owner, next_step, due_at, currency)
   select shop_id, id, 'R-BENCH', 'requested', 'office', 'decide_return', now() + interval '1 day', currency
   from sales_order where not exists (select from return_case) order by placed_at limit 1`,
  `insert into return_line (shop_id, return_id, order_line_id, quantity, reason)
   select r.shop_id, r.id, l.id, 1, 'unwanted' from return_case r
   join order_line l on l.shop_id = r.shop_id and l.order_id = r.order_id where r.number = 'R-BENCH' limit 1`,
  `insert into receipt (shop_id, number, location_id, bin_id, opened_by)
   select b.shop_id, 'GR-BENCH', b.location_id, b.id, 'system' from bin b
   where not exists (select from receipt) order by b.walk limit 1`,
  `insert into stock_task (shop_id, kind, location_id, bin_id, reason, due_at, key, created_by)
   select b.shop_id, 'count', b.location_id, b.id, 'Its turn', now() + interval '1 day', 'count:bench', 'system' from bin b
   where not exists (select from stock_task) order by b.walk limit 1`,
  `update shipment set state = 'picked', next_step = 'pack', owner = 'warehouse', tote = 'T-BENCH' where id = (
     select id from shipment where kind = 'warehouse' and state in ('waiting_stock', 'ready') order by id limit 1)
   and not exists (select from shipment where state in ('picked', 'packing', 'packed'))`,
]

export async function fillRarePages(owner: pg.Pool): Promise<void> {
  for (const step of steps) await owner.query(step)
}
