import { distributeOrder as distributeJob } from '../../journey/jobs.ts'
import { callEndOf, dropCalls, recordCall, takeCall } from '../../journey/outside-call.server.ts'
import { note } from '../../journey/timeline.server.ts'
import { Fault, ProviderRefused } from '../../kernel/faults.ts'
import { gid, orderId, requestKey, type ShipmentId, type ShopId } from '../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { FulfillmentOrder } from '../../providers/shop/contract.ts'
import { pairLines, type WantedLine } from '../../providers/shop/pair-lines.ts'
import type { DistributeDeps } from './distribute-order.server.ts'
import { promiseFor } from './promise-for.ts'
import { readOrderToDistribute } from './read-order.server.ts'

interface Taken {
  readonly callId: string
  readonly order: ReturnType<typeof orderId>
  readonly number: string
  readonly isMove: boolean
  readonly domain: string
  readonly orderGid: string
  readonly place: string
  readonly wanted: readonly WantedLine[]
  /** What shipments of the order carry at the place, this one among them. */
  readonly carried: readonly WantedLine[]
}

/**
 * Tells the store of pieces that were short and are a shipment of their own now: moved to the place that sends them,
 * or split off where they follow from the same place. The shipment gets its own day to leave by. Looks first: what
 * the store has as it should be is not asked for again.
 * @throws ProviderUnavailable, MovedMeanwhile: the job repeats it. What the store refuses for good is told on the
 * order's timeline, and the order is distributed as the store has it.
 */
export async function tellRest(deps: DistributeDeps, shop: ShopId, id: ShipmentId): Promise<void> {
  const taken = await withShop(deps.db, shop, (tx) => take(tx, id))
  if (!taken) return
  try {
    if (taken.isMove) await moveRest(deps, taken)
    else await splitRest(deps, taken)
    await withShop(deps.db, shop, (tx) =>
      end(tx, taken, { state: 'done', answer: { place: taken.place } }),
    )
  } catch (fault) {
    await withShop(deps.db, shop, (tx) => end(tx, taken, callEndOf(fault)))
    if (!(fault instanceof Fault && fault.retry === 'never')) throw fault
  }
}

async function take(tx: ShopTx, id: ShipmentId): Promise<Taken | null> {
  const shipment = await tx.shipment.findUnique({
    where: { shopId_id: { shopId: tx.shopId, id } },
    include: { lines: true },
  })
  if (!shipment) return null
  const order = await readOrderToDistribute(tx, orderId(shipment.orderId), 'locked')
  if (!order || shipment.state === 'cancelled') {
    await dropCalls(tx, { keys: [requestKey('rest', id)] }, 'nothing of it is to be sent any more')
    return null
  }
  const call = await takeCall(tx, [requestKey('rest', id)])
  if (!call) return null
  const { leaveBy } = promiseFor(new Date(), { way: 'shipping', country: order.country }, order)
  if (shipment.leaveBy === null || leaveBy > shipment.leaveBy) {
    await tx.shipment.update({
      where: { shopId_id: { shopId: tx.shopId, id } },
      data: { leaveBy },
    })
    await tx.workOrder.updateMany({
      where: { shopId: tx.shopId, shipmentId: id, kind: 'pick_and_pack', state: 'open' },
      data: { dueAt: leaveBy },
    })
  }
  const standing = order.facts.shipments
  return {
    callId: call.id,
    ...{ order: order.id, number: shipment.number, isMove: call.kind === 'move_rest' },
    ...{ domain: order.domain, orderGid: order.shopifyId, place: shipment.locationGid },
    wanted: standing.find((one) => one.id === id)?.lines ?? [],
    carried: standing
      .filter(
        (one) =>
          one.locationGid === shipment.locationGid &&
          one.state !== 'cancelled' &&
          one.fulfilled === 'no',
      )
      .flatMap((one) => one.lines),
  }
}

const isOpen = ({ status }: FulfillmentOrder) => status !== 'CLOSED' && status !== 'CANCELLED'

async function openInStore({ shop }: DistributeDeps, { domain, orderGid }: Taken) {
  const all = await shop.fulfillmentOrders({ domain, urgency: 'urgent' }, gid(orderGid))
  return all.filter(isOpen)
}

const piecesOf = (lines: readonly WantedLine[], orderLineGid: string) =>
  lines.reduce((sum, line) => sum + (line.orderLineGid === orderLineGid ? line.quantity : 0), 0)

/** Moves what the place is to send and does not have open in the store yet. */
async function moveRest(deps: DistributeDeps, taken: Taken): Promise<void> {
  const open = await openInStore(deps, taken)
  const there = open
    .filter((one) => one.locationGid === taken.place)
    .flatMap((one) => one.lines)
    .map((line) => ({ orderLineGid: line.orderLineGid, quantity: line.remaining }))
  const missing = taken.wanted.flatMap(({ orderLineGid, quantity }) => {
    const lacks = piecesOf(taken.carried, orderLineGid) - piecesOf(there, orderLineGid)
    return lacks > 0 ? [{ orderLineGid, quantity: Math.min(quantity, lacks) }] : []
  })
  const elsewhere = open.filter((one) => one.locationGid !== taken.place)
  for (const [from, lines] of inOrders(missing, elsewhere))
    await deps.shop.movePieces(
      { domain: taken.domain, urgency: 'urgent' },
      gid(from),
      gid(taken.place),
      lines,
    )
}

/** Splits off what follows, unless the store has it as a part of its own. */
async function splitRest(deps: DistributeDeps, taken: Taken): Promise<void> {
  const here = (await openInStore(deps, taken)).filter((one) => one.locationGid === taken.place)
  if (here.some((one) => isExactly(one, taken.wanted))) return
  for (const [from, lines] of inOrders(taken.wanted, here)) {
    const one = here.find((order) => order.gid === from)
    const open = one?.lines.reduce((sum, line) => sum + line.remaining, 0) ?? 0
    if (lines.reduce((sum, line) => sum + line.quantity, 0) < open)
      await deps.shop.split({ domain: taken.domain, urgency: 'urgent' }, gid(from), lines)
  }
}

const isExactly = (one: FulfillmentOrder, wanted: readonly WantedLine[]): boolean => {
  const open = one.lines.filter((line) => line.remaining > 0)
  return (
    open.length === wanted.length &&
    open.every((line) => piecesOf(wanted, line.orderLineGid) === line.remaining)
  )
}

/** Pieces by the fulfillment order they lie in. @throws ProviderRefused when the store has fewer open. */
function inOrders(wanted: readonly WantedLine[], open: readonly FulfillmentOrder[]) {
  const pairs = pairLines(wanted, open)
  if (!pairs.ok)
    throw new ProviderRefused('the store', [
      `not open there any more: ${pairs.refusal.missing.map((line) => `${line.quantity} × ${line.orderLineGid}`).join(', ')}`,
    ])
  return Map.groupBy(pairs.value, (pair) => pair.fulfillmentOrderGid)
}

async function end(tx: ShopTx, taken: Taken, how: Parameters<typeof recordCall>[2]): Promise<void> {
  await recordCall(tx, taken.callId, how)
  if (how.state === 'again') return
  if (how.state === 'refused')
    await note(tx, taken.order, {
      ...{ room: 'distribute', kind: 'store_refused', by: 'system' },
      text: `The store does not know ${taken.number} as a part of its own: the order is looked at again`,
      detail: { why: how.error.slice(0, 200) },
    })
  await enqueue(
    tx,
    distributeJob,
    { shopId: tx.shopId, orderId: taken.order },
    { key: `distribute.order:${taken.order}` },
  )
}
