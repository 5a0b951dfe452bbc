import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'

/**
 * Where a request to a partner can stand.
 * booked: not known to have arrived. sent: the partner has it. cancel_asked: the shop wants it back
 * and the partner has not said yes.
 */
export const requestStates = [
  'booked',
  'sent',
  'accepted',
  'rejected',
  'shipped',
  'cancel_asked',
  'cancelled',
] as const
export type RequestState = (typeof requestStates)[number]

/** The words people read. */
export const requestLabel = {
  booked: 'Being sent',
  sent: 'Waits for an answer',
  accepted: 'Accepted',
  rejected: 'Rejected',
  shipped: 'Shipped',
  cancel_asked: 'Cancellation asked',
  cancelled: 'Cancelled',
} as const satisfies Record<RequestState, string>

export function readRequestState(stored: string): RequestState {
  const found = requestStates.find((state) => state === stored)
  if (!found) throw new Error(`unknown state of a partner request in the database: ${stored}`)
  return found
}

/** What a partner can say about a request. */
export type PartnerAnswer = 'accept' | 'reject' | 'ship' | 'confirm_cancel' | 'refuse_cancel'

/** Why an answer does not fit any more. The state is the one that stands. */
export interface AnswerNotPossible {
  readonly kind: 'answer_not_possible'
  readonly state: RequestState
  readonly why: string
}

/** `do`: the answer changes something. `repeated`: it was given before and stands. */
export type AnswerVerdict = Outcome<'do' | 'repeated', AnswerNotPossible>

export const because = {
  rejected: 'the request was rejected before',
  accepted: 'the request was accepted before; ask the shop to cancel it',
  shipped: 'the shipment was reported as shipped before',
  cancelled: 'the request was cancelled',
  cancel_asked: 'the shop asked to cancel it; confirm or refuse the cancellation first',
  nothing_asked: 'no cancellation was asked',
  held: 'the shop holds this order; wait until it is released, then accept',
} as const

type Rule = 'do' | 'repeated' | keyof typeof because
/** One row an answer, one column a state; a new state or answer does not compile without its rule. */
const rules: Record<PartnerAnswer, Record<RequestState, Rule>> = {
  accept: {
    booked: 'do',
    sent: 'do',
    accepted: 'repeated',
    rejected: 'rejected',
    shipped: 'repeated',
    cancel_asked: 'cancel_asked',
    cancelled: 'cancelled',
  },
  reject: {
    booked: 'do',
    sent: 'do',
    accepted: 'accepted',
    rejected: 'repeated',
    shipped: 'shipped',
    cancel_asked: 'cancel_asked',
    cancelled: 'cancelled',
  },
  // Goods that left have left: while a cancellation waits, a shipment is still news.
  ship: {
    booked: 'do',
    sent: 'do',
    accepted: 'do',
    rejected: 'rejected',
    shipped: 'repeated',
    cancel_asked: 'do',
    cancelled: 'cancelled',
  },
  confirm_cancel: {
    booked: 'nothing_asked',
    sent: 'nothing_asked',
    accepted: 'nothing_asked',
    rejected: 'rejected',
    shipped: 'shipped',
    cancel_asked: 'do',
    cancelled: 'repeated',
  },
  refuse_cancel: {
    booked: 'nothing_asked',
    sent: 'nothing_asked',
    accepted: 'repeated',
    rejected: 'rejected',
    shipped: 'repeated',
    cancel_asked: 'do',
    cancelled: 'cancelled',
  },
}

export function decideAnswer(state: RequestState, answer: PartnerAnswer): AnswerVerdict {
  const rule = rules[answer][state]
  if (rule === 'do' || rule === 'repeated') return accept(rule)
  return refuse({ kind: 'answer_not_possible', state, why: because[rule] })
}

/** Answers that the portal offers in a state, the likeliest first. */
export function answersOffered(state: RequestState): readonly PartnerAnswer[] {
  switch (state) {
    case 'booked':
    case 'sent':
      return ['accept', 'reject']
    case 'accepted':
      return ['ship']
    case 'cancel_asked':
      return ['confirm_cancel', 'refuse_cancel']
    case 'rejected':
    case 'shipped':
    case 'cancelled':
      return []
  }
}

/** Reasons a partner may give for a rejection; the words are shown to the shop. */
export const rejectReasons = {
  out_of_stock: 'Not enough stock',
  address: 'The address cannot be delivered to',
  not_served: 'This destination or service is not offered',
  too_late: 'It cannot leave in time',
  other: 'Another reason',
} as const
export type RejectReason = keyof typeof rejectReasons
export const isRejectReason = (raw: string): raw is RejectReason =>
  Object.hasOwn(rejectReasons, raw)
