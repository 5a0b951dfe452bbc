import { planShipmentNext } from '../../journey/advance.server.ts'
import { hoursAfter } from '../../journey/due.ts'
import { isShipmentOver } from '../../journey/shipment.ts'
import { note } from '../../journey/timeline.server.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import type { StandingShipment } from './read-shipment.server.ts'

/** Hours the office has to look at something that a machine cannot go on with. */
const lookWithinHours = 4

/**
 * Puts a shipment on the office's list because a call for it was refused.
 * @param why a sentence part for the merchant, without personal data.
 */
export async function lookInto(tx: ShopTx, shipment: StandingShipment, why: string): Promise<void> {
  await note(tx, shipment.orderId, {
    room: 'handoff',
    kind: 'needs_a_look',
    by: 'system',
    text: `${shipment.number} needs a look: ${why}`,
    detail: { shipmentId: shipment.id },
  })
  if (isShipmentOver(shipment.state)) return
  await planShipmentNext(tx, shipment, {
    owner: 'office',
    step: 'look',
    dueAt: hoursAfter(new Date(), lookWithinHours),
  })
}
