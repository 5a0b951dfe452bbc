import { hoursAfter } from '../../../journey/due.ts'
import { handleOf, holdOwner, readHoldKind } from '../../../journey/holds/hold-kinds.ts'
import { mirrorHolds } from '../../../journey/jobs.ts'
import type { ShopSettings } from '../../../journey/settings.ts'
import { note } from '../../../journey/timeline.server.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import { enqueue } from '../../../platform/jobs.server.ts'
import type { ShopVault } from '../../../platform/vault.server.ts'
import type { OrderToJudge } from '../read-orders.server.ts'
import { decideGrounds, type Ground } from './decide-grounds.ts'
import { findDuplicates } from './find-duplicates.server.ts'

const judged = ['payment', 'fraud', 'duplicate'] as const
/** Hours finance or the office has to decide about such a hold. */
const decideWithinHours = 24

/**
 * Makes the holds for payment, fraud and duplicates say what the shop's rules say now, of orders whose
 * rows the caller holds. What follows for the order itself is the caller's.
 * @returns the orders with their holds as they stand after it.
 */
export async function keepGrounds(
  tx: ShopTx,
  vault: ShopVault,
  orders: readonly OrderToJudge[],
  settings: ShopSettings,
): Promise<readonly OrderToJudge[]> {
  const twins = await findDuplicates(tx, vault, orders, settings)
  const risks = await tx.$queryRaw<{ readonly shopifyId: string; readonly level: string }[]>`
    select shopify_id as "shopifyId", level from order_risk
    where shop_id = ${tx.shopId}::uuid and shopify_id = any(${orders.map(({ row }) => row.shopifyId)})`
  const levels = new Map(risks.map(({ shopifyId, level }) => [shopifyId, level]))
  const kept: OrderToJudge[] = []
  for (const order of orders) {
    const grounds = decideGrounds(
      {
        financialStatus: order.row.financialStatus,
        riskLevel: levels.get(order.row.shopifyId) ?? null,
        twins: twins.get(order.id) ?? [],
      },
      settings,
    )
    if (grounds.lookAtRisk) await askToLook(tx, order)
    const waived = order.row.holds.flatMap((hold) => hold.waived)
    const wanted = grounds.holds.filter(({ word }) => !waived.includes(word))
    kept.push(await keep(tx, order, wanted))
  }
  return kept
}

const isJudged = ({ kind, openedBy }: { readonly kind: string; readonly openedBy: string }) =>
  openedBy === 'system' && judged.some((one) => one === kind)

async function keep(tx: ShopTx, order: OrderToJudge, wanted: readonly Ground[]) {
  const open = order.openHolds.filter(isJudged)
  const over = open.filter(({ kind }) => !wanted.some((ground) => ground.kind === kind))
  const fresh = wanted.filter(({ kind }) => !open.some((hold) => hold.kind === kind))
  const same = wanted.flatMap((ground) => {
    const hold = open.find(
      ({ kind, missing }) => kind === ground.kind && missing[0] !== ground.word,
    )
    return hold ? [{ hold, ground }] : []
  })
  if (over.length + fresh.length + same.length === 0) return order
  for (const hold of over) {
    await tx.hold.update({
      where: { shopId_id: { shopId: tx.shopId, id: hold.id } },
      data: { releasedAt: new Date(), releasedBy: 'system' },
    })
    await tell(tx, order, 'hold_released', `Hold released: no longer true: ${hold.reason}`)
  }
  for (const { hold, ground } of same)
    await tx.hold.update({
      where: { shopId_id: { shopId: tx.shopId, id: hold.id } },
      data: { reason: ground.reason, missing: [ground.word] },
    })
  for (const { kind, word, reason } of fresh) {
    await tx.hold.create({
      data: {
        ...{ shopId: tx.shopId, orderId: order.id, kind, reason, missing: [word] },
        ...{ handle: handleOf(kind), owner: holdOwner[readHoldKind(kind)] },
        dueAt: hoursAfter(new Date(), decideWithinHours),
      },
    })
    await tell(tx, order, 'held', `Held: ${reason}`)
  }
  await enqueue(
    tx,
    mirrorHolds,
    { shopId: tx.shopId, orderId: order.id },
    { key: `check.mirror:${order.id}` },
  )
  const holds = await tx.hold.findMany({
    where: { shopId: tx.shopId, orderId: order.id },
    orderBy: { openedAt: 'asc' },
  })
  return {
    ...order,
    row: { ...order.row, holds },
    openHolds: holds.filter(({ releasedAt }) => releasedAt === null),
  }
}

const tell = (tx: ShopTx, { id }: OrderToJudge, kind: string, text: string) =>
  note(tx, id, { room: 'check', kind, by: 'system', text })

/** The shop wants a person to look, and the order to go on. */
async function askToLook(tx: ShopTx, { id, row }: OrderToJudge) {
  await tx.workOrder.createMany({
    data: [
      {
        shopId: tx.shopId,
        orderId: id,
        department: 'office',
        kind: 'check_fraud',
        title: `The store sees a risk of fraud in ${row.name}: look at it before it leaves`,
        dueAt: hoursAfter(new Date(), decideWithinHours),
        key: `check_fraud:${id}`,
      },
    ],
    skipDuplicates: true,
  })
}
