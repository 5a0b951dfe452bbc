import type { OrderId, ShopId } from '../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../kernel/outcome.ts'
import { type Db, withShop } from '../platform/db.server.ts'
import { enqueue } from '../platform/jobs.server.ts'
import { planTours } from './jobs.ts'
import { note } from './timeline.server.ts'

/**
 * A person says that an order goes before others, or that it does not any more: tours are planned anew. Said twice
 * it is said once.
 */
export function markUrgent(
  deps: { readonly db: Db },
  shop: ShopId,
  id: OrderId,
  { isUrgent, by }: { readonly isUrgent: boolean; readonly by: string },
): Promise<Outcome<'urgent' | 'not_urgent', { readonly kind: 'no_such_order' }>> {
  return withShop(deps.db, shop, async (tx) => {
    const { count } = await tx.order.updateMany({
      where: { shopId: shop, id, endedAt: null, urgentAt: isUrgent ? null : { not: null } },
      data: isUrgent ? { urgentAt: new Date(), urgentBy: by } : { urgentAt: null, urgentBy: null },
    })
    if (count === 0 && (await tx.order.count({ where: { shopId: shop, id, endedAt: null } })) === 0)
      return refuse({ kind: 'no_such_order' })
    if (count > 0) {
      await note(tx, id, {
        room: 'journey',
        kind: isUrgent ? 'urgent' : 'not_urgent',
        by,
        text: isUrgent ? 'It goes before other orders' : 'It waits its turn again',
      })
      await enqueue(tx, planTours, { shopId: shop }, { key: `pick.plan:${shop}` })
    }
    return accept(isUrgent ? 'urgent' : 'not_urgent')
  })
}
