import { fieldWords } from '../../journey/difference.ts'
import { shipmentLabel } from '../../journey/shipment.ts'
import type { LabelRefusal } from './decide-label.ts'

/** A refusal as the person at the packing bench reads it: what, and what to do. */
export function labelRefusalWords(refusal: LabelRefusal): string {
  switch (refusal.kind) {
    case 'not_found':
      return 'There is no such shipment or parcel any more.'
    case 'not_shipped_from_here':
      return `A ${refusal.shipmentKind} shipment needs no label from here.`
    case 'not_packed':
      return `It stands in “${shipmentLabel[refusal.state]}”; a label is for packed goods.`
    case 'not_verified':
      return 'The contents were not checked by scanning. Check them at the packing bench, or let a named person override it there.'
    case 'held':
      return `The order is held: ${refusal.reasons.join('; ')}.`
    case 'undecided':
      return `Changed in the store: ${refusal.fields.map((field) => fieldWords[field]).join(', ')}. The office decides on the order’s page; until then it gets no label.`
    case 'goes_with':
      return `It goes in the parcel of ${refusal.number}: put it into that box. The label comes from there.`
    case 'waits_for':
      return `${refusal.numbers.join(', ')} goes in this parcel: pack it first.`
    case 'has_label':
      return `It has a label already: ${refusal.trackingNumber}. Make that one void first.`
    case 'purchase_open':
      return `A label was asked of ${refusal.carrier} and the answer is still open. The app repeats it by itself and never buys twice.`
    case 'weight_missing':
      return 'Weigh the parcel and enter its weight first.'
    case 'address_incomplete':
      return refusal.whose === 'customer'
        ? `The customer’s address lacks: ${refusal.missing.join(', ')}.`
        : `The address of your location lacks: ${refusal.missing.join(', ')}. Complete it in Shopify under Locations.`
    case 'no_service':
      return 'No carrier offers to take it. Weight, size or country may be beyond what they carry.'
    case 'no_price':
      return `${refusal.carrier} named no price: ${refusal.words}.`
    case 'carrier_refused':
      return `${refusal.carrier} refused: ${refusal.reasons.join('; ')}.`
    case 'carrier_silent':
      return `${refusal.carrier} did not answer. It is not known whether the label was bought; the app asks again by itself and never buys twice.`
    case 'carrier_unreadable':
      return `${refusal.carrier} answered with something unreadable. The office was told; “Ask again” repeats the purchase without buying twice.`
    case 'void_unknown':
      return `${refusal.carrier} did not say whether the label is void. The app asks again by itself.`
    case 'being_booked':
      return 'The store is being told of this label right now. Try again in a minute.'
    case 'with_carrier':
      return 'The carrier has the parcel already; its label cannot be made void.'
    case 'no_label':
      return 'There is no label to make void.'
  }
}
