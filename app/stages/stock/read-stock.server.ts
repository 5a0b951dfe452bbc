import type { ShopId } from '../../kernel/ids.ts'
import { type Db, type ShopTx, sql, withShop } from '../../platform/db.server.ts'
import type { ItemRules } from './item-rules.server.ts'

export interface StockRow {
  readonly itemId: string
  readonly title: string
  readonly variantTitle: string | null
  readonly sku: string | null
  readonly barcode: string | null
  readonly imageUrl: string | null
  /** Pieces in the house: free, promised, in totes and parcels. */
  readonly onHand: number
  readonly reserved: number
  readonly available: number
  /** Said to be there and not found, or damaged: nobody may promise them. */
  readonly blocked: number
}

export interface StockQuery {
  /** Part of a title or SKU, or a whole barcode; empty: everything. */
  readonly search: string
  readonly locationId: string | null
  /** Page, from 1. */
  readonly page: number
}

/** One of the shop's own places and counters. */
export interface StockPlace {
  readonly id: string
  readonly name: string
}

export interface StockPage {
  readonly rows: readonly StockRow[]
  readonly more: boolean
  readonly places: readonly StockPlace[]
}

const pageSize = 40

/** Counted items with their pieces, at one place or at all of the shop's own. */
export function readStock(
  deps: { readonly db: Db },
  shop: ShopId,
  query: StockQuery,
): Promise<StockPage> {
  return withShop(deps.db, shop, async (tx) => {
    const places = await placesOf(tx)
    const rows = await tx.$queryRaw<StockRow[]>`
      select i.id as "itemId", i.title, i.variant_title as "variantTitle", i.sku, i.barcode, i.image_url as "imageUrl",
        coalesce(sum(l.quantity) filter (where l.state in ('on_hand','reserved','picked','packed')), 0)::int as "onHand",
        coalesce(sum(l.quantity) filter (where l.state in ('reserved','picked','packed')), 0)::int as reserved,
        coalesce(sum(l.quantity) filter (where l.state = 'on_hand'), 0)::int as available,
        coalesce(sum(l.quantity) filter (where l.state in ('quarantine','damaged')), 0)::int as blocked
      from item i
      left join (stock_level l join bin b on b.shop_id = l.shop_id and b.id = l.bin_id ${atPlace(query.locationId)})
        on l.shop_id = i.shop_id and l.item_id = i.id
      where i.shop_id = ${shop}::uuid and i.tracked ${matching(query.search)}
      group by i.shop_id, i.id order by i.title, i.variant_title, i.id
      limit ${pageSize + 1} offset ${(query.page - 1) * pageSize}`
    return { rows: rows.slice(0, pageSize), more: rows.length > pageSize, places }
  })
}

const placesOf = (tx: ShopTx): Promise<StockPlace[]> =>
  tx.location.findMany({
    where: { shopId: tx.shopId, kind: { in: ['own', 'counter'] }, active: true },
    orderBy: [{ kind: 'desc' }, { name: 'asc' }],
    select: { id: true, name: true },
  })
/** The shop's own places and counters, warehouses first. */
export const stockPlaces = (
  deps: { readonly db: Db },
  shop: ShopId,
): Promise<readonly StockPlace[]> => withShop(deps.db, shop, placesOf)

const atPlace = (locationId: string | null) =>
  locationId ? sql.sql`and b.location_id = ${locationId}::uuid` : sql.empty
const matching = (search: string) =>
  search
    ? sql.sql`and (i.title ilike ${like(search)} or i.sku ilike ${like(search)} or i.barcode = ${search})`
    : sql.empty
const like = (search: string) => `%${search.replace(/[\\%_]/g, '\\$&')}%`

