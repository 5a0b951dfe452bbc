import { assertNever } from '../kernel/assert-never.ts'
import type { Team } from './next-step.ts'
import type { ShipmentState } from './shipment.ts'

/** What of an order can be changed in the store so that goods under way no longer fit it. */
export const differenceFields = ['address', 'lines', 'delivery', 'note'] as const
export type DifferenceField = (typeof differenceFields)[number]

/** What a person can decide about a difference. Each does something: see `decideDifference` of intake. */
const differenceChoices = [
  'relabel',
  'ask_again',
  'redo',
  'repack',
  'redirect',
  'call_back',
  'keep',
] as const
export type DifferenceChoice = (typeof differenceChoices)[number]

/** How far a shipment is for whoever changes the order. */
export type EditStage = 'open' | 'in_hand' | 'packed' | 'labelled' | 'partner' | 'left' | 'over'

export interface EditedShipment {
  readonly kind: string
  readonly state: ShipmentState
  /** A partner was told of it, or may have been. */
  readonly asked: boolean
  /** One of its parcels has a label. */
  readonly labelled: boolean
  /** A carrier has scanned one of its parcels. */
  readonly scanned: boolean
}

export function editStage({ kind, state, asked, labelled, scanned }: EditedShipment): EditStage {
  switch (state) {
    case 'waiting_stock':
    case 'ready':
    case 'rejected':
      return 'open'
    case 'requested':
      return asked ? 'partner' : 'open'
    case 'accepted':
      return 'partner'
    case 'picking':
    case 'picked':
    case 'packing':
      return 'in_hand'
    // Of several parcels one may have its label before the others.
    case 'packed':
      return labelled ? 'labelled' : 'packed'
    case 'awaiting_collection':
      return 'packed'
    case 'labelled':
      return scanned ? 'left' : 'labelled'
    // Booked in the store with its label; until the carrier scans it, the parcel lies in the house.
    case 'handed_over':
      return kind === 'warehouse' && !scanned ? 'labelled' : 'left'
    case 'moving':
      return 'left'
    case 'delivered':
    case 'came_back':
    case 'cancelled':
      return 'over'
    default:
      return assertNever(state)
  }
}

/** What becomes of a change: followed by itself, written down only, or a difference that a person decides. */
export type EditPlan =
  | { readonly kind: 'applied' }
  | { readonly kind: 'told' }
  | {
      readonly kind: 'differs'
      readonly owner: Team
      readonly hours: number
      readonly offers: readonly DifferenceChoice[]
    }

const applied: EditPlan = { kind: 'applied' }
const told: EditPlan = { kind: 'told' }
const differs = (owner: Team, hours: number, ...offers: readonly DifferenceChoice[]): EditPlan => ({
  kind: 'differs',
  owner,
  hours,
  offers,
})

/** Per field and stage, how far a change is still followed by itself, and who decides after that. */
const plans: Readonly<Record<DifferenceField, Readonly<Record<EditStage, EditPlan>>>> = {
  address: {
    open: applied,
    in_hand: applied,
    packed: applied,
    labelled: differs('office', 2, 'relabel', 'keep'),
    partner: differs('office', 1, 'ask_again', 'keep'),
    left: differs('office', 1, 'redirect', 'call_back', 'keep'),
    over: told,
  },
  lines: {
    open: applied,
    in_hand: differs('office', 2, 'redo', 'keep'),
    packed: differs('office', 2, 'redo', 'keep'),
    labelled: differs('office', 2, 'redo', 'keep'),
    partner: differs('office', 1, 'ask_again', 'keep'),
    left: told,
    over: told,
  },
  delivery: {
    open: applied,
    in_hand: applied,
    packed: applied,
    labelled: differs('office', 2, 'relabel', 'keep'),
    partner: differs('office', 1, 'ask_again', 'keep'),
    left: told,
    over: told,
  },
  note: {
    open: applied,
    in_hand: applied,
    packed: differs('warehouse', 2, 'repack', 'keep'),
    labelled: differs('warehouse', 2, 'keep'),
    partner: differs('office', 2, 'ask_again', 'keep'),
    left: told,
    over: told,
  },
}

/** Files are sent at once and carry no address; what is collected at the counter goes to no address. */
const concerns = (field: DifferenceField, { kind }: EditedShipment): boolean =>
  kind === 'digital'
    ? field === 'lines'
    : kind !== 'pickup' || field === 'lines' || field === 'note'

/** What becomes of a change of one field where one shipment stands. */
export function decideEdit(field: DifferenceField, shipment: EditedShipment): EditPlan {
  if (!concerns(field, shipment)) return told
  const plan = plans[field][editStage(shipment)]
  if (plan.kind !== 'differs') return plan
  // Before the store was told that it left, the whole shipment can be made anew as well.
  const inHouse = shipment.state === 'labelled' || shipment.state === 'packed'
  const redoable = inHouse && editStage(shipment) === 'labelled' && !plan.offers.includes('redo')
  if (redoable) return { ...plan, offers: [...plan.offers.slice(0, -1), 'redo', 'keep'] }
  const collected = shipment.kind === 'pickup' && plan.offers.includes('repack')
  return collected ? { ...plan, offers: ['redo', 'keep'] } : plan
}

export const fieldWords = {
  address: 'the address',
  lines: 'the articles',
  delivery: 'the way of delivery',
  note: 'the note',
} as const satisfies Record<DifferenceField, string>

/** For whoever has the goods in hand while somebody else decides. */
export const waitWords = {
  address: 'The address changed in the store: wait for the office before it is labelled',
  lines: 'The articles changed in the store: wait for the office before it is labelled',
  delivery: 'The way of delivery changed in the store: wait for the office before it is labelled',
  note: 'The customer’s note changed in the store: read it before the parcel goes',
} as const satisfies Record<DifferenceField, string>

/** A label would carry what is not wanted any more; a note can be read on its own. */
export const stopsLabel = (field: DifferenceField): boolean => field !== 'note'

/** For buttons. */
export const choiceWords = {
  relabel: 'Make the label void and buy one as it is now',
  ask_again: 'Stop it at the partner and ask again as it is now',
  redo: 'Cancel this shipment and make it anew',
  repack: 'Open it again at the bench',
  redirect: 'Ask the carrier to redirect it',
  call_back: 'Ask the carrier to bring it back',
  keep: 'Keep it as it is',
} as const satisfies Record<DifferenceChoice, string>

export const isDifferenceField = (raw: string): raw is DifferenceField =>
  differenceFields.some((field) => field === raw)
export const isDifferenceChoice = (raw: string): raw is DifferenceChoice =>
  differenceChoices.some((choice) => choice === raw)
