import { z } from 'zod'
import type { OrderId } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'

const addressShape = z
  .object({
    address1: z.string().catch(''),
    city: z.string().catch(''),
    zip: z.string().catch(''),
    countryCode: z.string().catch(''),
  })
  .catch({ address1: '', city: '', zip: '', countryCode: '' })

export interface ReturnPlace {
  readonly gid: string
  readonly name: string
  /** As written on a parcel, beginning with the shop's name. */
  readonly addressLines: readonly string[]
}

/** Where goods of an order go back to: where they left from, else the shop's first own place; null without one. */
export async function readReturnPlace(tx: ShopTx, order: OrderId): Promise<ReturnPlace | null> {
  const [place] = await tx.$queryRaw<{ gid: string; name: string; address: unknown }[]>`
    select l.shopify_gid as gid, l.name, l.address from location l
    left join shipment s on s.shop_id = l.shop_id and s.location_id = l.id and s.order_id = ${order}::uuid
    where l.shop_id = ${tx.shopId}::uuid and l.kind in ('own', 'counter') and l.active
    order by (s.id is not null) desc, (l.kind = 'own') desc, l.name limit 1`
  if (!place) return null
  const shop = await tx.shop.findUniqueOrThrow({
    where: { id: tx.shopId },
    select: { name: true, domain: true },
  })
  const { address1, city, zip, countryCode } = addressShape.parse(place.address)
  return {
    gid: place.gid,
    name: place.name,
    addressLines: [shop.name || shop.domain, place.name, address1, `${zip} ${city}`, countryCode]
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  }
}
