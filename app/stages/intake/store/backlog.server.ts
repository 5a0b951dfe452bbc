import { daysAfter, minutesAfter } from '../../../journey/due.ts'
import { readBacklog as backlogJob, sweepStore as sweepJob } from '../../../journey/jobs.ts'
import { Fault, MovedMeanwhile } from '../../../kernel/faults.ts'
import { gid, type ShopId } from '../../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../../platform/db.server.ts'
import { enqueue } from '../../../platform/jobs.server.ts'
import type { ExportedOrder, Store } from '../../../providers/shop/contract.ts'
import type { Ending } from '../drain/end-deliveries.server.ts'
import { openStore, type StoreDeps } from './deps.server.ts'
import { takeInRead } from './take-in-read.server.ts'

/** How far back it goes: what may still be under way; the store shows no older ones without a further scope. */
const backDays = 60
/** How often the store is asked whether its file is there; it tells so itself as well. */
const askEverySeconds = 5
/** Orders written in one transaction. */
const batch = 100
/** One run goes on this long at most; then it books itself anew, so that other work gets its turn. */
const longestMs = 60_000

const open = ['asked', 'writing', 'reading']

/**
 * Begins reading the orders of the last 60 days, unless that is under way. From here on the sweep looks
 * for what changes from now; what lies before comes with the file.
 */
export async function beginBacklog(tx: ShopTx, now: Date): Promise<boolean> {
  const since = daysAfter(now, -backDays)
  const begun = await tx.$executeRaw`
    insert into backlog (shop_id, since) values (${tx.shopId}::uuid, ${since}::timestamptz)
    on conflict (shop_id) where state in ('asked', 'writing', 'reading') do nothing`
  await tx.$executeRaw`
    update shop set swept_until = coalesce(swept_until, ${now}::timestamptz) where id = ${tx.shopId}::uuid`
  await bookOn(tx, now)
  return begun > 0
}

/** The same at a person's wish. @returns whether it began; false: it is under way. */
export const beginBacklogAgain = (deps: { readonly db: Db }, shop: ShopId): Promise<boolean> =>
  withShop(deps.db, shop, (tx) => beginBacklog(tx, new Date()))

const bookOn = (tx: ShopTx, runAt: Date) =>
  enqueue(tx, backlogJob, { shopId: tx.shopId }, { key: `intake.backlog:${tx.shopId}`, runAt })

/** The store's word that a file is written: it is read at once. */
export async function exportFinished(tx: ShopTx, exportGid: string): Promise<Ending> {
  const waits = await tx.backlog.count({
    where: { shopId: tx.shopId, exportGid, state: 'writing' },
  })
  if (waits === 0) return { state: 'ignored', outcome: 'ignored: nothing of ours waits for it' }
  await bookOn(tx, new Date())
  return { state: 'done', outcome: 'the file of orders is read' }
}

type Row = NonNullable<Awaited<ReturnType<typeof readOpen>>>
const readOpen = (tx: ShopTx) =>
  tx.backlog.findFirst({ where: { shopId: tx.shopId, state: { in: open } } })

/**
 * Goes on with reading the backlog from where it stands: asks the store for its file, waits for it, reads
 * it batch by batch, each written together with how far it is, so that a run that is cut goes on where it
 * stopped. A store that cannot write it is read by the sweep, page by page. Running twice reads once.
 */
export async function readBacklog(deps: StoreDeps, shop: ShopId): Promise<void> {
  const opened = await openStore(deps, shop)
  const row = await withShop(deps.db, shop, readOpen)
  if (opened === null || !row) return
  try {
    await goOn(deps, shop, { store: opened.store, row })
  } catch (fault) {
    if (!(fault instanceof Fault) || fault.retry !== 'never') throw fault
    await giveUp(deps, shop, row, fault.message)
  }
}

interface Going {
  readonly store: Store
  readonly row: Row
}

