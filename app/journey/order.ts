/** Where an order as a whole can stand. What happens to its goods is the shipments' own life cycle. */
export const orderStates = [
  'received',
  'held',
  'confirming',
  'cleared',
  'released',
  'delivered',
  'completed',
  'cancelled',
] as const
export type OrderState = (typeof orderStates)[number]

/**
 * What may follow what. An empty row is an end.
 * received: taken in, or changed in the store before release; not judged. held: may not go on.
 * confirming: waits for the customer's yes.
 * cleared: complete and confirmed, to be distributed. released: departments work on it.
 * delivered: all goods arrived, the survey is out. completed, cancelled: ends.
 */
export const orderNext = {
  received: ['held', 'confirming', 'cleared', 'completed', 'cancelled'],
  held: ['received', 'confirming', 'cleared', 'completed', 'cancelled'],
  confirming: ['cleared', 'held', 'received', 'completed', 'cancelled'],
  cleared: ['released', 'held', 'received', 'completed', 'cancelled'],
  released: ['delivered', 'cleared', 'completed', 'cancelled'],
  delivered: ['completed', 'released'],
  completed: [],
  cancelled: [],
} as const satisfies Record<OrderState, readonly OrderState[]>

/** The merchant's word for a state. A new state fails to compile until it has one. */
export const orderLabel = {
  received: 'Received',
  held: 'Held',
  confirming: 'Waiting for the customer',
  cleared: 'Ready to distribute',
  released: 'In fulfilment',
  delivered: 'Delivered',
  completed: 'Completed',
  cancelled: 'Cancelled',
} as const satisfies Record<OrderState, string>
