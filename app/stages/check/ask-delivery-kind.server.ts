import { planNext } from '../../journey/advance.server.ts'
import { hoursAfter } from '../../journey/due.ts'
import { note } from '../../journey/timeline.server.ts'
import { Fault } from '../../kernel/faults.ts'
import { gid, type OrderId, orderId, type ShopId } from '../../kernel/ids.ts'
import { jsonRows } from '../../kernel/json-rows.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { decideDeliveryKind } from './decide-delivery-kind.ts'
import type { CheckDeps } from './deps.server.ts'

/** Orders asked about before what the store told is written. */
const mostAtOnce = 50

export interface Asked {
  /** How many orders wait for the store no more. */
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
      take: mostAtOnce,
    }),
  }))
  const told: ToldKind[] = []
  const untold: Untold[] = []
  let fault: Fault | null = null
  for (const order of orders) {
    try {
      const parts = await deps.shop.fulfillmentOrders({ domain }, gid(order.shopifyId))
      const things = order.lines.some((line) => line.requiresShipping && line.quantity > 0)
      const kind = decideDeliveryKind(
        parts.filter((part) => part.status !== 'CANCELLED').map((part) => part.method),
        things,
      )
      told.push({ id: order.id, kind })
    } catch (thrown) {
      if (!(thrown instanceof Fault)) throw thrown
      if (thrown.retry === 'never') untold.push({ id: orderId(order.id), code: thrown.code })
      else fault ??= thrown
    }
  }
  if (told.length + untold.length > 0)
    await withShop(deps.db, shop, async (tx) => {
      await keepKinds(tx, told)
      await toOffice(tx, untold, {
        kind: 'delivery_unknown',
        text: 'The store does not tell whether this order is sent or collected: somebody has to look',
      })
    })
  return { asked: told.length + untold.length, fault }
}

interface ToldKind {
  readonly id: string
  readonly kind: string
}

const keepKinds = (tx: ShopTx, told: readonly ToldKind[]) => tx.$executeRaw`
  update sales_order o set delivery_kind = r.kind
  from json_to_recordset(${jsonRows(told)}::json) as r(id uuid, kind text)
  where o.shop_id = ${tx.shopId}::uuid and o.id = r.id and o.delivery_kind = 'unknown'`

interface Untold {
  readonly id: OrderId
  /** Of the fault with which the store answered. */
  readonly code: string
}

/** Somebody has to look: the store does not tell what the check must know. */
export async function toOffice(
  tx: ShopTx,
  untold: readonly Untold[],
  { kind, text }: { readonly kind: string; readonly text: string },
): Promise<void> {
  if (untold.length === 0) return
  const ids = untold.map(({ id }) => id)
  await planNext(tx, ids, { owner: 'office', step: 'look', dueAt: hoursAfter(new Date(), 4) })
  for (const { id, code } of untold)
    await note(tx, id, { room: 'check', kind, by: 'system', text, detail: { code } })
}
