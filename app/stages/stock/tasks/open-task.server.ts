import type { ShopTx } from '../../../platform/db.server.ts'

export const taskKinds = ['put_away', 'count', 'replenish', 'inspect', 'unknown_item'] as const
export type TaskKind = (typeof taskKinds)[number]

/** Something to be done with goods, beside orders. */
export interface NewTask {
  /** The same occasion books it once, whatever became of it. */
  readonly key: string
  readonly kind: TaskKind
  readonly locationId: string
  /** In words, for whoever does it. */
  readonly reason: string
  readonly by: string
  readonly dueAt: Date
  readonly binId?: string | null
  readonly toBinId?: string | null
  readonly itemId?: string | null
  readonly lotId?: string | null
  readonly serial?: string | null
  readonly quantity?: number | null
  readonly document?: string | null
}

/**
 * Books something to be done, in the caller's transaction.
 * @returns false when the same occasion booked it before, or the bin is being counted already.
 */
export async function openTask(tx: ShopTx, task: NewTask): Promise<boolean> {
  const { by, ...rest } = task
  const { count } = await tx.stockTask.createMany({
    data: { shopId: tx.shopId, createdBy: by, ...rest },
    skipDuplicates: true,
  })
  return count > 0
}
