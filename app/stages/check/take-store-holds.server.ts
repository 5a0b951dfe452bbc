import type { HoldKind } from '../../journey/holds/hold-kinds.ts'
import { placeHold } from '../../journey/holds/place-hold.server.ts'
import { releaseHold } from '../../journey/holds/release-hold.server.ts'
import { shopDomain } from '../../journey/shop-domain.server.ts'
import { gid, type OrderId, type ShopId } from '../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import type { FulfillmentOrder } from '../../providers/shop/contract.ts'
import { closed } from './decide-mirror.ts'
import type { CheckDeps } from './deps.server.ts'

/** The store's reasons as our kinds; what the check judges itself is never taken for its own. */
const kinds: Readonly<Record<string, HoldKind>> = {
  AWAITING_PAYMENT: 'payment',
  HIGH_RISK_OF_FRAUD: 'fraud',
  INVENTORY_OUT_OF_STOCK: 'stock',
}

/**
 * Holds came or went in the store: what somebody put there holds the order here too, and what somebody
 * released there (theirs or ours) is released here. Read fresh, so running twice changes nothing.
 */
export async function takeStoreHolds(
  deps: Pick<CheckDeps, 'db' | 'shop'>,
  shop: ShopId,
  id: OrderId,
): Promise<void> {
  const order = await withShop(deps.db, shop, (tx) =>
    tx.order.findUnique({
      where: { shopId_id: { shopId: shop, id } },
      select: { shopifyId: true },
    }),
  )
  if (!order) return
  const domain = await withShop(deps.db, shop, shopDomain)
  const store = { domain, urgency: 'urgent' } as const
  const parts = await deps.shop.fulfillmentOrders(store, gid(order.shopifyId))
  await withShop(deps.db, shop, (tx) => take(tx, id, parts))
}

async function take(tx: ShopTx, id: OrderId, parts: readonly FulfillmentOrder[]): Promise<void> {
  await tx.$queryRaw`select 1 from sales_order where shop_id = ${tx.shopId}::uuid and id = ${id}::uuid for update`
  const rows = await tx.hold.findMany({ where: { shopId: tx.shopId, orderId: id } })
  const live = parts.filter(({ status }) => !closed.includes(status))
  const there = live.flatMap(({ holds }) => holds)
  for (const row of rows) {
    if (row.releasedAt !== null || row.mirror !== 'held' || live.length === 0) continue
    const stands = row.storeGid
      ? there.some((hold) => hold.gid === row.storeGid)
      : there.some((hold) => hold.ours && hold.handle === row.handle)
    if (stands) continue
    await tx.hold.update({
      where: { shopId_id: { shopId: tx.shopId, id: row.id } },
      data: { mirror: 'released' },
    })
    await releaseHold(tx, id, row.id, { by: 'store', why: 'somebody released it in the store' })
  }
  for (const hold of there) {
    const known = rows.some((row) => row.storeGid === hold.gid)
    if (hold.ours || known) continue
    // Too late to stop: the store's word stands on the timeline already.
    await placeHold(tx, id, {
      vault: null,
      kind: kinds[hold.reason] ?? 'person',
      reason: `Held in the store by somebody else: ${hold.reason.toLowerCase().replaceAll('_', ' ')}`,
      by: 'store',
      owner: 'office',
      storeGid: hold.gid,
    })
  }
}
