import type { ShipmentState } from '../../journey/shipment.ts'

/** What to do about a shipment whose order was cancelled. */
export type Stop =
  /** It has not left: stop it and give the goods back. */
  | 'cancel'
  /** A partner has it in hand and may have sent it: ask. */
  | 'ask_partner'
  /** It is with the carrier: it can only be called back. */
  | 'away'
  | 'arrived'
  /** Cancelled or back already. */
  | 'over'

const stops = {
  waiting_stock: 'cancel',
  ready: 'cancel',
  picking: 'cancel',
  picked: 'cancel',
  packing: 'cancel',
  packed: 'cancel',
  labelled: 'cancel',
  awaiting_collection: 'cancel',
  rejected: 'cancel',
  requested: 'ask_partner',
  accepted: 'ask_partner',
  handed_over: 'away',
  moving: 'away',
  delivered: 'arrived',
  came_back: 'over',
  cancelled: 'over',
} as const satisfies Record<ShipmentState, Stop>

/** What the goods are known to have done, whatever the store knows of it. */
export interface Gone {
  /** Handed out, where they stood at the counter. */
  readonly collected: boolean
  /** A carrier has had one of the parcels in its hands. */
  readonly withCarrier: boolean
}

export function decideStop(state: ShipmentState, { collected, withCarrier }: Gone): Stop {
  if (state === 'awaiting_collection' && collected) return 'arrived'
  if (state === 'labelled' && withCarrier) return 'away'
  return stops[state]
}
