import type { ShopTx } from '../../platform/db.server.ts'
import { holdKinds } from './decide-hold.ts'
import type { OrderToJudge } from './read-orders.server.ts'

/**
 * Whether a person closed the customer's link while what it asks for is still open: then only a person
 * sends another. A link closed because all was well was closed before the holds of today were opened.
 */
export async function wasRevoked(
  tx: ShopTx,
  openHolds: OrderToJudge['openHolds'],
): Promise<boolean> {
  const [first] = openHolds.filter(({ kind }) => holdKinds.some((ours) => ours === kind))
  if (!first) return false
  const newest = await tx.customerLink.findFirst({
    where: { shopId: tx.shopId, orderId: first.orderId, purpose: 'correct' },
    orderBy: { id: 'desc' },
    select: { revokedAt: true },
  })
  return newest?.revokedAt ? newest.revokedAt >= first.openedAt : false
}
