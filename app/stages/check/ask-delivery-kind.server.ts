import { planNext } from '../../journey/advance.server.ts'
import { hoursAfter } from '../../journey/due.ts'
import { note } from '../../journey/timeline.server.ts'
import { Fault } from '../../kernel/faults.ts'
import { gid, orderId, type ShopId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import { decideDeliveryKind } from './decide-delivery-kind.ts'
import type { CheckDeps } from './deps.server.ts'

export interface Asked {
  /** How many orders the store told about. */
  readonly asked: number
  /** The store did not answer for some: to be asked again. */
  readonly fault: Fault | null
}

/**
 * Asks the store how the orders are delivered of which a delivery alone did not tell: a pickup and a
 * missing address look the same there. One the store cannot tell about goes to the office.
 */
export async function askDeliveryKinds(deps: CheckDeps, shop: ShopId): Promise<Asked> {
  const { domain, orders } = await withShop(deps.db, shop, async (tx) => ({
    ...(await tx.shop.findUniqueOrThrow({ where: { id: shop }, select: { domain: true } })),
    orders: await tx.order.findMany({
      where: {
        shopId: shop,
        state: 'received',
        nextStep: 'check',
        deliveryKind: 'unknown',
        cancelledAt: null,
      },
      select: {
        id: true,
        shopifyId: true,
        lines: { select: { requiresShipping: true, quantity: true } },
      },
      orderBy: { dueAt: 'asc' },
      take: 200,
    }),
  }))
  let asked = 0
  let fault: Fault | null = null
  for (const order of orders) {
    try {
      const parts = await deps.shop.fulfillmentOrders({ domain }, gid(order.shopifyId))
      const things = order.lines.some((line) => line.requiresShipping && line.quantity > 0)
      const deliveryKind = decideDeliveryKind(
        parts.filter((part) => part.status !== 'CANCELLED').map((part) => part.method),
        things,
      )
      await withShop(deps.db, shop, (tx) =>
        tx.order.updateMany({
          where: { shopId: shop, id: order.id, deliveryKind: 'unknown' },
          data: { deliveryKind },
        }),
      )
      asked += 1
    } catch (thrown) {
      if (!(thrown instanceof Fault)) throw thrown
      if (thrown.retry === 'never')
        await toOffice(deps, shop, order.id, {
          code: thrown.code,
          kind: 'delivery_unknown',
          text: 'The store does not tell whether this order is sent or collected: somebody has to look',
        })
      else fault ??= thrown
    }
  }
  return { asked, fault }
}

/** Somebody has to look: the store does not tell what the check must know. */
export const toOffice = (
  deps: CheckDeps,
  shop: ShopId,
  id: string,
  { code, kind, text }: { readonly code: string; readonly kind: string; readonly text: string },
): Promise<void> =>
  withShop(deps.db, shop, async (tx) => {
    await planNext(
      tx,
      { id: orderId(id) },
      { owner: 'office', step: 'look', dueAt: hoursAfter(new Date(), 4) },
    )
    await note(tx, orderId(id), {
      room: 'check',
      kind,
      by: 'system',
      text,
      detail: { code },
    })
  })
