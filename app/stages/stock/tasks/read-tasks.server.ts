import type { ShopId } from '../../../kernel/ids.ts'
import { type Db, type ShopTx, sql, withShop } from '../../../platform/db.server.ts'
import { type CountedLine, countedLines } from '../counts/counted-lines.ts'
import type { PutAwaySuggestion } from '../put-away/decide-put-away.ts'
import { suggestBins } from '../put-away/suggest-bins.server.ts'
import { namesOf } from '../receive/read-inbound.server.ts'
import type { TaskKind } from './open-task.server.ts'

export interface TaskRow {
  readonly id: string
  readonly kind: TaskKind
  readonly state: 'open' | 'approval' | 'done' | 'cancelled'
  readonly reason: string
  readonly place: string
  readonly bin: string | null
  readonly toBin: string | null
  readonly itemId: string | null
  readonly title: string | null
  readonly sku: string | null
  readonly lot: string | null
  readonly quantity: number | null
  readonly doneQuantity: number
  readonly dueAt: Date
  readonly doneBy: string | null
  readonly doneAt: Date | null
}

const columns =
  sql.raw(`t.id, t.kind, t.state, t.reason, p.name as place, b.code as bin, tb.code as "toBin", t.item_id as "itemId",
  nullif(concat_ws(', ', i.title, i.variant_title), '') as title, i.sku, lot.code as lot, t.quantity,
  t.done_quantity as "doneQuantity", t.due_at as "dueAt", t.done_by as "doneBy", t.done_at as "doneAt"`)
const joins =
  sql.raw(`stock_task t join location p on p.shop_id = t.shop_id and p.id = t.location_id
  left join bin b on b.shop_id = t.shop_id and b.id = t.bin_id
  left join bin tb on tb.shop_id = t.shop_id and tb.id = t.to_bin_id
  left join item i on i.shop_id = t.shop_id and i.id = t.item_id
  left join lot on lot.shop_id = t.shop_id and lot.id = t.lot_id`)

const dueFirst = sql.raw('t.due_at::date, coalesce(b.walk, 0), t.due_at, t.id')
const doneLast = sql.raw('t.done_at desc, t.id')

const pageSize = 40

/** What is to be done with goods, what is due first before the rest, along the walk. @param query page from 1. */
export function listTasks(
  deps: { readonly db: Db },
  shop: ShopId,
  query: { readonly kind: TaskKind | null; readonly state: 'open' | 'done'; readonly page: number },
): Promise<{
  readonly rows: readonly TaskRow[]
  readonly more: boolean
  readonly open: Readonly<Record<string, number>>
}> {
  return withShop(deps.db, shop, async (tx) => {
    const states = query.state === 'open' ? ['open', 'approval'] : ['done', 'cancelled']
    const order = query.state === 'open' ? dueFirst : doneLast
    const rows = await tx.$queryRaw<TaskRow[]>`
      select ${columns} from ${joins}
      where t.shop_id = ${shop}::uuid and t.state = any(${states}::text[])
        and (${query.kind}::text is null or t.kind = ${query.kind}::text)
      order by ${order} limit ${pageSize + 1} offset ${(query.page - 1) * pageSize}`
    const counts = await tx.stockTask.groupBy({
      by: ['kind'],
      where: { shopId: shop, state: { in: ['open', 'approval'] } },
      _count: true,
    })
    return {
      ...{ rows: rows.slice(0, pageSize), more: rows.length > pageSize },
      open: Object.fromEntries(counts.map((one) => [one.kind, one._count])),
    }
  })
}

/** A count as the office sees it. */
export interface SeenCount {
  readonly round: number
  readonly by: string
  readonly at: Date
  readonly outcome: string
  readonly valueMinor: string
  readonly lines: readonly (CountedLine & { readonly title: string; readonly sku: string | null })[]
}

export interface TaskView {
  readonly task: TaskRow
  /** Of the goods; null: there is none, or they are still to be found. */
  readonly imageUrl: string | null
  /** Codes that name the goods. */
  readonly codes: readonly string[]
  /** Each piece has a number: then pieces are scanned, not counted. */
  readonly serials: readonly string[]
  /** Where to put them, best first. */
  readonly suggestions: readonly PutAwaySuggestion[]
  /** Those who counted this bin already: somebody else counts again. */
  readonly countedBy: readonly string[]
  /** Empty while somebody may still have to count: who counts must not know. */
  readonly counts: readonly SeenCount[]
}

export function readTask(
  deps: { readonly db: Db },
  shop: ShopId,
  id: string,
): Promise<TaskView | null> {
  return withShop(deps.db, shop, async (tx) => {
    const [task] = await tx.$queryRaw<
      (TaskRow & { binId: string | null; locationId: string; lotId: string | null })[]
    >`
      select ${columns}, t.bin_id as "binId", t.location_id as "locationId", t.lot_id as "lotId" from ${joins}
      where t.shop_id = ${shop}::uuid and t.id = ${id}::uuid`
    if (!task) return null
    const { binId, locationId, lotId, ...row } = task
    const item = task.itemId
      ? await tx.item.findUnique({
          where: { shopId_id: { shopId: shop, id: task.itemId } },
          select: { sku: true, barcode: true, imageUrl: true },
        })
      : null
    const isCarried = task.kind === 'put_away' || task.kind === 'replenish'
    const left = (task.quantity ?? 0) - task.doneQuantity
    const serials = isCarried && binId && task.itemId ? await numbersIn(tx, binId, task.itemId) : []
    const counts = task.kind === 'count' ? await countsOf(tx, id) : []
    return {
      ...{ task: row, imageUrl: item?.imageUrl ?? null },
      codes: [item?.barcode, item?.sku].flatMap((code) => code ?? []),
      serials,
      suggestions:
        task.kind === 'put_away' && task.state === 'open' && task.itemId
          ? await suggestBins(tx, { locationId, itemId: task.itemId, lotId, quantity: left })
          : [],
      countedBy: counts.map((count) => count.by),
      counts: task.state === 'open' ? [] : counts,
    }
  })
}

async function numbersIn(tx: ShopTx, binId: string, itemId: string): Promise<readonly string[]> {
  const rows = await tx.stockLevel.findMany({
    where: { shopId: tx.shopId, binId, itemId, serial: { not: '' }, quantity: { gt: 0 } },
    select: { serial: true },
    take: 500,
  })
  return rows.map(({ serial }) => serial)
}

async function countsOf(tx: ShopTx, taskId: string): Promise<readonly SeenCount[]> {
  const rows = await tx.binCount.findMany({
    where: { shopId: tx.shopId, taskId },
    orderBy: { round: 'asc' },
  })
  const counts = rows.map((row) => ({ ...row, lines: countedLines.parse(row.lines) }))
  const names = await namesOf(
    tx,
    counts.flatMap(({ lines }) => lines.map((line) => line.itemId)),
  )
  return counts.map(({ round, by, at, outcome, valueMinor, lines }) => ({
    ...{ round, by, at, outcome, valueMinor: valueMinor.toString() },
    lines: lines.map((line) => ({
      ...line,
      ...(names.get(line.itemId) ?? { title: 'An article', sku: null }),
    })),
  }))
}
