import { readReturnState } from '../../journey/read-state.ts'
import type { ReturnState } from '../../journey/return.ts'
import { readSettings } from '../../journey/settings.ts'
import { type OrderId, orderId, type ReturnId, returnId } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import type { Week } from './next-of.ts'

/** Of two who touch an order's returns at once, the second sees what the first did. */
export const holdOrder = (tx: ShopTx, id: OrderId) =>
  tx.$queryRaw`select 1 from sales_order where shop_id = ${tx.shopId}::uuid and id = ${id}::uuid for update`

export interface HeldReturn {
  readonly id: ReturnId
  readonly orderId: OrderId
  readonly number: string
  readonly state: ReturnState
  readonly shopifyGid: string | null
  readonly currency: string
  readonly refundMinor: bigint | null
  readonly lines: readonly {
    readonly id: string
    readonly orderLineId: string
    readonly quantity: number
    readonly reason: string
    readonly received: number
    readonly disposition: string | null
  }[]
}

/** A return as it stands while its order is held; null when this shop has no such return. */
export async function holdReturn(tx: ShopTx, id: ReturnId): Promise<HeldReturn | null> {
  const where = { shopId_id: { shopId: tx.shopId, id } }
  const at = await tx.return.findUnique({ where, select: { orderId: true } })
  if (!at) return null
  await holdOrder(tx, orderId(at.orderId))
  const row = await tx.return.findUniqueOrThrow({
    where,
    include: { lines: { orderBy: { id: 'asc' } } },
  })
  return {
    ...{ id: returnId(row.id), orderId: orderId(row.orderId), number: row.number },
    ...{ shopifyGid: row.shopifyGid, currency: row.currency, refundMinor: row.refundMinor },
    state: readReturnState(row.state),
    lines: row.lines,
  }
}

/** The shop's working week, for due times. */
export async function readWeek(tx: ShopTx): Promise<Week> {
  const shop = await tx.shop.findUniqueOrThrow({
    where: { id: tx.shopId },
    select: { settings: true, timeZone: true },
  })
  return { workingDays: readSettings(shop.settings).workingDays, timeZone: shop.timeZone }
}
