import { type Gid, gid, type ShopId } from '../../../kernel/ids.ts'
import { withShop } from '../../../platform/db.server.ts'
import { isAsNew } from '../drain/book-reads.server.ts'
import { applyOrders } from '../orders/apply-orders.server.ts'
import { deleteOrders } from '../orders/delete-orders.server.ts'
import { keepRisks, risksOf } from '../orders/order-risk.server.ts'
import { openStore, type StoreDeps } from './deps.server.ts'

export interface Reread {
  readonly orderGid: string
  /** When it changed, as a delivery said; unknown: it is read in any case. */
  readonly changedAt?: string | undefined
}

/**
 * Reads one order from the store again and brings ours to its state. Nobody is asked when what we have
 * is as new as the change already; one that the store does not have any more was deleted.
 */
export async function rereadOrder(
  deps: StoreDeps,
  shop: ShopId,
  { orderGid, changedAt }: Reread,
): Promise<void> {
  const open = await openStore(deps, shop)
  if (open === null) return
  if (changedAt !== undefined && (await haveIt(deps, shop, { orderGid, at: new Date(changedAt) })))
    return
  await readOne(deps, shop, { store: open.store, order: gid(orderGid) })
}

const haveIt = (
  deps: StoreDeps,
  shop: ShopId,
  { orderGid, at }: { readonly orderGid: string; readonly at: Date },
) =>
  withShop(deps.db, shop, async (tx) => {
    const order = await tx.order.findUnique({
      where: { shopId_shopifyId: { shopId: shop, shopifyId: orderGid } },
      select: { sourceUpdatedAt: true },
    })
    return order !== null && isAsNew(order.sourceUpdatedAt, at)
  })

export async function readOne(
  deps: StoreDeps,
  shop: ShopId,
  { store, order }: { readonly store: { readonly domain: string }; readonly order: Gid },
): Promise<void> {
  const snapshot = await deps.shop.order(store, order)
  const vault = await deps.vaults.of(shop)
  await withShop(deps.db, shop, async (tx) => {
    if (snapshot === null) await deleteOrders(tx, [order])
    else {
      await applyOrders(tx, vault, [snapshot], {
        source: 'store',
        takenIn: 'Taken in from the store, which told of a change',
      })
      await keepRisks(tx, risksOf([snapshot]))
    }
  })
}
