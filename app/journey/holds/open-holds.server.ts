import { type ShopTx, sql } from '../../platform/db.server.ts'
import type { NextStep, Step } from '../next-step.ts'
import { readTeam } from '../read-state.ts'
import { type HoldKind, readHoldKind } from './hold-kinds.ts'
import { reasonToKeep } from './hold-reason.ts'

/** For `where: { order: notHeld }`: shipments of orders that nothing holds. */
export const notHeld = { holds: { none: { releasedAt: null } } } as const

/** Why an order may not go on, due first; empty when nothing holds it. */
export function readOpenHolds(tx: ShopTx, orderId: string) {
  return tx.hold.findMany({
    where: { shopId: tx.shopId, orderId, releasedAt: null },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
  })
}

/** For refusals, which are kept with the scan they answer: one sentence each, due first. */
export async function holdReasons(tx: ShopTx, orderId: string): Promise<readonly string[]> {
  return (await readOpenHolds(tx, orderId)).map(reasonToKeep)
}

/** A `ListedReason` of a hold `h`. */
export const listedReason = sql.sql`json_build_object('reason', h.reason, 'sealed', encode(h.sealed, 'base64'))`

interface Waiting {
  readonly kind: string
  readonly owner: string
  readonly dueAt: Date
}

const steps: Partial<Record<HoldKind, Step>> = {
  address: 'correct',
  completeness: 'correct',
  duplicate: 'decide_duplicate',
  confirmation: 'confirm',
}

/** What is next on a held order: the hold that is due first. Null when there is none. */
export function nextOfHolds(holds: readonly Waiting[]): NextStep | null {
  const [first] = holds.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
  if (!first) return null
  return {
    owner: readTeam(first.owner) ?? 'office',
    step: steps[readHoldKind(first.kind)] ?? 'decide_hold',
    dueAt: first.dueAt,
  }
}
