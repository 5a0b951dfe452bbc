import { ProviderRefused } from '../../kernel/faults.ts'
import { gid, requestKey, type ShopId } from '../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../platform/db.server.ts'
import type { ShopProvider } from '../../providers/shop/contract.ts'

export interface MirrorDeps {
  readonly db: Db
  readonly shop: ShopProvider
}

const prefix = 'adjust_stock:'

/**
 * Tells the store what people received, found, counted away or found damaged, change by change, each
 * once. What the store refuses is kept with its words, and does not keep the rest from going through.
 * @throws ProviderUnavailable when the store did not answer: run again.
 */
export async function mirrorBookings(deps: MirrorDeps, shop: ShopId): Promise<void> {
  const { domain } = await deps.db.shop.findUniqueOrThrow({
    where: { id: shop },
    select: { domain: true },
  })
  const calls = await withShop(deps.db, shop, (tx) =>
    tx.outsideCall.findMany({
      where: { shopId: shop, kind: 'adjust_stock', state: 'booked' },
      orderBy: { id: 'asc' },
      take: 500,
    }),
  )
  for (const call of calls) {
    const changes = await withShop(deps.db, shop, (tx) =>
      storeChanges(tx, call.key.slice(prefix.length)),
    )
    const refused: string[] = []
    for (const change of changes) {
      const key = requestKey('adjust_stock', call.id, change.item, change.location)
      try {
        await deps.shop.adjustStock(
          { domain },
          {
            inventoryItemGid: gid(change.item),
            locationGid: gid(change.location),
            delta: change.delta,
            reason: reasonOf(change.cause, change.delta),
          },
          key,
        )
      } catch (fault) {
        if (!(fault instanceof ProviderRefused)) throw fault
        refused.push(...fault.reasons)
      }
    }
    await withShop(deps.db, shop, (tx) =>
      tx.outsideCall.update({
        where: { shopId_id: { shopId: shop, id: call.id } },
        data: {
          state: refused.length > 0 ? 'refused' : 'done',
          error: refused.length > 0 ? refused.join('; ') : null,
          attempts: { increment: 1 },
          doneAt: new Date(),
        },
      }),
    )
  }
}

/** What one booking changed in the store's eyes, where damaged pieces are not for sale. */
const storeChanges = (tx: ShopTx, key: string) => tx.$queryRaw<
  { item: string; location: string; cause: string; delta: number }[]
>`
  select i.inventory_item_gid as item, l.shopify_gid as location, e.cause, sum(e.delta)::int as delta
  from stock_entry e
  join bin b on b.shop_id = e.shop_id and b.id = e.bin_id
  join location l on l.shop_id = e.shop_id and l.id = b.location_id
  join item i on i.shop_id = e.shop_id and i.id = e.item_id
  where e.shop_id = ${tx.shopId}::uuid and e.key = ${key} and e.state <> 'damaged' and i.inventory_item_gid is not null
  group by 1, 2, 3 having sum(e.delta) <> 0 order by 1, 2`

function reasonOf(cause: string, delta: number): 'received' | 'correction' | 'shrinkage' {
  if (cause === 'received') return 'received'
  return cause === 'adjusted' && delta < 0 ? 'shrinkage' : 'correction'
}
