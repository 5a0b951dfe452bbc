/** Where goods coming back can stand. */
export const returnStates = [
  'requested',
  'approved',
  'received',
  'inspected',
  'settled',
  'declined',
  'cancelled',
] as const
export type ReturnState = (typeof returnStates)[number]

/** What may follow what. An empty row is an end. settled: the money went back and the stock is right. */
export const returnNext = {
  requested: ['approved', 'declined', 'cancelled'],
  approved: ['received', 'cancelled'],
  received: ['inspected'],
  inspected: ['settled'],
  settled: [],
  declined: [],
  cancelled: [],
} as const satisfies Record<ReturnState, readonly ReturnState[]>

/** The merchant's word for a state. A new state fails to compile until it has one. */
export const returnLabel = {
  requested: 'Requested',
  approved: 'Approved, on its way back',
  received: 'Received',
  inspected: 'Inspected',
  settled: 'Settled',
  declined: 'Declined',
  cancelled: 'Cancelled',
} as const satisfies Record<ReturnState, string>
