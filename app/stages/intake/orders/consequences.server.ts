import { advanceOrder, planNext } from '../../../journey/advance.server.ts'
import { hoursAfter, minutesAfter, systemStepMinutes } from '../../../journey/due.ts'
import { distributeOrder, stopOrder } from '../../../journey/jobs.ts'
import { settleOrder } from '../../../journey/settle-differences.server.ts'
import { assertNever } from '../../../kernel/assert-never.ts'
import { MovedMeanwhile } from '../../../kernel/faults.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import { enqueue } from '../../../platform/jobs.server.ts'
import type { Consequence } from './decide-order.ts'
import type { KnownOrder } from './read-known.server.ts'
import { noteAll } from './timeline-rows.server.ts'
import { type Change, changesInWords } from './what-changed.ts'

export interface Followed {
  readonly order: KnownOrder
  readonly consequence: Consequence
  readonly changes: readonly Change[]
  readonly updatedAt: Date
  /** Which of them all goods under way follow by themselves. */
  readonly followed?: readonly Change[]
}

/** How long the office has to say what a change after release means. */
const decideWithinHours = 4

/**
 * Does what follows from changes of orders whose rows the caller holds.
 * @returns whether the check has something to look at.
 */
export async function followUp(tx: ShopTx, all: readonly Followed[]): Promise<boolean> {
  let check = false
  for (const one of all) {
    switch (one.consequence.kind) {
      case 'none':
        break
      case 'check':
        if (one.changes.length > 0) await judgeAnew(tx, one)
        check = true
        break
      case 'check_again':
        await backToCheck(tx, one)
        check = true
        break
      case 'ask_office':
        await askOffice(tx, one)
        break
      // What differs is written down with its own line: see tell-differences.server.ts.
      case 'differs':
      case 'note':
        await noteChange(tx, one, followedInWords(one.followed ?? []))
        break
      case 'finish':
        await finish(tx, one)
        break
      case 'stop':
        await stop(tx, one.order, 'Cancelled in the store')
        break
      default:
        assertNever(one.consequence)
    }
    await distributeAnew(tx, one)
  }
  return check
}

/** Pieces that came or went after release: distribute catches up with what the store has open now. */
async function distributeAnew(tx: ShopTx, { order, consequence, changes }: Followed) {
  const { kind } = consequence
  const follows = kind === 'ask_office' || kind === 'note' || kind === 'differs'
  const inFulfilment = order.state === 'released' || order.state === 'delivered'
  if (!follows || !inFulfilment) return
  if (!changes.some((change) => change === 'more' || change === 'fewer')) return
  await enqueue(
    tx,
    distributeOrder,
    { shopId: tx.shopId, orderId: order.id },
    { key: `distribute.order:${order.id}` },
  )
}

const followedInWords = (followed: readonly Change[]): string =>
  followed.length === 0 ? '' : `. Followed by itself: ${changesInWords(followed)}`

const noteChange = (tx: ShopTx, { order, changes }: Followed, more = '') =>
  noteAll(tx, [
    {
      orderId: order.id,
      kind: 'changed_in_store',
      by: 'store',
      text: `Changed in the store: ${changesInWords(changes)}${more}`,
      detail: { changes: [...changes] },
    },
  ])

/** It was judged on what it said before, perhaps, and waits for its confirmation: that judgement is void. */
const judgeAnew = (tx: ShopTx, { order }: Followed) =>
  planNext(tx, order, {
    owner: 'system',
    step: 'check',
    dueAt: minutesAfter(new Date(), systemStepMinutes),
  })

/** Holds stay as they are: the check judges again, and lifts those that have no ground any more. */
async function backToCheck(tx: ShopTx, one: Followed) {
  const { order, changes } = one
  const next = {
    owner: 'system',
    step: 'check',
    dueAt: minutesAfter(new Date(), systemStepMinutes),
  } as const
  if (order.state === 'received') {
    await planNext(tx, order, next)
    await noteChange(tx, one, ': checked again')
    return
  }
  const moved = await advanceOrder(tx, order, {
    to: 'received',
    reason: `changed in the store (${changesInWords(changes)})`,
    room: 'intake',
    by: 'store',
    next,
  })
  if (!moved.ok) throw new MovedMeanwhile('an order moved although its row was held')
}

/** The news must not vanish between departments: it is a piece of work, with a date. */
async function askOffice(tx: ShopTx, one: Followed) {
  const { order, changes, updatedAt } = one
  if (order.state === 'delivered') return noteChange(tx, one)
  await tx.workOrder.createMany({
    data: [
      {
        shopId: tx.shopId,
        orderId: order.id,
        department: 'office',
        kind: 'order_changed',
        title: `Changed in the store after it was completed (${changesInWords(changes)}): decide what to do`,
        dueAt: hoursAfter(new Date(), decideWithinHours),
        key: `order_changed:${order.id}:${updatedAt.toISOString()}`,
      },
    ],
    skipDuplicates: true,
  })
  await noteChange(tx, one, ', after it was completed')
}

/** Nothing is left to send: holds and the customer's open questions about them end. */
async function finish(tx: ShopTx, { order }: Followed) {
  await settleOrder(tx, order.id, 'it was fulfilled in the store')
  const now = new Date()
  const open = { shopId: tx.shopId, orderId: order.id }
  await tx.hold.updateMany({
    where: { ...open, releasedAt: null },
    data: { releasedAt: now, releasedBy: 'store' },
  })
  await tx.customerLink.updateMany({
    where: { ...open, purpose: { in: ['correct', 'confirm'] }, revokedAt: null },
    data: { revokedAt: now },
  })
  await tx.workOrder.updateMany({
    where: { ...open, state: 'open' },
    data: { state: 'cancelled', outcome: 'fulfilled in the store', doneAt: now, doneBy: 'store' },
  })
  const moved = await advanceOrder(tx, order, {
    to: 'completed',
    reason: 'everything was fulfilled in the store by someone else',
    room: 'intake',
    by: 'store',
    next: null,
  })
  if (!moved.ok) throw new MovedMeanwhile('an order moved although its row was held')
}

/** Books the stop of all work. The order's `cancelled_at` is set by the caller, in the same transaction. */
export async function stop(tx: ShopTx, order: KnownOrder, text: string): Promise<void> {
  await settleOrder(tx, order.id, 'the store cancelled the order')
  await noteAll(tx, [{ orderId: order.id, kind: 'cancelled_in_store', by: 'store', text }])
  await enqueue(
    tx,
    stopOrder,
    { shopId: tx.shopId, orderId: order.id },
    { key: `journey.stop:${order.id}` },
  )
}
