import { minutesAfter } from '../../../journey/due.ts'
import { drainDeliveries as drainJob } from '../../../journey/jobs.ts'
import { howMany } from '../../../kernel/how-many.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../../platform/db.server.ts'
import { enqueue } from '../../../platform/jobs.server.ts'
import type { Log } from '../../../platform/log.server.ts'
import { traceNow } from '../../../platform/piece-of-work.server.ts'
import { takeSlot, takeTurn } from '../../../platform/take-slot.server.ts'
import { mark } from '../../../platform/traces.server.ts'
import {
  SealBroken,
  ShopRedacted,
  type ShopVault,
  type Vaults,
} from '../../../platform/vault.server.ts'
import { isHopeless, isPassing, reasonOf } from '../why-failed.ts'
import { applyBatch, type BatchDeps, type EndedDelivery } from './apply-batch.server.ts'
import { type Claimed, claim } from './claim.server.ts'
import { type Ending, endDeliveries, putAside } from './end-deliveries.server.ts'
import { minutesUntilRetry } from './give-up.ts'
import type { Opener } from './read-claimed.server.ts'

export interface DrainDeps extends BatchDeps {
  readonly db: Db
  readonly vaults: Vaults
  readonly log: Log
}

/**
 * Deliveries of one transaction: twice as many are no quicker, and keep the disk from others for twice as long. And how
 * long one run goes on, before other shops have their turn.
 */
const batch = 100
const longestMs = 5_000
/** After so long it is looked again at what others are about. */
const soonMs = 500

/** `through`: nothing was left to take. */
type Ran = 'worked' | 'through' | 'key_gone' | 'no_slot'

/**
 * Works through a shop's waiting deliveries that are due, batch after batch, until one is not full. What came meanwhile
 * has booked a drain of its own (`app.wake_drain`): after a while, so that a busy shop's orders go in large batches and
 * not by twos and threes. Safe to run anywhere at once: batches of one shop are written one after the other, so that
 * each sees the orders of those before; a second run reads its batch meanwhile and waits for its turn, a third leaves
 * it to them and looks again.
 * A delivery that cannot be worked through waits and is tried again; it never holds up the others.
 */
export async function drainDeliveries(deps: DrainDeps, shop: ShopId): Promise<void> {
  const until = Date.now() + longestMs
  for (;;) {
    const ran = await drainBatch(deps, shop)
    if (ran === 'through') return withShop(deps.db, shop, bookRetry)
    if (ran === 'key_gone') deps.vaults.forget(shop)
    if (ran === 'no_slot') return lookAgain(deps, shop, soonMs)
    if (Date.now() > until) return lookAgain(deps, shop, 0)
  }
}

/** A look soon, beside the one that the next delivery books. */
const lookAgain = (deps: DrainDeps, shop: ShopId, inMs: number) =>
  withShop(deps.db, shop, (tx) => bookLook(tx, 'later', new Date(Date.now() + inMs)))

const bookLook = (tx: ShopTx, which: 'later' | 'retry', runAt: Date) =>
  enqueue(
    tx,
    drainJob,
    { shopId: tx.shopId },
    { key: `intake.deliveries:${tx.shopId}:${which}`, runAt },
  )

/**
 * Deliveries that were put off are looked at when the first of them is due, under a key of their own: what is booked
 * soon and what is booked last never takes that look away. What others have under way is looked at soon; this look may
 * take the key of a run that fails then. Whoever books last has seen what the others did.
 */
async function bookRetry(tx: ShopTx): Promise<void> {
  if (!(await waitingNow(tx)).retryAt) return
  await takeTurn(tx, 'intake.deliveries')
  const { retryAt, fresh } = await waitingNow(tx)
  if (!retryAt) return
  const soon = new Date(Date.now() + soonMs)
  await bookLook(tx, 'retry', fresh || retryAt < soon ? soon : retryAt)
}

/** When the first delivery that was put off is due, and whether others wait that were not tried yet. */
async function waitingNow(tx: ShopTx) {
  const [row] = await tx.$queryRaw<{ retry_at: Date | null; fresh: boolean | null }[]>`
    select min(retry_at) as retry_at, bool_or(retry_at is null) as fresh from delivery
    where shop_id = ${tx.shopId}::uuid and state = 'waiting'`
  return { retryAt: row?.retry_at ?? null, fresh: row?.fresh === true }
}

