import type { LookAtArrivals, Passed } from '../../../journey/arrival.ts'
import { buyerColumns } from '../../../journey/buyer-columns.ts'
import { minutesAfter, systemStepMinutes } from '../../../journey/due.ts'
import { orderId } from '../../../kernel/ids.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import type { ShopVault } from '../../../platform/vault.server.ts'
import type { OrderSnapshot } from '../../../providers/shop/snapshot.ts'
import { joinOrders, namesForm } from '../form/join-orders.server.ts'
import { bookCheck } from './book-check.server.ts'
import { type Followed, followUp } from './consequences.server.ts'
import { decideConsequence, decideNews, decideStart, outcomeInWords } from './decide-order.ts'
import { decideEdits, type Edits } from './edits.ts'
import { bookLookAfterCorrection } from './look-after-correction.server.ts'
import { mergeKind, type Source } from './merge-kind.ts'
import { arrivalOf, type ReadyOrder, readyOrder } from './order-row.ts'
import {
  isUncorrected,
  type KnownOrder,
  type KnownParts,
  lockKnown,
  openBuyer,
  readDeleted,
  readParts,
} from './read-known.server.ts'
import { tellDifferences } from './tell-differences.server.ts'
import { noteAll } from './timeline-rows.server.ts'
import { isSameBuyer, whatChanged } from './what-changed.ts'
import {
  insertOrders,
  type OrderUpdate,
  type Start,
  updateOrders,
  writeLines,
} from './write-orders.server.ts'

export interface Applying {
  readonly source: Source
  /** When the store was asked for them, by our clock; of deliveries nothing. */
  readonly askedAt?: Date
  /** How a new order came, for its timeline: "Taken in", "Taken in by the sweep: …". */
  readonly takenIn: string
  /** They were there before the app: see `wasBeforeTheApp` of confirm. */
  readonly backlog?: boolean
  /** The check, for new orders that it lets go on at once. Only where nobody else takes in orders of this shop meanwhile. */
  readonly arrivals?: LookAtArrivals
}

/** What became of one snapshot. */
export interface Applied {
  readonly kind: 'taken_in' | 'changed' | 'ignored'
  /** For the list of deliveries: "#1001 taken in". */
  readonly outcome: string
  /** Ours; null where there is none. */
  readonly orderId: string | null
}

/**
 * Brings orders to the state the store tells of, in the caller's transaction, with few statements for
 * any number of orders. The newest `updated_at` wins whatever came first; twice the same is once.
 * @returns what became of each, in the order given.
 */
export async function applyOrders(
  tx: ShopTx,
  vault: ShopVault,
  snapshots: readonly OrderSnapshot[],
  applying: Applying,
): Promise<readonly Applied[]> {
  const ready = snapshots.map((snapshot) => readyOrder(vault, snapshot))
  const newest = newestOfEach(ready)
  const gids = [...newest.keys()]
  const deleted = await readDeleted(tx, gids)
  const outcomes = new Map<string, Applied>()
  let left = gids
  // An order that somebody else writes for the first time in the same moment is known at the second look.
  for (let look = 1; left.length > 0; look++) {
    if (look > 3) throw new Error('orders are neither known nor new')
    const known = await lockKnown(tx, left)
    const at = left.flatMap((gid) => newest.get(gid) ?? [])
    const fresh = at.filter(
      ({ snapshot }) => !known.has(snapshot.gid) && !deleted.has(snapshot.gid),
    )
    const there = at.filter(({ snapshot }) => known.has(snapshot.gid))
    for (const [gid, applied] of await takeIn(tx, vault, fresh, applying))
      outcomes.set(gid, applied)
    for (const [gid, applied] of await renew(tx, vault, { there, known }, applying))
      outcomes.set(gid, applied)
    left = left.filter((gid) => !outcomes.has(gid) && !deleted.has(gid))
  }
  return ready.map((one) => {
    const { gid, name } = one.snapshot
    if (newest.get(gid) !== one) return ignored(`${name}: a newer state came with it`)
    return outcomes.get(gid) ?? ignored(`${name} was deleted in the store`)
  })
}

const ignored = (outcome: string, orderId: string | null = null): Applied => ({
  ...{ kind: 'ignored', outcome, orderId },
})

