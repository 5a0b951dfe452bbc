import { randomUUID } from 'node:crypto'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import type { OrderId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import { advanceOrder, planNext } from '../advance.server.ts'
import { hoursAfter } from '../due.ts'
import { mirrorHolds, releaseHoldOnDate } from '../jobs.ts'
import type { Team } from '../next-step.ts'
import { sealWords } from '../own-words.ts'
import { readOrderState, readShipmentState } from '../read-state.ts'
import { rollUpOrder } from '../roll-up.server.ts'
import { note } from '../timeline.server.ts'
import { type HoldKind, handleOf, holdLabel, holdOwner, isStoppable } from './hold-kinds.ts'
import { nextOfHolds, readOpenHolds } from './open-holds.server.ts'

export interface HoldWish {
  readonly kind: HoldKind
  /** For the merchant and the store. */
  readonly reason: string
  /** Seals the reason: a person wrote it, and it may name somebody. Null: it is the app's own. */
  readonly vault: Pick<ShopVault, 'seal'> | null
  /** As in TimelineNote. */
  readonly by: string
  readonly owner?: Team
  readonly dueAt?: Date
  /** For `until`: when it releases itself. */
  readonly untilAt?: Date
  /** What a release by a person waives, so that the same ground does not hold it again. */
  readonly missing?: readonly string[]
  /** One that stands in the store already, put there by somebody else. */
  readonly storeGid?: string
}

export type HoldRefusal =
  | { readonly kind: 'no_such_order' }
  | { readonly kind: 'no_reason' }
  /** A hold until a date needs one that is still to come. */
  | { readonly kind: 'date_is_over' }
  /** It ended, or its goods have left or are labelled: nothing is left to stop. */
  | { readonly kind: 'too_late' }

/** Hours somebody has to look at a hold that names no time. */
const standardHours = 24

/**
 * Stops an order: before release it goes to `held`; after that its shipments stop where a shipment can
 * still be stopped. The same ground twice is one hold; holds by hand stack.
 * @returns the hold's id.
 */
export async function placeHold(
  tx: ShopTx,
  id: OrderId,
  wish: HoldWish,
): Promise<Outcome<string, HoldRefusal>> {
  const now = new Date()
  const reason = wish.reason.trim().slice(0, 240)
  if (reason === '') return refuse({ kind: 'no_reason' })
  if (wish.kind === 'until' && !(wish.untilAt && wish.untilAt > now))
    return refuse({ kind: 'date_is_over' })
  await tx.$queryRaw`select 1 from sales_order where shop_id = ${tx.shopId}::uuid and id = ${id}::uuid for update`
  const order = await tx.order.findUnique({
    where: { shopId_id: { shopId: tx.shopId, id } },
    select: { state: true, cancelledAt: true, shipments: { select: { state: true } } },
  })
  if (!order) return refuse({ kind: 'no_such_order' })
  const state = readOrderState(order.state)
  const goods = order.shipments.map((one) => readShipmentState(one.state))
  const ended = state === 'delivered' || state === 'completed' || state === 'cancelled'
  if (ended || order.cancelledAt || (state === 'released' && !goods.some(isStoppable)))
    return refuse({ kind: 'too_late' })
  const hold = await writeHold(tx, id, { ...wish, reason }, now)
  // Words that people type may name somebody: the hold keeps them sealed until it is erased, the timeline never.
  const said = wish.by === 'system' ? reason : 'the hold says why'
  if (state === 'released') await rollUpOrder(tx, id)
  else await stopBefore(tx, id, state, { reason: said, by: wish.by })
  await note(tx, id, {
    room: 'check',
    kind: 'held',
    by: wish.by,
    text: `Held (${holdLabel[wish.kind].toLowerCase()}): ${said}`,
    detail: { hold, kind: wish.kind },
  })
  await enqueue(tx, mirrorHolds, { shopId: tx.shopId, orderId: id }, { key: `check.mirror:${id}` })
  return accept(hold)
}

async function writeHold(tx: ShopTx, orderId: OrderId, wish: HoldWish, now: Date): Promise<string> {
  const { kind, vault, by, untilAt, storeGid, missing = [] } = wish
  const byHand = by !== 'system' && storeGid === undefined
  const mark = byHand ? randomUUID().slice(0, 8) : ''
  const handle = storeGid ? `store-${storeGid.split('/').at(-1)}` : handleOf(kind, mark)
  const said = {
    reason: vault ? '' : wish.reason,
    sealed: vault && sealWords(vault, wish.reason),
  }
  const says = {
    ...said,
    missing: [...missing],
    owner: wish.owner ?? holdOwner[kind],
    dueAt: untilAt ?? wish.dueAt ?? hoursAfter(now, standardHours),
  }
  const there = await tx.hold.findFirst({
    where: { shopId: tx.shopId, orderId, handle, releasedAt: null },
    select: { id: true },
  })
  if (there) {
    await tx.hold.update({
      where: { shopId_id: { shopId: tx.shopId, id: there.id } },
      data: { ...said, missing: says.missing },
    })
    return there.id
  }
  const { id } = await tx.hold.create({
    data: {
      ...{ shopId: tx.shopId, orderId, kind, handle, openedBy: by, ...says },
      ...{ untilAt: untilAt ?? null, storeGid: storeGid ?? null },
      mirror: storeGid ? 'held' : 'none',
    },
    select: { id: true },
  })
  if (untilAt)
    await enqueue(
      tx,
      releaseHoldOnDate,
      { shopId: tx.shopId, orderId, holdId: id },
      { key: `check.hold_until:${id}`, runAt: untilAt },
    )
  return id
}

async function stopBefore(
  tx: ShopTx,
  id: OrderId,
  state: ReturnType<typeof readOrderState>,
  { reason, by }: { readonly reason: string; readonly by: string },
): Promise<void> {
  const open = await readOpenHolds(tx, id)
  // The wait for a yes ends with the state: it is asked for again once nothing else holds the order.
  const next = nextOfHolds(open.filter(({ handle }) => handle !== handleOf('confirmation')))
  if (!next) return
  if (state === 'held') return planNext(tx, { id }, next)
  const moved = await advanceOrder(
    tx,
    { id, state },
    { to: 'held', reason, room: 'check', by, next },
  )
  if (!moved.ok) throw new MovedMeanwhile('an order moved although its row was held')
}
