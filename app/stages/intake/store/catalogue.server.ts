import { openStock } from '../../../journey/jobs.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../../platform/db.server.ts'
import { enqueue } from '../../../platform/jobs.server.ts'
import type { ItemFacts } from '../../../providers/shop/contract.ts'
import { openStore, type StoreDeps } from './deps.server.ts'

/**
 * Reads all that the store sells, page by page; each page is written at once, so that a run that is
 * cut has not read for nothing. Then the stock room opens its ledger for what is new.
 * @returns how many items were read.
 */
export async function readCatalogue(deps: StoreDeps, shop: ShopId): Promise<number> {
  const open = await openStore(deps, shop)
  if (open === null) return 0
  let read = 0
  let after: string | null = null
  do {
    const page = await deps.shop.items(open.store, after)
    await withShop(deps.db, shop, (tx) => writeItems(tx, page.items))
    read += page.items.length
    after = page.next
  } while (after !== null)
  await withShop(deps.db, shop, (tx) =>
    enqueue(tx, openStock, { shopId: shop }, { key: `stock.open:${shop}` }),
  )
  return read
}

/** A measured size of ours is kept where the store names none. */
async function writeItems(tx: ShopTx, items: readonly ItemFacts[]): Promise<void> {
  if (items.length === 0) return
  const json = JSON.stringify(items.map(itemRow)).replaceAll('\\u0000', '')
  await tx.$executeRaw`
    insert into item (shop_id, variant_gid, product_gid, inventory_item_gid, sku, barcode, title,
      variant_title, vendor, product_type, image_url, grams, length_mm, width_mm, height_mm,
      requires_shipping, gift_card, tracked, tags, updated_at)
    select ${tx.shopId}::uuid, variant_gid, product_gid, inventory_item_gid, sku, barcode, title,
      variant_title, vendor, product_type, image_url, grams, length_mm, width_mm, height_mm,
      requires_shipping, gift_card, tracked, tags, now()
    from json_to_recordset(${json}::json) as r(variant_gid text, product_gid text, inventory_item_gid text,
      sku text, barcode text, title text, variant_title text, vendor text, product_type text,
      image_url text, grams int, length_mm int, width_mm int, height_mm int,
      requires_shipping boolean, gift_card boolean, tracked boolean, tags text[])
    on conflict (shop_id, variant_gid) do update set product_gid = excluded.product_gid,
      inventory_item_gid = excluded.inventory_item_gid, sku = excluded.sku, barcode = excluded.barcode,
      title = excluded.title, variant_title = excluded.variant_title, vendor = excluded.vendor,
      product_type = excluded.product_type, image_url = excluded.image_url, grams = excluded.grams,
      length_mm = coalesce(excluded.length_mm, item.length_mm),
      width_mm = coalesce(excluded.width_mm, item.width_mm),
      height_mm = coalesce(excluded.height_mm, item.height_mm),
      requires_shipping = excluded.requires_shipping, gift_card = excluded.gift_card,
      tracked = excluded.tracked, tags = excluded.tags, updated_at = now()`
}

const itemRow = (item: ItemFacts) => ({
  variant_gid: item.variantGid,
  product_gid: item.productGid,
  inventory_item_gid: item.inventoryItemGid,
  sku: item.sku,
  barcode: item.barcode,
  title: item.title,
  variant_title: item.variantTitle,
  vendor: item.vendor,
  product_type: item.productType,
  image_url: item.imageUrl,
  grams: item.grams,
  length_mm: item.size?.length ?? null,
  width_mm: item.size?.width ?? null,
  height_mm: item.size?.height ?? null,
  requires_shipping: item.requiresShipping,
  gift_card: item.giftCard,
  tracked: item.tracked,
  tags: item.tags,
})
