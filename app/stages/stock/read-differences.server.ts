import type { StockDifference } from '../../journey/stock-difference.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { type Db, withShop } from '../../platform/db.server.ts'
import { type StoreReason, toSettle } from './decide-reasons.ts'
import { reasonsShape } from './settle-store.server.ts'

interface DifferenceRow extends StockDifference<StoreReason> {
  readonly readAt: Date
}

interface DifferencePage {
  readonly rows: readonly DifferenceRow[]
  readonly more: boolean
  /** Items at places that were compared, and when last. */
  readonly compared: number
  readonly newest: Date | null
}

const pageSize = 30

/** Where store and ledger differ, the largest difference first. @param page from 1. */
export function readDifferences(
  deps: { readonly db: Db },
  shop: ShopId,
  page: number,
): Promise<DifferencePage> {
  return withShop(deps.db, shop, async (tx) => {
    const rows = await tx.$queryRaw<
      (Omit<DifferenceRow, 'reasons' | 'toSettle'> & { readonly reasons: unknown })[]
    >`
      select i.id as "itemId", p.id as "locationId", i.title, i.variant_title as "variantTitle", i.sku, p.name as place,
        l.available, l.committed, l.good as store, l.ours, l.difference, l.reasons, l.read_at as "readAt"
      from store_level l
      join lateral (select * from item where shop_id = l.shop_id and inventory_item_gid = l.inventory_item_gid
        order by id limit 1) i on true
      join location p on p.shop_id = l.shop_id and p.shopify_gid = l.location_gid
      where l.shop_id = ${shop}::uuid and l.difference <> 0
      order by abs(l.difference) desc, i.title, p.name, l.inventory_item_gid
      limit ${pageSize + 1} offset ${(page - 1) * pageSize}`
    const [sum] = await tx.$queryRaw<{ compared: number; newest: Date | null }[]>`
      select count(*)::int as compared, max(read_at) as newest from store_level
      where shop_id = ${shop}::uuid and read_at is not null`
    return {
      rows: rows.slice(0, pageSize).map((row) => {
        const reasons = reasonsShape.parse(row.reasons)
        return { ...row, reasons, toSettle: toSettle(reasons) }
      }),
      more: rows.length > pageSize,
      compared: sum?.compared ?? 0,
      newest: sum?.newest ?? null,
    }
  })
}
