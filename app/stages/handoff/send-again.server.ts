import { planShipmentNext } from '../../journey/advance.server.ts'
import { minutesAfter, systemStepMinutes } from '../../journey/due.ts'
import { distributeOrder, requestPartner } from '../../journey/jobs.ts'
import { note } from '../../journey/timeline.server.ts'
import type { ShipmentId, ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { HandoffDeps } from './deps.server.ts'
import { holdShipment } from './read-shipment.server.ts'

type NotPossible = { readonly kind: 'not_found' } | { readonly kind: 'nothing_to_send' }

/** Sends a request again that the store or the partner's system refused, after a person put it right. */
export function sendAgain(
  { db }: Pick<HandoffDeps, 'db'>,
  shop: ShopId,
  id: ShipmentId,
  by: string,
): Promise<Outcome<true, NotPossible>> {
  return withShop(db, shop, async (tx) => {
    const shipment = await holdShipment(tx, id)
    if (shipment?.kind !== 'partner') return refuse({ kind: 'not_found' })
    if (shipment.state !== 'requested') return refuse({ kind: 'nothing_to_send' })
    await tx.outsideCall.updateMany({
      where: {
        shopId: shop,
        key: { in: [`partner_request:${id}`, `store_submit:${id}`] },
        state: 'refused',
      },
      data: { state: 'booked', error: null },
    })
    // Stopping it was refused since the partner does not know it: it is asked anew, and can be stopped again.
    const stopping = await tx.outsideCall.deleteMany({
      where: { shopId: shop, key: `partner_cancel:${id}`, state: 'refused' },
    })
    if (stopping.count > 0) {
      await tx.partnerRequest.updateMany({
        where: { shopId: shop, shipmentId: id, state: 'cancel_asked', sentAt: null },
        data: { state: 'booked' },
      })
      // Why it was to be stopped may still hold: what it has too much is a person's to decide again.
      await enqueue(
        tx,
        distributeOrder,
        { shopId: shop, orderId: shipment.orderId },
        { key: `distribute.order:${shipment.orderId}` },
      )
    }
    await planShipmentNext(tx, shipment, {
      owner: 'system',
      step: 'ask_partner',
      dueAt: minutesAfter(new Date(), systemStepMinutes),
    })
    await note(tx, shipment.orderId, {
      room: 'handoff',
      kind: 'partner_asked_again',
      by,
      text: `${shipment.number} is sent to the partner again`,
      detail: { shipmentId: id },
    })
    const about = { shopId: shop, shipmentId: id }
    await enqueue(tx, requestPartner, about, { key: `handoff.request:${id}` })
    return accept(true)
  })
}
