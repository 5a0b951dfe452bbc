import type { ShopTx } from '../../platform/db.server.ts'

export interface OwnPlace {
  readonly id: string
  readonly gid: string
  readonly name: string
}

/** The shop's own places that could send a shipment: where most of its goods lie free comes first. */
export const readOwnPlaces = (tx: ShopTx, shipmentId: string): Promise<OwnPlace[]> => tx.$queryRaw<
  OwnPlace[]
>`
  select l.id, l.shopify_gid as gid, l.name
  from location l
  left join bin b on b.shop_id = l.shop_id and b.location_id = l.id
  left join stock_level s on s.shop_id = b.shop_id and s.bin_id = b.id and s.state = 'on_hand'
    and s.item_id in (select item_id from shipment_line where shop_id = l.shop_id and shipment_id = ${shipmentId}::uuid)
  where l.shop_id = ${tx.shopId}::uuid and l.kind = 'own' and l.active
  group by l.shop_id, l.id
  order by coalesce(sum(s.quantity), 0) desc, count(distinct b.id) desc, l.id`
