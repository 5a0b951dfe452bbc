import { planNext } from '../../journey/advance.server.ts'
import { readLetterShop } from '../../journey/letter/letter-shop.server.ts'
import { note } from '../../journey/timeline.server.ts'
import { type OrderId, requestKey, type ShopId } from '../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { callNext } from './decide-confirmation.ts'
import type { ConfirmDeps } from './deps.server.ts'

/** Asks care to call the customer for a yes; once an order. */
export async function askForCall(
  tx: ShopTx,
  order: { readonly id: OrderId; readonly row: { readonly name: string } },
  dueAt: Date,
): Promise<void> {
  await tx.workOrder.createMany({
    data: {
      shopId: tx.shopId,
      orderId: order.id,
      department: 'care',
      kind: 'confirmation_call',
      title: `Call the customer of ${order.row.name} to confirm the order`,
      dueAt,
      key: requestKey('confirmation_call', order.id),
    },
    skipDuplicates: true,
  })
}

/**
 * The customer's time to confirm is over: care calls. Does nothing when the order is confirmed, waits
 * for somebody else, or was given more time.
 */
export function confirmationTimedOut(
  deps: Pick<ConfirmDeps, 'db'>,
  shop: ShopId,
  id: OrderId,
): Promise<void> {
  return withShop(deps.db, shop, async (tx) => {
    await tx.$queryRaw`select 1 from sales_order where shop_id = ${shop}::uuid and id = ${id}::uuid for update`
    const row = await tx.order.findUnique({ where: { shopId_id: { shopId: shop, id } } })
    const now = new Date()
    if (row?.state !== 'confirming' || row.owner !== 'customer' || row.cancelledAt) return
    if (row.dueAt !== null && row.dueAt > now) return
    const { settings } = await readLetterShop(tx)
    const next = callNext(settings, now)
    await askForCall(tx, { id, row }, next.dueAt)
    await planNext(tx, { id }, next)
    await note(tx, id, {
      room: 'confirm',
      kind: 'confirmation_timed_out',
      by: 'system',
      text: 'The customer did not confirm in time: care is asked to call',
    })
  })
}
