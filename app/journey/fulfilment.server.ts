import { type OrderId, requestKey, type ShipmentId } from '../kernel/ids.ts'
import type { ShopTx } from '../platform/db.server.ts'
import { enqueue } from '../platform/jobs.server.ts'
import { planShipmentNext } from './advance.server.ts'
import { minutesAfter, systemStepMinutes } from './due.ts'
import { fulfilShipment } from './jobs.ts'
import { bookCall } from './outside-call.server.ts'
import { note } from './timeline.server.ts'

/**
 * Books the store's fulfilment of a shipment, once, and the job that makes it: for what was labelled,
 * for digital goods, and for goods that were handed out at the counter.
 * A pickup is fulfilled only where this was booked: nobody but a person knows that it was collected.
 */
export async function bookFulfilment(
  tx: ShopTx,
  shipment: { readonly id: ShipmentId; readonly orderId: OrderId },
): Promise<void> {
  const key = requestKey('fulfil', shipment.id)
  await bookCall(tx, { orderId: shipment.orderId, kind: 'fulfil', key })
  await enqueue(
    tx,
    fulfilShipment,
    { shopId: tx.shopId, shipmentId: shipment.id },
    { key: `ship.fulfil:${shipment.id}` },
  )
}

/**
 * Books a fulfilment once more that the store refused, or that was given up. The caller holds the order.
 * @param why a sentence part for the timeline, where it is not somebody's wish.
 * @returns false when none was refused.
 */
export async function bookFulfilmentAgain(
  tx: ShopTx,
  shipment: { readonly id: ShipmentId; readonly orderId: OrderId; readonly number: string },
  { by, why }: { readonly by: string; readonly why: string | null },
): Promise<boolean> {
  const again = await tx.outsideCall.updateMany({
    where: {
      ...{ shopId: tx.shopId, key: requestKey('fulfil', shipment.id) },
      state: { in: ['refused', 'dead'] },
    },
    data: { state: 'booked', leasedAt: null, doneAt: null },
  })
  if (again.count === 0) return false
  await tx.workOrder.updateMany({
    where: { shopId: tx.shopId, shipmentId: shipment.id, kind: 'fix_fulfilment', state: 'open' },
    data: { state: 'done', doneAt: new Date(), doneBy: by, outcome: 'told again' },
  })
  await planShipmentNext(tx, shipment, {
    owner: 'system',
    step: 'book_in_store',
    dueAt: minutesAfter(new Date(), systemStepMinutes),
  })
  await note(tx, shipment.orderId, {
    ...{ room: 'ship', kind: 'tried_again', by, detail: { shipmentId: shipment.id } },
    text: `${shipment.number}: the store is told of the fulfilment again${why === null ? '' : `: ${why}`}`,
  })
  await bookFulfilment(tx, shipment)
  return true
}
