import { advanceOrders } from '../../journey/advance.server.ts'
import { mirrorHolds } from '../../journey/jobs.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { LetterDeps } from './ask-customer.server.ts'
import { askForMissing } from './ask-for-missing.server.ts'
import { readEmail } from './contact.ts'
import { decideHold, type HoldPlan } from './decide-hold.ts'
import type { CheckDeps } from './deps.server.ts'
import { listForMerchant, type Missing } from './missing.ts'
import type { OrderToJudge } from './read-orders.server.ts'
import { wasRevoked } from './revoked-link.server.ts'
import { isOurs, writeHolds } from './write-holds.server.ts'

export interface Incomplete {
  readonly order: OrderToJudge
  readonly missing: readonly Missing[]
}

/**
 * Stops orders in `received` that are not complete: holds here and in the store, the customer or the office
 * is asked, and somebody is told when time is up. The caller holds the orders' rows.
 * @param contractVersion which they were judged by.
 */
export async function holdOrders(
  tx: ShopTx,
  deps: CheckDeps,
  about: LetterDeps,
  incomplete: readonly Incomplete[],
  contractVersion: number,
): Promise<void> {
  if (incomplete.length === 0) return
  const planned: (Incomplete & { readonly plan: HoldPlan })[] = []
  for (const one of incomplete) planned.push({ ...one, plan: await planOf(tx, about, one) })
  const holds = await writeHolds(tx, planned)
  const ids = planned.map(({ order }) => order.id)
  await tx.$executeRaw`update sales_order set contract_version = ${contractVersion}
    where shop_id = ${tx.shopId}::uuid and id = any(${ids}::uuid[]) and contract_version is distinct from ${contractVersion}`
  await askForMissing(
    tx,
    deps,
    about,
    planned.map((one) => ({ ...one, holds: holds.get(one.order.id) ?? [] })),
  )
  const moved = await advanceOrders(tx, planned.map(moveOf))
  if (moved.size < planned.length) throw new MovedMeanwhile('an order moved while it was held')
  for (const id of ids) {
    const order = { shopId: tx.shopId, orderId: id }
    await enqueue(tx, mirrorHolds, order, { key: `check.mirror:${id}` })
  }
}

async function planOf(
  tx: ShopTx,
  { shop }: LetterDeps,
  { order, missing }: Incomplete,
): Promise<HoldPlan> {
  const ours = order.openHolds.filter(isOurs)
  const waiting = ours.filter((hold) => hold.owner === 'customer').map(({ dueAt }) => dueAt)
  const hasMail = readEmail(order.facts.buyer.email ?? '') !== null
  return decideHold(missing, {
    canMail: hasMail && !(await wasRevoked(tx, order.openHolds)),
    waitsUntil: waiting.sort((a, b) => a.getTime() - b.getTime())[0] ?? null,
    settings: shop.settings,
    now: new Date(),
  })
}

const moveOf = ({ order, missing, plan }: Incomplete & { readonly plan: HoldPlan }) => ({
  order: { id: order.id, state: 'received' as const },
  move: {
    ...{ to: 'held' as const, room: 'check', by: 'system', next: plan.next },
    reason: `missing: ${listForMerchant(missing)}`,
  },
})
