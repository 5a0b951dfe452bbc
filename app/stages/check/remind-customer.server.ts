import { remindCorrection } from '../../journey/jobs.ts'
import { readLetterShop } from '../../journey/letter/letter-shop.server.ts'
import { note } from '../../journey/timeline.server.ts'
import type { OrderId, ShopId } from '../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import { askByMail } from './ask-customer.server.ts'
import { decideComplete } from './complete.ts'
import { readEmail } from './contact.ts'
import { holdKinds } from './decide-hold.ts'
import { decideReminder, type Reminder } from './decide-reminder.ts'
import type { CheckDeps } from './deps.server.ts'
import { isForCustomer } from './missing.ts'
import { readOrders } from './read-orders.server.ts'

export const bookReminder = async (
  tx: ShopTx,
  id: OrderId,
  { nextAt }: Reminder,
): Promise<void> => {
  if (nextAt === null) return
  const about = { shopId: tx.shopId, orderId: id }
  await enqueue(tx, remindCorrection, about, { key: `check.remind:${id}`, runAt: nextAt })
}

/**
 * Reminds a customer who was asked and did not answer, with the link they have, at the times the shop
 * set. Does nothing once the order went on, waits for somebody else, or has no time for it any more.
 */
export async function remindCustomer(deps: CheckDeps, shop: ShopId, id: OrderId): Promise<void> {
  const vault = await deps.vaults.of(shop)
  await withShop(deps.db, shop, async (tx) => {
    await tx.$queryRaw`select 1 from sales_order where shop_id = ${shop}::uuid and id = ${id}::uuid for update`
    const face = await readLetterShop(tx)
    const { orders } = await readOrders(tx, vault, face, [id])
    const [order] = orders
    if (order?.row.state !== 'held' || order.row.owner !== 'customer') return
    const until = order.row.dueAt
    const answer = decideComplete(order.facts)
    const missing = answer.ok ? [] : answer.refusal.filter(isForCustomer)
    if (until === null || missing.length === 0 || order.row.cancelledAt) return
    if (readEmail(order.facts.buyer.email ?? '') === null) return
    const reminder = decideReminder(face.settings, until, new Date())
    const holds = order.openHolds
      .filter(({ kind }) => holdKinds.some((ours) => ours === kind))
      .map((hold) => hold.id)
    if (reminder.passed > 0) {
      await askByMail(
        tx,
        deps,
        { shop: face, vault },
        [{ order, missing, holds, until }],
        reminder.passed,
      )
      await note(tx, id, {
        room: 'check',
        kind: 'correction_reminded',
        by: 'system',
        text: `The customer was reminded (${reminder.passed})`,
      })
    }
    await bookReminder(tx, id, reminder)
  })
}
