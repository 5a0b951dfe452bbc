import { z } from 'zod'
import type { ShopId } from '../../kernel/ids.ts'
import { type Db, type Prisma, type ShopTx, withShop } from '../../platform/db.server.ts'
import type { Vaults } from '../../platform/vault.server.ts'
import { type AuditChange, changesOf, csvLine, doerLabel, headline } from './audit-words.ts'

const day = z.iso.date().optional().catch(undefined)
/** What the audit can be asked. Unknown words are ignored, so that an old bookmark still opens. */
export const auditQuery = z.object({
  by: z.string().max(80).optional().catch(undefined),
  thing: z
    .string()
    .regex(/^[a-z_]{2,40}$/)
    .optional()
    .catch(undefined),
  /** An order's name. */
  order: z.string().trim().max(60).optional().catch(undefined),
  from: day,
  until: day,
  /** Older than this entry. */
  after: z.uuid().optional().catch(undefined),
})
export type AuditQuery = z.infer<typeof auditQuery>

export interface AuditEntry {
  readonly id: string
  readonly at: string
  readonly by: string
  readonly source: string
  readonly thing: string
  readonly headline: string
  readonly orderId: string | null
  readonly orderName: string | null
  readonly changes: readonly AuditChange[]
}

const perPage = 50
const perRead = 500
/** Largest file: what is older is asked for with a date. */
const mostLines = 20_000

type Deps = { readonly db: Db; readonly vaults: Vaults }
const values = z.record(z.string(), z.unknown()).catch({})
const sealedName = z.object({ name: z.string() })

/** One page of the audit, newest first, and what it can be narrowed by. */
export async function readAudit(deps: Deps, shop: ShopId, query: AuditQuery) {
  const names = await namesOf(deps, shop)
  return withShop(deps.db, shop, async (tx) => {
    const entries = await read(tx, query, { take: perPage + 1, names })
    // Each table is found behind the one before it: the index is read once a table, and not once a change.
    const things = await tx.$queryRaw<{ thing: string }[]>`
      with recursive next as (
        (select thing from audit where shop_id = ${shop}::uuid order by thing limit 1)
        union all
        select (select a.thing from audit a where a.shop_id = ${shop}::uuid and a.thing > next.thing
          order by a.thing limit 1) from next where next.thing is not null)
      select thing from next where thing is not null`
    return {
      entries: entries.slice(0, perPage),
      more: entries.length > perPage,
      things: things.map(({ thing }) => thing),
      people: [...names].map(([handle, name]) => ({ handle, name })),
    }
  })
}

/** The newest changes of one order, for its page. */
export async function readOrderAudit(deps: Deps, shop: ShopId, order: string) {
  const names = await namesOf(deps, shop)
  return withShop(deps.db, shop, (tx) =>
    readRows(tx, { shopId: shop, orderId: order, deed: { not: 'seen' } }, { take: 8, names }),
  )
}

/** The same as a file, a piece at a time: every change is a line, what was and what is. */
export async function* auditCsv(deps: Deps, shop: ShopId, query: AuditQuery) {
  const names = await namesOf(deps, shop)
  yield `\uFEFF${csvLine(['When (UTC)', 'Who', 'From', 'What', 'Order', 'Field', 'Before', 'After'])}`
  let { after } = query
  for (let lines = 0; lines < mostLines; ) {
    const entries = await withShop(deps.db, shop, (tx) =>
      read(tx, { ...query, after }, { take: perRead, names }),
    )
    const rows = entries.flatMap((entry) =>
      entry.changes.map((one) =>
        csvLine([
          ...[entry.at, entry.by, entry.source, entry.headline, entry.orderName ?? ''],
          ...[one.name, one.before, one.after],
        ]),
      ),
    )
    lines += rows.length
    yield rows.join('')
    after = entries.at(-1)?.id
    if (entries.length < perRead || after === undefined) return
  }
}

interface Reading {
  readonly take: number
  readonly names: ReadonlyMap<string, string>
}

/** An entry's time is when its transaction began, its id when it was written: not later than the longest transaction. */
const slackMs = 15 * 60_000

/** No entry written from that moment on has a smaller id: they are in the order of time. */
const firstId = (ms: number): string =>
  `${ms
    .toString(16)
    .padStart(12, '0')
    .replace(/^(.{8})/, '$1-')}-7000-8000-000000000000`

async function read(tx: ShopTx, query: AuditQuery, reading: Reading) {
  const { by, thing, order, from, until, after } = query
  const found = order
    ? await tx.order.findMany({ where: { shopId: tx.shopId, name: order }, select: { id: true } })
    : []
  const where: Prisma.AuditWhereInput = {
    shopId: tx.shopId,
    ...(by ? { by } : {}),
    ...(thing ? { thing } : {}),
    ...(order ? { orderId: { in: found.map(({ id }) => id) } } : {}),
    id: {
      ...(after ? { lt: after } : {}),
      ...(from ? { gte: firstId(Date.parse(`${from}T00:00:00Z`) - slackMs) } : {}),
      ...(until ? { lte: firstId(Date.parse(`${until}T00:00:00Z`) + 86_400_000 + slackMs) } : {}),
    },
    at: {
      ...(from ? { gte: new Date(`${from}T00:00:00Z`) } : {}),
      ...(until ? { lt: new Date(Date.parse(`${until}T00:00:00Z`) + 86_400_000) } : {}),
    },
  }
  return readRows(tx, where, reading)
}

async function readRows(
  tx: ShopTx,
  where: Prisma.AuditWhereInput,
  { take, names }: Reading,
): Promise<readonly AuditEntry[]> {
  const rows = await tx.audit.findMany({ where, orderBy: { id: 'desc' }, take })
  const ids = [...new Set(rows.flatMap(({ orderId }) => orderId ?? []))]
  const orders = await tx.order.findMany({
    where: { shopId: tx.shopId, id: { in: ids } },
    select: { id: true, name: true },
  })
  const orderNames = new Map(orders.map(({ id, name }) => [id, name]))
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    by: names.get(row.by) ?? doerLabel(row.by),
    source: row.source,
    thing: row.thing,
    headline: headline(row.thing, row.deed),
    orderId: row.orderId,
    orderName: orderNames.get(row.orderId ?? '') ?? null,
    changes: changesOf(values.parse(row.before), values.parse(row.after)),
  }))
}

/** Names of the shop's people and partners by their handles; they are not in the audit itself. */
export async function namesOf(
  { db, vaults }: Deps,
  shop: ShopId,
): Promise<ReadonlyMap<string, string>> {
  const vault = await vaults.of(shop)
  return withShop(db, shop, async (tx) => {
    const people = await tx.person.findMany({ where: { shopId: shop }, take: 500 })
    const partners = await tx.partner.findMany({
      where: { shopId: shop },
      select: { id: true, name: true },
    })
    return new Map([
      ...people.map(({ handle, sealed }): [string, string] => [
        handle,
        sealed ? (sealedName.safeParse(vault.open(sealed)).data?.name ?? handle) : handle,
      ]),
      ...partners.map(({ id, name }): [string, string] => [`partner:${id}`, name]),
    ])
  })
}
