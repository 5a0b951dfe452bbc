import { randomUUID } from 'node:crypto'
import { hoursAfter } from '../../../journey/due.ts'
import { noLot } from '../../../journey/goods-ledger.server.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../../platform/db.server.ts'
import { homeBin } from '../shelves.server.ts'
import { openTask } from '../tasks/open-task.server.ts'
import { type BehindShelf, decideReplenish, type Refillable } from './decide-replenish.ts'

/** Hours in which a pick bin is filled up. */
const withinHours = 4

/**
 * Opens the tasks that bring goods from the reserve to the pick bins, at every place of the shop's own. Pieces that an
 * open task brings already are not asked for again.
 * @returns how many tasks were opened.
 */
export async function planReplenish(deps: { readonly db: Db }, shop: ShopId): Promise<number> {
  const places = await withShop(deps.db, shop, (tx) =>
    tx.location.findMany({
      where: { shopId: shop, kind: { in: ['own', 'counter'] }, active: true },
      select: { id: true },
    }),
  )
  let opened = 0
  for (const { id } of places) opened += await withShop(deps.db, shop, (tx) => refillPlace(tx, id))
  return opened
}

async function refillPlace(tx: ShopTx, locationId: string): Promise<number> {
  // One planner at a place at a time: two would both ask for the same pieces.
  await tx.$queryRaw`select 1 from location where shop_id = ${tx.shopId}::uuid and id = ${locationId}::uuid for update`
  let opened = 0
  for (const item of await readRefillable(tx, locationId))
    for (const refill of decideReplenish(item)) {
      const toBinId = await homeBin(tx, locationId, item.itemId)
      const made = await openTask(tx, {
        ...{ key: `replenish:${randomUUID()}`, kind: 'replenish', by: 'system', locationId },
        ...{ reason: refill.reason, dueAt: hoursAfter(new Date(), withinHours) },
        ...{ binId: refill.binId, toBinId, itemId: item.itemId, lotId: refill.lotId },
        quantity: refill.quantity,
      })
      if (made) opened++
    }
  return opened
}

interface FaceRow extends Omit<Refillable, 'behind'> {
  readonly behind: readonly BehindShelf[] | null
}

/** Items with pieces in the reserve of a place that orders wait for or whose pick bins have a least. */
async function readRefillable(tx: ShopTx, locationId: string): Promise<readonly Refillable[]> {
  const rows = await tx.$queryRaw<FaceRow[]>`
    with wanted as (
      select l.item_id, sum(l.quantity - l.picked)::int as pieces from shipment_line l
      join shipment s on s.shop_id = l.shop_id and s.id = l.shipment_id
      where l.shop_id = ${tx.shopId}::uuid and s.state = 'waiting_stock' and s.location_id = ${locationId}::uuid
        and l.item_id is not null group by 1),
    behind as (
      select l.item_id, jsonb_agg(jsonb_build_object('binId', b.id, 'lotId', nullif(l.lot_id, ${noLot}::uuid), 'walk', b.walk,
        'expiresOn', to_char(lot.expires_on, 'YYYY-MM-DD'),
        'free', l.quantity - coalesce((select sum(t.quantity - t.done_quantity) from stock_task t
          where t.shop_id = l.shop_id and t.kind = 'replenish' and t.state = 'open' and t.bin_id = l.bin_id
            and t.item_id = l.item_id and coalesce(t.lot_id, ${noLot}::uuid) = l.lot_id), 0))) as shelves
      from (select shop_id, bin_id, item_id, lot_id, sum(quantity)::int as quantity from stock_level
        where shop_id = ${tx.shopId}::uuid and state = 'on_hand' and quantity > 0 group by 1, 2, 3, 4) l
      join bin b on b.shop_id = l.shop_id and b.id = l.bin_id and b.kind = 'reserve' and b.active
        and b.location_id = ${locationId}::uuid
      left join lot on lot.shop_id = l.shop_id and lot.id = l.lot_id
      where lot.id is null or lot.state = 'open' and (lot.expires_on is null or lot.expires_on >= current_date)
      group by 1)
    select i.id as "itemId", i.face_min as min, i.face_max as max, coalesce(w.pieces, 0) as wanted, behind.shelves as behind,
      coalesce((select sum(l.quantity) from stock_level l join bin b on b.shop_id = l.shop_id and b.id = l.bin_id
        where l.shop_id = i.shop_id and l.item_id = i.id and l.state = 'on_hand' and b.kind = 'pick' and b.active
          and b.location_id = ${locationId}::uuid), 0)::int as face,
      coalesce((select sum(t.quantity - t.done_quantity) from stock_task t where t.shop_id = i.shop_id and t.item_id = i.id
        and t.kind = 'replenish' and t.state = 'open' and t.location_id = ${locationId}::uuid), 0)::int as "onTheWay"
    from behind join item i on i.shop_id = ${tx.shopId}::uuid and i.id = behind.item_id
    left join wanted w on w.item_id = i.id
    where i.face_min is not null or w.pieces > 0 order by i.id`
  return rows.map((row) => ({ ...row, behind: row.behind ?? [] }))
}
