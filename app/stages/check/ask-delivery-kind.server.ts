import { planNext } from '../../journey/advance.server.ts'
import { hoursAfter } from '../../journey/due.ts'
import { shopDomain } from '../../journey/shop-domain.server.ts'
import { note } from '../../journey/timeline.server.ts'
import { Fault } from '../../kernel/faults.ts'
import { gid, type OrderId, orderId, type ShopId } from '../../kernel/ids.ts'
import { jsonRows } from '../../kernel/json-rows.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { decideDeliveryKind } from './decide-delivery-kind.ts'
import type { CheckDeps } from './deps.server.ts'

/** Orders asked about before what the store told is written. */
const mostAtOnce = 50
/** A store that did not answer for so many in a row is left alone until the next run. */
const faultsInARow = 3

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
  const waits = await withShop(deps.db, shop, async (tx) => {
    const orders = await readUnknown(tx)
    return orders.length === 0 ? null : { domain: await shopDomain(tx), orders }
  })
  if (!waits) return { asked: 0, fault: null }
  const { domain, orders } = waits
  const told: ToldKind[] = []
  const untold: Untold[] = []
  let fault: Fault | null = null
  let inARow = 0
  for (const { id, shopifyId, things } of orders) {
    try {
      const parts = await deps.shop.fulfillmentOrders({ domain }, gid(shopifyId))
      const kind = decideDeliveryKind(
        parts.filter((part) => part.status !== 'CANCELLED').map((part) => part.method),
        things,
      )
      told.push({ id, kind })
      inARow = 0
    } catch (thrown) {
      if (!(thrown instanceof Fault)) throw thrown
      if (thrown.retry === 'never') {
        untold.push({ id: orderId(id), code: thrown.code })
        inARow = 0
        continue
      }
      fault ??= thrown
      inARow += 1
      if (inARow === faultsInARow) break
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

interface Unknown {
  readonly id: string
  readonly shopifyId: string
  /** Something in it is sent. */
  readonly things: boolean
}

/**
 * Orders of which only the store knows how they are delivered, in no order: the same few that it fails at, whatever
 * the reason, must not stand before all others for ever.
 */
const readUnknown = (tx: ShopTx) => tx.$queryRaw<Unknown[]>`
  select * from (
    select o.id, o.shopify_id as "shopifyId", exists (select from order_line l
      where l.shop_id = o.shop_id and l.order_id = o.id and l.requires_shipping and l.quantity > 0) as things
    from sales_order o
    where o.shop_id = ${tx.shopId}::uuid and o.state = 'received' and o.next_step = 'check'
      and o.delivery_kind = 'unknown' and o.cancelled_at is null
    order by o.due_at limit ${mostAtOnce}) as first
  order by random()`

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
