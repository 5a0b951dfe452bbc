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

/** @param collected whether goods that stood at the counter were handed out, whatever the store knows of it. */
export const decideStop = (state: ShipmentState, collected: boolean): Stop =>
  state === 'awaiting_collection' && collected ? 'arrived' : stops[state]
