/** Where the goods of one order leaving one place can stand. */
export const shipmentStates = [
  'waiting_stock',
  'ready',
  'picking',
  'picked',
  'packing',
  'packed',
  'labelled',
  'requested',
  'accepted',
  'rejected',
  'awaiting_collection',
  'handed_over',
  'moving',
  'delivered',
  'came_back',
  'cancelled',
] as const
export type ShipmentState = (typeof shipmentStates)[number]

/**
 * What may follow what. An empty row is an end.
 * Own warehouse: waiting_stock, ready (stock reserved), picking, picked (in its tote), packing,
 * packed (verified), labelled, handed_over (fulfilled in the store, with the carrier), moving, delivered.
 * Partner: requested, accepted, handed_over. Counter: packed, awaiting_collection, delivered.
 * Digital: ready, delivered.
 */
export const shipmentNext = {
  waiting_stock: ['ready', 'cancelled'],
  ready: ['picking', 'waiting_stock', 'delivered', 'cancelled'],
  picking: ['picked', 'ready', 'waiting_stock', 'cancelled'],
  picked: ['packing', 'ready', 'cancelled'],
  packing: ['packed', 'picked', 'ready', 'cancelled'],
  packed: ['labelled', 'awaiting_collection', 'packing', 'cancelled'],
  labelled: ['handed_over', 'packed', 'cancelled'],
  requested: ['accepted', 'rejected', 'handed_over', 'cancelled'],
  accepted: ['handed_over', 'cancelled'],
  rejected: ['cancelled'],
  awaiting_collection: ['delivered', 'came_back', 'cancelled'],
  handed_over: ['moving', 'delivered', 'came_back', 'cancelled'],
  moving: ['delivered', 'came_back'],
  delivered: ['came_back'],
  came_back: [],
  cancelled: [],
} as const satisfies Record<ShipmentState, readonly ShipmentState[]>

/** No more work on the goods is open: delivered, came back, or cancelled. */
export const isShipmentOver = (state: ShipmentState): boolean =>
  state === 'delivered' || state === 'came_back' || state === 'cancelled'

/** The merchant's word for a state. A new state fails to compile until it has one. */
export const shipmentLabel = {
  waiting_stock: 'Waiting for stock',
  ready: 'Ready to pick',
  picking: 'Picking',
  picked: 'Picked',
  packing: 'Packing',
  packed: 'Packed',
  labelled: 'Labelled',
  requested: 'Asked of the partner',
  accepted: 'With the partner',
  rejected: 'Rejected by the partner',
  awaiting_collection: 'Ready for collection',
  handed_over: 'With the carrier',
  moving: 'On its way',
  delivered: 'Delivered',
  came_back: 'Came back',
  cancelled: 'Cancelled',
} as const satisfies Record<ShipmentState, string>
