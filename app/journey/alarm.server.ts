import { orderId, type ShopId } from '../kernel/ids.ts'
import { type Db, withShop } from '../platform/db.server.ts'
import { stepLabel } from './next-step.ts'
import { note } from './timeline.server.ts'

/**
 * Raises the alarm, once per next step, for every open order, shipment-led or not, and return that is
 * past its due time. Boards read due times themselves; this puts the moment into the timeline.
 * @returns how many alarms were raised.
 */
export function raiseOverdueAlarms(deps: { readonly db: Db }, shop: ShopId): Promise<number> {
  return withShop(deps.db, shop, async (tx) => {
    const orders = await tx.$queryRaw<{ id: string; owner: string; next_step: string }[]>`
      update sales_order set alarmed_at = now() where shop_id = ${shop}::uuid and id in (
        select id from sales_order where shop_id = ${shop}::uuid and due_at < now() and alarmed_at is null
        order by due_at limit 500 for update skip locked)
      returning id, owner, next_step`
    const returns = await tx.$queryRaw<{ id: string; owner: string; next_step: string }[]>`
      update return_case set alarmed_at = now() where shop_id = ${shop}::uuid and id in (
        select id from return_case where shop_id = ${shop}::uuid and due_at < now() and alarmed_at is null
        order by due_at limit 500 for update skip locked)
      returning order_id as id, owner, next_step`
    for (const late of [...orders, ...returns])
      await note(tx, orderId(late.id), {
        room: 'journey',
        kind: 'overdue',
        by: 'system',
        text: `Overdue: "${stepLabel(late.next_step)}" waits for ${late.owner}`,
        detail: { owner: late.owner, step: late.next_step },
      })
    return orders.length + returns.length
  })
}