/** One batch in one transaction. When it fails as a whole, each delivery gets a transaction of its own. */
async function drainBatch(deps: DrainDeps, shop: ShopId): Promise<Ran> {
  try {
    const opener = { vault: await deps.vaults.of(shop), fresh: false }
    const ended: EndedDelivery[] = []
    const inOne = (tx: ShopTx) => {
      ended.length = 0
      return work(deps, tx, opener, ended)
    }
    const ran = await withShop(deps.db, shop, inOne, { prepared: true })
    for (const one of ended) {
      deps.log.info({ shop, trace: traceNow(), ...one }, 'delivery ended')
      const { delivery, event, topic, order } = one
      mark('delivery ended', { delivery, event, topic, ...(order ? { orderId: order } : {}) })
    }
    return ran
  } catch (fault) {
    if (isPassing(fault)) throw fault
    // Another process may have given the shop a new key: from here on it is read anew.
    deps.vaults.forget(shop)
    if (fault instanceof ShopRedacted) return withShop(deps.db, shop, endErased)
    if (!(fault instanceof SealBroken))
      deps.log.warn({ shop, err: reasonOf(fault) }, 'a batch of deliveries failed; one by one')
    return oneByOne(deps, shop)
  }
}

async function work(
  deps: DrainDeps,
  tx: ShopTx,
  opener: Opener,
  ended: EndedDelivery[],
): Promise<Ran> {
  if (!(await takeSlot(tx, 'intake.deliveries'))) return 'no_slot'
  const claimed = await claim(tx, batch)
  if (claimed.length === 0) return 'through'
  const { keyGone, endings, left } = await applyBatch(deps, tx, { claimed, opener })
  ended.push(...endings)
  if (keyGone) return 'key_gone'
  return claimed.length < batch && left === 0 ? 'through' : 'worked'
}

/** The shop's data was erased, its key thrown away: what waited of it goes with it. */
async function endErased(tx: ShopTx): Promise<Ran> {
  const claimed = await claim(tx, batch)
  const outcome = "the shop's data was erased before this was worked through"
  const ending: Ending = { state: 'ignored', outcome }
  await endDeliveries(
    tx,
    null,
    claimed.map((one) => ({ claimed: one, ending })),
  )
  return claimed.length > 0 ? 'worked' : 'through'
}

async function oneByOne(deps: DrainDeps, shop: ShopId): Promise<Ran> {
  const opener = { vault: await deps.vaults.of(shop), fresh: true }
  for (let nth = 0; nth < batch; nth++) {
    const holding: Claimed[] = []
    try {
      const ran = await withShop(deps.db, shop, async (tx): Promise<Ran> => {
        if (!(await takeSlot(tx, 'intake.deliveries'))) return 'no_slot'
        holding.push(...(await claim(tx, 1)))
        if (holding.length === 0) return 'through'
        const { keyGone } = await applyBatch(deps, tx, { claimed: holding, opener })
        return keyGone ? 'key_gone' : 'worked'
      })
      if (ran !== 'worked') return ran
    } catch (fault) {
      const [at] = holding
      if (!at || isPassing(fault)) throw fault
      await putOff(deps, shop, { at, vault: opener.vault }, fault)
    }
  }
  return 'worked'
}

/** This one delivery cannot be worked through now: it waits, or ends on a person's list. */
function putOff(
  deps: DrainDeps,
  shop: ShopId,
  { at, vault }: { readonly at: Claimed; readonly vault: ShopVault },
  fault: unknown,
): Promise<void> {
  const tries = at.attempts + 1
  const minutes = isHopeless(fault) ? null : minutesUntilRetry(tries)
  const why = reasonOf(fault)
  deps.log.warn(
    { shop, delivery: at.id, tries, err: why },
    'a delivery could not be worked through',
  )
  return withShop(deps.db, shop, async (tx) => {
    const retryAt = minutes === null ? null : minutesAfter(new Date(), minutes)
    await putAside(tx, vault, at, {
      ...{ attempts: tries, retryAt },
      outcome: retryAt
        ? `not worked through yet: ${why}`
        : `given up after ${howMany(tries, 'try', 'tries')}: ${why}`,
    })
  })
}
