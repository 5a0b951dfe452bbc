import type { Team } from '../next-step.ts'
import type { Deed } from '../permissions.ts'
import type { ShipmentState } from '../shipment.ts'

export const holdKinds = [
  'address',
  'completeness',
  'payment',
  'fraud',
  'duplicate',
  'confirmation',
  'stock',
  'person',
  'until',
] as const
export type HoldKind = (typeof holdKinds)[number]

export const holdLabel = {
  address: 'Address',
  completeness: 'Details',
  payment: 'Payment',
  fraud: 'Fraud',
  duplicate: 'Duplicate',
  confirmation: 'Confirmation',
  stock: 'Stock',
  person: 'By hand',
  until: 'Until a date',
} as const satisfies Record<HoldKind, string>

/** What a person can put on an order; the others follow from what is wrong with it. */
export const handKinds = ['person', 'until', 'payment', 'fraud', 'stock', 'confirmation'] as const

export const readHoldKind = (raw: string): HoldKind =>
  holdKinds.find((kind) => kind === raw) ?? 'person'

const money: readonly HoldKind[] = ['payment', 'fraud', 'duplicate']
export const releaseDeed = (kind: HoldKind): Deed =>
  money.includes(kind) ? 'holds.release_money' : 'holds.release'
/** Who looks after a hold when nobody is named. */
export const holdOwner = {
  address: 'office',
  completeness: 'office',
  payment: 'finance',
  fraud: 'office',
  duplicate: 'office',
  confirmation: 'customer',
  stock: 'warehouse',
  person: 'office',
  until: 'system',
} as const satisfies Record<HoldKind, Team>

/**
 * Our name for a hold in the store. What follows from the order itself is there once a kind; holds by
 * hand stack, so each carries a mark of its own.
 */
export const handleOf = (kind: HoldKind, mark = ''): string =>
  mark === '' ? `orderwright-${kind}` : `orderwright-${kind}-${mark}`

/** Shopify takes so many holds of one app on one fulfillment order. */
export const mostInStore = 10

const stoppable: readonly ShipmentState[] = [
  'waiting_stock',
  'ready',
  'picking',
  'picked',
  'packing',
  'packed',
  'requested',
  'rejected',
  'awaiting_collection',
]
/** Whether a hold still stops these goods: not once they have a label, a partner took them on, or they left. */
export const isStoppable = (state: ShipmentState): boolean => stoppable.includes(state)
