import type { ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { withShop } from '../../platform/db.server.ts'
import { type TourRefusal, tourOf } from './at-pick.server.ts'
import type { PickDeps } from './scan.server.ts'

/** The tote holds another order's goods. */
export interface ToteInUse {
  readonly kind: 'tote_in_use'
  readonly shipment: string
}

/** Uses a tote of the house, by the code on it, for one shipment of the tour. */
export function bindTote(
  deps: PickDeps,
  shop: ShopId,
  wish: {
    readonly tourId: string
    readonly shipmentId: string
    readonly code: string
    readonly by: string
  },
): Promise<Outcome<'bound', TourRefusal | ToteInUse>> {
  return withShop(deps.db, shop, async (tx) => {
    const answer = await tourOf(tx, wish)
    if (!answer.ok) return answer
    const code = wish.code.trim().toUpperCase()
    const user = await tx.shipment.findFirst({
      where: {
        shopId: shop,
        tote: code,
        id: { not: wish.shipmentId },
        state: { in: ['waiting_stock', 'ready', 'picking', 'picked', 'packing'] },
      },
      select: { number: true },
    })
    if (user) return refuse({ kind: 'tote_in_use', shipment: user.number })
    await tx.pick.updateMany({
      where: { shopId: shop, tourId: wish.tourId, shipmentId: wish.shipmentId },
      data: { tote: code, version: { increment: 1 } },
    })
    await tx.shipment.updateMany({
      where: { shopId: shop, id: wish.shipmentId, state: 'picking' },
      data: { tote: code },
    })
    return accept('bound')
  })
}
