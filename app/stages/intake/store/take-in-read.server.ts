import { Fault } from '../../../kernel/faults.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../../platform/db.server.ts'
import type { ShopVault } from '../../../platform/vault.server.ts'
import type { UnreadableOrder } from '../../../providers/shop/contract.ts'
import type { OrderSnapshot } from '../../../providers/shop/snapshot.ts'
import { tellUnreadable } from '../letters/tell-unreadable.server.ts'
import { type Applied, applyOrders } from '../orders/apply-orders.server.ts'
import { keepRisks, risksOf } from '../orders/order-risk.server.ts'
import { isPassing, reasonOf } from '../why-failed.ts'
import type { StoreDeps } from './deps.server.ts'

export interface ReadOrders {
  readonly orders: readonly OrderSnapshot[]
  readonly unreadable: readonly UnreadableOrder[]
  /** When the store was asked, by our clock; left out where its answer was made earlier. */
  readonly askedAt?: Date
  /** For the timeline of a new order. */
  readonly takenIn: string
  /** They were there before the app. */
  readonly backlog?: boolean
}

export interface TakenIn {
  readonly told: readonly Applied[]
  readonly unreadable: readonly UnreadableOrder[]
}

/**
 * Takes in orders that were read from the store, in one transaction with `mark`, which writes how far
 * the reading is. Orders that cannot be read, or that the database refuses, go to the dead letters and
 * stop none of the others. Running twice changes nothing.
 * @throws what is not about one order: the database away, the reading done by somebody else.
 */
export async function takeInRead(
  deps: StoreDeps,
  shop: ShopId,
  read: ReadOrders,
  mark: (tx: ShopTx, taken: TakenIn) => Promise<unknown>,
): Promise<TakenIn> {
  const vault = await deps.vaults.of(shop)
  warn(deps, shop, read.unreadable)
  const close = async (tx: ShopTx, taken: TakenIn) => {
    await tellUnreadable(tx, vault, taken.unreadable)
    await mark(tx, taken)
    return taken
  }
  try {
    return await withShop(deps.db, shop, async (tx) =>
      close(tx, { told: await apply(tx, vault, read), unreadable: read.unreadable }),
    )
  } catch (fault) {
    if (fault instanceof Fault || isPassing(fault) || read.orders.length === 0) throw fault
    const each = await oneByOne(deps, shop, vault, read)
    warn(deps, shop, each.unreadable)
    const unreadable = [...read.unreadable, ...each.unreadable]
    return withShop(deps.db, shop, (tx) => close(tx, { told: each.told, unreadable }))
  }
}

async function apply(
  tx: ShopTx,
  vault: ShopVault,
  { orders, ...how }: Omit<ReadOrders, 'unreadable'>,
) {
  const told = await applyOrders(tx, vault, orders, { source: 'store', ...how })
  await keepRisks(tx, vault, risksOf(orders))
  return told
}

async function oneByOne(
  deps: StoreDeps,
  shop: ShopId,
  vault: ShopVault,
  { orders, ...how }: ReadOrders,
): Promise<TakenIn> {
  const told: Applied[] = []
  const unreadable: UnreadableOrder[] = []
  for (const order of orders) {
    try {
      const one = { ...how, orders: [order] }
      told.push(...(await withShop(deps.db, shop, (tx) => apply(tx, vault, one))))
    } catch (fault) {
      if (fault instanceof Fault || isPassing(fault)) throw fault
      const updatedAt = order.updatedAt.toISOString()
      unreadable.push({ gid: order.gid, why: reasonOf(fault), updatedAt })
    }
  }
  return { told, unreadable }
}

function warn({ log }: StoreDeps, shop: ShopId, unreadable: readonly UnreadableOrder[]): void {
  for (const { gid, why } of unreadable)
    log.warn({ shop, order: gid, places: why }, 'an order of the store cannot be read')
}
