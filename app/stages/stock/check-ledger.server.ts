import { z } from 'zod'
import { noLot } from '../../journey/goods-ledger.server.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../platform/db.server.ts'

const gapShape = z.object({
  /** What the level is not equal to: the sum of its entries, or the reservations in the bin. */
  of: z.enum(['entries', 'reservations']),
  binId: z.string(),
  itemId: z.string(),
  state: z.string(),
  lotId: z.string().nullable(),
  serial: z.string().nullable(),
  level: z.number(),
  ledger: z.number(),
})
type LedgerGap = z.infer<typeof gapShape>

/** Before every id and after every id. */
const first = noLot
const last = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

interface Looked {
  readonly levels: number
  readonly entries: number
  readonly gaps: readonly LedgerGap[]
}

/**
 * Compares the levels of the items after `from` up to `to` with their entries and reservations, all as they
 * were at one moment: what is booked meanwhile does not disturb it.
 */
async function lookAt(tx: ShopTx, from: string, to: string): Promise<Looked> {
  const [row] = await tx.$queryRaw<{ levels: number; entries: number; gaps: unknown }[]>`
    with level as (
      select bin_id, item_id, state, lot_id, serial, quantity from stock_level
      where shop_id = ${tx.shopId}::uuid and item_id > ${from}::uuid and item_id <= ${to}::uuid),
    ledger as (
      select bin_id, item_id, state, coalesce(lot_id, ${noLot}::uuid) as lot_id, coalesce(serial, '') as serial,
        sum(delta)::int as quantity, count(*)::int as entries from stock_entry
      where shop_id = ${tx.shopId}::uuid and item_id > ${from}::uuid and item_id <= ${to}::uuid group by 1, 2, 3, 4, 5),
    promised as (
      select bin_id, item_id, 'reserved' as state, lot_id, serial, sum(quantity)::int as quantity from reservation
      where shop_id = ${tx.shopId}::uuid and item_id > ${from}::uuid and item_id <= ${to}::uuid group by 1, 2, 4, 5),
    gap as (
      select 'entries' as of, bin_id, item_id, state, lot_id, serial, coalesce(level.quantity, 0) as level,
        coalesce(ledger.quantity, 0) as ledger
      from level full join ledger using (bin_id, item_id, state, lot_id, serial)
      union all
      select 'reservations', bin_id, item_id, state, lot_id, serial, coalesce(level.quantity, 0), coalesce(promised.quantity, 0)
      from (select * from level where state = 'reserved') level full join promised using (bin_id, item_id, state, lot_id, serial))
    select (select count(*)::int from level) as levels, (select coalesce(sum(entries), 0)::int from ledger) as entries,
      (select coalesce(json_agg(json_build_object('of', of, 'binId', bin_id, 'itemId', item_id, 'state', state,
        'lotId', nullif(lot_id, ${noLot}::uuid), 'serial', nullif(serial, ''), 'level', level, 'ledger', ledger)), '[]')
       from gap where level <> ledger) as gaps`
  if (!row) throw new Error('a query without a group answered no row')
  return { ...row, gaps: z.array(gapShape).parse(row.gaps) }
}

/** Levels that are not what the ledger's entries add up to. Empty: the stock is right. */
export const ledgerGaps = async (tx: ShopTx): Promise<readonly LedgerGap[]> =>
  (await lookAt(tx, first, last)).gaps

/** Whether every level equals the sum of its entries, and every reserved piece its reservation. */
export const ledgerEqualsLevels = async (tx: ShopTx): Promise<boolean> =>
  (await ledgerGaps(tx)).length === 0

/** Items looked at in one transaction. */
const chunk = 500
/** Gaps kept with a check; more of them have one cause. */
const kept = 50

/**
 * Looks through a shop's whole ledger, some items at a time, and keeps what it found. Nothing is mended: a gap
 * means that somebody changed the database past its guards (docs/ledger.md says what to do).
 * @returns how many gaps there are.
 */
export async function checkLedger(deps: { readonly db: Db }, shop: ShopId): Promise<number> {
  const { id } = await withShop(deps.db, shop, (tx) =>
    tx.ledgerCheck.create({ data: { shopId: shop }, select: { id: true } }),
  )
  const sum = { levels: 0, entries: 0, gaps: 0 }
  const found: LedgerGap[] = []
  for (let from = first; from !== last; ) {
    const looked = await withShop(deps.db, shop, async (tx) => {
      const to = await nextItems(tx, from)
      return { to, ...(await lookAt(tx, from, to)) }
    })
    sum.levels += looked.levels
    sum.entries += looked.entries
    sum.gaps += looked.gaps.length
    found.push(...looked.gaps.slice(0, kept - found.length))
    from = looked.to
  }
  await withShop(deps.db, shop, async (tx) => {
    await tx.ledgerCheck.update({
      where: { shopId_id: { shopId: shop, id } },
      data: { ...sum, found, finishedAt: new Date() },
    })
    await tx.ledgerCheck.deleteMany({ where: { shopId: shop, gaps: 0, id: { lt: id } } })
  })
  return sum.gaps
}

/** The last of the next items that have entries; the end of all ids when there are no more. */
async function nextItems(tx: ShopTx, from: string): Promise<string> {
  const [row] = await tx.$queryRaw<{ item: string | null; many: number }[]>`
    with recursive known as (
      (select item_id, 1 as at from stock_entry where shop_id = ${tx.shopId}::uuid and item_id > ${from}::uuid order by item_id limit 1)
      union all
      select (select item_id from stock_entry where shop_id = ${tx.shopId}::uuid and item_id > known.item_id order by item_id limit 1), at + 1
      from known where known.item_id is not null and at < ${chunk})
    select max(item_id::text) as item, count(item_id)::int as many from known`
  return row?.item && row.many === chunk ? row.item : last
}

interface ShownCheck {
  readonly startedAt: Date
  readonly finishedAt: Date | null
  readonly levels: number
  readonly entries: number
  readonly gaps: number
  readonly found: readonly (LedgerGap & {
    readonly item: string
    readonly sku: string | null
    readonly bin: string
  })[]
}

/** The newest look through the ledger; null when there was none. */
export function readLedgerCheck(
  deps: { readonly db: Db },
  shop: ShopId,
): Promise<ShownCheck | null> {
  return withShop(deps.db, shop, async (tx) => {
    const check = await tx.ledgerCheck.findFirst({
      where: { shopId: shop },
      orderBy: { id: 'desc' },
    })
    if (!check) return null
    const gaps = z.array(gapShape).parse(check.found)
    const [items, bins] = [
      await tx.item.findMany({
        where: { shopId: shop, id: { in: gaps.map((gap) => gap.itemId) } },
        select: { id: true, title: true, sku: true },
      }),
      await tx.bin.findMany({
        where: { shopId: shop, id: { in: gaps.map((gap) => gap.binId) } },
        select: { id: true, code: true },
      }),
    ]
    return {
      ...check,
      entries: Number(check.entries),
      found: gaps.map((gap) => {
        const item = items.find((one) => one.id === gap.itemId)
        const bin = bins.find((one) => one.id === gap.binId)
        return {
          ...gap,
          item: item?.title ?? 'an item that is gone',
          sku: item?.sku ?? null,
          bin: bin?.code ?? 'a bin that is gone',
        }
      }),
    }
  })
}
