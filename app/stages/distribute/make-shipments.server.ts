import { minutesAfter, systemStepMinutes } from '../../journey/due.ts'
import { allocateStock, fulfilShipment, requestPartner } from '../../journey/jobs.ts'
import type { Step } from '../../journey/next-step.ts'
import type { ShipmentState } from '../../journey/shipment.ts'
import { note } from '../../journey/timeline.server.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { NewShipment, ShipmentKind } from './decide-shipments.ts'
import type { MadeShipment } from './made-shipment.ts'
import type { PromisedDates } from './promise-date.ts'
import { promiseFor } from './promise-for.ts'
import type { OrderToDistribute } from './read-order.server.ts'
import { askDepartment } from './work-orders.server.ts'

/** Where a shipment of each kind begins; the app itself does the first step. */
const begins: Record<ShipmentKind, { readonly state: ShipmentState; readonly step: Step }> = {
  warehouse: { state: 'waiting_stock', step: 'reserve' },
  pickup: { state: 'waiting_stock', step: 'reserve' },
  partner: { state: 'requested', step: 'ask_partner' },
  digital: { state: 'ready', step: 'send_digital' },
}
const words: Record<ShipmentKind, string> = {
  warehouse: 'the warehouse ships it',
  pickup: 'the customer collects it',
  partner: 'the partner ships it',
  digital: 'it is sent as files',
}

/** Makes the shipments with their promise, work orders and first jobs. The caller holds the order. */
export async function makeShipments(
  tx: ShopTx,
  order: OrderToDistribute,
  parts: readonly NewShipment[],
): Promise<readonly MadeShipment[]> {
  const made: MadeShipment[] = []
  let running = lastNumber(order)
  for (const part of parts) {
    running++
    const dates = datesFor(order, part.kind)
    const shipment = await make(tx, order, part, { number: `${order.name}-${running}`, dates })
    await askDepartment(tx, order, shipment)
    await bookFirstJob(tx, shipment)
    made.push(shipment)
    await keepPromise(tx, order, dates)
  }
  return made
}

/** `#1001-3` was the last: 3. */
const lastNumber = (order: OrderToDistribute): number =>
  order.numbers.reduce((last, number) => {
    const tail = Number(number.slice(order.name.length + 1))
    return Number.isSafeInteger(tail) ? Math.max(last, tail) : last
  }, 0)

function datesFor(order: OrderToDistribute, kind: ShipmentKind): PromisedDates {
  const way = kind === 'warehouse' || kind === 'partner' ? 'shipping' : kind
  return promiseFor(new Date(), { way, country: order.country }, order)
}

async function make(
  tx: ShopTx,
  order: OrderToDistribute,
  part: NewShipment,
  { number, dates }: { readonly number: string; readonly dates: PromisedDates },
): Promise<MadeShipment> {
  const { state, step } = begins[part.kind]
  const row = await tx.shipment.create({
    data: {
      shopId: tx.shopId,
      orderId: order.id,
      number,
      kind: part.kind,
      state,
      locationId: order.placeIds.get(part.locationGid) ?? null,
      locationGid: part.locationGid,
      partnerId: part.partnerId,
      leaveBy: dates.leaveBy,
      owner: 'system',
      nextStep: step,
      dueAt: minutesAfter(new Date(), systemStepMinutes),
    },
    select: { id: true },
  })
  await tx.shipmentLine.createMany({
    data: part.lines.map(({ orderLineGid, quantity }) => {
      const line = order.lines.get(orderLineGid)
      if (!line) throw new Error(`line ${orderLineGid} is not of order ${order.name}`)
      return {
        shopId: tx.shopId,
        shipmentId: row.id,
        orderLineId: line.id,
        itemId: line.itemId,
        quantity,
      }
    }),
  })
  await note(tx, order.id, {
    room: 'distribute',
    kind: 'shipment_made',
    by: 'system',
    text: `${number}: ${words[part.kind]}`,
    detail: { shipmentId: row.id, kind: part.kind, leaveBy: dates.leaveBy.toISOString() },
  })
  return { id: row.id, number, kind: part.kind, leaveBy: dates.leaveBy }
}

async function bookFirstJob(tx: ShopTx, { id, kind }: MadeShipment): Promise<void> {
  const about = { shopId: tx.shopId, shipmentId: id }
  switch (kind) {
    case 'warehouse':
    case 'pickup':
      return enqueue(
        tx,
        allocateStock,
        { shopId: tx.shopId },
        { key: `stock.allocate:${tx.shopId}` },
      )
    case 'partner':
      return enqueue(tx, requestPartner, about, { key: `handoff.request:${id}` })
    case 'digital':
      return enqueue(tx, fulfilShipment, about, { key: `ship.fulfil:${id}` })
  }
}

/** The order is promised for the day its last shipment arrives; a promise made is not moved again. */
async function keepPromise(tx: ShopTx, order: OrderToDistribute, dates: PromisedDates) {
  if (order.promisedAt !== null) return
  await tx.$executeRaw`
    update sales_order set promised_at = greatest(promised_at, ${dates.promisedAt}::timestamptz)
    where shop_id = ${tx.shopId}::uuid and id = ${order.id}::uuid`
}
