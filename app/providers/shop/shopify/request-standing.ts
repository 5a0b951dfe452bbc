/** What a fulfillment order tells of the merchant's request to a fulfillment service. */
export interface Standing {
  readonly status: string
  readonly requestStatus: string
  /** A request to stop was sent and not answered: it leaves the request status as it was. */
  readonly cancellationPending: boolean
}

export type RequestStepName =
  | 'submitRequest'
  | 'acceptRequest'
  | 'rejectRequest'
  | 'submitCancellation'
  | 'acceptCancellation'
  | 'rejectCancellation'

const accepted = ['ACCEPTED', 'CANCELLATION_REQUESTED', 'CANCELLATION_REJECTED', 'CLOSED']
const there: Readonly<Record<RequestStepName, readonly string[]>> = {
  submitRequest: ['SUBMITTED', ...accepted],
  acceptRequest: accepted,
  rejectRequest: ['REJECTED'],
  submitCancellation: ['CANCELLATION_REQUESTED', 'CANCELLATION_ACCEPTED'],
  acceptCancellation: ['CANCELLATION_ACCEPTED'],
  rejectCancellation: ['CANCELLATION_REJECTED'],
}

/** Whether the store stands where a step would bring it, so that taking it again is of no use. */
export function isThere(step: RequestStepName, standing: Standing): boolean {
  if (step === 'submitCancellation' && standing.cancellationPending) return true
  if (step === 'rejectCancellation' && standing.cancellationPending) return false
  return there[step].includes(standing.requestStatus)
}
