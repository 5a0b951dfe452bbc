import { z } from 'zod'
import type { ShopId } from '../kernel/ids.ts'
import { type Db, type Prisma, type ShopTx, withShop } from '../platform/db.server.ts'
import type { Vaults } from '../platform/vault.server.ts'
import { buyerName, buyerShape, normalEmail } from './buyer.ts'
import { orderStates } from './order.ts'
import { readOrderState, readShipmentState } from './read-state.ts'
import { type Stage, stageOf, stages } from './stage.ts'

/** What the list of orders can be asked. Unknown words are ignored, so that an old bookmark still opens. */
export const orderQuery = z.object({
  view: z.enum(['open', 'overdue', 'held', 'ended', 'all']).catch('open'),
  stage: z.enum(stages).optional().catch(undefined),
  state: z.enum(orderStates).optional().catch(undefined),
  owner: z.string().max(40).optional().catch(undefined),
  /** An order's name, an e-mail address, a phone number, a SKU or a tracking number. */
  q: z.string().trim().max(200).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
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

function whereOf(query: OrderQuery, shop: ShopId): Prisma.OrderWhereInput {
  const where: Prisma.OrderWhereInput[] = [{ shopId: shop }]
  const ended = ['completed', 'cancelled']
  // Only what is open has a due time.
  if (query.view === 'open') where.push({ dueAt: { not: null } })
  if (query.view === 'overdue') where.push({ dueAt: { lt: new Date() } })
  if (query.view === 'held') where.push({ state: 'held' })
  if (query.view === 'ended') where.push({ state: { in: ended } })
  if (query.state) where.push({ state: query.state })
  if (query.owner) where.push({ owner: query.owner })
  if (query.stage) {
    const own = orderStatesOf[query.stage]
    where.push(
      own
        ? { state: { in: own } }
        : {
            state: 'released',
            shipments: { some: { state: { in: shipmentStatesOf[query.stage] } } },
          },
    )
  }
  return { AND: where }
}

/** One page of orders, due first (newest first among those that ended), and whether there is a next. */
export async function listOrders(
  deps: { readonly db: Db; readonly vaults: Vaults },
  shop: ShopId,
  query: OrderQuery,
): Promise<{ readonly rows: readonly OrderRow[]; readonly more: boolean }> {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    const where = whereOf(query, shop)
    const found = query.q ? await search(tx, query.q, (text) => vault.hash(text)) : null
    const rows = await tx.order.findMany({
      where: found ? { AND: [where, { id: { in: found } }] } : where,
      include: { shipments: { select: { state: true } } },
      // The id settles ties: without it an order could stand on two pages, or on none.
      orderBy:
        query.view === 'ended' || query.view === 'all'
          ? [{ placedAt: 'desc' }, { id: 'desc' }]
          : [{ dueAt: 'asc' }, { id: 'asc' }],
      skip: (query.page - 1) * ordersPerPage,
      take: ordersPerPage + 1,
    })
    return {
      more: rows.length > ordersPerPage,
      rows: rows.slice(0, ordersPerPage).map((row) => ({
        id: row.id,
        name: row.name,
        customer: row.sealed ? buyerName(buyerShape.parse(vault.open(row.sealed))) : '',
        country: row.country,
        state: row.state,
        stage: stageOf(
          readOrderState(row.state),
          row.shipments.map((shipment) => readShipmentState(shipment.state)),
        ),
        owner: row.owner,
        step: row.nextStep,
        dueAt: row.dueAt?.toISOString() ?? null,
        placedAt: row.placedAt.toISOString(),
        promisedAt: row.promisedAt?.toISOString() ?? null,
        totalMinor: row.totalMinor.toString(),
        currency: row.currency,
      })),
    }
  })
}

/** Orders with one article at most: of those the newest are looked through. */
const mostBySku = 1_000

/**
 * Ids of the orders that a search means, each way of looking by its own index: together in one condition they would
 * read the whole history. Personal data is found by its keyed hash: whole e-mail addresses and phone numbers.
 */
async function search(
  tx: ShopTx,
  q: string,
  hash: (text: string) => Uint8Array<ArrayBuffer>,
): Promise<string[]> {
  const shop = tx.shopId
  const names = [q, `#${q.replace(/^#/, '')}`]
  const email = q.includes('@') ? hash(normalEmail(q)) : null
  const phone = /^\+?[\d ()-]{6,}$/.test(q) ? hash(q.replace(/[^\d+]/g, '')) : null
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from sales_order where shop_id = ${shop}::uuid and name = any(${names})
    union select id from sales_order where shop_id = ${shop}::uuid and email_hash = ${email}::bytea
    union select id from sales_order where shop_id = ${shop}::uuid and phone_hash = ${phone}::bytea
    union select order_id from parcel where shop_id = ${shop}::uuid and tracking_number = ${q}
    union select order_id from (select order_id from order_line where shop_id = ${shop}::uuid and sku = ${q}
      order by id desc limit ${mostBySku}) newest`
  return rows.map(({ id }) => id)
}
