import { advanceOrder } from '../../journey/advance.server.ts'
import { mirrorHolds } from '../../journey/jobs.ts'
import type { ShopForLetters } from '../../journey/letter/letter-shop.server.ts'
import type { OrderState } from '../../journey/order.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import { askForMissing } from './ask-for-missing.server.ts'
import { readEmail } from './contact.ts'
import { decideHold, type HoldPlan, handleOf, holdKinds } from './decide-hold.ts'
import type { CheckDeps } from './deps.server.ts'
import { listForMerchant, type Missing } from './missing.ts'
import type { OrderToJudge } from './read-orders.server.ts'
import { wasRevoked } from './revoked-link.server.ts'

const isOurs = ({ kind }: { readonly kind: string }) => holdKinds.some((ours) => ours === kind)

/** Makes the order's holds say what is missing now. @returns ids of those that are open. */
export async function writeHolds(
  tx: ShopTx,
  order: OrderToJudge,
  plan: HoldPlan,
): Promise<string[]> {
  const open = order.openHolds.filter(isOurs)
  const kept: string[] = []
  for (const { kind, missing, reason } of plan.holds) {
    const there = open.find((hold) => hold.kind === kind)
    const says = {
      reason,
      missing: [...missing],
      owner: plan.next.owner,
      dueAt: plan.next.dueAt,
      contractVersion: order.facts.contract.version,
    }
    const { id } = there
      ? await tx.hold.update({
          where: { shopId_id: { shopId: tx.shopId, id: there.id } },
          data: says,
          select: { id: true },
        })
      : await tx.hold.create({
          data: { shopId: tx.shopId, orderId: order.id, kind, handle: handleOf(kind), ...says },
          select: { id: true },
        })
    kept.push(id)
  }
  const over = open.filter(({ id }) => !kept.includes(id)).map(({ id }) => id)
  if (over.length > 0)
    await tx.hold.updateMany({
      where: { shopId: tx.shopId, id: { in: over } },
      data: { releasedAt: new Date(), releasedBy: 'system' },
    })
  return kept
}

/**
 * Stops an order that is not complete: holds here and in the store, the customer or the office is
 * asked, and somebody is told when time is up. The caller holds the order's row.
 */
export async function holdOrder(
  tx: ShopTx,
  deps: CheckDeps,
  shop: ShopForLetters,
  vault: ShopVault,
  held: {
    readonly order: OrderToJudge
    readonly missing: readonly Missing[]
    readonly state: OrderState
  },
): Promise<void> {
  const { order, missing, state } = held
  const waiting = order.openHolds.filter(isOurs).filter((hold) => hold.owner === 'customer')
  const plan = decideHold(missing, {
    canMail:
      readEmail(order.facts.buyer.email ?? '') !== null && !(await wasRevoked(tx, order.openHolds)),
    waitsUntil:
      waiting.map(({ dueAt }) => dueAt).sort((a, b) => a.getTime() - b.getTime())[0] ?? null,
    settings: shop.settings,
    now: new Date(),
  })
  const holds = await writeHolds(tx, order, plan)
  await tx.order.update({
    where: { shopId_id: { shopId: tx.shopId, id: order.id } },
    data: { contractVersion: order.facts.contract.version },
  })
  await askForMissing(tx, deps, { shop, vault, order, missing, plan, holds })
  const moved = await advanceOrder(
    tx,
    { id: order.id, state },
    {
      to: 'held',
      reason: `missing: ${listForMerchant(missing)}`,
      room: 'check',
      by: 'system',
      next: plan.next,
    },
  )
  if (!moved.ok) throw new MovedMeanwhile('an order moved while it was held')
  await enqueue(
    tx,
    mirrorHolds,
    { shopId: tx.shopId, orderId: order.id },
    { key: `check.mirror:${order.id}` },
  )
}
