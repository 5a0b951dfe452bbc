/** What a merchant and a fulfillment service say to each other about a fulfillment order. */
import type { Act } from '../act.ts'
import { gid } from '../ids.ts'
import { mustHave } from '../orders/sums.ts'
import type { FulfillmentOrderRecord, MerchantRequestRecord } from '../records/fulfillment.ts'
import { brief, briefWithRequest, change, closeEmpty } from './lifecycle.ts'

const pendingRequest = (
  act: Act,
  one: FulfillmentOrderRecord,
  kind: MerchantRequestRecord['kind'],
): MerchantRequestRecord | null =>
  one.merchantRequestIds
    .map((id) => mustHave(act.world.merchantRequests, id))
    .findLast((request) => request.kind === kind && request.response === null) ?? null

function addRequest(
  act: Act,
  one: FulfillmentOrderRecord,
  what: Pick<MerchantRequestRecord, 'kind' | 'message' | 'options'>,
): MerchantRequestRecord {
  const made: MerchantRequestRecord = {
    type: 'FulfillmentOrderMerchantRequest',
    id: act.id(),
    fulfillmentOrderId: one.id,
    ...what,
    response: null,
    sentAt: act.at,
  }
  act.world.merchantRequests.set(made.id, made)
  one.merchantRequestIds.push(made.id)
  change(act, one)
  return made
}

/** Tells the service that there is something to look up: no ids, as at Shopify. */
function ring(act: Act, one: FulfillmentOrderRecord, kind: MerchantRequestRecord['kind']): void {
  const { serviceId } = mustHave(act.world.locations, one.locationId)
  const url = serviceId === null ? null : mustHave(act.world.services, serviceId).callbackUrl
  if (url !== null) act.world.callBack(`${url}/fulfillment_order_notification`, { kind })
}

const requestBrief = (one: MerchantRequestRecord) => ({
  id: gid('FulfillmentOrderMerchantRequest', one.id),
  message: one.message,
})

export function submitRequest(
  act: Act,
  original: FulfillmentOrderRecord,
  submitted: FulfillmentOrderRecord,
  message: string | null,
  notifyCustomer: boolean,
): void {
  submitted.requestStatus = 'SUBMITTED'
  const request = addRequest(act, submitted, {
    kind: 'FULFILLMENT_REQUEST',
    message,
    options: { notify_customer: notifyCustomer },
  })
  act.note({ deed: 'requested', orderId: submitted.orderId, fulfillmentOrderId: submitted.id })
  act.tell('fulfillment_orders/fulfillment_request_submitted', () => ({
    original_fulfillment_order: briefWithRequest(original),
    submitted_fulfillment_order: briefWithRequest(submitted),
    fulfillment_order_merchant_request: requestBrief(request),
  }))
  ring(act, submitted, 'FULFILLMENT_REQUEST')
}

export function acceptRequest(act: Act, one: FulfillmentOrderRecord, message: string | null): void {
  one.status = 'IN_PROGRESS'
  one.requestStatus = 'ACCEPTED'
  answerPending(act, one, 'FULFILLMENT_REQUEST', 'ACCEPTED')
  act.note({ deed: 'accepted', orderId: one.orderId, fulfillmentOrderId: one.id })
  act.tell('fulfillment_orders/fulfillment_request_accepted', () => ({
    fulfillment_order: briefWithRequest(one),
    message,
  }))
}

export function rejectRequest(act: Act, one: FulfillmentOrderRecord, message: string | null): void {
  one.status = 'OPEN'
  one.requestStatus = 'REJECTED'
  answerPending(act, one, 'FULFILLMENT_REQUEST', 'REJECTED')
  act.tell('fulfillment_orders/fulfillment_request_rejected', () => ({
    fulfillment_order: briefWithRequest(one),
    message,
  }))
}

/** The request's own status stays as it is; the question stands in merchantRequests. */
export function askCancellation(
  act: Act,
  one: FulfillmentOrderRecord,
  message: string | null,
): void {
  if (one.requestStatus === 'SUBMITTED') {
    // Nobody has answered yet: the request is simply taken back.
    one.requestStatus = 'UNSUBMITTED'
    answerPending(act, one, 'FULFILLMENT_REQUEST', 'REJECTED')
    return
  }
  const request = addRequest(act, one, { kind: 'CANCELLATION_REQUEST', message, options: null })
  act.tell('fulfillment_orders/cancellation_request_submitted', () => ({
    fulfillment_order: {
      ...brief(one),
      request_status: 'cancellation_requested',
    },
    fulfillment_order_merchant_request: requestBrief(request),
  }))
  ring(act, one, 'CANCELLATION_REQUEST')
}

/** Recorded: the fulfillment order is CLOSED (the documentation says CANCELLED), its lines 0. */
export function acceptCancellation(
  act: Act,
  one: FulfillmentOrderRecord,
  message: string | null,
): { readonly lineItemId: number; readonly quantity: number }[] {
  const freed = one.lines
    .filter((line) => line.remainingQuantity > 0)
    .map((line) => ({ lineItemId: line.lineItemId, quantity: line.remainingQuantity }))
  one.requestStatus = 'CANCELLATION_ACCEPTED'
  answerPending(act, one, 'CANCELLATION_REQUEST', 'ACCEPTED')
  closeEmpty(act, one)
  act.tell('fulfillment_orders/cancellation_request_accepted', () => ({
    fulfillment_order: brief(one),
    message,
  }))
  return freed
}

export function rejectCancellation(
  act: Act,
  one: FulfillmentOrderRecord,
  message: string | null,
): void {
  one.status = 'IN_PROGRESS'
  one.requestStatus = 'CANCELLATION_REJECTED'
  answerPending(act, one, 'CANCELLATION_REQUEST', 'REJECTED')
  act.tell('fulfillment_orders/cancellation_request_rejected', () => ({
    fulfillment_order: briefWithRequest(one),
    message,
  }))
}

function answerPending(
  act: Act,
  one: FulfillmentOrderRecord,
  kind: MerchantRequestRecord['kind'],
  response: 'ACCEPTED' | 'REJECTED',
): void {
  const request = pendingRequest(act, one, kind)
  if (request !== null) request.response = response
  change(act, one)
}