/** Of several states of one order only the last is worth writing; of two of one second the later given. */
function newestOfEach(ready: readonly ReadyOrder[]): ReadonlyMap<string, ReadyOrder> {
  const newest = new Map<string, ReadyOrder>()
  for (const one of ready) {
    const before = newest.get(one.snapshot.gid)
    if (!before || before.snapshot.updatedAt <= one.snapshot.updatedAt)
      newest.set(one.snapshot.gid, one)
  }
  return newest
}

const startNotes = {
  received: '',
  cancelled: ': it was cancelled in the store before',
  completed: ': it was fulfilled in the store before',
} as const

async function takeIn(
  tx: ShopTx,
  vault: ShopVault,
  fresh: readonly ReadyOrder[],
  { takenIn, backlog = false, arrivals }: Applying,
): Promise<ReadonlyMap<string, Applied>> {
  const due = minutesAfter(new Date(), systemStepMinutes).toISOString()
  const passed = await lookAt(tx, vault, fresh, arrivals)
  const starts = fresh.map((one) => ({
    ...one.row,
    ...(passed?.buyers.get(one.snapshot.gid) ?? buyerColumns(vault, one.buyer)),
    ...startOf(one, passed, due),
  }))
  const ids = await insertOrders(tx, starts)
  const written = fresh.flatMap((one) => {
    const id = ids.get(one.snapshot.gid)
    return id === undefined ? [] : [{ id, one, start: decideStart(one.snapshot) }]
  })
  await writeLines(
    tx,
    vault,
    written.flatMap(({ id, one }) => one.lines.map((line) => ({ ...line, order_id: id }))),
    [],
  )
  await noteAll(
    tx,
    written.map(({ id, start }) => ({
      orderId: id,
      kind: 'taken_in',
      by: 'store',
      text: `${takenIn}${startNotes[start]}`,
      detail: { state: start, ...(backlog ? { backlog } : {}) },
    })),
  )
  await joinOrders(
    tx,
    vault,
    written.map(({ id, one }) => ({ id, snapshot: one.snapshot })),
  )
  const goOn = written.filter(({ one }) => passed?.buyers.has(one.snapshot.gid))
  await passed?.goOn(tx, new Map(goOn.map(({ id, one }) => [one.snapshot.gid, orderId(id)])))
  const received = written.filter(({ start }) => start === 'received')
  if (received.length > goOn.length) await bookCheck(tx)
  return new Map(
    written.map(({ id, one, start }) => [
      one.snapshot.gid,
      {
        ...{ kind: 'taken_in', orderId: id },
        outcome: `${one.snapshot.name} taken in${startNotes[start]}`,
      },
    ]),
  )
}

/** What the check lets go on of new orders. Those of a form are changed by it first. */
async function lookAt(
  tx: ShopTx,
  vault: ShopVault,
  fresh: readonly ReadyOrder[],
  arrivals: LookAtArrivals | undefined,
): Promise<Passed | null> {
  const open = fresh.filter(
    ({ snapshot }) => decideStart(snapshot) === 'received' && !namesForm(snapshot),
  )
  return arrivals && open.length > 0 ? await arrivals(tx, vault, open.map(arrivalOf)) : null
}

function startOf({ snapshot }: ReadyOrder, passed: Passed | null, due_at: string): Start {
  const state = decideStart(snapshot)
  if (state !== 'received') return { state, next_step: null, contract_version: null, due_at: null }
  return passed?.buyers.has(snapshot.gid)
    ? { state, next_step: 'confirm', contract_version: passed.contractVersion, due_at }
    : { state, next_step: 'check', contract_version: null, due_at }
}

interface Renewal {
  readonly there: readonly ReadyOrder[]
  readonly known: ReadonlyMap<string, KnownOrder>
}

