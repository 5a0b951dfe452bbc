import { hoursAfter } from '../../../journey/due.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import { openTask } from '../tasks/open-task.server.ts'

interface Counted {
  readonly id: string
  readonly number: string
  readonly locationId: string
  readonly binId: string
}

/** Opens a task for each kind of good pieces of a receipt that stand in the receiving bin; what is looked at first comes later. */
export async function planPutAway(tx: ShopTx, receipt: Counted, by: string): Promise<void> {
  const rows = await tx.$queryRaw<{ itemId: string; lotId: string | null; quantity: number }[]>`
    select item_id as "itemId", lot_id as "lotId", sum(quantity)::int as quantity from receipt_line
    where shop_id = ${tx.shopId}::uuid and receipt_id = ${receipt.id}::uuid and condition = 'good'
      and inspection is null and undone_by is null
    group by 1, 2 order by 1, 2`
  for (const { itemId, lotId, quantity } of rows)
    await openTask(tx, {
      ...{ key: `put_away:${receipt.id}:${itemId}:${lotId ?? ''}`, kind: 'put_away', by },
      ...{ locationId: receipt.locationId, binId: receipt.binId, itemId, lotId, quantity },
      ...{ reason: `Came with ${receipt.number}`, document: `receipt:${receipt.id}` },
      dueAt: hoursAfter(new Date(), 8),
    })
}
