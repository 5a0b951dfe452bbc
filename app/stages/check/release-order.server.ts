import { advanceOrder } from '../../journey/advance.server.ts'
import { minutesAfter, systemStepMinutes } from '../../journey/due.ts'
import { nextOfHolds } from '../../journey/holds/open-holds.server.ts'
import { askConfirmation, mirrorHolds } from '../../journey/jobs.ts'
import type { OrderState } from '../../journey/order.ts'
import { note } from '../../journey/timeline.server.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import type { OrderId } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
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
  await closeOfficeWork(tx, [{ orderId: order.id }])
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
        reason: first.reason || 'a person stopped it',
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

/** Lets complete orders go on to their confirmation, in few statements however many they are. */
export async function letGoOn(
  tx: ShopTx,
  orders: readonly Pick<OrderToJudge, 'id'>[],
  contractVersion: number,
): Promise<void> {
  if (orders.length === 0) return
  const ids = orders.map(({ id }) => id)
  await tx.$executeRaw`update sales_order set owner = 'system', next_step = 'confirm', alarmed_at = null,
      due_at = ${minutesAfter(new Date(), systemStepMinutes)}, contract_version = ${contractVersion}
    where shop_id = ${tx.shopId}::uuid and id = any(${ids}::uuid[]) and state = 'received'`
  await tellComplete(tx, ids, contractVersion)
}

/** Notes of orders that they are complete, and asks for their confirmation. */
export async function tellComplete(
  tx: ShopTx,
  ids: readonly OrderId[],
  contractVersion: number,
): Promise<void> {
  for (const id of ids) {
    await note(tx, id, {
      ...{ room: 'check', kind: 'complete', by: 'system', detail: { contract: contractVersion } },
      text: 'Complete: nothing is missing',
    })
    const asked = { shopId: tx.shopId, orderId: id }
    await enqueue(tx, askConfirmation, asked, { key: `confirm.ask:${id}` })
  }
}