async function goOn(deps: StoreDeps, shop: ShopId, { store, row }: Going): Promise<void> {
  if (row.exportGid === null) {
    const exportGid = await deps.shop.startOrderExport(store, row.since)
    return withShop(deps.db, shop, async (tx) => {
      await move(tx, row, { state: 'writing', exportGid })
      await bookOn(tx, new Date(Date.now() + askEverySeconds * 1_000))
    })
  }
  const told = await deps.shop.orderExport(store, gid(row.exportGid))
  if (told.state === 'failed') return giveUp(deps, shop, row, `the store: ${told.why}`)
  if (told.state === 'running')
    return withShop(deps.db, shop, async (tx) => {
      await move(tx, row, { ordersTotal: told.orders })
      await bookOn(tx, new Date(Date.now() + askEverySeconds * 1_000))
    })
  const reading = { ...row, ordersTotal: told.orders }
  await withShop(deps.db, shop, (tx) =>
    move(tx, row, { state: 'reading', ordersTotal: told.orders }),
  )
  if (told.url !== null && !(await readFile(deps, shop, reading, told.url))) return
  await withShop(deps.db, shop, async (tx) => {
    await move(tx, row, { state: 'done', doneAt: new Date() })
    await tx.shop.updateMany({ where: { id: shop, sweptAt: null }, data: { sweptAt: new Date() } })
  })
}

/** @returns whether the file is read to its end; otherwise the rest is booked. */
async function readFile(deps: StoreDeps, shop: ShopId, row: Row, url: string): Promise<boolean> {
  const until = Date.now() + longestMs
  let [seen, done] = [0, row.ordersDone]
  let waiting: ExportedOrder[] = []
  const write = async () => {
    if (waiting.length > 0) await writeBatch(deps, shop, { row, orders: waiting, from: done })
    done += waiting.length
    waiting = []
  }
  for await (const one of deps.shop.exportedOrders(url)) {
    seen += 1
    if (seen <= row.ordersDone) continue
    waiting.push(one)
    if (waiting.length < batch) continue
    await write()
    if (Date.now() < until) continue
    await withShop(deps.db, shop, (tx) => bookOn(tx, new Date()))
    return false
  }
  await write()
  return true
}

interface Batch {
  readonly row: Row
  readonly orders: readonly ExportedOrder[]
  /** Orders that must be through before. */
  readonly from: number
}

async function writeBatch(deps: StoreDeps, shop: ShopId, { row, orders, from }: Batch) {
  const read = {
    orders: orders.flatMap(({ order }) => order ?? []),
    unreadable: orders.flatMap((one) => (one.order === null ? [one] : [])),
    takenIn: 'Taken in with the orders that were there before the app',
    backlog: true,
  }
  await takeInRead(deps, shop, read, async (tx, { told, unreadable }) => {
    const now = await tx.$queryRaw<{ orders_done: number }[]>`
      select orders_done from backlog where shop_id = ${shop}::uuid and id = ${row.id}::uuid for update`
    if (now[0]?.orders_done !== from)
      throw new MovedMeanwhile('another process reads this file too')
    await tx.backlog.update({
      where: { shopId_id: { shopId: shop, id: row.id } },
      data: {
        ordersDone: from + orders.length,
        found: { increment: told.filter(({ kind }) => kind === 'taken_in').length },
        unreadable: { push: unreadable.map(({ gid: one }) => one) },
        movedAt: new Date(),
      },
    })
  })
}

const move = (tx: ShopTx, row: Row, data: Partial<Omit<Row, 'shopId' | 'id'>>) =>
  tx.backlog.updateMany({
    where: { shopId: tx.shopId, id: row.id, state: { in: open } },
    data: { ...data, movedAt: new Date() },
  })

/** Without a file: the sweep begins that far back, and reads page by page. */
async function giveUp(deps: StoreDeps, shop: ShopId, row: Row, why: string): Promise<void> {
  deps.log.warn({ shop, why }, 'the store writes no file of orders; the sweep reads them instead')
  await withShop(deps.db, shop, async (tx) => {
    await move(tx, row, { state: 'failed', error: why.slice(0, 300), doneAt: new Date() })
    await tx.shop.update({ where: { id: shop }, data: { sweptUntil: row.since } })
    await enqueue(
      tx,
      sweepJob,
      { shopId: shop },
      { key: `intake.sweep:${shop}`, runAt: minutesAfter(new Date(), 0) },
    )
  })
}
