import { daysAfter, minutesAfter } from '../../../journey/due.ts'
import { sweepStore as sweepJob } from '../../../journey/jobs.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { withShop } from '../../../platform/db.server.ts'
import { enqueue } from '../../../platform/jobs.server.ts'
import type { ShopProvider } from '../../../providers/shop/contract.ts'
import { wakeDrain } from '../wake-drain.server.ts'
import { openStore, type StoreDeps } from './deps.server.ts'
import { takeInRead } from './take-in-read.server.ts'

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
  /** Orders that could not be read, or kept: they wait on the Deliveries page. */
  readonly unreadable: number
}

type Page = Awaited<ReturnType<ShopProvider['ordersUpdatedSince']>>

/**
 * Reads again what changed in the store since the last sweep, oldest change first, page by page: each
 * page is written and the mark moved on in one transaction, so that a run that is cut goes on where it
 * stopped. Finds orders whose deliveries never came, and wakes the drain for deliveries that lie waiting.
 * An order that cannot be read goes to the dead letters, and the sweep goes on.
 */
export async function sweepStore(deps: StoreDeps, shop: ShopId): Promise<Swept> {
  const sum = { read: 0, found: 0, changed: 0, unreadable: 0 }
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
    const askedAt = new Date()
    const page: Page = await deps.shop.ordersUpdatedSince(open.store, since, after)
    const { told, unreadable } = await writePage(deps, shop, { page, first, askedAt })
    sum.read += page.orders.length
    sum.found += told.filter(({ kind }) => kind === 'taken_in').length
    sum.changed += told.filter(({ kind }) => kind === 'changed').length
    sum.unreadable += unreadable.length
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
  {
    page,
    first,
    askedAt,
  }: { readonly page: Page; readonly first: boolean; readonly askedAt: Date },
) {
  const { orders, unreadable } = page
  if (orders.length + unreadable.length === 0) return { told: [], unreadable }
  const takenIn = first
    ? 'Taken in with the orders that were there before the app'
    : 'Taken in by the sweep: its delivery had not come'
  const newest = newestOf(page)
  const read = { orders, unreadable, takenIn, askedAt, backlog: first }
  return takeInRead(deps, shop, read, async (tx) => {
    if (newest)
      await tx.$executeRaw`update shop set swept_until = greatest(swept_until, ${newest}::timestamptz) where id = ${shop}::uuid`
  })
}

/** The last change of a page, whether its order could be read or not: the sweep goes on behind it. */
function newestOf({ orders, unreadable }: Page): Date | null {
  const times = [
    ...orders.map(({ updatedAt }) => updatedAt.getTime()),
    ...unreadable.flatMap(({ updatedAt }) => (updatedAt ? [Date.parse(updatedAt)] : [])),
  ]
  // What says it changed in days to come would have the sweep pass over all that changes until then.
  const past = times.filter((time) => time <= Date.now())
  return past.length > 0 ? new Date(Math.max(...past)) : null
}

const goOn = (deps: StoreDeps, shop: ShopId) =>
  withShop(deps.db, shop, (tx) =>
    enqueue(tx, sweepJob, { shopId: shop }, { key: `intake.sweep:${shop}:on` }),
  )
