import { daysAfter, minutesAfter } from '../../../journey/due.ts'
import { sweepStore as sweepJob } from '../../../journey/jobs.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { withShop } from '../../../platform/db.server.ts'
import { enqueue } from '../../../platform/jobs.server.ts'
import type { OrderSnapshot } from '../../../providers/shop/snapshot.ts'
import { applyOrders } from '../orders/apply-orders.server.ts'
import { keepRisks, risksOf } from '../orders/order-risk.server.ts'
import { wakeDrain } from '../wake-drain.server.ts'
import { openStore, type StoreDeps } from './deps.server.ts'

/** How far back the first sweep of a shop goes: what may still be under way. */
const firstDays = 60
/**
 * How far each sweep looks back behind the last one: the store's search knows of a change some time
 * after it happened, and its clock is not ours.
 */
const overlapMinutes = 5
/** One run goes on this long at most; then it books itself anew, so that other work gets its turn. */
const longestMs = 60_000

export interface Swept {
  readonly read: number
  /** Orders whose deliveries never came. */
  readonly found: number
  readonly changed: number
}

/**
 * Reads again what changed in the store since the last sweep, oldest change first, page by page: each
 * page is written and the mark moved on in one transaction, so that a run that is cut goes on where it
 * stopped. Finds orders whose deliveries never came, and wakes the drain for deliveries that lie waiting.
 */
export async function sweepStore(deps: StoreDeps, shop: ShopId): Promise<Swept> {
  const sum = { read: 0, found: 0, changed: 0 }
  await withShop(deps.db, shop, wakeDrain)
  const open = await openStore(deps, shop)
  if (open === null) return sum
  const startedAt = new Date()
  const first = open.sweptAt === null
  const since = open.sweptUntil
    ? minutesAfter(open.sweptUntil, -overlapMinutes)
    : daysAfter(startedAt, -firstDays)
  let after: string | null = null
  do {
    const page = await deps.shop.ordersUpdatedSince(open.store, since, after)
    const told = await writePage(deps, shop, { orders: page.orders, first })
    sum.read += page.orders.length
    sum.found += told.filter(({ kind }) => kind === 'taken_in').length
    sum.changed += told.filter(({ kind }) => kind === 'changed').length
    after = page.next
    if (after !== null && Date.now() - startedAt.getTime() > longestMs) {
      await goOn(deps, shop)
      return sum
    }
  } while (after !== null)
  await deps.db.shop.update({
    where: { id: shop },
    data: { sweptUntil: startedAt, sweptAt: new Date() },
  })
  if (!first && sum.found > 0)
    deps.log.warn({ shop, found: sum.found }, 'the sweep found orders whose deliveries never came')
  return sum
}

async function writePage(
  deps: StoreDeps,
  shop: ShopId,
  { orders, first }: { readonly orders: readonly OrderSnapshot[]; readonly first: boolean },
) {
  if (orders.length === 0) return []
  const vault = await deps.vaults.of(shop)
  const takenIn = first
    ? 'Taken in with the orders that were there before the app'
    : 'Taken in by the sweep: its delivery had not come'
  return withShop(deps.db, shop, async (tx) => {
    const told = await applyOrders(tx, vault, orders, { source: 'store', takenIn })
    await keepRisks(tx, risksOf(orders))
    const newest = Math.max(...orders.map(({ updatedAt }) => updatedAt.getTime()))
    await tx.$executeRaw`update shop set swept_until = greatest(swept_until, ${new Date(newest)}::timestamptz) where id = ${shop}::uuid`
    return told
  })
}

const goOn = (deps: StoreDeps, shop: ShopId) =>
  withShop(deps.db, shop, (tx) =>
    enqueue(tx, sweepJob, { shopId: shop }, { key: `intake.sweep:${shop}:on` }),
  )
