import { z } from 'zod'
import type { ShopId } from '../kernel/ids.ts'
import { type Db, type ShopTx, sql, withShop } from '../platform/db.server.ts'
import type { ShopVault, Vaults } from '../platform/vault.server.ts'
import { buyerName, buyerShape } from './buyer.ts'
import { idsOfSearch } from './order-search.server.ts'
import { readOrderState, readShipmentState } from './read-state.ts'
import { type Stage, stageOf, stages } from './stage.ts'

/** Where a page goes on: a row's time and id, as `2026-11-28T06:00:00.000Z_<id>`. */
const cursorShape = z
  .templateLiteral([z.iso.datetime(), '_', z.uuid()])
  .transform((text) => ({ at: new Date(text.slice(0, -37)), id: text.slice(-36) }))

/** What the list of orders can be asked. Unknown words are ignored, so that an old bookmark still opens. */
export const orderQuery = z.object({
  view: z.enum(['open', 'overdue', 'held', 'ended', 'all']).catch('open'),
  stage: z.enum(stages).optional().catch(undefined),
  owner: z.string().max(40).optional().catch(undefined),
  /** An order's name, an e-mail address, a phone number, a SKU or a tracking number. */
  q: z.string().trim().max(200).optional().catch(undefined),
  after: cursorShape.optional().catch(undefined),
  before: cursorShape.optional().catch(undefined),
})
export type OrderQuery = z.infer<typeof orderQuery>

export interface OrderRow {
  readonly id: string
  readonly name: string
  readonly customer: string
  readonly country: string
  readonly state: string
  readonly stage: Stage | null
  readonly owner: string | null
  readonly step: string | null
  readonly dueAt: string | null
  readonly placedAt: string
  readonly promisedAt: string | null
  readonly totalMinor: string
  readonly currency: string
}

const ordersPerPage = 50

const shipmentStatesOf: Record<Stage, string[]> = {
  check: [],
  confirm: [],
  distribute: [],
  stock: ['waiting_stock'],
  pick: ['ready', 'picking'],
  pack: ['picked', 'packing'],
  ship: ['packed', 'labelled'],
  partner: ['requested', 'accepted', 'rejected'],
  track: ['awaiting_collection', 'handed_over', 'moving'],
  feedback: [],
}
const orderStatesOf: Partial<Record<Stage, string[]>> = {
  check: ['received', 'held'],
  confirm: ['confirming'],
  distribute: ['cleared'],
  feedback: ['delivered'],
}

/** Newest first; the other views are due first. */
const isHistory = (query: OrderQuery) => query.view === 'ended' || query.view === 'all'

function conditionsOf(query: OrderQuery, shop: ShopId): sql.Sql[] {
  const all = [sql.sql`o.shop_id = ${shop}::uuid`]
  // Only what is open has a due time, an owner and a stage: named, it is found among the open ones (docs/growth.md).
  if (query.view === 'open' || query.stage || query.owner) all.push(sql.sql`o.due_at is not null`)
  if (query.view === 'overdue') all.push(sql.sql`o.due_at < now()`)
  if (query.view === 'held') all.push(sql.sql`o.due_at is not null and o.state = 'held'`)
  if (query.view === 'ended') all.push(sql.sql`o.due_at is null`)
  if (query.owner) all.push(sql.sql`o.owner = ${query.owner}`)
  if (query.stage) {
    const own = orderStatesOf[query.stage]
    all.push(
      own
        ? sql.sql`o.state = any(${own})`
        : sql.sql`o.state = 'released' and exists (select from shipment s where s.shop_id = o.shop_id
            and s.order_id = o.id and s.state = any(${shipmentStatesOf[query.stage]}))`,
    )
  }
  return all
}

interface Found extends Omit<OrderRow, 'customer' | 'stage' | 'dueAt' | 'placedAt' | 'promisedAt'> {
  readonly sealed: Uint8Array | null
  readonly due_at: Date | null
  readonly placed_at: Date
  readonly promised_at: Date | null
  /** States of its shipments. */
  readonly shipments: readonly string[]
}

export interface OrderList {
  readonly rows: readonly OrderRow[]
  /** `after` of the page behind this one, `before` of the one in front of it; null: there is none. */
  readonly next: string | null
  readonly previous: string | null
}

/**
 * One page of orders, due first (newest first among those that ended). A page goes on behind the last row of the one
 * before: the thousandth costs what the first does, and what moves meanwhile is neither shown twice nor left out.
 */
export async function listOrders(
  deps: { readonly db: Db; readonly vaults: Vaults },
  shop: ShopId,
  query: OrderQuery,
): Promise<OrderList> {
  const vault = await deps.vaults.of(shop)
  const found = await withShop(deps.db, shop, async (tx) => {
    const conditions = conditionsOf(query, shop)
    if (query.q) {
      const found = idsOfSearch(shop, query.q, (text) => vault.hash(text))
      conditions.push(sql.sql`o.id = any(array(${found}))`)
    }
    return readPage(tx, query, conditions)
  })
  const isBack = query.before !== undefined
  const isMore = found.length > ordersPerPage
  const page = found.slice(0, ordersPerPage)
  if (isBack) page.reverse()
  const [first, last] = [page[0], page.at(-1)]
  return {
    rows: page.map((row) => shownRow(row, vault)),
    next: last && (isBack || isMore) ? cursorOf(query, last) : null,
    previous: first && (isBack ? isMore : query.after) ? cursorOf(query, first) : null,
  }
}

/** A page and one row more, if there is one; away from the cursor, so that a page before it comes last row first. */
function readPage(tx: ShopTx, query: OrderQuery, conditions: readonly sql.Sql[]): Promise<Found[]> {
  const by = sql.raw(isHistory(query) ? 'o.placed_at' : 'o.due_at')
  const { after, before } = query
  const isDown = isHistory(query) !== (before !== undefined)
  const from = before ?? after
  // The id settles ties: without it an order could stand on two pages, or on none.
  const behind = from
    ? [
        sql.sql`(${by}, o.id) ${sql.raw(isDown ? '<' : '>')} (${from.at}::timestamptz, ${from.id}::uuid)`,
      ]
    : []
  const way = sql.raw(isDown ? 'desc' : 'asc')
  return tx.$queryRaw<Found[]>`
    select o.id, o.name, o.sealed, o.country, o.state, o.owner, o.next_step as step, o.due_at, o.placed_at, o.promised_at,
      o.total_minor::text as "totalMinor", o.currency,
      array(select s.state from shipment s where s.shop_id = o.shop_id and s.order_id = o.id) as shipments
    from sales_order o where ${sql.join([...conditions, ...behind], ' and ')}
    order by ${by} ${way}, o.id ${way} limit ${ordersPerPage + 1}`
}

const cursorOf = (query: OrderQuery, row: Found): string =>
  `${(isHistory(query) ? row.placed_at : (row.due_at ?? row.placed_at)).toISOString()}_${row.id}`

function shownRow(row: Found, vault: ShopVault): OrderRow {
  const { sealed, due_at, placed_at, promised_at, shipments, ...shown } = row
  return {
    ...shown,
    customer: sealed ? buyerName(buyerShape.parse(vault.open(sealed))) : '',
    stage: stageOf(readOrderState(row.state), shipments.map(readShipmentState)),
    dueAt: due_at?.toISOString() ?? null,
    placedAt: placed_at.toISOString(),
    promisedAt: promised_at?.toISOString() ?? null,
  }
}
