import { ownEnding } from '../../journey/own-ending.ts'
import { openWords, sealWords } from '../../journey/own-words.ts'
import { note } from '../../journey/timeline.server.ts'
import { type OrderId, orderId, type ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { type Db, type ShopTx, withShop } from '../../platform/db.server.ts'
import type { Vaults } from '../../platform/vault.server.ts'
import type { Department } from './department.ts'

export interface WorkDeps {
  readonly db: Db
  readonly vaults: Vaults
}

export type WorkRefusal =
  | { readonly kind: 'no_such_work' }
  /** Somebody closed it before. */
  | { readonly kind: 'closed'; readonly state: string }
  /** Nobody can say that it is done: it ends with what it asks for. */
  | { readonly kind: 'ends_itself' }

export interface WorkRow {
  readonly id: string
  readonly orderId: string
  readonly orderName: string
  readonly department: string
  readonly kind: string
  readonly title: string
  readonly state: string
  readonly dueAt: Date
  /** What it is about, when it is about one shipment and not the whole order. */
  readonly shipmentId: string | null
  /** Handle of whoever took it. */
  readonly assignee: string | null
  /** Set together once it is closed; `by` is a handle, or a word such as `system`. */
  readonly doneAt: Date | null
  readonly doneBy: string | null
  readonly outcome: string | null
}

export interface WorkQuery {
  readonly department: Department | null
  /** Only the work of one order. */
  readonly orderId: OrderId | null
  readonly done: boolean
  /** From 1. */
  readonly page: number
}

export interface WorkList {
  readonly rows: readonly WorkRow[]
  readonly more: boolean
  /** Open work orders by department, of the one order if one was named. */
  readonly open: Readonly<Record<Department, number>>
}

const pageSize = 50

/** Work orders: open ones due first, closed ones newest first. */
export async function listWork(deps: WorkDeps, shop: ShopId, query: WorkQuery): Promise<WorkList> {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    const about = { shopId: shop, ...(query.orderId ? { orderId: query.orderId } : {}) }
    const rows = await tx.workOrder.findMany({
      where: {
        ...about,
        state: query.done ? { not: 'open' } : 'open',
        ...(query.department ? { department: query.department } : {}),
      },
      orderBy: query.done
        ? [{ doneAt: 'desc' }, { id: 'desc' }]
        : [{ dueAt: 'asc' }, { id: 'asc' }],
      skip: (query.page - 1) * pageSize,
      take: pageSize + 1,
    })
    const orders = await tx.order.findMany({
      where: { shopId: shop, id: { in: rows.map((row) => row.orderId) } },
      select: { id: true, name: true },
    })
    const nameOf = new Map(orders.map((order) => [order.id, order.name]))
    const counts = await tx.workOrder.groupBy({
      by: ['department'],
      where: { ...about, state: 'open' },
      _count: true,
    })
    const countOf = (department: Department) =>
      counts.find((one) => one.department === department)?._count ?? 0
    return {
      rows: rows.slice(0, pageSize).map((row) => ({
        id: row.id,
        orderId: row.orderId,
        orderName: nameOf.get(row.orderId) ?? '',
        department: row.department,
        kind: row.kind,
        title: row.title,
        state: row.state,
        dueAt: row.dueAt,
        shipmentId: row.shipmentId,
        assignee: row.assignee,
        doneAt: row.doneAt,
        doneBy: row.doneBy,
        outcome: openWords(vault, row.sealed, row.outcome) || null,
      })),
      more: rows.length > pageSize,
      open: {
        office: countOf('office'),
        finance: countOf('finance'),
        warehouse: countOf('warehouse'),
        partner: countOf('partner'),
        care: countOf('care'),
      },
    }
  })
}

/** Somebody says that they have seen it and do it. Taking it over from another is fine. */
export function acknowledgeWork(
  deps: WorkDeps,
  shop: ShopId,
  id: string,
  by: string,
): Promise<Outcome<'taken', WorkRefusal>> {
  return withShop(deps.db, shop, async (tx) => {
    const work = await tx.workOrder.findUnique({ where: { shopId_id: { shopId: shop, id } } })
    if (!work) return refuse({ kind: 'no_such_work' })
    const taken = await tx.workOrder.updateMany({
      where: { shopId: shop, id, state: 'open' },
      data: { assignee: by, acknowledgedAt: work.acknowledgedAt ?? new Date() },
    })
    if (taken.count === 0) return refuse({ kind: 'closed', state: work.state })
    if (work.assignee !== by)
      await noteWork(tx, work, { kind: 'work_taken', by, text: `Taken: ${work.title}` })
    return accept('taken')
  })
}

/** It is done, with what came of it; not what ends with the work itself. Done twice is done once. */
export async function finishWork(
  deps: WorkDeps,
  shop: ShopId,
  id: string,
  done: { readonly by: string; readonly outcome: string },
): Promise<Outcome<'done', WorkRefusal>> {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    const work = await tx.workOrder.findUnique({ where: { shopId_id: { shopId: shop, id } } })
    if (!work) return refuse({ kind: 'no_such_work' })
    if (work.state === 'open' && ownEnding.has(work.kind)) return refuse({ kind: 'ends_itself' })
    const now = new Date()
    const closed = await tx.workOrder.updateMany({
      where: { shopId: shop, id, state: 'open' },
      data: {
        state: 'done',
        doneAt: now,
        doneBy: done.by,
        sealed: sealWords(vault, done.outcome),
        acknowledgedAt: work.acknowledgedAt ?? now,
      },
    })
    if (closed.count === 0) return refuse({ kind: 'closed', state: work.state })
    // The outcome is a person's free text and may name a customer: it is sealed, and stays out of the timeline.
    await noteWork(tx, work, { kind: 'work_done', by: done.by, text: `Done: ${work.title}` })
    return accept('done')
  })
}

const noteWork = (
  tx: ShopTx,
  work: { readonly id: string; readonly orderId: string },
  entry: { readonly kind: string; readonly by: string; readonly text: string },
) =>
  note(tx, orderId(work.orderId), {
    room: 'distribute',
    detail: { workOrderId: work.id },
    ...entry,
  })
