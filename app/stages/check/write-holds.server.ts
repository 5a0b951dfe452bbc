import { jsonRows } from '../../kernel/json-rows.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { type HoldPlan, handleOf, holdKinds } from './decide-hold.ts'
import type { OrderToJudge } from './read-orders.server.ts'

export const isOurs = ({ kind }: { readonly kind: string }) =>
  holdKinds.some((ours) => ours === kind)

interface Held {
  readonly order: OrderToJudge
  readonly plan: HoldPlan
}

/**
 * Makes orders' holds say what is missing now. Those of orders that had none are written in one statement,
 * which is nearly all of them.
 * @returns ids of those that are open, by order.
 */
export async function writeHolds(
  tx: ShopTx,
  held: readonly Held[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const ids = new Map<string, readonly string[]>()
  const open: HoldRow[] = []
  for (const one of held) {
    const { kept, fresh } = await keepHolds(tx, one)
    ids.set(one.order.id, kept)
    open.push(...fresh)
  }
  for (const { id, order_id } of await openHolds(tx, open))
    ids.set(order_id, [...(ids.get(order_id) ?? []), id])
  return ids
}

interface HoldRow {
  readonly order_id: string
  readonly kind: string
  readonly handle: string
  readonly reason: string
  readonly missing: readonly string[]
  readonly owner: string
  readonly due_at: Date
  readonly contract_version: number
}

const openHolds = (tx: ShopTx, rows: readonly HoldRow[]) =>
  rows.length === 0
    ? []
    : tx.$queryRaw<{ id: string; order_id: string }[]>`
      insert into hold (shop_id, order_id, kind, handle, reason, missing, owner, due_at, contract_version)
      select ${tx.shopId}::uuid, order_id, kind, handle, reason, missing, owner, due_at, contract_version
      from json_to_recordset(${jsonRows(rows)}::json) as r(order_id uuid, kind text, handle text, reason text,
        missing text[], owner text, due_at timestamptz, contract_version int)
      returning id, order_id`

/** Brings those that are open up to date and releases what holds no more. @returns what is to be opened beside. */
async function keepHolds(tx: ShopTx, { order, plan }: Held) {
  const open = order.openHolds.filter(isOurs)
  const kept: string[] = []
  const fresh: HoldRow[] = []
  for (const { kind, missing, reason } of plan.holds) {
    const there = open.find((hold) => hold.kind === kind)
    const { owner, dueAt } = plan.next
    const contractVersion = order.facts.contract.version
    if (there) {
      await tx.hold.update({
        where: { shopId_id: { shopId: tx.shopId, id: there.id } },
        data: { reason, missing: [...missing], owner, dueAt, contractVersion },
      })
      kept.push(there.id)
    } else
      fresh.push({
        ...{ order_id: order.id, kind, handle: handleOf(kind), reason, missing, owner },
        ...{ due_at: dueAt, contract_version: contractVersion },
      })
  }
  const over = open.filter(({ id }) => !kept.includes(id)).map(({ id }) => id)
  if (over.length > 0)
    await tx.hold.updateMany({
      where: { shopId: tx.shopId, id: { in: over } },
      data: { releasedAt: new Date(), releasedBy: 'system' },
    })
  return { kept, fresh }
}
