import type { ShopTx } from '../platform/db.server.ts'
import { type DifferenceField, isDifferenceField } from './difference.ts'

/** What the store changed about shipments and nobody has decided yet, by the shipment's id. */
export async function readUndecided(
  tx: ShopTx,
  shipmentIds: readonly string[],
): Promise<ReadonlyMap<string, readonly DifferenceField[]>> {
  const fields = new Map<string, DifferenceField[]>()
  if (shipmentIds.length === 0) return fields
  const rows = await tx.orderDifference.findMany({
    where: { shopId: tx.shopId, shipmentId: { in: [...shipmentIds] }, state: 'open' },
    orderBy: { id: 'asc' },
    select: { shipmentId: true, field: true },
  })
  for (const { shipmentId, field } of rows)
    if (isDifferenceField(field)) fields.set(shipmentId, [...(fields.get(shipmentId) ?? []), field])
  return fields
}
