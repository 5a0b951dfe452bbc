import {
  readCatalogue,
  readShop,
  rereadFulfillmentOrder,
  rereadOrder,
  takeInReturn,
} from '../../../journey/jobs.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import { enqueue } from '../../../platform/jobs.server.ts'
import type { DeliveryMeaning } from '../../../providers/shop/snapshot.ts'
import { noteAll } from '../orders/timeline-rows.server.ts'
import type { Ending } from './end-deliveries.server.ts'

type Meaning<Kind> = Extract<DeliveryMeaning, { kind: Kind }>

/**
 * The end of the window that now falls into. All bookings of one window share a key and a time: a
 * stream of news is read once a window, and never put off for ever.
 */
export const windowEnd = (now: Date, windowMs: number): Date =>
  new Date((Math.floor(now.getTime() / windowMs) + 1) * windowMs)

const rereadWindowMs = 3_000
const shopWindowMs = 10_000
const catalogueWindowMs = 60_000

/** Nothing can be asked of the store of a shop that does not have the app. */
export const notAsked: Ending = {
  state: 'ignored',
  outcome: 'ignored: the shop does not have the app, so its store is not asked',
}

export interface Changed {
  readonly id: string
  readonly meaning: Meaning<'order_changed'>
  readonly triggeredAt: Date
}

/** Told about the parcel, which has a room of its own; the order itself is as it was. */
const saysNothingOfTheOrder = (what: string) => what.startsWith('fulfillment_events/')

/**
 * Books one reading of each order that is only said to have changed; none where what we have is as new
 * already, which is the rule: the store tells of most changes by a whole order as well.
 */
export async function bookRereads(
  tx: ShopTx,
  changed: readonly Changed[],
  mayAsk: boolean,
): Promise<ReadonlyMap<string, Ending>> {
  const endings = new Map<string, Ending>()
  const asked = changed.filter(({ id, meaning }) => {
    if (!saysNothingOfTheOrder(meaning.what)) return true
    endings.set(id, {
      state: 'ignored',
      outcome: 'ignored: it tells of a parcel, not of the order',
    })
    return false
  })
  const gids = [...new Set(asked.map(({ meaning }) => meaning.orderGid))]
  if (gids.length === 0) return endings
  const known = await tx.order.findMany({
    where: { shopId: tx.shopId, shopifyId: { in: gids } },
    select: { shopifyId: true, name: true, sourceUpdatedAt: true },
  })
  const byGid = new Map(known.map((order) => [order.shopifyId, order]))
  const booked = new Set<string>()
  for (const { id, meaning, triggeredAt } of asked) {
    const order = byGid.get(meaning.orderGid)
    if (order && isAsNew(order.sourceUpdatedAt, triggeredAt)) {
      const outcome = `${order.name}: its newest state is here already`
      endings.set(id, { state: 'done', outcome })
      continue
    }
    if (!mayAsk) {
      endings.set(id, notAsked)
      continue
    }
    const name = order?.name ?? 'the order'
    endings.set(id, { state: 'done', outcome: `${name} is read again from the store` })
    if (booked.has(meaning.orderGid)) continue
    booked.add(meaning.orderGid)
    await bookReread(tx, meaning.orderGid, triggeredAt)
  }
  return endings
}

/** The store's `updated_at` has whole seconds. */
export const isAsNew = (have: Date, changedAt: Date): boolean =>
  have.getTime() >= Math.floor(changedAt.getTime() / 1000) * 1000

const bookReread = (tx: ShopTx, orderGid: string, changedAt: Date) =>
  enqueue(
    tx,
    rereadOrder,
    { shopId: tx.shopId, orderGid, changedAt: changedAt.toISOString() },
    {
      key: `intake.reread:${tx.shopId}:${orderGid}`,
      runAt: windowEnd(new Date(), rereadWindowMs),
    },
  )

