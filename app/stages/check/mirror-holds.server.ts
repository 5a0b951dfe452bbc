import { mostInStore } from '../../journey/holds/hold-kinds.ts'
import { openReason } from '../../journey/holds/hold-reason.ts'
import { releaseHold } from '../../journey/holds/release-hold.server.ts'
import { mirrorHolds } from '../../journey/jobs.ts'
import { dropCalls } from '../../journey/outside-call.server.ts'
import { shopDomain } from '../../journey/shop-domain.server.ts'
import { note } from '../../journey/timeline.server.ts'
import { ProviderRefused } from '../../kernel/faults.ts'
import { type Gid, gid, type OrderId, requestKey, type ShopId } from '../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import type { FulfillmentOrder, HoldRequest, Store } from '../../providers/shop/contract.ts'
import { decideMirror, type MirroredHold } from './decide-mirror.ts'
import type { CheckDeps } from './deps.server.ts'

const reasons: Readonly<Record<string, HoldRequest['reason']>> = {
  address: 'INCORRECT_ADDRESS',
  payment: 'AWAITING_PAYMENT',
  fraud: 'HIGH_RISK_OF_FRAUD',
  stock: 'INVENTORY_OUT_OF_STOCK',
}

interface Plan {
  readonly store: Store
  readonly orderGid: Gid
  readonly holds: readonly (MirroredHold & { readonly reason: string })[]
}

/**
 * Makes the store's holds of one order say what ours say. Fulfillment orders are read fresh; a hold
 * goes by our handle, so holding again changes nothing. One that somebody lifted in the store is over here too.
 */
export async function mirrorOrderHolds(deps: CheckDeps, shop: ShopId, id: OrderId): Promise<void> {
  const vault = await deps.vaults.of(shop)
  const plan = await withShop(deps.db, shop, (tx) => bookCalls(tx, vault, id))
  if (plan === null) return
  // Releases first: the store takes ten of ours on a part, and each makes room for another.
  for (const hold of plan.holds.filter(({ open }) => !open))
    await mirrorOne(deps, shop, id, { plan, hold, parts: [] })
  for (const hold of plan.holds.filter(({ open }) => open)) {
    const parts = await deps.shop.fulfillmentOrders(plan.store, plan.orderGid)
    await mirrorOne(deps, shop, id, { plan, hold, parts })
  }
}

/** Reads the holds and books the calls they need, before any is made. */
async function bookCalls(tx: ShopTx, vault: ShopVault, id: OrderId): Promise<Plan | null> {
  const order = await tx.order.findUnique({
    where: { shopId_id: { shopId: tx.shopId, id } },
    select: { shopifyId: true, cancelledAt: true, holds: true },
  })
  if (!order) return null
  if (order.cancelledAt) {
    // The store closed the order with all its holds.
    const kinds = ['hold', 'release_hold']
    await dropCalls(tx, { order: id, kinds }, 'the store cancelled the order')
    return null
  }
  const domain = await shopDomain(tx)
  const calls = await tx.outsideCall.findMany({
    where: { shopId: tx.shopId, orderId: id, kind: 'hold' },
    select: { key: true, state: true },
  })
  const callOf = (hold: { id: string }) =>
    calls.find(({ key }) => key === requestKey('hold', hold.id))?.state ?? null
  const holds = order.holds
    .map((hold) => ({
      ...{ ...hold, reason: openReason(vault, hold) },
      ...{ open: hold.releasedAt === null, asked: callOf(hold) },
    }))
    // What was never held there needs no release, and what was refused is not asked again.
    .filter((hold) => (hold.open ? hold.asked !== 'refused' : isThere(hold)))
  await tx.outsideCall.createMany({
    data: holds.map(({ id: hold, open }) => ({
      shopId: tx.shopId,
      orderId: id,
      kind: open ? 'hold' : 'release_hold',
      key: requestKey(open ? 'hold' : 'release_hold', hold),
    })),
    skipDuplicates: true,
  })
  return { store: { domain, urgency: 'urgent' }, orderGid: gid(order.shopifyId), holds }
}

/** The store has it, or may have it: the call was booked and its end is not known. */
const isThere = (hold: { mirror: string; asked: string | null }) =>
  hold.mirror === 'held' || (hold.mirror === 'none' && hold.asked === 'booked')

