import { bookFulfilmentAgain } from '../../journey/fulfilment.server.ts'
import { orderId, type ShipmentId, type ShopId } from '../../kernel/ids.ts'
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
    const shipment = { id, orderId: orderId(row.orderId), number: row.number }
    return (await bookFulfilmentAgain(tx, shipment, { by, why: null }))
      ? accept('booked')
      : refuse({ kind: 'nothing_refused' })
  })
}
