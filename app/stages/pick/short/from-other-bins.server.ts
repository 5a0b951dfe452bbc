import { noLot } from '../../../journey/goods-ledger.server.ts'
import { reserveGoods } from '../../../journey/reservations.server.ts'
import { MovedMeanwhile } from '../../../kernel/faults.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import type { OpenTour, PickRow } from '../read-tour.server.ts'
import { decideInstead, type Found } from './decide-instead.ts'
import { insertStops } from './insert-stops.server.ts'

/**
 * What a shelf does not have is promised from other bins of the same place, and the tour gets stops for it where they
 * are on the way. What expires first is taken first; expired and blocked lots never.
 * @returns pieces found elsewhere: 0 to all that is missing.
 */
export async function takeFromOtherBins(
  tx: ShopTx,
  { open, pick, by }: { readonly open: OpenTour; readonly pick: PickRow; readonly by: string },
  missing: number,
): Promise<number> {
  const { binId, itemId, lineId, shipmentId, orderId } = pick
  if (!binId || !itemId) return 0
  const found = await tx.$queryRaw<Found[]>`
    select l.bin_id as "binId", nullif(l.lot_id, ${noLot}::uuid) as "lotId", nullif(l.serial, '') as serial, l.quantity as free
    from stock_level l
    join bin b on b.shop_id = l.shop_id and b.id = l.bin_id
    join bin short on short.shop_id = l.shop_id and short.id = ${binId}::uuid and short.location_id = b.location_id
    join location p on p.shop_id = b.shop_id and p.id = b.location_id
    left join lot on lot.shop_id = l.shop_id and lot.id = l.lot_id
    where l.shop_id = ${tx.shopId}::uuid and l.item_id = ${itemId}::uuid and l.state = 'on_hand' and l.quantity > 0
      and b.kind = 'pick' and b.active and b.id <> ${binId}::uuid
      and (l.lot_id = ${noLot}::uuid or lot.state = 'open'
        and (lot.expires_on is null or lot.expires_on >= (now() at time zone p.time_zone)::date))
    order by lot.expires_on nulls last, (l.quantity >= ${missing}) desc, b.walk, l.bin_id limit 20`
  const takes = decideInstead(missing, found)
  if (takes.length === 0) return 0
  const reserved = await reserveGoods(tx, {
    ...{ key: `instead:${pick.id}:${pick.version}`, by, shipmentId, orderId },
    takes: takes.map((take) => ({ ...take, itemId, lineId })),
  })
  // Somebody was faster at one of these bins: all of it is looked at again.
  if (reserved !== 'moved') throw new MovedMeanwhile(`the bins instead of ${pick.bin} changed`)
  await insertStops(tx, open, pick, takes)
  return takes.reduce((sum, take) => sum + take.quantity, 0)
}
