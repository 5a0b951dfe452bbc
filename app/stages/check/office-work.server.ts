import { randomUUID } from 'node:crypto'
import type { ShopSettings } from '../../journey/settings.ts'
import { note } from '../../journey/timeline.server.ts'
import { type OrderId, requestKey } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { listForMerchant, type Missing } from './missing.ts'

/** Work orders of this room: call the customer, or decide what only the shop can. */
const officeKinds = ['correction_call', 'correction'] as const
export type OfficeKind = (typeof officeKinds)[number]

const titleOf = (kind: OfficeKind, orderName: string, missing: readonly Missing[]) =>
  kind === 'correction_call'
    ? `Ask the customer of ${orderName} for: ${listForMerchant(missing)}`
    : `Complete ${orderName}: ${listForMerchant(missing)}`

/**
 * Gives the office its part of completing an order. One such task is open at a time; when more is
 * missing, or less, it says so. The caller holds the order's row.
 */
export async function askOffice(
  tx: ShopTx,
  order: { readonly id: OrderId; readonly row: { readonly name: string } },
  work: {
    readonly kind: OfficeKind
    readonly missing: readonly Missing[]
    readonly dueAt: Date
    /** Who calls, where it is not the office. */
    readonly team?: ShopSettings['correctionTeam']
  },
): Promise<void> {
  const title = titleOf(work.kind, order.row.name, work.missing)
  const open = await tx.workOrder.updateMany({
    where: { shopId: tx.shopId, orderId: order.id, kind: work.kind, state: 'open' },
    data: { title },
  })
  if (open.count > 0) return
  await tx.workOrder.create({
    data: {
      shopId: tx.shopId,
      orderId: order.id,
      department: work.team ?? 'office',
      kind: work.kind,
      title,
      dueAt: work.dueAt,
      key: requestKey(work.kind, order.id, randomUUID()),
    },
  })
  await note(tx, order.id, {
    room: 'check',
    kind: work.kind,
    by: 'system',
    text:
      work.kind === 'correction_call'
        ? 'The office is asked to call the customer for what is missing'
        : 'The office is asked to decide what is missing',
    detail: { missing: [...work.missing] },
  })
}

/** Closes what the office was asked, once nothing of it is missing any more. */
export async function closeOfficeWork(
  tx: ShopTx,
  order: OrderId,
  kinds: readonly OfficeKind[] = officeKinds,
  outcome = 'nothing is missing any more',
): Promise<void> {
  await tx.workOrder.updateMany({
    where: { shopId: tx.shopId, orderId: order, kind: { in: [...kinds] }, state: 'open' },
    data: {
      state: 'done',
      outcome,
      doneAt: new Date(),
      doneBy: 'system',
    },
  })
}
