import type { BuyerColumns } from '../../../journey/buyer-columns.ts'
import { sealProperties } from '../../../journey/line-properties.ts'
import type { OrderId } from '../../../kernel/ids.ts'
import { base64, jsonRows } from '../../../kernel/json-rows.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import type { ShopVault } from '../../../platform/vault.server.ts'
import type { LineRow, OrderRow } from './order-row.ts'

/** What a new order starts with. */
export interface Start {
  readonly state: 'received' | 'cancelled' | 'completed'
  /** `confirm`: the check has looked at it already, by this version of the contract. Null at an end. */
  readonly next_step: 'check' | 'confirm' | null
  readonly contract_version: number | null
  /** When that has to be done; null at an end. */
  readonly due_at: string | null
}

/**
 * Writes orders that were never seen. One that somebody else wrote in the same moment is left alone.
 * @returns our id by the store's, of those that were written here.
 */
export async function insertOrders(
  tx: ShopTx,
  orders: readonly (OrderRow & BuyerColumns & Start)[],
): Promise<ReadonlyMap<string, string>> {
  if (orders.length === 0) return new Map()
  const rows = await tx.$queryRaw<{ id: string; shopify_id: string }[]>`
    insert into sales_order (shop_id, shopify_id, name, state, delivery_kind, currency, total_minor,
      financial_status, channel, locale, country, shipping_title, tags, customer_gid, placed_at,
      source_updated_at, cancelled_at, sealed, email_hash, phone_hash, address_hash, source_digest,
      source_buyer, owner, next_step, contract_version, due_at, ended_at)
    select ${tx.shopId}::uuid, shopify_id, name, state, delivery_kind, currency, total_minor,
      financial_status, channel, locale, country, shipping_title, tags, customer_gid, placed_at,
      source_updated_at, cancelled_at, decode(sealed, 'base64'), decode(email_hash, 'base64'),
      decode(phone_hash, 'base64'), decode(address_hash, 'base64'), decode(source_digest, 'base64'),
      decode(source_buyer, 'base64'), case when due_at is not null then 'system' end, next_step,
      contract_version, due_at, case when due_at is null then now() end
    from json_to_recordset(${jsonRows(orders)}::json) as r(shopify_id text, name text, state text,
      delivery_kind text, currency text, total_minor bigint, financial_status text, channel text,
      locale text, country text, shipping_title text, tags text[], customer_gid text,
      placed_at timestamptz, source_updated_at timestamptz, cancelled_at timestamptz, sealed text,
      email_hash text, phone_hash text, address_hash text, source_digest text, source_buyer text, next_step text,
      contract_version int, due_at timestamptz)
    order by shopify_id
    on conflict (shop_id, shopify_id) do nothing
    returning id, shopify_id`
  return new Map(rows.map((row) => [row.shopify_id, row.id]))
}

export interface OrderUpdate extends OrderRow, BuyerColumns {
  readonly id: OrderId
  /** The buyer's data is written too; not while a correction is on its way to the store, or stands against it. */
  readonly with_buyer: boolean
  /** Nothing of it was left out because it may be from before a correction. */
  readonly is_whole: boolean
}

/**
 * Writes the newer state of orders that are known. What was erased at a customer's wish stays empty. A state
 * of which the buyer was left out is not known as a whole: the same one, asked for later, is news.
 */
export async function updateOrders(tx: ShopTx, orders: readonly OrderUpdate[]): Promise<void> {
  if (orders.length === 0) return
  await tx.$executeRaw`
    update sales_order o set name = r.name, delivery_kind = r.delivery_kind, currency = r.currency,
      total_minor = r.total_minor, financial_status = r.financial_status,
      channel = case when o.form_id is null then r.channel else o.channel end,
      locale = r.locale, shipping_title = r.shipping_title, tags = r.tags, placed_at = r.placed_at,
      source_updated_at = r.source_updated_at, source_digest = case when r.is_whole then decode(r.source_digest, 'base64') end,
      source_buyer = case when o.sealed is null then null else decode(r.source_buyer, 'base64') end,
      cancelled_at = coalesce(o.cancelled_at, r.cancelled_at),
      country = case when r.with_buyer then r.country else o.country end,
      customer_gid = case when o.sealed is null then null else r.customer_gid end,
      sealed = case when o.sealed is null or not r.with_buyer then o.sealed else decode(r.sealed, 'base64') end,
      email_hash = case when o.sealed is null or not r.with_buyer then o.email_hash else decode(r.email_hash, 'base64') end,
      phone_hash = case when o.sealed is null or not r.with_buyer then o.phone_hash else decode(r.phone_hash, 'base64') end,
      address_hash = case when o.sealed is null or not r.with_buyer then o.address_hash else decode(r.address_hash, 'base64') end
    from json_to_recordset(${jsonRows(orders)}::json) as r(id uuid, with_buyer boolean, is_whole boolean, name text,
      delivery_kind text, currency text, total_minor bigint, financial_status text, channel text,
      locale text, country text, shipping_title text, tags text[], customer_gid text,
      placed_at timestamptz, source_updated_at timestamptz, cancelled_at timestamptz, sealed text,
      email_hash text, phone_hash text, address_hash text, source_digest text, source_buyer text)
    where o.shop_id = ${tx.shopId}::uuid and o.id = r.id`
}

export interface OwnedLine extends LineRow {
  readonly order_id: string
}

/**
 * Writes the lines of orders by the store's line id. A line that the store does not name any more
 * keeps its row, with no pieces: shipments and returns point at it. What was written for an article is sealed.
 */
export async function writeLines(
  tx: ShopTx,
  vault: ShopVault,
  lines: readonly OwnedLine[],
  known: readonly OrderId[],
): Promise<void> {
  const json = jsonRows(
    lines.map(({ properties, ...line }) => {
      const sealed = sealProperties(vault, properties)
      return { ...line, sealed: sealed && base64(sealed) }
    }),
  )
  if (lines.length > 0)
    await tx.$executeRaw`
      insert into order_line (shop_id, order_id, shopify_id, variant_gid, product_gid, sku, title,
        variant_title, vendor, quantity, grams, requires_shipping, gift_card, sealed, price_minor, position)
      select ${tx.shopId}::uuid, order_id, shopify_id, variant_gid, product_gid, sku, title,
        variant_title, vendor, quantity, grams, requires_shipping, gift_card, decode(sealed, 'base64'), price_minor, position
      from json_to_recordset(${json}::json) as r(order_id uuid, shopify_id text, variant_gid text,
        product_gid text, sku text, title text, variant_title text, vendor text, quantity int, grams int,
        requires_shipping boolean, gift_card boolean, sealed text, price_minor bigint, position int)
      on conflict (shop_id, order_id, shopify_id) do update set variant_gid = excluded.variant_gid,
        product_gid = excluded.product_gid, sku = excluded.sku, title = excluded.title,
        variant_title = excluded.variant_title, vendor = excluded.vendor, quantity = excluded.quantity,
        grams = excluded.grams, requires_shipping = excluded.requires_shipping,
        gift_card = excluded.gift_card, sealed = excluded.sealed, properties = '[]',
        price_minor = excluded.price_minor, position = excluded.position`
  if (known.length > 0)
    await tx.$executeRaw`
      update order_line l set quantity = 0
      where l.shop_id = ${tx.shopId}::uuid and l.order_id = any(${[...known]}::uuid[]) and l.quantity > 0
        and not exists (select 1 from json_to_recordset(${json}::json) as r(order_id uuid, shopify_id text)
          where r.order_id = l.order_id and r.shopify_id = l.shopify_id)`
}
