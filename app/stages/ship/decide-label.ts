import { type DifferenceField, stopsLabel } from '../../journey/difference.ts'
import type { ShipmentState } from '../../journey/shipment.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import type { Together } from './together.server.ts'

export interface LabelFacts {
  readonly kind: string
  readonly state: ShipmentState
  /** Every piece was scanned into its parcel. */
  readonly verified: boolean
  /** Somebody with a name let it go without. */
  readonly overridden: boolean
  /** Reasons of holds that are open on the order. */
  readonly holds: readonly string[]
  /** What the store changed and nobody has decided about yet. */
  readonly undecided: readonly DifferenceField[]
  readonly together: Together
  readonly parcel: {
    readonly trackingNumber: string | null
    readonly grams: number | null
    /** Name of the carrier a purchase for this parcel is booked at and not recorded. */
    readonly openPurchase: string | null
    /** The carrier scanned it, so it has it. */
    readonly scanned: boolean
  } | null
}

/** Why a parcel gets no label now. */
export type LabelRefusal =
  | { readonly kind: 'not_found' }
  | { readonly kind: 'not_shipped_from_here'; readonly shipmentKind: string }
  | { readonly kind: 'not_packed'; readonly state: ShipmentState }
  | { readonly kind: 'not_verified' }
  | { readonly kind: 'held'; readonly reasons: readonly string[] }
  /** The store wants it otherwise by now; a person of the office decides, by name. */
  | { readonly kind: 'undecided'; readonly fields: readonly DifferenceField[] }
  /** It goes into another order's parcel. */
  | { readonly kind: 'goes_with'; readonly number: string }
  /** Others go into this parcel and are not packed yet. */
  | { readonly kind: 'waits_for'; readonly numbers: readonly string[] }
  | { readonly kind: 'has_label'; readonly trackingNumber: string }
  | { readonly kind: 'purchase_open'; readonly carrier: string }
  | { readonly kind: 'weight_missing' }
  | {
      readonly kind: 'address_incomplete'
      readonly whose: 'sender' | 'customer'
      readonly missing: readonly string[]
    }
  | { readonly kind: 'no_service' }
  /** A carrier was asked for its prices and named none. */
  | { readonly kind: 'no_price'; readonly carrier: string; readonly words: string }
  | {
      readonly kind: 'carrier_refused'
      readonly carrier: string
      readonly reasons: readonly string[]
    }
  /** It is not known whether the label was bought; the app repeats by itself. */
  | { readonly kind: 'carrier_silent'; readonly carrier: string }
  | { readonly kind: 'carrier_unreadable'; readonly carrier: string }
  /** It did not answer, or with something unreadable: it may be void. */
  | { readonly kind: 'void_unknown'; readonly carrier: string }
  | { readonly kind: 'being_booked' }
  | { readonly kind: 'with_carrier' }
  | { readonly kind: 'no_label' }

const labelStates: readonly ShipmentState[] = ['packed', 'labelled', 'handed_over']

/** Whether a parcel may get a label, bought or its own. A shipment that left gets one only in place of a void one. */
export function mayLabel(facts: LabelFacts): Outcome<'label', LabelRefusal> {
  if (facts.kind !== 'warehouse')
    return refuse({ kind: 'not_shipped_from_here', shipmentKind: facts.kind })
  if (!labelStates.includes(facts.state)) return refuse({ kind: 'not_packed', state: facts.state })
  if (!facts.verified && !facts.overridden) return refuse({ kind: 'not_verified' })
  if (facts.holds.length > 0) return refuse({ kind: 'held', reasons: facts.holds })
  const fields = facts.undecided.filter(stopsLabel)
  if (fields.length > 0) return refuse({ kind: 'undecided', fields })
  if (facts.together.kind !== 'alone') return refuse(facts.together)
  if (facts.parcel === null) return refuse({ kind: 'not_found' })
  const { trackingNumber, openPurchase } = facts.parcel
  if (trackingNumber !== null) return refuse({ kind: 'has_label', trackingNumber })
  if (openPurchase !== null) return refuse({ kind: 'purchase_open', carrier: openPurchase })
  return accept('label')
}

/** Whether a carrier may be asked to sell one: its scales want a weight. */
export function mayBuy(facts: LabelFacts): Outcome<'buy', LabelRefusal> {
  const may = mayLabel(facts)
  if (!may.ok) return may
  return facts.parcel?.grams ? accept('buy') : refuse({ kind: 'weight_missing' })
}

/** Whether a label may be made void: the carrier has not scanned the parcel. */
export function mayVoid(facts: LabelFacts, bookingNow: boolean): Outcome<string, LabelRefusal> {
  if (facts.parcel === null) return refuse({ kind: 'not_found' })
  if (facts.parcel.trackingNumber === null) return refuse({ kind: 'no_label' })
  if (facts.state === 'moving' || facts.parcel.scanned) return refuse({ kind: 'with_carrier' })
  if (!labelStates.includes(facts.state)) return refuse({ kind: 'not_packed', state: facts.state })
  if (bookingNow) return refuse({ kind: 'being_booked' })
  return accept(facts.parcel.trackingNumber)
}
