import { randomUUID } from 'node:crypto'
import type { ShopSettings } from '../../journey/settings.ts'
import { note } from '../../journey/timeline.server.ts'
import { type OrderId, requestKey } from '../../kernel/ids.ts'
import { jsonRows } from '../../kernel/json-rows.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { listForMerchant, type Missing } from './missing.ts'

/** Work orders of this room: call the customer, or decide what only the shop can. */
const officeKinds = ['correction_call', 'correction'] as const
export type OfficeKind = (typeof officeKinds)[number]

const titleOf = (kind: OfficeKind, orderName: string, missing: readonly Missing[]) =>
  kind === 'correction_call'
    ? `Ask the customer of ${orderName} for: ${listForMerchant(missing)}`
    : `Complete ${orderName}: ${listForMerchant(missing)}`

export interface OfficeWork {
  readonly order: { readonly id: OrderId; readonly row: { readonly name: string } }
  readonly kind: OfficeKind
  readonly missing: readonly Missing[]
  readonly dueAt: Date
  /** Who calls, where it is not the office. */
  readonly team?: ShopSettings['correctionTeam']
}

/**
 * Gives the office its part of completing orders. One such task of a kind is open an order; when more is
 * missing, or less, it says so. The caller holds the orders' rows.
 */
export async function askOffice(tx: ShopTx, works: readonly OfficeWork[]): Promise<void> {
  if (works.length === 0) return
  const rows = works.map(({ order, kind, missing }) => ({
    ...{ order_id: order.id, kind, title: titleOf(kind, order.row.name, missing) },
  }))
  const said = await tx.$queryRaw<{ order_id: string; kind: string }[]>`
    update work_order w set title = r.title
    from json_to_recordset(${jsonRows(rows)}::json) as r(order_id uuid, kind text, title text)
    where w.shop_id = ${tx.shopId}::uuid and w.order_id = r.order_id and w.kind = r.kind and w.state = 'open'
    returning w.order_id, w.kind`
  const fresh = works.filter(
    ({ order, kind }) => !said.some((one) => one.order_id === order.id && one.kind === kind),
  )
  if (fresh.length === 0) return
  const asked = fresh.map(({ order, kind, missing, dueAt, team }) => ({
    ...{ order_id: order.id, department: team ?? 'office', kind, due_at: dueAt },
    title: titleOf(kind, order.row.name, missing),
    key: requestKey(kind, order.id, randomUUID()),
  }))
  await tx.$executeRaw`
    insert into work_order (shop_id, order_id, department, kind, title, due_at, key)
    select ${tx.shopId}::uuid, order_id, department, kind, title, due_at, key
    from json_to_recordset(${jsonRows(asked)}::json)
      as r(order_id uuid, department text, kind text, title text, due_at timestamptz, key text)`
  for (const { order, kind, missing } of fresh)
    await note(tx, order.id, {
      ...{ room: 'check', kind, by: 'system', text: askedInWords[kind] },
      detail: { missing: [...missing] },
    })
}

const askedInWords = {
  correction_call: 'The office is asked to call the customer for what is missing',
  correction: 'The office is asked to decide what is missing',
} as const satisfies Record<OfficeKind, string>

export interface SettledWork {
  readonly orderId: OrderId
  /** All kinds where it is left out. */
  readonly kinds?: readonly OfficeKind[]
  readonly outcome?: string
}

/** Closes what the office was asked, once nothing of it is missing any more. */
export async function closeOfficeWork(tx: ShopTx, settled: readonly SettledWork[]): Promise<void> {
  const rows = settled.flatMap(
    ({ orderId, kinds = officeKinds, outcome = 'nothing is missing any more' }) =>
      kinds.map((kind) => ({ order_id: orderId, kind, outcome })),
  )
  if (rows.length === 0) return
  await tx.$executeRaw`
    update work_order w set state = 'done', outcome = r.outcome, done_at = now(), done_by = 'system'
    from json_to_recordset(${jsonRows(rows)}::json) as r(order_id uuid, kind text, outcome text)
    where w.shop_id = ${tx.shopId}::uuid and w.order_id = r.order_id and w.kind = r.kind and w.state = 'open'`
}
