import { noLot } from '../../journey/goods-ledger.server.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { binAt } from './bins.ts'
import type { Shelf } from './decide-reservation.ts'

/**
 * Free pieces of the wanted items in the pick bins of one place that may be promised: of no lot that is
 * expired (by the day at the place) or blocked. They stay locked, in everybody's order (goods.ts): what is
 * decided of them holds until the transaction ends.
 */
export async function freeShelves(
  tx: ShopTx,
  locationId: string | null,
  wanted: readonly { readonly itemId: string }[],
): Promise<readonly Shelf[]> {
  const items = [...new Set(wanted.map((line) => line.itemId))]
  if (!locationId || items.length === 0) return []
  // First the locks, then a look: who looks while it waits sees some shelves as they were, others as they are.
  await tx.$queryRaw`
    select 1 from stock_level l join bin b on b.shop_id = l.shop_id and b.id = l.bin_id
    where l.shop_id = ${tx.shopId}::uuid and b.location_id = ${locationId}::uuid and b.kind = 'pick'
      and l.state = 'on_hand' and l.item_id = any(${items}::uuid[])
    order by l.item_id, l.bin_id, l.lot_id, l.serial collate "C"
    for update of l`
  return tx.$queryRaw<Shelf[]>`
    select l.bin_id as "binId", l.item_id as "itemId", nullif(l.lot_id, ${noLot}::uuid) as "lotId",
      nullif(l.serial, '') as serial, b.walk, l.quantity as free, to_char(lot.expires_on, 'YYYY-MM-DD') as "expiresOn"
    from stock_level l
    join bin b on b.shop_id = l.shop_id and b.id = l.bin_id
    join location p on p.shop_id = b.shop_id and p.id = b.location_id
    left join lot on lot.shop_id = l.shop_id and lot.id = l.lot_id
    where l.shop_id = ${tx.shopId}::uuid and b.location_id = ${locationId}::uuid
      and b.kind = 'pick' and b.active and l.state = 'on_hand' and l.quantity > 0
      and l.item_id = any(${items}::uuid[])
      and (l.lot_id = ${noLot}::uuid or lot.state = 'open'
        and (lot.expires_on is null or lot.expires_on >= (now() at time zone p.time_zone)::date))
    order by l.item_id, l.bin_id, l.lot_id, l.serial collate "C"`
}

/**
 * The pick bin where an item lives at a place: where most of it lies, else where it lay before,
 * else a new bin of its own.
 */
export async function homeBin(tx: ShopTx, locationId: string, itemId: string): Promise<string> {
  const [home] = await tx.$queryRaw<{ id: string }[]>`
    select b.id from bin b join stock_level l on l.shop_id = b.shop_id and l.bin_id = b.id
    where b.shop_id = ${tx.shopId}::uuid and b.location_id = ${locationId}::uuid
      and b.kind = 'pick' and b.active and l.item_id = ${itemId}::uuid
    group by b.id, b.walk order by sum(l.quantity) desc, b.walk limit 1`
  return home?.id ?? newBin(tx, locationId)
}

/** Zone of bins made for goods that came without a planned home. */
const overflowZone = 25

async function newBin(tx: ShopTx, locationId: string): Promise<string> {
  await tx.$queryRaw`select 1 from location where shop_id = ${tx.shopId}::uuid and id = ${locationId}::uuid for update`
  const codes = await tx.bin.findMany({
    where: { shopId: tx.shopId, locationId },
    select: { code: true },
  })
  const taken = new Set(codes.map((bin) => bin.code))
  const free = Array.from({ length: taken.size + 1 }, (_, at) => binAt(overflowZone, at)).find(
    (bin) => !taken.has(bin.code),
  )
  if (!free) throw new Error('no free bin among more bins than there are')
  const made = await tx.bin.create({
    data: { shopId: tx.shopId, locationId, ...free, kind: 'pick' },
    select: { id: true },
  })
  return made.id
}

/** The bin of a place that takes goods which left a shelf and must be put back by hand. */
export async function putBackBin(tx: ShopTx, locationId: string): Promise<string> {
  const where = { shopId_locationId_code: { shopId: tx.shopId, locationId, code: 'BACK' } }
  const bin = await tx.bin.upsert({
    where,
    create: { shopId: tx.shopId, locationId, code: 'BACK', kind: 'returns', walk: 0 },
    update: {},
    select: { id: true },
  })
  return bin.id
}
