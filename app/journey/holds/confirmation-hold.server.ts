import type { OrderId } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import { mirrorHolds } from '../jobs.ts'
import type { NextStep } from '../next-step.ts'
import { handleOf } from './hold-kinds.ts'

const handle = handleOf('confirmation')

/**
 * An order that waits for its customer's yes is held in the store as well, so that nobody sends it from
 * there meanwhile. The hold follows the state `confirming`: `advanceOrder` opens and ends it.
 */
export async function openConfirmationHold(
  tx: ShopTx,
  id: OrderId,
  { owner, dueAt }: NextStep,
): Promise<void> {
  await tx.hold.create({
    data: {
      ...{ shopId: tx.shopId, orderId: id, kind: 'confirmation', handle, owner, dueAt },
      ...{ reason: 'The customer has not said yes yet', missing: ['confirmation'] },
    },
  })
  await mirror(tx, id)
}

/** The order does not wait for the yes any more, whatever became of it. */
export async function endConfirmationHold(tx: ShopTx, id: OrderId): Promise<void> {
  const { count } = await tx.hold.updateMany({
    where: { shopId: tx.shopId, orderId: id, handle, releasedAt: null },
    data: { releasedAt: new Date(), releasedBy: 'system' },
  })
  if (count > 0) await mirror(tx, id)
}

const mirror = (tx: ShopTx, orderId: OrderId) =>
  enqueue(tx, mirrorHolds, { shopId: tx.shopId, orderId }, { key: `check.mirror:${orderId}` })
