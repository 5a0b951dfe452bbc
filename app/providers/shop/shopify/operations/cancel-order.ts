import { z } from 'zod'
import type { Gid } from '../../../../kernel/ids.ts'
import type { CancelRequest } from '../../contract.ts'
import { operation } from '../operation.ts'
import { doneShape } from '../shapes.ts'

/** Shopify cancels by a job of its own; refused at once where fulfilments or returns are open. */
export const cancelOrder = operation({
  text: `mutation CancelOrder($orderId: ID!, $refund: OrderCancelRefundMethodInput!, $restock: Boolean!, $notify: Boolean!, $note: String) {
  done: orderCancel(orderId: $orderId, reason: OTHER, refundMethod: $refund, restock: $restock, notifyCustomer: $notify, staffNote: $note) {
    job { id }
    userErrors: orderCancelUserErrors { field message code }
  }
}`,
  variables: ({ id, refund, notify, note }: CancelRequest & { readonly id: Gid }) => ({
    ...{ orderId: id, restock: true, notify, note: note.slice(0, 255) },
    refund: { originalPaymentMethodsRefund: refund },
  }),
  answer: doneShape({ job: z.object({ id: z.string() }).nullable() }),
  urgency: 'urgent',
})
