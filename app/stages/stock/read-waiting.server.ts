import type { ShopId } from '../../kernel/ids.ts'
import { type Db, withShop } from '../../platform/db.server.ts'

/** A shipment that waits for goods. */
export interface WaitingRow {
  readonly id: string
  readonly orderId: string
  readonly number: string
  readonly leaveBy: Date | null
  /** What it still needs in all: `2 × CUP-RED`. */
  readonly needs: readonly string[]
  /** Of goods that are not counted a picker found none: a person says when they are there. */
  readonly notFound: boolean
}

const shown = 30

/** What waits for stock, what leaves first before the rest. */
export function readWaiting(
  deps: { readonly db: Db },
  shop: ShopId,
): Promise<readonly WaitingRow[]> {
  return withShop(
    deps.db,
    shop,
    (tx) => tx.$queryRaw<WaitingRow[]>`
    select s.id, s.order_id as "orderId", s.number, s.leave_by as "leaveBy",
      array_agg(format('%s × %s', l.quantity - l.picked, coalesce(i.sku, o.sku, o.title)) order by o.position)
        filter (where l.quantity > l.picked) as needs,
      bool_or(l.short > 0 and not coalesce(i.tracked, false)) as "notFound"
    from shipment s
    join shipment_line l on l.shop_id = s.shop_id and l.shipment_id = s.id
    join order_line o on o.shop_id = l.shop_id and o.id = l.order_line_id
    left join item i on i.shop_id = l.shop_id and i.id = l.item_id
    where s.shop_id = ${shop}::uuid and s.state = 'waiting_stock' and s.next_step = 'restock'
    group by s.shop_id, s.id
    having bool_or(l.quantity > l.picked)
    order by s.leave_by nulls last, s.number limit ${shown}`,
  )
}
