import type { ShopTx } from '../../platform/db.server.ts'
import type { StatusLine } from './status-line.ts'

/** An order something waits for. */
export interface AboutOrder {
  readonly id: string
  readonly name: string
}

/** Orders named beside a line at most. */
const most = 5

/** The oldest orders whose mails could not be sent, and whose calls are booked and not made; by line. */
export async function readAbout(tx: ShopTx): Promise<(line: StatusLine) => readonly AboutOrder[]> {
  const rows = await tx.$queryRaw<(AboutOrder & { kind: string; of: string })[]>`
    with late as (
      select 'mails_dead' as kind, '' as of, order_id, min(created_at) as since from mail
        where shop_id = ${tx.shopId}::uuid and state = 'dead' and order_id is not null group by order_id
      union all
      select 'calls_booked', kind, order_id, min(created_at) from outside_call
        where shop_id = ${tx.shopId}::uuid and state = 'booked' and order_id is not null group by kind, order_id),
    numbered as (
      select *, row_number() over (partition by kind, of order by since) as nth from late)
    select n.kind, n.of, o.id, o.name from numbered n
    join sales_order o on o.shop_id = ${tx.shopId}::uuid and o.id = n.order_id
    where n.nth <= ${most} order by n.since`
  return ({ kind, name }) =>
    rows.flatMap((row) =>
      row.kind === kind && row.of === name ? [{ id: row.id, name: row.name }] : [],
    )
}
