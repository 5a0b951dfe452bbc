import { planNext } from '../../journey/advance.server.ts'
import { hoursAfter } from '../../journey/due.ts'
import { readLetterShop } from '../../journey/letter/letter-shop.server.ts'
import { note } from '../../journey/timeline.server.ts'
import type { OrderId, ShopId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import { holdKinds } from './decide-hold.ts'
import type { CheckDeps } from './deps.server.ts'
import { isForCustomer, readMissings } from './missing.ts'
import { askOffice } from './office-work.server.ts'

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
    const { settings } = await readLetterShop(tx)
    const dueAt = hoursAfter(new Date(), settings.careWithinHours)
    await tx.hold.updateMany({
      where: { shopId: shop, id: { in: row.holds.map((hold) => hold.id) } },
      data: { owner: settings.correctionTeam, dueAt },
    })
    await askOffice(
      tx,
      { id, row },
      {
        kind: 'correction_call',
        missing: readMissings(row.holds.flatMap(({ missing }) => missing)).filter(isForCustomer),
        dueAt,
        team: settings.correctionTeam,
      },
    )
    await planNext(tx, { id }, { owner: settings.correctionTeam, step: 'call_for_details', dueAt })
    await note(tx, id, {
      room: 'check',
      kind: 'correction_timed_out',
      by: 'system',
      text: 'The customer did not answer in time',
    })
  })
}
