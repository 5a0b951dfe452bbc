import type { ShipmentState } from '../../journey/shipment.ts'
import type { Tracking } from '../../providers/shop/contract.ts'

export interface FulfilmentFacts {
  readonly kind: string
  readonly state: ShipmentState
  /** Why its order may not go on. */
  readonly holds: readonly string[]
  readonly fulfillmentGid: string | null
  /** State of the booked call, null when none was booked. */
  readonly call: string | null
  readonly parcels: readonly {
    readonly carrierName: string | null
    readonly trackingNumber: string | null
    readonly trackingUrl: string | null
  }[]
}

/** What the store is to be told of a shipment now. */
export type FulfilmentWork =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'fulfil'
      readonly tracking: Tracking | null
      readonly to: 'handed_over' | 'delivered'
    }
  /** The store has a fulfilment; its parcels' numbers have changed since. */
  | {
      readonly kind: 'update_tracking'
      readonly fulfillmentGid: string
      readonly tracking: Tracking
    }

const nothing: FulfilmentWork = { kind: 'nothing' }

/** One carrier speaks for all parcels: the store knows one company a fulfilment. */
function trackingOfParcels(parcels: FulfilmentFacts['parcels']): Tracking | null {
  const labelled = parcels.filter((parcel) => parcel.trackingNumber !== null)
  const company = labelled[0]?.carrierName
  if (!company) return null
  return {
    company,
    numbers: labelled.flatMap((parcel) => parcel.trackingNumber ?? []),
    urls: labelled.flatMap((parcel) => parcel.trackingUrl ?? []),
  }
}

/** Decides by kind and state; a partner's shipments are told by the handoff room. */
export function decideFulfilment(facts: FulfilmentFacts): FulfilmentWork {
  const tracking = trackingOfParcels(facts.parcels)
  if (facts.call === 'refused' || facts.call === 'dead') return nothing
  switch (facts.kind) {
    case 'warehouse':
      if (facts.state === 'labelled' && tracking)
        return { kind: 'fulfil', tracking, to: 'handed_over' }
      if (
        (facts.state === 'handed_over' || facts.state === 'moving') &&
        facts.fulfillmentGid &&
        tracking &&
        facts.call === 'booked'
      )
        return { kind: 'update_tracking', fulfillmentGid: facts.fulfillmentGid, tracking }
      return nothing
    case 'digital':
      return facts.state === 'ready' && facts.holds.length === 0
        ? { kind: 'fulfil', tracking: null, to: 'delivered' }
        : nothing
    case 'pickup':
      return facts.state === 'awaiting_collection' && facts.call === 'booked'
        ? { kind: 'fulfil', tracking: null, to: 'delivered' }
        : nothing
    default:
      return nothing
  }
}
