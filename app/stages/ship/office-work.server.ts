import { planShipmentNext } from '../../journey/advance.server.ts'
import { hoursAfter } from '../../journey/due.ts'
import { note } from '../../journey/timeline.server.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import type { ShippingFacts } from './read-shipping.server.ts'

/** Hours the office has for something a machine cannot go on with. */
const lookWithinHours = 4

/**
 * Puts a shipment on the office's list: a task, the next step and a line on the timeline, once a reason.
 * @param why a sentence part for the merchant, without personal data.
 */
export async function askOffice(
  tx: ShopTx,
  shipment: Pick<ShippingFacts, 'id' | 'orderId' | 'number'>,
  work: {
    readonly kind: 'fix_label' | 'fix_fulfilment' | 'sent_too_much' | 'call_back'
    readonly key: string
    readonly why: string
  },
): Promise<void> {
  const dueAt = hoursAfter(new Date(), lookWithinHours)
  const { count } = await tx.workOrder.createMany({
    data: {
      ...{ shopId: tx.shopId, orderId: shipment.orderId, shipmentId: shipment.id },
      ...{ department: 'office', kind: work.kind, key: work.key, dueAt },
      title: `${shipment.number}: ${work.why}`.slice(0, 200),
    },
    skipDuplicates: true,
  })
  // What has left goes on; everything else waits for the office.
  if (work.kind !== 'sent_too_much' && work.kind !== 'call_back')
    await planShipmentNext(tx, shipment, { owner: 'office', step: 'look', dueAt })
  if (count > 0)
    await note(tx, shipment.orderId, {
      room: 'ship',
      kind: 'needs_a_look',
      by: 'system',
      text: `${shipment.number} needs a look: ${work.why}`,
      detail: { shipmentId: shipment.id },
    })
}
