import { returnsOf } from '../orders/sums.ts'
import type { FulfillmentRecord } from '../records/fulfillment.ts'
import type { OrderRecord } from '../records/orders.ts'
import type { World } from '../world.ts'

/** Pieces of a sent line that no living return has claimed yet. */
export function returnableQuantity(
  world: World,
  order: OrderRecord,
  fulfillment: FulfillmentRecord,
  line: FulfillmentRecord['lines'][number],
): number {
  if (fulfillment.status !== 'SUCCESS') return 0
  const claimed = returnsOf(world, order)
    .filter((one) => one.status !== 'DECLINED' && one.status !== 'CANCELED')
    .flatMap((one) => one.lines)
    .filter((one) => one.fulfillmentLineItemId === line.id)
    .reduce((pieces, one) => pieces + one.quantity, 0)
  return line.quantity - claimed
}
