import type { ShopId } from '../../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../../platform/db.server.ts'
import { judgeProgress, type Verdict } from './decide-receipt.ts'
import { progressOf } from './receipt.server.ts'

export const inboundStates = ['open', 'draft', 'done', 'cancelled'] as const
export type InboundState = (typeof inboundStates)[number]

export interface InboundRow {
  readonly id: string
  readonly kind: 'order' | 'notice' | 'transfer'
  readonly number: string
  readonly vendor: string
  readonly place: string
  readonly state: InboundState
  /** `2026-11-30`; null: nobody said. */
  readonly expectedOn: string | null
  readonly isLate: boolean
  readonly articles: number
  readonly pieces: number
  readonly came: number
}

const pageSize = 40

/** What is to come in, the earliest first; what is over, the latest first. @param query page from 1. */
export function listInbound(
  deps: { readonly db: Db },
  shop: ShopId,
  query: { readonly state: InboundState; readonly search: string; readonly page: number },
): Promise<{ readonly rows: readonly InboundRow[]; readonly more: boolean }> {
  const isOver = query.state === 'done' || query.state === 'cancelled'
  const like = `%${query.search.replace(/[\\%_]/g, '\\$&')}%`
  return withShop(deps.db, shop, async (tx) => {
    const rows = await tx.$queryRaw<InboundRow[]>`
      select i.id, i.kind, i.number, i.vendor, p.name as place, i.state, to_char(i.expected_on, 'YYYY-MM-DD') as "expectedOn",
        coalesce(i.state = 'open' and i.expected_on < (now() at time zone p.time_zone)::date, false) as "isLate",
        (select count(*)::int from inbound_line l where l.shop_id = i.shop_id and l.inbound_id = i.id) as articles,
        (select coalesce(sum(l.quantity), 0)::int from inbound_line l where l.shop_id = i.shop_id and l.inbound_id = i.id) as pieces,
        (select coalesce(sum(l.quantity), 0)::int from receipt r
          join receipt_line l on l.shop_id = r.shop_id and l.receipt_id = r.id and l.undone_by is null and l.item_id is not null
          where r.shop_id = i.shop_id and r.inbound_id in (select o.id from inbound o
            where o.shop_id = i.shop_id and (o.id = i.id or o.of_id = i.id))) as came
      from inbound i join location p on p.shop_id = i.shop_id and p.id = i.location_id
      where i.shop_id = ${shop}::uuid and i.state = ${query.state} and (i.number ilike ${like} or i.vendor ilike ${like})
      order by case when ${isOver} then null else coalesce(i.expected_on, 'infinity'::date) end, i.id desc
      limit ${pageSize + 1} offset ${(query.page - 1) * pageSize}`
    return { rows: rows.slice(0, pageSize), more: rows.length > pageSize }
  })
}

export interface InboundLineView {
  readonly itemId: string
  readonly title: string
  readonly variantTitle: string | null
  readonly sku: string | null
  readonly barcode: string | null
  readonly quantity: number
  readonly costMinor: string | null
  readonly lot: string | null
  readonly expiresOn: string | null
}

export interface ReceiptRow {
  readonly id: string
  readonly number: string
  readonly state: 'open' | 'done'
  readonly openedAt: Date
  readonly openedBy: string
  readonly pieces: number
}

export interface InboundView {
  readonly head: Omit<InboundRow, 'articles' | 'pieces' | 'came'> & {
    readonly locationId: string
    readonly version: number
    readonly note: string
    /** The purchase order it is of. */
    readonly order: { readonly id: string; readonly number: string } | null
    readonly isOfStore: boolean
  }
  readonly lines: readonly InboundLineView[]
  readonly verdicts: readonly (Verdict & { readonly title: string; readonly sku: string | null })[]
  readonly receipts: readonly ReceiptRow[]
}

export function readInbound(
  deps: { readonly db: Db },
  shop: ShopId,
  id: string,
): Promise<InboundView | null> {
  return withShop(deps.db, shop, async (tx) => {
    const [head] = await tx.$queryRaw<
      (InboundView['head'] & { ofId: string | null; ofNumber: string })[]
    >`
      select i.id, i.kind, i.number, i.vendor, p.name as place, i.location_id as "locationId", i.state, i.version, i.note,
        to_char(i.expected_on, 'YYYY-MM-DD') as "expectedOn", i.source_gid is not null as "isOfStore",
        coalesce(i.state = 'open' and i.expected_on < (now() at time zone p.time_zone)::date, false) as "isLate",
        o.id as "ofId", o.number as "ofNumber"
      from inbound i join location p on p.shop_id = i.shop_id and p.id = i.location_id
      left join inbound o on o.shop_id = i.shop_id and o.id = i.of_id
      where i.shop_id = ${shop}::uuid and i.id = ${id}::uuid`
    if (!head) return null
    const { ofId, ofNumber, ...rest } = head
    const verdicts = judgeProgress(await progressOf(tx, id))
    const names = await namesOf(
      tx,
      verdicts.map((one) => one.itemId),
    )
    return {
      head: { ...rest, order: ofId ? { id: ofId, number: ofNumber } : null },
      lines: await linesOf(tx, id),
      verdicts: verdicts.map((one) => ({
        ...one,
        ...(names.get(one.itemId) ?? { title: 'An article', sku: null }),
      })),
      receipts: await receiptsOf(tx, id),
    }
  })
}

const linesOf = (tx: ShopTx, id: string) => tx.$queryRaw<InboundLineView[]>`
  select l.item_id as "itemId", i.title, i.variant_title as "variantTitle", i.sku, i.barcode, l.quantity,
    l.cost_minor::text as "costMinor", l.lot, to_char(l.expires_on, 'YYYY-MM-DD') as "expiresOn"
  from inbound_line l join item i on i.shop_id = l.shop_id and i.id = l.item_id
  where l.shop_id = ${tx.shopId}::uuid and l.inbound_id = ${id}::uuid order by l.position, l.id`

const receiptsOf = (tx: ShopTx, inboundId: string) => tx.$queryRaw<ReceiptRow[]>`
  select r.id, r.number, r.state, r.opened_at as "openedAt", r.opened_by as "openedBy",
    (select coalesce(sum(l.quantity), 0)::int from receipt_line l
      where l.shop_id = r.shop_id and l.receipt_id = r.id and l.undone_by is null) as pieces
  from receipt r
  where r.shop_id = ${tx.shopId}::uuid and r.inbound_id in (select id from inbound
    where shop_id = ${tx.shopId}::uuid and (id = ${inboundId}::uuid or of_id = ${inboundId}::uuid))
  order by r.opened_at desc`

/** Titles and SKUs by item. */
export async function namesOf(
  tx: ShopTx,
  items: readonly string[],
): Promise<ReadonlyMap<string, { readonly title: string; readonly sku: string | null }>> {
  const rows = await tx.item.findMany({
    where: { shopId: tx.shopId, id: { in: [...items] } },
    select: { id: true, title: true, variantTitle: true, sku: true },
  })
  return new Map(
    rows.map(({ id, title, variantTitle, sku }) => [
      id,
      { title: variantTitle ? `${title}, ${variantTitle}` : title, sku },
    ]),
  )
}
