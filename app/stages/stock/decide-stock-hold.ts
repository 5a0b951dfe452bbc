import { hoursAfter } from '../../journey/due.ts'
import { isStoppable } from '../../journey/holds/hold-kinds.ts'
import type { ShipmentState } from '../../journey/shipment.ts'

export interface WaitFacts {
  readonly state: ShipmentState
  /** Of the order's other shipments. */
  readonly others: readonly ShipmentState[]
  /** A person released such a hold of this shipment. */
  readonly waived: boolean
  readonly since: Date
  /** Hours the shop lets an order wait; null: for ever. */
  readonly after: number | null
  readonly now: Date
}

export type StockHold =
  | { readonly do: 'nothing' }
  | { readonly do: 'hold' }
  /** Looked at again then; null: in a while, since something else of the order is still under work. */
  | { readonly do: 'wait'; readonly until: Date | null }

/** Whether an order is held because it waits for stock: only when nothing of it could go meanwhile. */
export function decideStockHold({
  state,
  others,
  waived,
  since,
  after,
  now,
}: WaitFacts): StockHold {
  if (state !== 'waiting_stock' || waived || after === null) return { do: 'nothing' }
  const until = hoursAfter(since, after)
  if (until > now) return { do: 'wait', until }
  // A hold would stop these as well.
  const canGo = others.some((one) => one !== 'waiting_stock' && isStoppable(one))
  return canGo ? { do: 'wait', until: null } : { do: 'hold' }
}