/** Reads orders again whose risk was judged: the store's own advice is in no delivery. */
export async function bookAdvice(tx: ShopTx, orderGids: readonly string[]): Promise<void> {
  for (const orderGid of orderGids)
    await enqueue(
      tx,
      rereadOrder,
      { shopId: tx.shopId, orderGid },
      {
        key: `intake.reread_risk:${tx.shopId}:${orderGid}`,
        runAt: windowEnd(new Date(), rereadWindowMs),
      },
    )
}

/** A part of an order changed in the store: its order is looked for there, and the room that works on it is told. */
export async function bookFulfillmentOrder(
  tx: ShopTx,
  { fulfillmentOrderGid, what }: Meaning<'fulfillment_order_changed'>,
): Promise<Ending> {
  const saidTwice = saidByHold(what)
  if (saidTwice)
    return { state: 'ignored', outcome: 'ignored: each hold of it is told of by itself' }
  await enqueue(
    tx,
    rereadFulfillmentOrder,
    { shopId: tx.shopId, fulfillmentOrderGid, what },
    {
      key: `intake.reread_fulfillment_order:${tx.shopId}:${fulfillmentOrderGid}:${what}`,
      runAt: windowEnd(new Date(), rereadWindowMs),
    },
  )
  return { state: 'done', outcome: 'its order is looked for in the store and read again' }
}

/** fulfillment_holds/* tells of every hold; these two of the first and the last only. */
const saidByHold = (what: string): boolean =>
  what === 'fulfillment_orders/placed_on_hold' || what === 'fulfillment_orders/hold_released'

/** A return that changed in the store, by us or by somebody in the store's admin. */
export async function noteReturn(
  tx: ShopTx,
  { returnGid, orderGid, what }: Meaning<'return_changed'>,
  mayAsk: boolean,
): Promise<Ending> {
  const ours = await tx.return.findFirst({
    where: { shopId: tx.shopId, shopifyGid: returnGid },
    select: { orderId: true, number: true },
  })
  const order = ours ? { id: ours.orderId, name: ours.number } : await orderByGid(tx, orderGid)
  if (!order && orderGid !== null)
    return { state: 'ignored', outcome: 'ignored: a return of an order we do not have' }
  const job = { shopId: tx.shopId, returnGid }
  if (mayAsk)
    await enqueue(tx, takeInReturn, job, { key: `returns.take_in:${tx.shopId}:${returnGid}` })
  if (!order && !mayAsk) return notAsked
  if (!order)
    return { state: 'done', outcome: 'its order is looked for in the store, and the return read' }
  const text = ours
    ? `The store says of return ${ours.number}: ${inWords(what)}`
    : `A return in the store: ${inWords(what)}`
  await noteAll(tx, [
    { orderId: order.id, kind: 'return_in_store', by: 'store', text, detail: { what, returnGid } },
  ])
  return { state: 'done', outcome: `noted on ${order.name}` }
}

async function orderByGid(tx: ShopTx, orderGid: string | null) {
  if (orderGid === null) return null
  return tx.order.findUnique({
    where: { shopId_shopifyId: { shopId: tx.shopId, shopifyId: orderGid } },
    select: { id: true, name: true },
  })
}

/** `returns/approve` is "approve"; the store's own word. */
const inWords = (what: string): string => (what.split('/')[1] ?? what).replaceAll('_', ' ')

/** Goods changed: the catalogue is read again, once a minute at most. */
export async function bookCatalogue(tx: ShopTx): Promise<Ending> {
  await enqueue(
    tx,
    readCatalogue,
    { shopId: tx.shopId },
    {
      key: `intake.catalogue:${tx.shopId}`,
      runAt: windowEnd(new Date(), catalogueWindowMs),
    },
  )
  return { state: 'done', outcome: 'the catalogue is read again' }
}

/** The shop's own facts or its places changed. */
export async function bookShop(tx: ShopTx): Promise<Ending> {
  await enqueue(
    tx,
    readShop,
    { shopId: tx.shopId },
    { key: `intake.shop:${tx.shopId}`, runAt: windowEnd(new Date(), shopWindowMs) },
  )
  return { state: 'done', outcome: "the shop's facts and places are read again" }
}
