import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import type { TaskKind } from './open-task.server.ts'

/** A task about pieces of an item in a bin, as somebody works on it. */
export interface PiecesTask {
  readonly id: string
  readonly kind: string
  readonly locationId: string
  readonly binId: string
  readonly itemId: string
  readonly lotId: string | null
  readonly serial: string | null
  readonly document: string | null
  /** Pieces that are still to be done. */
  readonly left: number
}

/**
 * Takes a task to work on so many of its pieces; it stays locked until the transaction ends.
 * @param key of the ledger's command: `seen` when it was booked before.
 */
export async function takeTask(
  tx: ShopTx,
  {
    taskId,
    key,
    pieces,
  }: { readonly taskId: string; readonly key: string; readonly pieces: number },
  ...kinds: readonly TaskKind[]
): Promise<
  Outcome<
    PiecesTask | 'seen',
    { readonly kind: 'no_such_task' } | { readonly kind: 'too_many'; readonly left: number }
  >
> {
  await tx.$queryRaw`select 1 from stock_task where shop_id = ${tx.shopId}::uuid and id = ${taskId}::uuid for update`
  const task = await tx.stockTask.findFirst({
    where: { shopId: tx.shopId, id: taskId, kind: { in: [...kinds] } },
  })
  if (!task?.binId || !task.itemId) return refuse({ kind: 'no_such_task' })
  if ((await tx.stockEntry.count({ where: { shopId: tx.shopId, key }, take: 1 })) > 0)
    return accept('seen')
  if (task.state !== 'open') return refuse({ kind: 'no_such_task' })
  const left = (task.quantity ?? 0) - task.doneQuantity
  if (pieces < 1 || pieces > left) return refuse({ kind: 'too_many', left })
  return accept({ ...task, binId: task.binId, itemId: task.itemId, left })
}

/** So many pieces of a task are done; all of them: the task is. */
export async function donePart(
  tx: ShopTx,
  task: PiecesTask,
  pieces: number,
  by: string,
): Promise<'done' | 'more'> {
  const isDone = pieces === task.left
  await tx.stockTask.update({
    where: { shopId_id: { shopId: tx.shopId, id: task.id } },
    data: {
      doneQuantity: { increment: pieces },
      ...(isDone ? { state: 'done', doneBy: by, doneAt: new Date() } : {}),
    },
  })
  return isDone ? 'done' : 'more'
}
