import { shopDomain } from '../../journey/shop-domain.server.ts'
import { type Gid, gid, type ShopId } from '../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../platform/db.server.ts'
import type { ShopProvider, StoreStock } from '../../providers/shop/contract.ts'
import { decideReasons, type UnderWay } from './decide-reasons.ts'

export interface CompareDeps {
  readonly db: Db
  readonly shop: ShopProvider
}

/** Items read from the store in one call. */
const chunk = 25

/**
 * Compares what the store counts with the ledger, and keeps where they differ and why. Changes neither: what
 * comes back of our own bookings is found equal, and that is the end of it.
 * @param which `told`: what the store said something of since it was read last; `all`: every counted item.
 * @throws ProviderUnavailable when the store did not answer: run again.
 */
export async function compareStock(
  deps: CompareDeps,
  shop: ShopId,
  which: 'told' | 'all',
): Promise<void> {
  let after = ''
  for (;;) {
    const gids = await withShop(deps.db, shop, (tx) => nextItems(tx, which, after))
    await compareItems(deps, shop, gids)
    const last = gids.at(-1)
    if (!last || gids.length < chunk) return
    after = last
  }
}

const nextItems = async (tx: ShopTx, which: 'told' | 'all', after: string): Promise<Gid[]> => {
  const rows =
    which === 'all'
      ? await tx.$queryRaw<{ id: string }[]>`
          select distinct inventory_item_gid as id from item
          where shop_id = ${tx.shopId}::uuid and tracked and inventory_item_gid > ${after}
          order by 1 limit ${chunk}`
      : await tx.$queryRaw<{ id: string }[]>`
          select distinct inventory_item_gid as id from store_level
          where shop_id = ${tx.shopId}::uuid and (read_at is null or told_at > read_at) and inventory_item_gid > ${after}
          order by 1 limit ${chunk}`
  return rows.map((row) => gid(row.id))
}

/** Reads items in the store and compares them, at each of the shop's own places. */
export async function compareItems(
  { db, shop: provider }: CompareDeps,
  shop: ShopId,
  gids: readonly Gid[],
): Promise<void> {
  if (gids.length === 0) return
  const domain = await withShop(db, shop, shopDomain)
  const readAt = new Date()
  const levels = await provider.stockLevels({ domain, urgency: 'bulk' }, gids)
  await withShop(db, shop, async (tx) => {
    // What the store does not count any more differs from nothing.
    await tx.$executeRaw`
      update store_level set read_at = ${readAt}::timestamptz, difference = 0, reasons = '[]'
      where shop_id = ${shop}::uuid and inventory_item_gid = any(${[...gids]}::text[])`
    const facts = await ledgerFacts(tx, gids)
    for (const level of levels) {
      const ours = facts.get(`${level.inventoryItemGid} ${level.locationGid}`)
      if (ours) await keep(tx, level, ours, readAt)
    }
  })
}

async function keep(tx: ShopTx, level: StoreStock, ours: Facts, readAt: Date): Promise<void> {
  const difference = level.good - ours.pieces
  const reasons = JSON.stringify(decideReasons(difference, ours))
  await tx.$executeRaw`
    insert into store_level as l (shop_id, inventory_item_gid, location_gid, available, told_at, committed, good,
      read_at, ours, difference, reasons)
    values (${tx.shopId}::uuid, ${level.inventoryItemGid}, ${level.locationGid}, ${level.available}::int,
      ${readAt}::timestamptz, ${level.committed}::int, ${level.good}::int, ${readAt}::timestamptz,
      ${ours.pieces}::int, ${difference}::int, ${reasons}::jsonb)
    on conflict (shop_id, inventory_item_gid, location_gid) do update set available = excluded.available,
      committed = excluded.committed, good = excluded.good, read_at = excluded.read_at, ours = excluded.ours,
      difference = excluded.difference, reasons = excluded.reasons`
}

interface Facts extends UnderWay {
  /** Pieces there that are good: free, promised, in totes and parcels, in question. */
  readonly pieces: number
}

/**
 * The ledger's side of items by `item location`, at the shop's own places; only where the item has or had a bin.
 * Damaged pieces left the store's count when they were booked; what is in transit is not there yet, and what waits to
 * be looked at in the checking bin is not for sale.
 */
async function ledgerFacts(tx: ShopTx, gids: readonly Gid[]): Promise<ReadonlyMap<string, Facts>> {
  const rows = await tx.$queryRaw<(Facts & { readonly at: string })[]>`
    with place as (
      select b.id as bin_id, b.kind, p.shopify_gid from bin b
      join location p on p.shop_id = b.shop_id and p.id = b.location_id
      where b.shop_id = ${tx.shopId}::uuid and p.kind in ('own', 'counter')),
    thing as (
      select id, inventory_item_gid from item
      where shop_id = ${tx.shopId}::uuid and inventory_item_gid = any(${[...gids]}::text[]) and tracked),
    there as (
      select t.inventory_item_gid || ' ' || p.shopify_gid as at,
        coalesce(sum(l.quantity) filter (where l.state not in ('damaged', 'in_transit')
          and not (l.state = 'quarantine' and p.kind = 'quarantine')), 0)::int as pieces
      from thing t join stock_level l on l.shop_id = ${tx.shopId}::uuid and l.item_id = t.id
      join place p on p.bin_id = l.bin_id group by 1),
    entry as (
      select t.inventory_item_gid || ' ' || p.shopify_gid as at, e.key, e.cause, e.state, e.delta, e.shipment_id from thing t
      join stock_entry e on e.shop_id = ${tx.shopId}::uuid and e.item_id = t.id
      join place p on p.bin_id = e.bin_id
      where e.state not in ('damaged', 'in_transit') and not (e.state = 'quarantine' and p.kind = 'quarantine')),
    booking as (
      select e.at, sum(-e.delta) filter (where c.state = 'booked') as booked, sum(-e.delta) filter (where c.state = 'refused') as refused
      from outside_call c
      join entry e on e.key = substr(c.key, ${prefix.length + 1}::int)
      where c.shop_id = ${tx.shopId}::uuid and c.kind = 'adjust_stock' and c.state in ('booked', 'refused') group by 1),
    sent as (
      select e.at,
        sum(-e.delta) filter (where e.cause = 'shipped' and s.fulfillment_gid is null) as shipped,
        -sum(e.delta) filter (where e.state in ('reserved', 'picked', 'packed') and s.fulfillment_gid is not null) as fulfilled
      from entry e join shipment s on s.shop_id = ${tx.shopId}::uuid and s.id = e.shipment_id group by 1),
    back as (
      select e.at, sum(-e.delta) as returned from entry e
      join return_case r on r.shop_id = ${tx.shopId}::uuid and 'return:' || r.id = e.key
      where e.cause = 'returned' and r.state <> 'settled' group by 1)
    select there.at, there.pieces, coalesce(booked, 0)::int as booking_on_its_way, coalesce(refused, 0)::int as booking_refused,
      coalesce(shipped, 0)::int as shipped_not_fulfilled, coalesce(fulfilled, 0)::int as fulfilled_not_shipped,
      coalesce(returned, 0)::int as return_on_its_way
    from there left join booking using (at) left join sent using (at) left join back using (at)`
  return new Map(rows.map((row) => [row.at, row]))
}

const prefix = 'adjust_stock:'
