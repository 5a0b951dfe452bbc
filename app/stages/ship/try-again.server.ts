import { planShipmentNext } from '../../journey/advance.server.ts'
import { minutesAfter, systemStepMinutes } from '../../journey/due.ts'
import { bookFulfilment } from '../../journey/fulfilment.server.ts'
import { note } from '../../journey/timeline.server.ts'
import { orderId, requestKey, type ShipmentId, type ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { withShop } from '../../platform/db.server.ts'
import type { ShipDeps } from './deps.server.ts'
import { holdOrderOf } from './read-shipping.server.ts'

export type TryAgainRefusal = { readonly kind: 'not_found' } | { readonly kind: 'nothing_refused' }

/** Somebody looked at why the store refused, and wants it told again. */
export function tryFulfilmentAgain(
  deps: Pick<ShipDeps, 'db'>,
  shop: ShopId,
  id: ShipmentId,
  by: string,
): Promise<Outcome<'booked', TryAgainRefusal>> {
  return withShop(deps.db, shop, async (tx): Promise<Outcome<'booked', TryAgainRefusal>> => {
    await holdOrderOf(tx, id)
    const row = await tx.shipment.findUnique({ where: { shopId_id: { shopId: shop, id } } })
    if (!row) return refuse({ kind: 'not_found' })
    const shipment = { id, orderId: orderId(row.orderId) }
    const again = await tx.outsideCall.updateMany({
      where: { shopId: shop, key: requestKey('fulfil', id), state: { in: ['refused', 'dead'] } },
      data: { state: 'booked', leasedAt: null, doneAt: null },
    })
    if (again.count === 0) return refuse({ kind: 'nothing_refused' })
    await tx.workOrder.updateMany({
      where: { shopId: shop, shipmentId: id, kind: 'fix_fulfilment', state: 'open' },
      data: { state: 'done', doneAt: new Date(), doneBy: by, outcome: 'told again' },
    })
    await planShipmentNext(tx, shipment, {
      owner: 'system',
      step: 'book_in_store',
      dueAt: minutesAfter(new Date(), systemStepMinutes),
    })
    await note(tx, shipment.orderId, {
      ...{ room: 'ship', kind: 'tried_again', by, detail: { shipmentId: id } },
      text: `${row.number}: the store is told of the fulfilment again`,
    })
    await bookFulfilment(tx, shipment)
    return accept('booked')
  })
}
