import { advanceOrder, advanceShipment, planNext } from '../../journey/advance.server.ts'
import { hoursAfter, minutesAfter } from '../../journey/due.ts'
import { distributeOrder as distributeJob, releaseStock } from '../../journey/jobs.ts'
import { rollUpOrder } from '../../journey/roll-up.server.ts'
import { settleField } from '../../journey/settle-differences.server.ts'
import { note } from '../../journey/timeline.server.ts'
import { Fault, MovedMeanwhile } from '../../kernel/faults.ts'
import { gid, type OrderId, type ShopId, shipmentId } from '../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { FulfillmentOrder, ShopProvider } from '../../providers/shop/contract.ts'
import { type Distribution, decideShipments } from './decide-shipments.ts'
import { makeShipments } from './make-shipments.server.ts'
import { type OrderToDistribute, readOrderToDistribute, standingOf } from './read-order.server.ts'
import { tellDifference } from './tell-difference.server.ts'
import { askFinance } from './work-orders.server.ts'

export interface DistributeDeps {
  readonly db: Db
  readonly shop: ShopProvider
}

/** How soon an order that could not be distributed is looked at again. */
const againMinutes = 15
/** How soon it is read again what a fulfilment on its way to the store left open. */
const soonMinutes = 2

/**
 * Gives each department its part of one order: a shipment for everything the store has open, with a
 * promise date and work orders. Reads the store fresh; running twice changes nothing. For an order in
 * fulfilment it catches up with edits, splits and moves, not while the store is still to hear of one of ours
 * (`distribute.rest`, which books this again).
 * @throws MovedMeanwhile when the order moved while the store was asked: run again.
 * @throws ProviderUnavailable when the store did not answer: run again.
 */
export async function distributeOrder(
  deps: DistributeDeps,
  shop: ShopId,
  id: OrderId,
): Promise<void> {
  const before = await withShop(deps.db, shop, (tx) => readOrderToDistribute(tx, id))
  if (!before || before.isRestOnItsWay) return
  const parts = await askStore(deps, shop, before)
  await withShop(deps.db, shop, async (tx) => {
    const order = await readOrderToDistribute(tx, id, 'locked')
    if (!order || order.isRestOnItsWay) return
    // What the store said may be older than what was booked there meanwhile: then it is asked again.
    if (standingOf(order) !== standingOf(before))
      throw new MovedMeanwhile(`shipments of ${order.name} moved while the store was asked`)
    const unknown = parts.flatMap((part) =>
      part.lines.filter((line) => line.remaining > 0 && !order.lines.has(line.orderLineGid)),
    )
    if (unknown.length > 0) throw new MovedMeanwhile(`lines of ${order.name} are not read yet`)
    await carryOut(tx, order, decideShipments({ ...order.facts, fulfillmentOrders: parts }))
  })
}

/** What the store has of the order. What it refuses to tell ends on the office's list. */
async function askStore(
  deps: DistributeDeps,
  shop: ShopId,
  order: OrderToDistribute,
): Promise<readonly FulfillmentOrder[]> {
  try {
    return await deps.shop.fulfillmentOrders({ domain: order.domain }, gid(order.shopifyId))
  } catch (fault) {
    if (fault instanceof Fault && fault.retry === 'never' && order.state === 'cleared')
      await withShop(deps.db, shop, async (tx) => {
        await planNext(tx, order, {
          owner: 'office',
          step: 'look',
          dueAt: hoursAfter(new Date(), 4),
        })
        await note(tx, order.id, {
          room: 'distribute',
          kind: 'store_refused',
          by: 'system',
          text: 'The store did not say where the goods lie; somebody has to look',
          detail: { code: fault.code },
        })
      })
    throw fault
  }
}

async function carryOut(tx: ShopTx, order: OrderToDistribute, answer: Distribution) {
  if (order.state === 'cleared' && answer.store === 'done' && order.facts.shipments.length === 0)
    return completeElsewhere(tx, order)
  const made = await makeShipments(tx, order, answer.make)
  for (const id of answer.withdraw) await withdraw(tx, order, id)
  for (const changed of answer.changed) await tellDifference(tx, order, changed)
  await settleField(
    tx,
    order.id,
    'lines',
    answer.changed.map(({ id }) => id),
  )
  if (order.state === 'cleared') {
    if (made.length === 0 && order.facts.shipments.length === 0)
      await waitForParts(tx, order, answer)
    else await release(tx, order, made.length)
  } else if (made.length > 0 || order.nextStep === 'distribute') await rollUpOrder(tx, order.id)
  if (answer.noPartner.length + answer.heldByOthers.length > 0 || answer.later)
    await lookAgain(tx, order)
  else if (answer.unsure) await lookAgain(tx, order, soonMinutes)
}

