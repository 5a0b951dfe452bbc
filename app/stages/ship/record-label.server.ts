import { advanceShipment, planShipmentNext } from '../../journey/advance.server.ts'
import { minutesAfter, systemStepMinutes } from '../../journey/due.ts'
import { bookFulfilment } from '../../journey/fulfilment.server.ts'
import { note } from '../../journey/timeline.server.ts'
import { requestKey, type ShipmentId } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import type { ShippingFacts } from './read-shipping.server.ts'
import { labelTogether } from './together.server.ts'

/**
 * A parcel of the shipment got its label. Once every parcel has one, the shipment is `labelled` and
 * the store is told; a shipment that left already gets its new number told.
 * The caller holds the order and has written the parcel.
 */
export async function labelDone(
  tx: ShopTx,
  shipment: Pick<ShippingFacts, 'id' | 'orderId' | 'number'>,
  told: { readonly text: string; readonly by: string; readonly parcelId: string },
): Promise<void> {
  await note(tx, shipment.orderId, {
    room: 'ship',
    kind: 'label_bought',
    by: told.by,
    text: told.text,
    detail: { shipmentId: shipment.id, parcelId: told.parcelId },
  })
  await closeLabelWork(tx, shipment.id, told.by)
  await goOn(tx, shipment, told.by)
}

/** Once every parcel has a label the shipment goes on; until then nothing happens. The caller holds the order. */
export async function goOn(
  tx: ShopTx,
  shipment: Pick<ShippingFacts, 'id' | 'orderId' | 'number'>,
  by: string,
): Promise<void> {
  const bare = await tx.parcel.count({
    where: { shopId: tx.shopId, shipmentId: shipment.id, trackingNumber: null },
  })
  if (bare > 0) return
  const { state } = await tx.shipment.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: shipment.id } },
    select: { state: true },
  })
  const next = {
    owner: 'system',
    step: 'book_in_store',
    dueAt: minutesAfter(new Date(), systemStepMinutes),
  } as const
  if (state === 'packed')
    await advanceShipment(
      tx,
      { id: shipment.id, orderId: shipment.orderId, state },
      { to: 'labelled', reason: `${shipment.number} has its label`, room: 'ship', by, next },
    )
  else if (state === 'handed_over') {
    await planShipmentNext(tx, shipment, next)
    await openAgain(tx, shipment.id)
  } else return
  await bookFulfilment(tx, shipment)
  await labelTogether(tx, shipment.id, by)
}

/** The store was told of the void label; its new number is to be told under the same booking. */
async function openAgain(tx: ShopTx, id: ShipmentId): Promise<void> {
  await tx.outsideCall.updateMany({
    where: { shopId: tx.shopId, key: requestKey('fulfil', id), state: 'done' },
    data: { state: 'booked', doneAt: null },
  })
}

/** Ends tasks of the office about a label that now is there. */
async function closeLabelWork(tx: ShopTx, id: string, by: string): Promise<void> {
  await tx.workOrder.updateMany({
    where: { shopId: tx.shopId, shipmentId: id, kind: 'fix_label', state: 'open' },
    data: { state: 'done', doneAt: new Date(), doneBy: by, outcome: 'the label is there' },
  })
}
