import { noLot } from '../../../journey/goods-ledger.server.ts'
import { shopSettingsIn } from '../../../journey/settings.server.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import { decideRest, type Rest, type RestPlace, triesPlaces } from './decide-rest.ts'

/** A shipment whose lines came short. */
export interface ShortShipment {
  readonly id: string
  readonly kind: string
  readonly locationId: string | null
  readonly lines: readonly {
    readonly itemId: string | null
    readonly quantity: number
    readonly short: number
  }[]
}

/** What becomes of the pieces that are short, by the shop's rule and by what lies elsewhere right now. */
export async function restOf(tx: ShopTx, shipment: ShortShipment): Promise<Rest> {
  const { shortRule: rule } = await shopSettingsIn(tx)
  return decideRest({
    ...{ rule, kind: shipment.kind },
    isSomeLeft: shipment.lines.some((line) => line.short < line.quantity),
    places: triesPlaces(rule) ? await placesWithAll(tx, shipment) : [],
  })
}

/**
 * The shop's own places that have all of what is short free, where most of it lies first. Goods nobody counts are at
 * no place for certain.
 */
async function placesWithAll(tx: ShopTx, shipment: ShortShipment): Promise<readonly RestPlace[]> {
  const missing = shipment.lines.filter((line) => line.short > 0)
  const items = missing.flatMap((line) => line.itemId ?? [])
  if (items.length < missing.length || shipment.locationId === null) return []
  return tx.$queryRaw<RestPlace[]>`
    with wanted as (
      select item, sum(pieces)::int as pieces
      from unnest(${items}::uuid[], ${missing.map((line) => line.short)}::int[]) as w (item, pieces) group by item
    ), free as (
      select b.location_id, l.item_id, sum(l.quantity)::int as pieces
      from stock_level l
      join bin b on b.shop_id = l.shop_id and b.id = l.bin_id and b.kind = 'pick' and b.active
      join location p on p.shop_id = b.shop_id and p.id = b.location_id
      left join lot on lot.shop_id = l.shop_id and lot.id = l.lot_id
      where l.shop_id = ${tx.shopId}::uuid and l.state = 'on_hand' and l.quantity > 0
        and l.item_id = any(${items}::uuid[])
        and (l.lot_id = ${noLot}::uuid or lot.state = 'open'
          and (lot.expires_on is null or lot.expires_on >= (now() at time zone p.time_zone)::date))
      group by b.location_id, l.item_id
    )
    select p.id, p.shopify_gid as gid, p.name from location p
    join free f on f.location_id = p.id
    join wanted w on w.item = f.item_id and w.pieces <= f.pieces
    where p.shop_id = ${tx.shopId}::uuid and p.kind = 'own' and p.active and p.id <> ${shipment.locationId}::uuid
    group by p.id, p.shopify_gid, p.name
    having count(*) = (select count(*) from wanted)
    order by sum(f.pieces) desc, p.id`
}
