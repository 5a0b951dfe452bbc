import { advanceOrder } from '../../journey/advance.server.ts'
import { hoursAfter } from '../../journey/due.ts'
import { bookFulfilmentAgain } from '../../journey/fulfilment.server.ts'
import { cancelAtPartner } from '../../journey/jobs.ts'
import type { OrderState } from '../../journey/order.ts'
import { readOrderState, readShipmentState } from '../../journey/read-state.ts'
import { settleOrder } from '../../journey/settle-differences.server.ts'
import { note } from '../../journey/timeline.server.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import { type OrderId, type ShopId, shipmentId } from '../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import { cancelShipment, type StandingShipment, stopOf } from './cancel-shipment.server.ts'
import type { Stop } from './decide-stop.ts'

/**
 * Stops all work on an order the store cancelled: shipments that have not left are cancelled and give
 * their goods back, partners are asked to stop, holds and links end, work orders close. Goods that left
 * are on their way: the office is asked to call them back. Running twice stops once; run again after a
 * partner answered, it ends the order.
 */
export function stopOrder(deps: { readonly db: Db }, shop: ShopId, id: OrderId): Promise<void> {
  return withShop(deps.db, shop, async (tx) => {
    await tx.$queryRaw`select 1 from sales_order where shop_id = ${shop}::uuid and id = ${id}::uuid for update`
    const order = await tx.order.findUnique({
      where: { shopId_id: { shopId: shop, id } },
      include: { shipments: { orderBy: { createdAt: 'asc' } } },
    })
    if (!order?.cancelledAt) return
    const state = readOrderState(order.state)
    if (state === 'completed' || state === 'cancelled') return
    const stops = await readStops(tx, order.shipments)
    const away = stops.some(({ stop }) => stop === 'away' || stop === 'arrived')
    await settleOrder(tx, id, 'the store cancelled the order')
    await closeWork(tx, id)
    await closeDoors(tx, id, away)
    for (const one of stops) await stopShipment(tx, id, one)
    if (stops.every(({ stop }) => stop === 'cancel' || stop === 'over')) await end(tx, id)
  })
}

type Row = Record<'id' | 'number' | 'state', string>

interface ShipmentStop {
  readonly shipment: StandingShipment & { readonly number: string }
  readonly stop: Stop
}

async function readStops(tx: ShopTx, rows: readonly Row[]) {
  const stops: ShipmentStop[] = []
  for (const { id, number, state } of rows) {
    const shipment = { id, number, state: readShipmentState(state) }
    stops.push({ shipment, stop: await stopOf(tx, shipment) })
  }
  return stops
}

async function stopShipment(tx: ShopTx, order: OrderId, { shipment, stop }: ShipmentStop) {
  if (stop === 'cancel')
    await cancelShipment(tx, order, shipment, {
      reason: 'the store cancelled the order',
      by: 'store',
    })
  if (stop === 'ask_partner')
    await enqueue(
      tx,
      cancelAtPartner,
      { shopId: tx.shopId, shipmentId: shipment.id },
      { key: `handoff.cancel:${shipment.id}` },
    )
  if (stop !== 'away') return
  await callBack(tx, order, shipment)
  // Gone before the store took its fulfilment: it goes on its way without the store.
  const gone = { id: shipmentId(shipment.id), orderId: order, number: shipment.number }
  if (shipment.state === 'labelled')
    await bookFulfilmentAgain(tx, gone, { by: 'system', why: 'the carrier has it' })
}

/** The goods are with the carrier: somebody has to call them back. */
async function callBack(
  tx: ShopTx,
  order: OrderId,
  shipment: { readonly id: string; readonly number: string },
) {
  const { count } = await tx.workOrder.createMany({
    data: [
      {
        shopId: tx.shopId,
        orderId: order,
        shipmentId: shipment.id,
        department: 'office',
        kind: 'call_back',
        title: `The order was cancelled and ${shipment.number} is on its way: ask the carrier to bring it back`,
        dueAt: hoursAfter(new Date(), 2),
        key: `call_back:${shipment.id}`,
      },
    ],
    skipDuplicates: true,
  })
  if (count > 0)
    await note(tx, order, {
      room: 'distribute',
      kind: 'cancelled_too_late',
      by: 'store',
      text: `The store cancelled the order, but ${shipment.number} has left already`,
      detail: { shipmentId: shipment.id },
    })
}

async function closeWork(tx: ShopTx, order: OrderId) {
  await tx.workOrder.updateMany({
    where: {
      shopId: tx.shopId,
      orderId: order,
      state: 'open',
      kind: { notIn: ['call_back', 'care_call'] },
    },
    data: {
      state: 'cancelled',
      outcome: 'the store cancelled the order',
      doneAt: new Date(),
      doneBy: 'store',
    },
  })
}

/** Holds end with the order. Customers' links close, but for following goods that are on their way. */
async function closeDoors(tx: ShopTx, order: OrderId, away: boolean) {
  const now = new Date()
  await tx.hold.updateMany({
    where: { shopId: tx.shopId, orderId: order, releasedAt: null },
    data: { releasedAt: now, releasedBy: 'store' },
  })
  const purposes = away
    ? ['correct', 'confirm']
    : ['correct', 'confirm', 'track', 'return', 'survey']
  await tx.customerLink.updateMany({
    where: { shopId: tx.shopId, orderId: order, purpose: { in: purposes }, revokedAt: null },
    data: { revokedAt: now },
  })
}

const endsFrom: readonly OrderState[] = ['received', 'held', 'confirming', 'cleared', 'released']

/** Nothing of it is on its way: the order is over, unless its last shipment's roll-up has said so. */
async function end(tx: ShopTx, id: OrderId) {
  const { state: stored } = await tx.order.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id } },
    select: { state: true },
  })
  const state = readOrderState(stored)
  if (!endsFrom.includes(state)) return
  const moved = await advanceOrder(
    tx,
    { id, state },
    {
      to: 'cancelled',
      reason: 'the store cancelled the order',
      room: 'distribute',
      by: 'store',
      next: null,
    },
  )
  if (!moved.ok) throw new MovedMeanwhile('the order moved while it was stopped')
}
