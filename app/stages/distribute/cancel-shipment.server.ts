import { advanceShipment } from '../../journey/advance.server.ts'
import { finishLabel, releaseStock } from '../../journey/jobs.ts'
import { isCallBooked } from '../../journey/outside-call.server.ts'
import { hasParcelWithCarrier } from '../../journey/parcels-with-carrier.server.ts'
import type { ShipmentState } from '../../journey/shipment.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import { type OrderId, requestKey, shipmentId } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import { decideStop, type Stop } from './decide-stop.ts'

export interface StandingShipment {
  readonly id: string
  readonly state: ShipmentState
}

/** What to do about a shipment of a cancelled order, or one that is to be made anew. */
export async function stopOf(tx: ShopTx, { id, state }: StandingShipment): Promise<Stop> {
  const collected =
    state === 'awaiting_collection' && (await isCallBooked(tx, requestKey('fulfil', id)))
  const withCarrier = state === 'labelled' && (await hasParcelWithCarrier(tx, id))
  return decideStop(state, { collected, withCarrier })
}

/** Cancels one shipment that has not left: its goods go back, its label is made void. The caller holds the order. */
export async function cancelShipment(
  tx: ShopTx,
  order: OrderId,
  shipment: StandingShipment,
  { reason, by }: { readonly reason: string; readonly by: string },
): Promise<void> {
  const moved = await advanceShipment(
    tx,
    { id: shipmentId(shipment.id), orderId: order, state: shipment.state },
    { to: 'cancelled', reason, room: 'distribute', by, next: null },
  )
  if (!moved.ok) throw new MovedMeanwhile('a shipment moved while it was stopped')
  await enqueue(
    tx,
    releaseStock,
    { shopId: tx.shopId, shipmentId: shipment.id },
    { key: `stock.release:${shipment.id}` },
  )
  // A label that was bought, or is being bought, is made void.
  if (shipment.state === 'packed' || shipment.state === 'labelled')
    await enqueue(
      tx,
      finishLabel,
      { shopId: tx.shopId, shipmentId: shipment.id },
      { key: `ship.label:${shipment.id}` },
    )
}
