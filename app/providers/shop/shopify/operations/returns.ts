import { z } from 'zod'
import type { Gid } from '../../../../kernel/ids.ts'
import { operation } from '../operation.ts'
import { doneShape, gidShape, moneyBagShape, pageOf } from '../shapes.ts'

/** A return has no more lines than its order; far more than real ones have. */
const returnFields = `fragment ReturnFields on Return {
  id status order { id }
  returnLineItems(first: 50) {
    nodes {
      id quantity processedQuantity customerNote
      ... on ReturnLineItem { fulfillmentLineItem { id } }
    }
    pageInfo { hasNextPage endCursor }
  }
  reverseFulfillmentOrders(first: 5) {
    nodes {
      status
      lineItems(first: 50) {
        nodes { id totalQuantity fulfillmentLineItem { id } dispositions { quantity } }
        pageInfo { hasNextPage endCursor }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
  refunds(first: 10) {
    nodes { id totalRefundedSet { presentmentMoney { amount currencyCode } } }
    pageInfo { hasNextPage endCursor }
  }
}`

const returnLineShape = z.object({
  id: gidShape,
  quantity: z.number().int(),
  processedQuantity: z.number().int(),
  customerNote: z.string().nullable(),
  /** Not there for a line without a fulfilment, which nobody can process. */
  fulfillmentLineItem: z.object({ id: gidShape }).optional(),
})
const reverseShape = z.object({
  status: z.string(),
  lineItems: pageOf(
    z.object({
      id: gidShape,
      totalQuantity: z.number().int(),
      fulfillmentLineItem: z.object({ id: gidShape }).nullable(),
      dispositions: z.array(z.object({ quantity: z.number().int() })),
    }),
  ),
})
const returnShape = z.object({
  id: gidShape,
  status: z.string(),
  order: z.object({ id: gidShape }),
  returnLineItems: pageOf(returnLineShape),
  reverseFulfillmentOrders: pageOf(reverseShape),
  refunds: pageOf(z.object({ id: gidShape, totalRefundedSet: moneyBagShape })),
})
export type ReturnNode = z.infer<typeof returnShape>

export const readReturn = operation({
  text: `query ReadReturn($id: ID!) { return(id: $id) { ...ReturnFields } }
${returnFields}`,
  variables: (input: { id: Gid }) => input,
  answer: z.object({ return: returnShape.nullable() }),
})

export const listReturns = operation({
  text: `query ListReturns($order: ID!, $after: String) {
  order(id: $order) {
    returns(first: 5, after: $after) {
      nodes { ...ReturnFields }
      pageInfo { hasNextPage endCursor }
    }
  }
}
${returnFields}`,
  variables: (input: { order: Gid; after: string | null }) => input,
  answer: z.object({ order: z.object({ returns: pageOf(returnShape) }).nullable() }),
})

export const listReturnable = operation({
  text: `query ListReturnable($order: ID!, $after: String) {
  returnableFulfillments(orderId: $order, first: 10, after: $after) {
    nodes {
      returnableFulfillmentLineItems(first: 50) {
        nodes { quantity fulfillmentLineItem { id lineItem { id } } }
        pageInfo { hasNextPage endCursor }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
  variables: (input: { order: Gid; after: string | null }) => input,
  answer: z.object({
    returnableFulfillments: pageOf(
      z.object({
        returnableFulfillmentLineItems: pageOf(
          z.object({
            quantity: z.number().int(),
            fulfillmentLineItem: z.object({
              id: gidShape,
              lineItem: z.object({ id: gidShape }),
            }),
          }),
        ),
      }),
    ),
  }),
})

export const listReasons = operation({
  text: `query ListReasons {
  returnReasonDefinitions(first: 250) { nodes { id handle name deleted } }
}`,
  variables: (_: null) => ({}),
  answer: z.object({
    returnReasonDefinitions: z.object({
      nodes: z.array(
        z.object({
          id: gidShape,
          handle: z.string(),
          name: z.string(),
          deleted: z.boolean(),
        }),
      ),
    }),
  }),
})
export type ReasonNode = z.infer<
  typeof listReasons.answer
>['returnReasonDefinitions']['nodes'][number]

export interface ReturnAsked {
  readonly order: Gid
  readonly lines: readonly {
    readonly fulfillmentLineItemId: Gid
    readonly quantity: number
    readonly returnReasonDefinitionId: Gid
    readonly customerNote: string
  }[]
}

export const requestReturn = operation({
  text: `mutation RequestReturn($input: ReturnRequestInput!) {
  done: returnRequest(input: $input) {
    return { ...ReturnFields }
    userErrors { field message code }
  }
}
${returnFields}`,
  variables: ({ order, lines }: ReturnAsked) => ({
    input: { orderId: order, returnLineItems: lines },
  }),
  answer: doneShape({ return: returnShape.nullable() }),
})

export const approveReturn = operation({
  text: `mutation ApproveReturn($input: ReturnApproveRequestInput!) {
  done: returnApproveRequest(input: $input) { userErrors { field message code } }
}`,
  variables: ({ id }: { id: Gid }) => ({ input: { id, notifyCustomer: false } }),
  answer: doneShape({}),
})

export const declineReturn = operation({
  text: `mutation DeclineReturn($input: ReturnDeclineRequestInput!) {
  done: returnDeclineRequest(input: $input) { userErrors { field message code } }
}`,
  variables: ({ id, note }: { id: Gid; note: string }) => ({
    input: { id, declineReason: 'OTHER', declineNote: note.slice(0, 500), notifyCustomer: false },
  }),
  answer: doneShape({}),
})
