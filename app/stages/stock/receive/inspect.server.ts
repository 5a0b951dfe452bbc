import { hoursAfter } from '../../../journey/due.ts'
import { moveGoods } from '../../../journey/goods-ledger.server.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import type { Db, ShopTx } from '../../../platform/db.server.ts'
import { withShopInTurn } from '../../../platform/in-turn.server.ts'
import { tellStore } from '../book.server.ts'
import { openTask } from '../tasks/open-task.server.ts'
import { donePart, type PiecesTask, takeTask } from '../tasks/work-on-task.server.ts'
import { servingBin } from './place-bins.server.ts'
import { bookTransferTold } from './tell-transfers.server.ts'

export type InspectRefusal =
  | { readonly kind: 'no_such_task' }
  | { readonly kind: 'too_many'; readonly left: number }
  | { readonly kind: 'not_there' }

/**
 * What somebody found who looked at goods: good ones may be sold and are put away, bad ones are damaged. A part may be
 * decided now and the rest later; the same form sent twice is one.
 */
export function inspectGoods(
  deps: { readonly db: Db },
  shop: ShopId,
  what: {
    readonly taskId: string
    readonly by: string
    readonly key: string
    readonly good: number
    readonly bad: number
  },
): Promise<Outcome<'done' | 'more' | 'seen', InspectRefusal>> {
  return withShopInTurn(deps.db, shop, async (tx) => {
    const pieces = what.good + what.bad
    const taken = await takeTask(tx, { ...what, pieces }, 'inspect')
    if (!taken.ok) return taken
    if (taken.value === 'seen') return accept('seen')
    const task = taken.value
    const inBin = await servingBin(tx, task.locationId, 'IN')
    const goods = { itemId: task.itemId, lotId: task.lotId, serial: task.serial }
    const from = { binId: task.binId, state: 'quarantine' } as const
    const parts = [
      { quantity: what.good, to: { binId: inBin, state: 'on_hand' as const } },
      { quantity: what.bad, to: { binId: inBin, state: 'damaged' as const } },
    ].filter(({ quantity }) => quantity > 0)
    const moved = await moveGoods(tx, {
      ...{ key: what.key, by: what.by, cause: 'inspected', document: `task:${task.id}` },
      moves: parts.map((part) => ({ ...goods, ...part, from })),
    })
    if (!moved.ok) return refuse({ kind: 'not_there' })
    await tell(tx, task, what)
    if (what.good > 0)
      await openTask(tx, {
        ...{ key: `put_away:${what.key}`, kind: 'put_away', by: what.by, ...goods },
        ...{ locationId: task.locationId, binId: inBin, quantity: what.good },
        ...{ reason: 'Looked at, and good', dueAt: hoursAfter(new Date(), 8) },
        document: task.document,
      })
    return accept(await donePart(tx, task, pieces, what.by))
  })
}

/** What came by a transfer of the store's is told there; else the store counts the good pieces from now on. */
async function tell(
  tx: ShopTx,
  task: PiecesTask,
  { key, good, bad }: { readonly key: string; readonly good: number; readonly bad: number },
): Promise<void> {
  const inboundId = await inboundOf(tx, task.document)
  const pieces = [{ itemId: task.itemId, good, bad }]
  const isTransfer = inboundId !== null && (await bookTransferTold(tx, inboundId, key, pieces))
  if (good > 0 && !isTransfer) await tellStore(tx, key)
}

/** The inbound of the receipt that a task's goods came with. */
async function inboundOf(tx: ShopTx, document: string | null): Promise<string | null> {
  const id = /^receipt:(.+)$/.exec(document ?? '')?.[1]
  if (!id) return null
  const receipt = await tx.receipt.findUnique({
    where: { shopId_id: { shopId: tx.shopId, id } },
    select: { inboundId: true },
  })
  return receipt?.inboundId ?? null
}
