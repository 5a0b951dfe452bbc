/** Requests between the merchant and a fulfillment service. */
import type { Act } from '../act.ts'
import { isAtService, isCancellationPending } from '../fulfillment/actions.ts'
import { change, openFulfillmentOrder, restOf, splitOff } from '../fulfillment/lifecycle.ts'
import {
  acceptCancellation,
  acceptRequest,
  askCancellation,
  rejectCancellation,
  rejectRequest,
  submitRequest,
} from '../fulfillment/request.ts'
import { mustHave } from '../orders/sums.ts'
import type { FulfillmentOrderRecord } from '../records/fulfillment.ts'
import { mutations, no, rowOrInvalid } from './mutation.ts'
import { type PiecesInput, wantedFrom } from './wanted.ts'

interface Answer {
  readonly id: string
  readonly message?: string | null
}

const needsService = "The fulfillment order's assigned fulfillment service must be of api type"

/** An answer of the service, given only in the state it fits. */
function service(
  may: (act: Act, one: FulfillmentOrderRecord) => string | null,
  answer: (act: Act, one: FulfillmentOrderRecord, message: string | null) => void,
) {
  return (act: Act, args: Answer) => {
    const one = rowOrInvalid(act.world.fulfillmentOrders, args.id, 'FulfillmentOrder')
    const why = isAtService(act.world, one) ? may(act, one) : needsService
    if (why !== null) return { fulfillmentOrder: one, userErrors: [no(why)] }
    answer(act, one, args.message ?? null)
    act.touch(mustHave(act.world.orders, one.orderId))
    return { fulfillmentOrder: one, userErrors: [] }
  }
}

const isSubmitted = (_: Act, one: FulfillmentOrderRecord): string | null =>
  one.requestStatus === 'SUBMITTED'
    ? null
    : `The fulfillment order's request status must be submitted but it was ${one.requestStatus.toLowerCase()}.`

const isAsked = (act: Act, one: FulfillmentOrderRecord): string | null =>
  isCancellationPending(act.world, one)
    ? null
    : 'The fulfillment order has no cancellation request that awaits an answer.'

const mayAskBack = (act: Act, one: FulfillmentOrderRecord): string | null => {
  if (isCancellationPending(act.world, one)) return 'Cancellation was requested already.'
  const status = one.requestStatus
  return status === 'ACCEPTED' || status === 'SUBMITTED' || status === 'CANCELLATION_REJECTED'
    ? null
    : `Cannot request cancellation of a fulfillment order whose request status is ${status.toLowerCase()}.`
}

/** What the service gave back waits again, at the same place, for a new decision. */
function giveBack(act: Act, one: FulfillmentOrderRecord, message: string | null): void {
  const order = mustHave(act.world.orders, one.orderId)
  const freed = acceptCancellation(act, one, message)
  if (order.cancelledAt === null && freed.length > 0) openFulfillmentOrder(act, order, one, freed)
}

interface SubmitArgs extends Answer {
  readonly fulfillmentOrderLineItems?: readonly PiecesInput[] | null
  readonly notifyCustomer?: boolean | null
}

function submit(act: Act, args: SubmitArgs) {
  const one = rowOrInvalid(act.world.fulfillmentOrders, args.id, 'FulfillmentOrder')
  const refuse = (why: string) => ({
    originalFulfillmentOrder: null,
    submittedFulfillmentOrder: null,
    unsubmittedFulfillmentOrder: null,
    userErrors: [no(why)],
  })
  if (!isAtService(act.world, one)) return refuse(needsService)
  const fresh = one.requestStatus === 'UNSUBMITTED' || one.requestStatus === 'REJECTED'
  const incomplete = one.status === 'INCOMPLETE'
  if (!(one.status === 'OPEN' && fresh) && !incomplete) {
    return refuse(
      `Cannot request fulfillment of a fulfillment order in status ${one.status.toLowerCase()} with request status ${one.requestStatus.toLowerCase()}.`,
    )
  }
  const wanted = wantedFrom(one, args.fulfillmentOrderLineItems)
  if (!wanted.ok) return refuse(wanted.why)
  if (incomplete) one.status = 'OPEN'
  const rest = restOf(one, wanted.wanted)
  const unsubmitted = rest.length === 0 ? null : splitOff(act, one, rest)
  submitRequest(act, one, one, args.message ?? null, args.notifyCustomer ?? false)
  change(act, one)
  act.touch(mustHave(act.world.orders, one.orderId))
  return {
    originalFulfillmentOrder: one,
    submittedFulfillmentOrder: one,
    unsubmittedFulfillmentOrder: unsubmitted,
    userErrors: [],
  }
}

mutations({
  fulfillmentOrderSubmitFulfillmentRequest: submit,
  fulfillmentOrderAcceptFulfillmentRequest: service(isSubmitted, acceptRequest),
  fulfillmentOrderRejectFulfillmentRequest: service(isSubmitted, rejectRequest),
  fulfillmentOrderSubmitCancellationRequest: service(mayAskBack, askCancellation),
  fulfillmentOrderAcceptCancellationRequest: service(isAsked, giveBack),
  fulfillmentOrderRejectCancellationRequest: service(isAsked, rejectCancellation),
})
