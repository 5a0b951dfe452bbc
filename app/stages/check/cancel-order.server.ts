import { hoursAfter } from '../../journey/due.ts'
import { callEndOf, recordCall, takeCall } from '../../journey/outside-call.server.ts'
import { note } from '../../journey/timeline.server.ts'
import { gid, type OrderId, requestKey, type ShopId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import type { CheckDeps } from './deps.server.ts'

export const cancelKey = (id: OrderId) => requestKey('cancel_order', id)

/**
 * Cancels an order in the store, as a person decided, and gives the money back if they said so. The
 * store tells of it afterwards, and that stops the work here. What it refuses the office reads.
 * @throws ProviderUnavailable the job repeats it: an order that is cancelled already is left alone.
 */
export async function cancelInStore(
  deps: Pick<CheckDeps, 'db' | 'shop'>,
  shop: ShopId,
  id: OrderId,
  refund: boolean,
): Promise<void> {
  const taken = await withShop(deps.db, shop, async (tx) => {
    const call = await takeCall(tx, [cancelKey(id)])
    if (!call) return null
    const order = await tx.order.findUniqueOrThrow({
      where: { shopId_id: { shopId: shop, id } },
      select: { shopifyId: true, name: true },
    })
    const { domain } = await tx.shop.findUniqueOrThrow({ where: { id: shop } })
    return { call, order, store: { domain, urgency: 'urgent' } as const }
  })
  if (!taken) return
  const { call, order, store } = taken
  try {
    const there = await deps.shop.order(store, gid(order.shopifyId))
    if (there && !there.cancelledAt)
      await deps.shop.cancelOrder(store, gid(order.shopifyId), {
        ...{ refund, notify: true },
        note: 'The same order twice; decided in Orderwright',
      })
    await withShop(deps.db, shop, (tx) => recordCall(tx, call.id, { state: 'done', answer: {} }))
  } catch (thrown) {
    const end = callEndOf(thrown)
    await withShop(deps.db, shop, async (tx) => {
      await recordCall(tx, call.id, end)
      if (end.state === 'again') return
      await tx.workOrder.createMany({
        data: [
          {
            ...{ shopId: shop, orderId: id, department: 'office', kind: 'look' },
            title: `${order.name} could not be cancelled in the store: cancel it there by hand`,
            dueAt: hoursAfter(new Date(), 4),
            key: `cancel_refused:${id}`,
          },
        ],
        skipDuplicates: true,
      })
      await note(tx, id, {
        ...{ room: 'check', kind: 'cancel_refused', by: 'store' },
        text: 'The store did not cancel it: the office is asked to',
      })
    })
    if (end.state === 'again') throw thrown
  }
}
