import { note } from '../../journey/timeline.server.ts'
import type { OrderId, ShopId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import { callInstead } from './call-instead.server.ts'
import { holdKinds } from './decide-hold.ts'
import type { CheckDeps } from './deps.server.ts'

/**
 * The customer's time to answer is over: the office calls. Does nothing when the order is not held
 * any more, waits for somebody else, or has been given more time.
 */
export function correctionTimedOut(
  deps: Pick<CheckDeps, 'db'>,
  shop: ShopId,
  id: OrderId,
): Promise<void> {
  return withShop(deps.db, shop, async (tx) => {
    await tx.$queryRaw`select 1 from sales_order where shop_id = ${shop}::uuid and id = ${id}::uuid for update`
    const row = await tx.order.findUnique({
      where: { shopId_id: { shopId: shop, id } },
      include: { holds: { where: { releasedAt: null, kind: { in: [...holdKinds] } } } },
    })
    if (row?.state !== 'held' || row.owner !== 'customer' || row.holds.length === 0) return
    if (row.dueAt !== null && row.dueAt > new Date()) return
    await callInstead(tx, { id, row }, row.holds)
    await note(tx, id, {
      room: 'check',
      kind: 'correction_timed_out',
      by: 'system',
      text: 'The customer did not answer in time',
    })
  })
}
