import { advanceShipment } from '../../../journey/advance.server.ts'
import { dueBeforeLeaving, minutesAfter, systemStepMinutes } from '../../../journey/due.ts'
import { allocateStock, tellRest } from '../../../journey/jobs.ts'
import { bookCall } from '../../../journey/outside-call.server.ts'
import { nextShipmentNumber } from '../../../journey/shipment-number.ts'
import { note } from '../../../journey/timeline.server.ts'
import { MovedMeanwhile } from '../../../kernel/faults.ts'
import { orderId, requestKey, type ShipmentId, shipmentId } from '../../../kernel/ids.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import { enqueue } from '../../../platform/jobs.server.ts'
import type { Rest, RestPlace } from './decide-rest.ts'
import { restOf } from './rest.server.ts'

/** What a tour's end knows of a shipment that came short. */
interface Shortened {
  readonly id: ShipmentId
  readonly by: string
  readonly tourId: string
}

/**
 * Gives the pieces that were short a shipment of their own, where the shop wants it so: from another place, or
 * following from here. The store hears of it by the job that is booked with it. The caller holds the order.
 * @returns `wait`: nothing changed. `apart`: the shipment goes on without them. `gone`: nothing of it was left, it is
 * cancelled.
 */
export async function carryRest(
  tx: ShopTx,
  { id, by, tourId }: Shortened,
): Promise<'wait' | 'apart' | 'gone'> {
  const shipment = await readShortened(tx, id)
  const rest = await restOf(tx, shipment)
  if (rest.kind === 'wait') return 'wait'
  const made = await makeRest(tx, shipment, rest)
  await takeOff(tx, shipment, made.id)
  await tellAndBook(tx, shipment, { rest, made, by, tourId })
  const left = await tx.shipmentLine.count({ where: { shopId: tx.shopId, shipmentId: id } })
  if (left > 0) return 'apart'
  await cancel(tx, shipment, { by, number: made.number, rest })
  return 'gone'
}

const readShortened = (tx: ShopTx, id: ShipmentId) =>
  tx.shipment.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id } },
    include: {
      lines: true,
      order: { select: { name: true, lines: true, shipments: { select: { number: true } } } },
    },
  })
type Shipment = Awaited<ReturnType<typeof readShortened>>
interface Made {
  readonly id: string
  readonly number: string
}

async function makeRest(
  tx: ShopTx,
  shipment: Shipment,
  rest: Exclude<Rest, { kind: 'wait' }>,
): Promise<Made> {
  const place: Pick<RestPlace, 'id' | 'gid'> =
    rest.kind === 'place'
      ? rest.place
      : { id: shipment.locationId ?? '', gid: shipment.locationGid }
  const number = nextShipmentNumber(
    shipment.order.name,
    shipment.order.shipments.map((one) => one.number),
  )
  const { leaveBy, orderId: order, kind } = shipment
  const { id } = await tx.shipment.create({
    data: {
      ...{ shopId: tx.shopId, orderId: order, number, kind, state: 'waiting_stock', leaveBy },
      ...{ locationId: place.id || null, locationGid: place.gid },
      ...{ owner: 'system', nextStep: 'reserve' },
      dueAt: minutesAfter(new Date(), systemStepMinutes),
    },
    select: { id: true },
  })
  await tx.workOrder.create({
    data: {
      ...{ shopId: tx.shopId, orderId: order, shipmentId: id, department: 'warehouse' },
      ...{ kind: 'pick_and_pack', title: `Pick and pack ${number}`, key: `pick_and_pack:${id}` },
      dueAt: leaveBy ?? dueBeforeLeaving(null, 'pack', new Date()),
    },
  })
  return { id, number }
}

/** A line of which nothing is there goes over as it is, so that what was done about it stays told of it. */
async function takeOff(tx: ShopTx, shipment: Shipment, to: string): Promise<void> {
  for (const line of shipment.lines) {
    if (line.short === 0) continue
    const where = { shopId_id: { shopId: tx.shopId, id: line.id } }
    if (line.short === line.quantity) {
      await tx.reservation.deleteMany({
        where: { shopId: tx.shopId, shipmentLineId: line.id, quantity: 0 },
      })
      await tx.shipmentLine.update({ where, data: { shipmentId: to, short: 0 } })
      continue
    }
    await tx.shipmentLine.update({
      where,
      data: { quantity: line.quantity - line.short, short: 0 },
    })
    await tx.shipmentLine.create({
      data: {
        ...{ shopId: tx.shopId, shipmentId: to, orderLineId: line.orderLineId },
        ...{ itemId: line.itemId, quantity: line.short },
      },
    })
  }
}

/** What goes off, in words: `1 × CUP, 2 × PEN`. */
const restInWords = (shipment: Shipment): string =>
  shipment.lines
    .filter((line) => line.short > 0)
    .map((line) => {
      const of = shipment.order.lines.find((one) => one.id === line.orderLineId)
      return `${line.short} × ${of?.sku ?? of?.title ?? 'an item'}`
    })
    .join(', ')

async function tellAndBook(
  tx: ShopTx,
  shipment: Shipment,
  {
    rest,
    made,
    by,
    tourId,
  }: Pick<Shortened, 'by' | 'tourId'> & {
    readonly rest: Exclude<Rest, { kind: 'wait' }>
    readonly made: Made
  },
): Promise<void> {
  const order = orderId(shipment.orderId)
  const how = rest.kind === 'place' ? `comes from ${rest.place.name}` : 'follows'
  await note(tx, order, {
    ...{ room: 'pick', kind: 'rest_apart', by },
    text: `${restInWords(shipment)} of ${shipment.number} ${how}, as ${made.number}`,
    detail: { shipmentId: shipment.id, rest: made.id, how: rest.kind, tourId },
  })
  const kind = rest.kind === 'place' ? 'move_rest' : 'split_rest'
  await bookCall(tx, { orderId: order, kind, key: requestKey('rest', made.id) })
  await enqueue(
    tx,
    tellRest,
    { shopId: tx.shopId, shipmentId: made.id },
    { key: `distribute.rest:${made.id}` },
  )
  await enqueue(tx, allocateStock, { shopId: tx.shopId }, { key: `stock.allocate:${tx.shopId}` })
}

async function cancel(
  tx: ShopTx,
  shipment: Shipment,
  { by, number, rest }: { readonly by: string; readonly number: string; readonly rest: Rest },
): Promise<void> {
  const where = rest.kind === 'place' ? `${rest.place.name} sends it` : 'it follows'
  const moved = await advanceShipment(
    tx,
    { id: shipmentId(shipment.id), orderId: orderId(shipment.orderId), state: 'picking' },
    { to: 'cancelled', reason: `${where} as ${number}`, room: 'pick', by, next: null },
  )
  if (!moved.ok) throw new MovedMeanwhile('a shipment moved while its tour ended')
  await tx.workOrder.updateMany({
    where: { shopId: tx.shopId, key: `pick_and_pack:${shipment.id}`, state: 'open' },
    data: {
      ...{ state: 'cancelled', outcome: `${where} as ${number}`, doneAt: new Date(), doneBy: by },
    },
  })
}
