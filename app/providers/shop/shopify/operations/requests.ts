import type { Gid } from '../../../../kernel/ids.ts'
import type { Urgency } from '../../contract.ts'
import { type Operation, operation } from '../operation.ts'
import { type Done, doneShape } from '../shapes.ts'

type Message = { readonly id: Gid; readonly message: string }
export type RequestStep = Operation<Message, Done>

/** The six steps between a merchant and a fulfillment service are alike but for their names. */
const step = (name: string, field: string, urgency: Urgency = 'normal'): RequestStep =>
  operation({
    text: `mutation ${name}($id: ID!, $message: String) {
  done: ${field}(id: $id, message: $message) { userErrors { field message } }
}`,
    variables: (input: Message) => input,
    answer: doneShape({}),
    urgency,
  })

export const submitRequest = step('SubmitRequest', 'fulfillmentOrderSubmitFulfillmentRequest')
export const acceptRequest = step('AcceptRequest', 'fulfillmentOrderAcceptFulfillmentRequest')
export const rejectRequest = step('RejectRequest', 'fulfillmentOrderRejectFulfillmentRequest')
export const submitCancellation = step(
  'SubmitCancellation',
  'fulfillmentOrderSubmitCancellationRequest',
  'urgent',
)
export const acceptCancellation = step(
  'AcceptCancellation',
  'fulfillmentOrderAcceptCancellationRequest',
  'urgent',
)
export const rejectCancellation = step(
  'RejectCancellation',
  'fulfillmentOrderRejectCancellationRequest',
  'urgent',
)
