import type { Step } from '../../journey/next-step.ts'
import type { Deed } from '../../journey/permissions.ts'

export interface NextAction {
  readonly label: string
  readonly to: string
  /** Who may not do this sees no button. */
  readonly deed: Deed
}

interface About {
  readonly orderId: string
  /** The shipment whose step it is, when the order is in fulfilment. */
  readonly shipmentId: string | null
  readonly returnId: string | null
}

/** The one button for a next step; null when nobody of the shop can do it here (a customer, a carrier, the app itself). */
export function nextAction(
  step: Step,
  { orderId, shipmentId, returnId }: About,
): NextAction | null {
  switch (step) {
    case 'correct':
    case 'call_for_details':
      return {
        label: 'Complete the details',
        to: `/app/orders/${orderId}/correct`,
        deed: 'orders.correct',
      }
    case 'pick':
      return { label: 'Pick', to: '/app/pick', deed: 'pick.do' }
    case 'pack':
      return {
        label: 'Pack',
        to: shipmentId ? `/app/pack/${shipmentId}` : '/app/pack',
        deed: 'pack.do',
      }
    case 'collect':
      return {
        label: 'Hand out at the counter',
        to: shipmentId ? `/app/pack/${shipmentId}` : '/app/pack',
        deed: 'pack.do',
      }
    case 'label':
    case 'hand_over':
    case 'book_in_store':
      return {
        label: 'Ship',
        to: shipmentId ? `/app/ship/${shipmentId}` : '/app/ship',
        deed: 'ship.label',
      }
    case 'restock':
      return { label: 'Look at the stock', to: '/app/stock', deed: 'stock.see' }
    case 'approve_return':
    case 'inspect':
    case 'refund':
    case 'look_at_return':
      return {
        label: 'Open the return',
        to: returnId ? `/app/returns/${returnId}` : '/app/returns',
        deed: 'returns.see',
      }
    case 'decide_route':
      return shipmentId
        ? {
            label: 'Decide who ships it',
            to: `/app/partners/shipments/${shipmentId}`,
            deed: 'partners.reroute',
          }
        : { label: 'Open the work order', to: `/app/work?order=${orderId}`, deed: 'work.see' }
    case 'confirm':
    case 'call_to_confirm':
      return {
        label: 'Confirm for the customer',
        to: `/app/orders/${orderId}/confirm`,
        deed: 'orders.confirm',
      }
    case 'call_care':
    case 'chase_carrier':
    case 'look':
      return { label: 'Open the work order', to: `/app/work?order=${orderId}`, deed: 'work.see' }
    case 'answer_request':
    case 'ship_by_partner':
    case 'ask_partner':
      return {
        label: 'See what the partner was asked',
        to: shipmentId ? `/app/partners/shipments/${shipmentId}` : '/app/partners',
        deed: 'partners.see',
      }
    case 'decide_duplicate':
      return {
        label: 'Compare the orders',
        to: `/app/duplicates?order=${orderId}`,
        deed: 'duplicates.see',
      }
    case 'decide_hold':
    case 'check':
    case 'distribute':
    case 'reserve':
    case 'send_digital':
    case 'carry':
    case 'ask_feedback':
    case 'answer_survey':
    case 'send_back':
      return null
  }
}
