import { type OrderId, requestKey, type ShipmentId } from '../kernel/ids.ts'
import type { ShopTx } from '../platform/db.server.ts'
import { enqueue } from '../platform/jobs.server.ts'
import { fulfilShipment } from './jobs.ts'
import { bookCall } from './outside-call.server.ts'

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
