import type { ReturnState } from '../../journey/return.ts'
import { shopDomain } from '../../journey/shop-domain.server.ts'
import { note } from '../../journey/timeline.server.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import {
  type Gid,
  type OrderId,
  orderId,
  type ReturnId,
  returnId,
  type ShopId,
} from '../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import type { ReturnableLine, StoreReturn } from '../../providers/shop/contract.ts'
import { sentLines } from './decide-store-lines.ts'
import type { ReturnsDeps } from './deps.server.ts'
import { type HeldReturn, holdOrder, holdReturn, readWeek } from './held-return.server.ts'
import { lookInto } from './look-into.server.ts'
import { move } from './move.server.ts'
import { nextOf } from './next-of.ts'
import { nextNumber } from './request.server.ts'
import { callKey, readCalls } from './store-calls.server.ts'
import { writeLetter } from './write-letter.server.ts'

/**
 * Takes in a return as the store has it now: one that was asked for in the customer's own account or
 * in the store's admin becomes ours, and what somebody decided there is followed here.
 * Running twice changes nothing. A return of an order we do not have is left alone.
 * @throws MovedMeanwhile while a request of ours is on its way to the store: it could be this one.
 */
export async function takeInStoreReturn(
  deps: ReturnsDeps,
  shop: ShopId,
  returnGid: Gid,
): Promise<void> {
  const domain = await withShop(deps.db, shop, shopDomain)
  const there = await deps.shop.storeReturn({ domain }, returnGid)
  if (!there) return
  const sent = sentLines(await deps.shop.fulfillments({ domain }, there.orderGid))
  const vault = await deps.vaults.of(shop)
  await withShop(deps.db, shop, async (tx) => {
    const order = await tx.order.findUnique({
      where: { shopId_shopifyId: { shopId: shop, shopifyId: there.orderGid } },
      select: { id: true },
    })
    if (!order) return
    await holdOrder(tx, orderId(order.id))
    const known = await tx.return.findFirst({ where: { shopId: shop, shopifyGid: there.gid } })
    const id = known ? returnId(known.id) : await makeReturn(tx, orderId(order.id), there, sent)
    const returned = id ? await holdReturn(tx, id) : null
    if (returned) await follow(tx, { ...deps, vault }, returned, there)
  })
}

async function makeReturn(
  tx: ShopTx,
  id: OrderId,
  there: StoreReturn,
  sent: readonly ReturnableLine[],
): Promise<ReturnId | null> {
  await mustNotBeOurs(tx, id)
  // What was over before we heard of it needs nobody here.
  if (there.status !== 'REQUESTED' && there.status !== 'OPEN') return null
  const lines = await linesOf(tx, id, there, sent)
  if (lines.length === 0) return null
  const { currency } = await tx.order.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id } },
  })
  const next = nextOf('requested', new Date(), await readWeek(tx))
  const row = await tx.return.create({
    data: {
      ...{ shopId: tx.shopId, orderId: id, number: await nextNumber(tx, id), currency },
      ...{ owner: next?.owner ?? null, nextStep: next?.step ?? null, dueAt: next?.dueAt ?? null },
      ...{ shopifyGid: there.gid, lines: { create: lines } },
    },
  })
  await note(tx, id, {
    ...{ room: 'returns', kind: 'return_requested', by: 'store' },
    text: `A return was asked for in the store: ${row.number}`,
    detail: { returnId: row.id },
  })
  return returnId(row.id)
}

/** A request of ours that the store perhaps has, though we have not heard its id yet. */
async function mustNotBeOurs(tx: ShopTx, id: OrderId) {
  const unnamed = await tx.return.findMany({
    where: { shopId: tx.shopId, orderId: id, shopifyGid: null },
    select: { id: true },
  })
  const onTheirWay = await tx.outsideCall.count({
    where: {
      ...{ shopId: tx.shopId, state: 'booked' },
      key: { in: unnamed.map((one) => callKey('return_request', returnId(one.id))) },
    },
  })
  if (onTheirWay > 0)
    throw new MovedMeanwhile('a return request of ours is on its way to the store')
}

async function linesOf(
  tx: ShopTx,
  id: OrderId,
  there: StoreReturn,
  sent: readonly ReturnableLine[],
) {
  const ours = await tx.orderLine.findMany({ where: { shopId: tx.shopId, orderId: id } })
  const pieces = new Map<string, number>()
  for (const line of there.lines) {
    const of = sent.find((one) => one.fulfillmentLineGid === line.fulfillmentLineGid)
    const orderLine = ours.find((one) => one.shopifyId === of?.orderLineGid)
    if (orderLine)
      pieces.set(orderLine.id, (pieces.get(orderLine.id) ?? 0) + line.quantity - line.processed)
  }
  return [...pieces]
    .filter(([, quantity]) => quantity > 0)
    .map(([orderLineId, quantity]) => ({ orderLineId, quantity, reason: 'unknown' }))
}

/** What the store says of a return that still waits here for somebody's word. */
async function follow(
  tx: ShopTx,
  deps: Pick<ReturnsDeps, 'linkKey' | 'storefrontUrl'> & { readonly vault: ShopVault },
  returned: HeldReturn,
  there: StoreReturn,
): Promise<void> {
  const go = (to: ReturnState, reason: string) => move(tx, returned, { to, reason, by: 'store' })
  const { state, number } = returned
  if (state === 'requested' && there.status === 'OPEN') {
    const approved = await go('approved', `${number} was approved in the store`)
    return writeLetter(tx, deps, approved, { kind: 'approved' })
  }
  if (state === 'requested' && there.status === 'DECLINED') {
    await go('declined', `${number} was declined in the store`)
    return
  }
  if ((state === 'requested' || state === 'approved') && there.status === 'CANCELED') {
    await go('cancelled', `${number} was cancelled in the store`)
    return
  }
  const calls = await readCalls(tx, returned.id)
  const byUs = calls.some((call) => call.kind === 'return_process' && call.state !== 'refused')
  const open = state !== 'settled' && state !== 'declined' && state !== 'cancelled'
  if (open && !byUs && (there.status === 'CLOSED' || there.status === 'CANCELED'))
    await lookInto(tx, returned, {
      why: `the store says that it is ${there.status.toLowerCase()}; look what was done there`,
      occasion: `store_${there.status.toLowerCase()}`,
    })
}