async function release(tx: ShopTx, order: OrderToDistribute, made: number) {
  const moved = await advanceOrder(
    tx,
    { id: order.id, state: 'cleared' },
    {
      to: 'released',
      reason:
        made === 1 ? 'one shipment' : made === 0 ? 'its shipments are made' : `${made} shipments`,
      room: 'distribute',
      by: 'system',
      // Replaced at once by what its shipments need first.
      next: { owner: 'system', step: 'distribute', dueAt: minutesAfter(new Date(), againMinutes) },
    },
  )
  if (!moved.ok) throw new MovedMeanwhile(`${order.name} moved while it was distributed`)
  await rollUpOrder(tx, order.id)
  await askFinance(tx, order)
}

/** Everything was fulfilled in the store before we came to it: gift cards, or somebody by hand. */
async function completeElsewhere(tx: ShopTx, order: OrderToDistribute) {
  await advanceOrder(
    tx,
    { id: order.id, state: 'cleared' },
    {
      to: 'completed',
      reason: 'everything is fulfilled in the store already',
      room: 'distribute',
      by: 'system',
      next: null,
    },
  )
}

async function waitForParts(tx: ShopTx, order: OrderToDistribute, answer: Distribution) {
  const [held] = answer.heldByOthers
  const why = held
    ? `held in the store by somebody else (${held.toLowerCase().replaceAll('_', ' ')})`
    : answer.noPartner.length > 0
      ? "the goods lie at a partner's place, and no partner is set up for it"
      : answer.later
        ? 'the store releases it later'
        : 'the store has not decided yet where the goods leave from'
  const waitsForStore = !held && answer.noPartner.length === 0
  const step = waitsForStore ? ('distribute' as const) : ('decide_route' as const)
  if (order.nextStep !== step || !waitsForStore)
    await noteOnce(tx, order, `Not distributed yet: ${why}`)
  if (order.nextStep !== step)
    await planNext(tx, order, {
      owner: waitsForStore ? 'system' : 'office',
      step,
      dueAt: hoursAfter(new Date(), answer.later ? 24 : waitsForStore ? 1 : 4),
    })
  await lookAgain(tx, order)
}

async function noteOnce(tx: ShopTx, order: OrderToDistribute, text: string) {
  const last = await tx.timeline.findFirst({
    where: { shopId: tx.shopId, orderId: order.id, room: 'distribute' },
    orderBy: { id: 'desc' },
  })
  if (last?.text !== text)
    await note(tx, order.id, { room: 'distribute', kind: 'waits', by: 'system', text })
}

const lookAgain = (tx: ShopTx, order: OrderToDistribute, minutes = againMinutes) =>
  enqueue(
    tx,
    distributeJob,
    { shopId: tx.shopId, orderId: order.id },
    {
      key: `distribute.order:${order.id}:later`,
      runAt: minutesAfter(new Date(), minutes),
    },
  )

async function withdraw(tx: ShopTx, order: OrderToDistribute, id: string) {
  const row = await tx.shipment.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id } },
    select: { state: true },
  })
  if (row.state !== 'waiting_stock' && row.state !== 'ready' && row.state !== 'rejected')
    throw new MovedMeanwhile(`a shipment of ${order.name} was begun while it was withdrawn`)
  const moved = await advanceShipment(
    tx,
    { id: shipmentId(id), orderId: order.id, state: row.state },
    {
      to: 'cancelled',
      reason:
        row.state === 'rejected'
          ? 'the order changed in the store, and its partner does not send it'
          : 'the order changed in the store before the work began',
      room: 'distribute',
      by: 'store',
      next: null,
    },
  )
  if (!moved.ok)
    throw new MovedMeanwhile(`a shipment of ${order.name} moved while it was withdrawn`)
  await tx.workOrder.updateMany({
    where: { shopId: tx.shopId, shipmentId: id, state: 'open' },
    data: {
      state: 'cancelled',
      outcome: 'the order changed',
      doneAt: new Date(),
      doneBy: 'system',
    },
  })
  await enqueue(
    tx,
    releaseStock,
    { shopId: tx.shopId, shipmentId: id },
    { key: `stock.release:${id}` },
  )
}
