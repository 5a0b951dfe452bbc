import type { StoreEventStatus } from '../../providers/shop/contract.ts'
import type { ParcelStatus } from '../../providers/tracking/contract.ts'

/** Shopify's word for each of ours; null is not told: the store would have to guess. */
const wordOf: Readonly<Record<ParcelStatus, StoreEventStatus | null>> = {
  label_made: 'LABEL_PURCHASED',
  announced: 'CONFIRMED',
  picked_up: 'CARRIER_PICKED_UP',
  moving: 'IN_TRANSIT',
  out_for_delivery: 'OUT_FOR_DELIVERY',
  attempted: 'ATTEMPTED_DELIVERY',
  ready_for_pickup: 'READY_FOR_PICKUP',
  delayed: 'DELAYED',
  delivered: 'DELIVERED',
  failed: 'FAILURE',
  returned: 'FAILURE',
  unknown: null,
}

export interface StoreEvent {
  readonly status: StoreEventStatus
  readonly happenedAt: Date
  readonly message: string
  readonly estimatedDeliveryAt: Date | null
}

/** An event as the store is told it; one without an instant happened when it was heard. */
export function storeEventOf(
  event: {
    readonly status: ParcelStatus
    readonly at: Date | null
    readonly heardAt: Date
    readonly message: string
    readonly place: string
  },
  parcel: { readonly eta: Date | null },
): StoreEvent | null {
  const status = wordOf[event.status]
  if (status === null) return null
  return {
    status,
    happenedAt: event.at ?? event.heardAt,
    message: [event.message, event.place].filter(Boolean).join(', ').slice(0, 250),
    estimatedDeliveryAt: status === 'DELIVERED' || status === 'FAILURE' ? null : parcel.eta,
  }
}
