import { z } from 'zod'
import type { Gid } from '../../../../kernel/ids.ts'
import { decimalOf, type Money } from '../../../../kernel/money.ts'
import type { ProcessReturnRequest } from '../../contract.ts'
import { operation } from '../operation.ts'
import { doneShape, gidShape, moneyBagShape } from '../shapes.ts'

const transactionShape = z.object({
  id: gidShape,
  kind: z.string(),
  status: z.string(),
  amountSet: moneyBagShape,
  parentTransaction: z.object({ id: gidShape }).nullable(),
})
export type TransactionNode = z.infer<typeof transactionShape>

export const listTransactions = operation({
  text: `query ListTransactions($order: ID!) {
  order(id: $order) {
    transactions(first: 100) {
      id kind status
      amountSet { presentmentMoney { amount currencyCode } }
      parentTransaction { id }
    }
  }
}`,
  variables: (input: { order: Gid }) => input,
  answer: z.object({ order: z.object({ transactions: z.array(transactionShape) }).nullable() }),
})

/** Money back to one payment, in the currency the buyer paid in. */
export interface RefundPart {
  readonly parent: Gid
  readonly amount: Money
}

export interface ProcessInput extends Omit<ProcessReturnRequest, 'refund'> {
  readonly refunds: readonly RefundPart[]
}

const transfer = (refunds: readonly RefundPart[]) => ({
  issueRefund: {
    orderTransactions: refunds.map(({ parent, amount }) => ({
      parentId: parent,
      transactionAmount: { amount: decimalOf(amount), currencyCode: amount.currency },
    })),
  },
})

export const processReturn = operation({
  text: `mutation ProcessReturn($input: ReturnProcessInput!) {
  done: returnProcess(input: $input) {
    return { id }
    userErrors { field message code }
  }
}`,
  variables: (input: ProcessInput) => ({
    input: {
      returnId: input.returnGid,
      returnLineItems: input.lines.map((line) => ({
        id: line.returnLineGid,
        quantity: line.quantity,
        dispositions: line.dispositions.map((one) => ({
          reverseFulfillmentOrderLineItemId: one.reverseLineGid,
          quantity: one.quantity,
          dispositionType: one.type,
          ...(one.type === 'RESTOCKED' && { locationId: input.locationGid }),
        })),
      })),
      ...(input.refunds.length > 0 && { financialTransfer: transfer(input.refunds) }),
      note: input.note,
      notifyCustomer: input.notifyCustomer,
    },
  }),
  answer: doneShape({}),
})
