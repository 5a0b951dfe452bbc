import { isStoppable } from '../../../journey/holds/hold-kinds.ts'
import type { OrderState } from '../../../journey/order.ts'
import type { ShipmentState } from '../../../journey/shipment.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'

export interface Combinable {
  readonly state: OrderState
  readonly cancelled: boolean
  readonly deliveryKind: string
  readonly addressHash: string | null
  readonly shipsWithId: string | null
  readonly shipments: readonly ShipmentState[]
}

/** Whether one order's goods can go into the other's parcel; the refusal says why not. */
export function mayCombine(first: Combinable, later: Combinable): Outcome<'combine', string> {
  const both = [first, later]
  if (both.some(({ cancelled, state }) => cancelled || state === 'cancelled'))
    return refuse('one of them is cancelled')
  if (both.some(({ deliveryKind }) => deliveryKind === 'pickup' || deliveryKind === 'digital'))
    return refuse('only orders that are sent go in one parcel')
  if (first.addressHash === null || first.addressHash !== later.addressHash)
    return refuse('they go to different addresses')
  if (first.shipsWithId !== null) return refuse('the earlier one goes in another parcel already')
  const gone = first.shipments.length > 0 && !first.shipments.some(isStoppable)
  if (gone || first.state === 'delivered' || first.state === 'completed')
    return refuse('the earlier one has its label or has left')
  return accept('combine')
}