async function renew(
  tx: ShopTx,
  vault: ShopVault,
  { there, known }: Renewal,
  { source, askedAt }: Applying,
): Promise<ReadonlyMap<string, Applied>> {
  const outcomes = new Map<string, Applied>()
  const newer: { readonly one: ReadyOrder; readonly before: KnownOrder }[] = []
  for (const one of there) {
    const before = known.get(one.snapshot.gid)
    if (!before) continue
    const news = decideNews(before, one.snapshot.updatedAt, one.digest)
    if (news === 'newer') newer.push({ one, before })
    else outcomes.set(one.snapshot.gid, ignored(`${before.name}: ${words[news]}`, before.id))
  }
  const parts = await readParts(
    tx,
    vault,
    newer.map(({ before }) => before.id),
  )
  const updates: OrderUpdate[] = []
  const follow: Followed[] = []
  const lines: Parameters<typeof writeLines>[2][number][] = []
  const doubtful: string[] = []
  for (const { one, before } of newer) {
    const was = parts.get(before.id) ?? nothing
    const { shipments } = was
    const { kind, correcting, stands, buyerBefore, changes, isDoubtful } = compare(
      vault,
      { one, before, was },
      { source, askedAt: askedAt ?? null },
    )
    if (isDoubtful) doubtful.push(one.snapshot.gid)
    const edits = before.state === 'released' ? decideEdits(changes, shipments) : noEdits
    const standing = { ...before, differs: edits.differences.length > 0 }
    const consequence = decideConsequence(standing, one.snapshot, changes)
    if (consequence.kind === 'differs')
      await tellDifferences(tx, vault, before, {
        differences: edits.differences,
        before: { buyer: buyerBefore, shippingTitle: before.shippingTitle },
        after: { buyer: one.buyer, shippingTitle: one.snapshot.shippingTitle },
      })
    updates.push({
      ...{ ...one.row, ...buyerColumns(vault, one.buyer) },
      ...{ delivery_kind: kind, id: before.id, with_buyer: !correcting && !stands },
      is_whole: !correcting,
    })
    lines.push(
      ...one.lines.map((line) => ({
        ...line,
        order_id: before.id,
        properties: before.sealed === null ? [] : line.properties,
      })),
    )
    const { followed } = edits
    follow.push({
      order: before,
      consequence,
      changes,
      updatedAt: one.snapshot.updatedAt,
      followed,
    })
    outcomes.set(one.snapshot.gid, {
      ...{ kind: 'changed', orderId: before.id },
      outcome: `${before.name} ${outcomeInWords(consequence, changes)}`,
    })
  }
  await updateOrders(tx, updates)
  await writeLines(
    tx,
    vault,
    lines,
    updates.map(({ id }) => id),
  )
  if (await followUp(tx, follow)) await bookCheck(tx)
  for (const orderGid of doubtful) await bookLookAfterCorrection(tx, orderGid)
  return outcomes
}

interface Pair {
  readonly one: ReadyOrder
  readonly before: KnownOrder
  readonly was: KnownParts
}

/** What the store's state of an order says other than ours, as far as it can be believed. */
function compare(
  vault: ShopVault,
  { one, before, was }: Pair,
  { source, askedAt }: { readonly source: Source; readonly askedAt: Date | null },
) {
  const { snapshot } = one
  const correcting = isUncorrected(was.correctedUntil, { updatedAt: snapshot.updatedAt, askedAt })
  const kind = mergeKind(before.deliveryKind, snapshot.deliveryKind, source)
  const buyerHad = openBuyer(vault, before.sealed)
  // What the store refused it does not know: the same old words of it are no news.
  const stands = was.refused && saysTheSame(before, one)
  const buyerBefore = correcting || stands ? null : buyerHad
  const changes = whatChanged(
    {
      buyer: buyerBefore,
      financialStatus: before.financialStatus,
      shippingTitle: before.shippingTitle,
      deliveryKind: before.deliveryKind,
      tags: before.tags,
      lines: was.lines,
    },
    {
      buyer: one.buyer,
      financialStatus: snapshot.financialStatus,
      shippingTitle: snapshot.shippingTitle,
      deliveryKind: kind,
      tags: snapshot.tags,
      lines: one.lines,
    },
  )
  // While a correction is on its way nobody is asked: the order is read again once it is there.
  const isInDoubt = correcting && was.correctedUntil !== 'not_there_yet' && askedAt === null
  const isDoubtful = isInDoubt && buyerHad !== null && !isSameBuyer(buyerHad, one.buyer)
  return { kind, correcting, stands, buyerBefore, changes, isDoubtful }
}

const saysTheSame = ({ buyerDigest: told }: KnownOrder, { buyerDigest }: ReadyOrder): boolean =>
  told !== null && Buffer.from(told).equals(buyerDigest)

const noEdits: Edits = { differences: [], followed: [] }
const nothing: KnownParts = { lines: [], shipments: [], correctedUntil: null, refused: false }
const words = { older: 'older than what we have', same: 'nothing new' } as const