export interface ItemStock {
  readonly places: readonly StockPlace[]
  readonly item: {
    readonly id: string
    readonly title: string
    readonly variantTitle: string | null
    readonly sku: string | null
    readonly barcode: string | null
    readonly imageUrl: string | null
    readonly rules: ItemRules
  }
  readonly bins: readonly {
    readonly binId: string
    readonly code: string
    readonly place: string
    readonly lotId: string | null
    readonly lot: string | null
    /** The last day on which the lot may be sent, `2026-11-30`. */
    readonly expiresOn: string | null
    readonly isBlocked: boolean
    readonly available: number
    readonly reserved: number
    readonly picked: number
    readonly blocked: number
    /** Of these: in question, not damaged, and nobody has to look at them first. */
    readonly question: number
  }[]
  readonly ledger: readonly {
    readonly id: string
    readonly at: Date
    readonly cause: string
    readonly state: string
    readonly delta: number
    readonly bin: string
    readonly by: string
    readonly shipment: string | null
  }[]
}

/** One item: where it lies, and the newest hundred entries of its ledger. Null when there is none. */
export function readItemStock(
  deps: { readonly db: Db },
  shop: ShopId,
  itemId: string,
): Promise<ItemStock | null> {
  return withShop(deps.db, shop, async (tx) => {
    const item = await tx.item.findUnique({
      where: { shopId_id: { shopId: shop, id: itemId } },
      select: {
        id: true,
        title: true,
        variantTitle: true,
        sku: true,
        barcode: true,
        imageUrl: true,
        ...{ supplier: true, leadDays: true, packPieces: true, faceMin: true, faceMax: true },
        ...{ lots: true, serials: true },
      },
    })
    return item
      ? {
          item: shownItem(item),
          places: await placesOf(tx),
          bins: await binsOf(tx, itemId),
          ledger: await ledgerOf(tx, itemId),
        }
      : null
  })
}

/** The item with its rules apart. */
function shownItem(row: Omit<ItemStock['item'], 'rules'> & ItemRules): ItemStock['item'] {
  const { supplier, leadDays, packPieces, faceMin, faceMax, lots, serials, ...item } = row
  return { ...item, rules: { supplier, leadDays, packPieces, faceMin, faceMax, lots, serials } }
}

const binsOf = (tx: ShopTx, itemId: string) => tx.$queryRaw<ItemStock['bins'][number][]>`
  select b.id as "binId", b.code, p.name as place, lot.id as "lotId", lot.code as lot,
    to_char(lot.expires_on, 'YYYY-MM-DD') as "expiresOn", coalesce(lot.state = 'quarantine', false) as "isBlocked",
    coalesce(sum(l.quantity) filter (where l.state = 'on_hand'), 0)::int as available,
    coalesce(sum(l.quantity) filter (where l.state = 'reserved'), 0)::int as reserved,
    coalesce(sum(l.quantity) filter (where l.state in ('picked','packed')), 0)::int as picked,
    coalesce(sum(l.quantity) filter (where l.state in ('quarantine','damaged')), 0)::int as blocked,
    coalesce(sum(l.quantity) filter (where l.state = 'quarantine' and b.kind <> 'quarantine' and l.serial = ''), 0)::int as question
  from stock_level l
  join bin b on b.shop_id = l.shop_id and b.id = l.bin_id
  join location p on p.shop_id = b.shop_id and p.id = b.location_id
  left join lot on lot.shop_id = l.shop_id and lot.id = l.lot_id
  where l.shop_id = ${tx.shopId}::uuid and l.item_id = ${itemId}::uuid
  group by b.id, b.code, p.name, b.walk, lot.id, lot.code, lot.expires_on, lot.state
  having lot.id is null or sum(l.quantity) > 0
  order by p.name, b.walk, lot.expires_on, lot.code`

const ledgerOf = (tx: ShopTx, itemId: string) => tx.$queryRaw<ItemStock['ledger'][number][]>`
  select e.id, e.at, e.cause, e.state, e.delta, b.code as bin, e.by, s.number as shipment
  from stock_entry e
  join bin b on b.shop_id = e.shop_id and b.id = e.bin_id
  left join shipment s on s.shop_id = e.shop_id and s.id = e.shipment_id
  where e.shop_id = ${tx.shopId}::uuid and e.item_id = ${itemId}::uuid
  order by e.id desc limit 100`
