import { type ShopId, shipmentId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { withShop } from '../../platform/db.server.ts'
import { tourOf } from './at-pick.server.ts'
import type { PickDeps } from './scan.server.ts'
import type { TourRefusal } from './tour-refusal.ts'

/** The tote holds another order's goods. */
export interface ToteInUse {
  readonly kind: 'tote_in_use'
  readonly shipment: string
}

/** Uses a tote of the house, by the code on it, for one shipment of the tour; where all share a tote, for all. */
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
    const { mode } = answer.value.tour
    const own =
      mode === 'single'
        ? [...new Set(answer.value.picks.map((pick) => pick.shipmentId))]
        : [shipmentId(wish.shipmentId)]
    const gathered = answer.value.picks.some(
      (pick) => pick.shipmentId === wish.shipmentId && pick.slot !== null,
    )
    const user = await tx.shipment.findFirst({
      where: {
        shopId: shop,
        tote: code,
        id: { notIn: own },
        state: { in: ['waiting_stock', 'ready', 'picking', 'picked', 'packing'] },
      },
      select: { number: true },
    })
    if (user) return refuse({ kind: 'tote_in_use', shipment: user.number })
    await tx.pick.updateMany({
      where: { shopId: shop, tourId: wish.tourId, shipmentId: { in: own } },
      data: { tote: code, version: { increment: 1 } },
    })
    // What comes together in a slot stays known by it.
    if (!gathered)
      await tx.shipment.updateMany({
        where: { shopId: shop, id: { in: own }, state: 'picking' },
        data: { tote: code },
      })
    return accept('bound')
  })
}
