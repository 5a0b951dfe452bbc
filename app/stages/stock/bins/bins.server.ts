import type { ShopId } from '../../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import { type Db, type ShopTx, withShop } from '../../../platform/db.server.ts'
import { expandRange, zoneOf } from './bin-range.ts'

export const binKinds = ['pick', 'reserve'] as const
export type BinKind = (typeof binKinds)[number]

export interface BinRow {
  readonly id: string
  readonly code: string
  readonly zone: string
  readonly kind: string
  readonly active: boolean
  readonly maxPieces: number | null
  readonly maxMl: number | null
  readonly pieces: number
  readonly articles: number
  readonly countedAt: Date | null
}

const pageSize = 100

/** Bins of a place in walking order. @param query page from 1; search by the beginning of the code. */
export function listBins(
  deps: { readonly db: Db },
  shop: ShopId,
  query: { readonly locationId: string; readonly search: string; readonly page: number },
): Promise<{ readonly rows: readonly BinRow[]; readonly more: boolean }> {
  const like = `${query.search.replace(/[\\%_]/g, '\\$&')}%`
  return withShop(deps.db, shop, async (tx) => {
    const rows = await tx.$queryRaw<BinRow[]>`
      select b.id, b.code, b.zone, b.kind, b.active, b.max_pieces as "maxPieces", b.max_ml as "maxMl", b.counted_at as "countedAt",
        coalesce(sum(l.quantity), 0)::int as pieces, count(distinct l.item_id) filter (where l.quantity > 0)::int as articles
      from bin b left join stock_level l on l.shop_id = b.shop_id and l.bin_id = b.id and l.state <> 'in_transit'
      where b.shop_id = ${shop}::uuid and b.location_id = ${query.locationId}::uuid and b.code ilike ${like}
      group by b.shop_id, b.id order by b.walk, b.code
      limit ${pageSize + 1} offset ${(query.page - 1) * pageSize}`
    return { rows: rows.slice(0, pageSize), more: rows.length > pageSize }
  })
}

/** Makes the bins of a range; those that are there stay as they are. They follow the others in the walk. */
export function makeBins(
  deps: { readonly db: Db },
  shop: ShopId,
  what: {
    readonly locationId: string
    readonly range: string
    readonly kind: BinKind
    readonly maxPieces: number | null
    readonly maxMl: number | null
  },
): Promise<Outcome<{ readonly made: number; readonly known: number }, string>> {
  const codes = expandRange(what.range)
  if (!codes.ok) return Promise.resolve(codes)
  return withShop(deps.db, shop, async (tx) => {
    const { locationId, kind, maxPieces, maxMl } = what
    const place = await tx.$queryRaw<unknown[]>`
      select 1 from location where shop_id = ${shop}::uuid and id = ${locationId}::uuid and kind in ('own', 'counter') for update`
    if (place.length === 0) return refuse('That place is not one of yours')
    const last = await tx.bin.aggregate({
      where: { shopId: shop, locationId },
      _max: { walk: true },
    })
    const start = (last._max.walk ?? 0) + 1
    const { count } = await tx.bin.createMany({
      data: codes.value.map((code, at) => ({
        ...{ shopId: shop, locationId, code, kind, maxPieces, maxMl },
        ...{ zone: zoneOf(code), walk: start + at },
      })),
      skipDuplicates: true,
    })
    return accept({ made: count, known: codes.value.length - count })
  })
}

/** What a bin is for and what it takes; a bin with goods in it stays in use. */
export function changeBin(
  deps: { readonly db: Db },
  shop: ShopId,
  what: {
    readonly binId: string
    readonly kind: BinKind
    readonly maxPieces: number | null
    readonly maxMl: number | null
    readonly active: boolean
  },
): Promise<Outcome<'changed', string>> {
  return withShop(deps.db, shop, async (tx) => {
    const { binId, ...data } = what
    const bin = await tx.bin.findFirst({
      where: { shopId: shop, id: binId, kind: { in: [...binKinds] } },
    })
    if (!bin) return refuse('That bin is gone, or belongs to receiving and returns')
    if (!data.active && (await holdsGoods(tx, binId)))
      return refuse(`There are goods in ${bin.code}: put them elsewhere first`)
    await tx.bin.update({ where: { shopId_id: { shopId: shop, id: binId } }, data })
    return accept('changed')
  })
}

const holdsGoods = async (tx: ShopTx, binId: string) =>
  (await tx.stockLevel.count({
    where: { shopId: tx.shopId, binId, quantity: { gt: 0 } },
    take: 1,
  })) > 0
