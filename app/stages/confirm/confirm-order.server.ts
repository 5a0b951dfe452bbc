import { advanceOrder } from '../../journey/advance.server.ts'
import { useCustomerLink as markLinkUsed } from '../../journey/customer-link.server.ts'
import { distributeOrder } from '../../journey/jobs.ts'
import type { OrderState } from '../../journey/order.ts'
import { readOrderState } from '../../journey/read-state.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import type { OrderId, ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import { distributeNext } from './decide-confirmation.ts'
import type { ConfirmDeps } from './deps.server.ts'

export type ConfirmRefusal =
  | { readonly kind: 'no_such_order' }
  | { readonly kind: 'cancelled' }
  /** It does not wait for a yes: it is held, or not judged yet. */
  | { readonly kind: 'not_waiting'; readonly state: OrderState }

/** `already`: somebody had confirmed it before; nothing was done. */
export type Confirmed = 'confirmed' | 'already'

/**
 * Takes the yes to an order, from the customer's button or from a person who heard it on the phone,
 * and lets work start. A second yes harms nothing.
 * @param by `customer`, or a person's handle.
 * @param linkId the link the customer came by; it is marked as used.
 */
export function confirmOrder(
  deps: Pick<ConfirmDeps, 'db'>,
  shop: ShopId,
  id: OrderId,
  { by, linkId }: { readonly by: string; readonly linkId?: string },
): Promise<Outcome<Confirmed, ConfirmRefusal>> {
  return withShop(deps.db, shop, async (tx) => {
    await tx.$queryRaw`select 1 from sales_order where shop_id = ${shop}::uuid and id = ${id}::uuid for update`
    const row = await tx.order.findUnique({ where: { shopId_id: { shopId: shop, id } } })
    if (!row) return refuse({ kind: 'no_such_order' })
    const state = readOrderState(row.state)
    if (row.cancelledAt || state === 'cancelled') return refuse({ kind: 'cancelled' })
    if (linkId) await markLinkUsed(tx, linkId)
    if (state !== 'confirming')
      return state === 'held' || state === 'received'
        ? refuse({ kind: 'not_waiting', state })
        : accept('already')
    const now = new Date()
    const moved = await advanceOrder(
      tx,
      { id, state },
      {
        to: 'cleared',
        reason: reasonOf(by),
        room: 'confirm',
        by,
        next: distributeNext(now),
      },
    )
    if (!moved.ok) throw new MovedMeanwhile('the order moved while it was confirmed')
    await tx.order.update({
      where: { shopId_id: { shopId: shop, id } },
      data: { confirmedAt: now },
    })
    await tx.workOrder.updateMany({
      where: { shopId: shop, orderId: id, kind: 'confirmation_call', state: 'open' },
      data: { state: 'done', outcome: 'confirmed', doneAt: now, doneBy: by },
    })
    await enqueue(
      tx,
      distributeOrder,
      { shopId: shop, orderId: id },
      { key: `distribute.order:${id}` },
    )
    return accept('confirmed')
  })
}

function reasonOf(by: string): string {
  if (by === 'customer') return 'the customer confirmed'
  return by === 'store'
    ? 'somebody released it in the store without the customer’s yes'
    : 'confirmed for the customer'
}
