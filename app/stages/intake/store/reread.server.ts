import { ProviderAnswerUnreadable } from '../../../kernel/faults.ts'
import { type Gid, gid, type ShopId } from '../../../kernel/ids.ts'
import { withShop } from '../../../platform/db.server.ts'
import type { Store } from '../../../providers/shop/contract.ts'
import { isAsNew } from '../drain/book-reads.server.ts'
import { deleteOrders } from '../orders/delete-orders.server.ts'
import { openStore, type StoreDeps } from './deps.server.ts'
import { takeInRead } from './take-in-read.server.ts'

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
  await readOne(deps, shop, { store: open.store, order: gid(orderGid), changedAt })
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

/** One that cannot be read goes to the dead letters: somebody has to look, and nothing is repeated. */
export async function readOne(
  deps: StoreDeps,
  shop: ShopId,
  {
    store,
    order,
    changedAt,
  }: { readonly store: Store; readonly order: Gid; readonly changedAt?: string | undefined },
): Promise<void> {
  const askedAt = new Date()
  const read = await readFresh(deps, store, order)
  if (read === null)
    return withShop(deps.db, shop, async (tx) => void (await deleteOrders(tx, [order])))
  const told =
    typeof read === 'string'
      ? { orders: [], unreadable: [{ gid: order, why: read, updatedAt: changedAt ?? null }] }
      : { orders: [read], unreadable: [] }
  const takenIn = 'Taken in from the store, which told of a change'
  await takeInRead(deps, shop, { ...told, takenIn, askedAt }, async () => undefined)
}

/** @returns null when the store does not have it (any more); a text: why it cannot be read. */
async function readFresh(deps: StoreDeps, store: Store, order: Gid) {
  try {
    return await deps.shop.order(store, order)
  } catch (fault) {
    if (!(fault instanceof ProviderAnswerUnreadable)) throw fault
    return fault.message
  }
}
