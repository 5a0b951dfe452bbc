import { noLot } from '../../journey/goods-ledger.server.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import { drawPickList, type PaperStop } from './pick-list.server.ts'
import type { PickDeps } from './scan.server.ts'

/** Most orders whose goods stand on one list. */
export const mostListed = 50

interface Row extends Omit<PaperStop, 'item'> {
  readonly sku: string | null
  readonly barcode: string | null
}

/**
 * What is to be fetched for some orders, on paper, in the order of the bins; null: nothing of theirs is to be fetched
 * here now. Nothing is started by it: pieces that a tour takes meanwhile are gone from the next print.
 */
export async function pickListOfOrders(
  { db }: PickDeps,
  shop: ShopId,
  gids: readonly string[],
): Promise<Buffer<ArrayBuffer> | null> {
  const asked = gids.slice(0, mostListed)
  const rows = await withShop(
    db,
    shop,
    (tx) => tx.$queryRaw<Row[]>`
      with line as (
        select l.*, s.number, s.tote, o.title, o.variant_title, o.sku as ordered_sku from shipment s
        join sales_order so on so.shop_id = s.shop_id and so.id = s.order_id
        join shipment_line l on l.shop_id = s.shop_id and l.shipment_id = s.id
        join order_line o on o.shop_id = l.shop_id and o.id = l.order_line_id
        where s.shop_id = ${shop}::uuid and so.shopify_id = any(${[...asked]}::text[])
          and s.kind in ('warehouse', 'pickup') and s.state in ('ready', 'picking')
      ), stop as (
        select l.id, r.bin_id, nullif(r.lot_id, ${noLot}::uuid) as lot_id, nullif(r.serial, '') as serial, r.quantity
        from line l join reservation r on r.shop_id = l.shop_id and r.shipment_line_id = l.id and r.quantity > 0
        union all
        select l.id, null, null, null, l.quantity - l.picked - l.short from line l
        where l.quantity - l.picked - l.short > 0
          and not exists (select 1 from reservation r where r.shop_id = l.shop_id and r.shipment_line_id = l.id)
      )
      select b.code as bin, l.title, l.variant_title as "variantTitle", coalesce(i.sku, l.ordered_sku) as sku, i.barcode,
        lot.code as lot, stop.serial, stop.quantity as open, coalesce(l.tote, '') as tote, l.number as "shipmentNumber"
      from stop join line l on l.id = stop.id
      left join bin b on b.shop_id = l.shop_id and b.id = stop.bin_id
      left join item i on i.shop_id = l.shop_id and i.id = l.item_id
      left join lot on lot.shop_id = l.shop_id and lot.id = stop.lot_id
      order by b.walk nulls last, b.code, l.title, l.number`,
  )
  if (rows.length === 0) return null
  const stops = rows.map(
    ({ sku, barcode, ...row }): PaperStop => ({ ...row, item: { sku, barcode } }),
  )
  return drawPickList('Pick list', stops)
}
