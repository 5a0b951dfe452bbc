import type { OrderState } from './order.ts'
import type { ShipmentState } from './shipment.ts'

/** The rooms as a merchant sees them on the board, in walking order. */
export const stages = [
  'check',
  'confirm',
  'distribute',
  'stock',
  'pick',
  'pack',
  'ship',
  'partner',
  'track',
  'feedback',
] as const
export type Stage = (typeof stages)[number]

export const stageLabel = {
  check: 'Check',
  confirm: 'Confirm',
  distribute: 'Distribute',
  stock: 'Wait for stock',
  pick: 'Pick',
  pack: 'Pack',
  ship: 'Ship',
  partner: 'With partners',
  track: 'On the way',
  feedback: 'Feedback',
} as const satisfies Record<Stage, string>

/** Which room an order is in before its goods are; null where its shipments say so, or it ended. */
export const stageOfOrder = {
  received: 'check',
  held: 'check',
  confirming: 'confirm',
  cleared: 'distribute',
  released: null,
  delivered: 'feedback',
  completed: null,
  cancelled: null,
} as const satisfies Record<OrderState, Stage | null>

/** Which room a shipment is in; null once it is over. */
export const stageOfShipment = {
  waiting_stock: 'stock',
  ready: 'pick',
  picking: 'pick',
  picked: 'pack',
  packing: 'pack',
  packed: 'ship',
  labelled: 'ship',
  requested: 'partner',
  accepted: 'partner',
  rejected: 'partner',
  awaiting_collection: 'track',
  handed_over: 'track',
  moving: 'track',
  delivered: null,
  came_back: null,
  cancelled: null,
} as const satisfies Record<ShipmentState, Stage | null>

/**
 * Where an order stands as a whole: its own room, or the earliest room any of its open shipments is in.
 * null once it ended; an order in fulfilment with nothing open waits for the office in `distribute`.
 */
export function stageOf(order: OrderState, shipments: readonly ShipmentState[]): Stage | null {
  const own = stageOfOrder[order]
  if (own || order !== 'released') return own
  const open = shipments.map((state): Stage | null => stageOfShipment[state])
  return stages.find((stage) => open.includes(stage)) ?? 'distribute'
}
