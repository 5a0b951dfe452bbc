import { hoursAfter } from '../../../journey/due.ts'
import { moveGoods } from '../../../journey/goods-ledger.server.ts'
import { MovedMeanwhile } from '../../../kernel/faults.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import type { Db } from '../../../platform/db.server.ts'
import { withShopInTurn } from '../../../platform/in-turn.server.ts'
import { tellStore } from '../book.server.ts'
import { itemByCode } from '../item-by-code.server.ts'
import { openTask } from '../tasks/open-task.server.ts'
import { type CameIn, type LineRefusal, lockReceipt } from './book-line.server.ts'

/** Nobody knows the code: the goods are kept aside, and the office says what they are. */
export function keepUnknown(
  deps: { readonly db: Db },
  shop: ShopId,
  what: Pick<CameIn, 'receiptId' | 'key' | 'by' | 'code' | 'quantity'>,
): Promise<boolean> {
  return withShopInTurn(deps.db, shop, async (tx) => {
    const receipt = await lockReceipt(tx, what.receiptId)
    if (!receipt) return false
    const { count } = await tx.receiptLine.createMany({
      data: [
        {
          ...{ shopId: shop, receiptId: receipt.id, code: what.code.slice(0, 120) },
          ...{ condition: 'unknown', quantity: what.quantity, key: what.key, by: what.by },
        },
      ],
      skipDuplicates: true,
    })
    if (count === 0) return true
    return openTask(tx, {
      ...{ key: `unknown:${what.key}`, kind: 'unknown_item', by: what.by },
      reason: `“${what.code.slice(0, 120)}” came with ${receipt.number}, and nobody knows it`,
      ...{ locationId: receipt.locationId, binId: receipt.binId, quantity: what.quantity },
      ...{ document: `receipt:${receipt.id}`, dueAt: hoursAfter(new Date(), 24) },
    })
  })
}

/**
 * The office says what the unknown goods are: they are booked as they would have been at the door, whether the receipt
 * is still open or not. Without a code they are not ours and go back.
 */
export function nameUnknown(
  deps: { readonly db: Db },
  shop: ShopId,
  what: { readonly taskId: string; readonly by: string; readonly code: string | null },
): Promise<Outcome<'booked' | 'sent_back', LineRefusal | { readonly kind: 'no_such_task' }>> {
  return withShopInTurn(deps.db, shop, async (tx) => {
    const task = await tx.stockTask.findFirst({
      where: { shopId: shop, id: what.taskId, kind: 'unknown_item', state: 'open' },
    })
    if (!task?.binId) return refuse({ kind: 'no_such_task' })
    if (what.code !== null) {
      const item = await itemByCode(tx, what.code)
      if (!item) return refuse({ kind: 'unknown_code', code: what.code })
      const key = `named:${task.id}`
      const moved = await moveGoods(tx, {
        ...{ key, by: what.by, cause: 'received', document: task.document ?? `task:${task.id}` },
        moves: [
          {
            ...{ itemId: item.id, quantity: task.quantity ?? 1, from: null },
            to: { binId: task.binId, state: 'on_hand' },
          },
        ],
      })
      if (!moved.ok) throw new MovedMeanwhile('the receiving bin changed meanwhile')
      await tellStore(tx, key)
      await openTask(tx, {
        ...{ key: `put_away:named:${task.id}`, kind: 'put_away', by: what.by, itemId: item.id },
        ...{ locationId: task.locationId, binId: task.binId, quantity: task.quantity },
        ...{ reason: 'It was unknown, and has a name now', dueAt: hoursAfter(new Date(), 8) },
        document: task.document,
      })
    }
    await tx.stockTask.update({
      where: { shopId_id: { shopId: shop, id: task.id } },
      data: { state: 'done', doneBy: what.by, doneAt: new Date() },
    })
    return accept(what.code === null ? 'sent_back' : 'booked')
  })
}
