import { advanceOrder } from '../../journey/advance.server.ts'
import { minutesAfter, systemStepMinutes } from '../../journey/due.ts'
import { nextOfHolds } from '../../journey/holds/open-holds.server.ts'
import { askConfirmation, mirrorHolds } from '../../journey/jobs.ts'
import type { OrderState } from '../../journey/order.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { enqueue, enqueueAll } from '../../platform/jobs.server.ts'
import { touched } from '../../platform/piece-of-work.server.ts'
import { holdKinds } from './decide-hold.ts'
import { closeOfficeWork } from './office-work.server.ts'
import type { OrderToJudge } from './read-orders.server.ts'

const ours = (kind: string) => holdKinds.some((one) => one === kind)

/** Lifts this room's holds of a complete order, here and in the store, and closes what they had opened. */
async function liftHolds(tx: ShopTx, order: OrderToJudge): Promise<void> {
  const lifted = order.openHolds.filter(({ kind }) => ours(kind))
  if (lifted.length === 0) return
  const now = new Date()
  await tx.hold.updateMany({
    where: { shopId: tx.shopId, id: { in: lifted.map(({ id }) => id) }, releasedAt: null },
    data: { releasedAt: now, releasedBy: 'system' },
  })
  await closeOfficeWork(tx, order.id)
  // A link that was used stays open: whoever comes back to it reads that all is well.
  await tx.customerLink.updateMany({
    where: {
      shopId: tx.shopId,
      orderId: order.id,
      purpose: 'correct',
      usedAt: null,
      revokedAt: null,
    },
    data: { revokedAt: now },
  })
  await enqueue(
    tx,
    mirrorHolds,
    { shopId: tx.shopId, orderId: order.id },
    { key: `check.mirror:${order.id}` },
  )
}

/** Lets a complete order go on to its confirmation, unless somebody else holds it. The caller holds its row. */
export async function releaseOrder(
  tx: ShopTx,
  order: OrderToJudge,
  state: OrderState,
): Promise<void> {
  await liftHolds(tx, order)
  const others = order.openHolds.filter(({ kind }) => !ours(kind))
  const next = nextOfHolds(others)
  const [first] = others
  if (next && first) {
    const moved = await advanceOrder(
      tx,
      { id: order.id, state },
      {
        to: 'held',
        reason: first.reason,
        room: 'check',
        by: 'system',
        next,
      },
    )
    if (!moved.ok) throw new MovedMeanwhile('an order moved while it was judged')
    return
  }
  await letGoOn(tx, [order], order.facts.contract.version)
}

/** Lets complete orders go on to their confirmation, in three statements however many they are. */
export async function letGoOn(
  tx: ShopTx,
  orders: readonly Pick<OrderToJudge, 'id'>[],
  contractVersion: number,
): Promise<void> {
  if (orders.length === 0) return
  const ids = orders.map(({ id }) => id)
  for (const id of ids) touched(id)
  await tx.order.updateMany({
    where: { shopId: tx.shopId, id: { in: ids }, state: 'received' },
    data: {
      owner: 'system',
      nextStep: 'confirm',
      dueAt: minutesAfter(new Date(), systemStepMinutes),
      alarmedAt: null,
      contractVersion,
    },
  })
  await tx.timeline.createMany({
    data: ids.map((orderId) => ({
      shopId: tx.shopId,
      orderId,
      room: 'check',
      kind: 'complete',
      by: 'system',
      text: 'Complete: nothing is missing',
      detail: { contract: contractVersion },
    })),
  })
  await enqueueAll(
    tx,
    askConfirmation,
    ids.map((orderId) => ({
      payload: { shopId: tx.shopId, orderId },
      key: `confirm.ask:${orderId}`,
    })),
  )
}