interface Doing {
  readonly plan: Plan
  readonly hold: Plan['holds'][number]
  readonly parts: readonly FulfillmentOrder[]
}

async function mirrorOne(deps: CheckDeps, shop: ShopId, id: OrderId, doing: Doing): Promise<void> {
  const { plan, hold, parts } = doing
  const decided = decideMirror(hold, parts)
  try {
    switch (decided.do) {
      case 'release':
        if (hold.storeGid === null)
          await deps.shop.releaseHold(plan.store, plan.orderGid, hold.handle)
        else await deps.shop.releaseStoreHold(plan.store, plan.orderGid, gid(hold.storeGid))
        break
      case 'hold':
        for (const part of decided.parts)
          await deps.shop.hold(plan.store, part, {
            reason: reasons[hold.kind] ?? 'OTHER',
            notes: `Orderwright: ${hold.reason}`.slice(0, 255),
            handle: hold.handle,
          })
        break
      case 'lifted_by_hand':
      case 'full':
      case 'nothing':
        break
    }
  } catch (thrown) {
    if (!(thrown instanceof ProviderRefused)) throw thrown
    await withShop(deps.db, shop, (tx) => recordRefusal(tx, id, hold, thrown))
    return
  }
  await withShop(deps.db, shop, (tx) => record(tx, id, hold, decided))
}

const callKey = (hold: MirroredHold) => requestKey(hold.open ? 'hold' : 'release_hold', hold.id)

async function record(
  tx: ShopTx,
  id: OrderId,
  hold: MirroredHold,
  decided: ReturnType<typeof decideMirror>,
): Promise<void> {
  if (decided.do === 'nothing') return
  if (decided.do === 'full') return noteFull(tx, id, hold)
  const mirror = decided.do === 'hold' ? 'held' : 'released'
  const now = await tx.hold.update({
    where: { shopId_id: { shopId: tx.shopId, id: hold.id } },
    data: { mirror },
    select: { releasedAt: true },
  })
  // A hold whose call never came to its end is over with its release: nobody makes that call any more.
  const keys = hold.open ? [callKey(hold)] : [callKey(hold), requestKey('hold', hold.id)]
  await tx.outsideCall.updateMany({
    where: { shopId: tx.shopId, key: { in: keys }, state: 'booked' },
    data: { state: 'done', doneAt: new Date(), answer: { mirror } },
  })
  if (decided.do === 'lifted_by_hand')
    await releaseHold(tx, id, hold.id, { by: 'store', why: 'somebody released it in the store' })
  // It was lifted here while the store was being told to hold: tell it again.
  if (decided.do === 'hold' && now.releasedAt)
    await enqueue(
      tx,
      mirrorHolds,
      { shopId: tx.shopId, orderId: id },
      { key: `check.mirror:${id}` },
    )
}

/** Said once: the order is held here all the same. */
async function noteFull(tx: ShopTx, id: OrderId, hold: MirroredHold) {
  const { count } = await tx.outsideCall.updateMany({
    where: { shopId: tx.shopId, key: callKey(hold), state: 'booked', error: null },
    data: { error: `the store has ${mostInStore} of our holds already` },
  })
  if (count === 0) return
  await note(tx, id, {
    room: 'check',
    kind: 'hold_waits_for_store',
    by: 'system',
    text: `The store takes no more than ${mostInStore} holds: this one is told to it once another is released`,
    detail: { hold: hold.id },
  })
}

async function recordRefusal(tx: ShopTx, id: OrderId, hold: MirroredHold, fault: ProviderRefused) {
  await tx.outsideCall.updateMany({
    where: { shopId: tx.shopId, key: callKey(hold), state: 'booked' },
    data: { state: 'refused', doneAt: new Date(), error: fault.message.slice(0, 500) },
  })
  await note(tx, id, {
    room: 'check',
    kind: 'hold_refused_by_store',
    by: 'store',
    text: hold.open
      ? 'The store did not take the hold; here the order is held all the same'
      : 'The store did not lift its hold: it has to be lifted there by hand',
    detail: { reasons: [...fault.reasons] },
  })
}
