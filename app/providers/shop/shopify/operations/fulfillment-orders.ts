import { z } from 'zod'
import type { Gid } from '../../../../kernel/ids.ts'
import type { OpenPieces } from '../../contract.ts'
import { operation } from '../operation.ts'
import { doneShape, gidShape, pageOf } from '../shapes.ts'

/** Lines asked for with a fulfillment order; longer ones are read on. */
export const fulfillmentOrderFields = `fragment FulfillmentOrderFields on FulfillmentOrder {
  id status requestStatus orderId
  deliveryMethod { methodType }
  assignedLocation { name location { id } }
  fulfillmentHolds { id handle reason heldByRequestingApp }
  lineItems(first: 50) {
    nodes { ...FulfillmentOrderLineFields }
    pageInfo { hasNextPage endCursor }
  }
}`
const lineFields = `fragment FulfillmentOrderLineFields on FulfillmentOrderLineItem {
  id totalQuantity remainingQuantity lineItem { id }
}`

const lineShape = z.object({
  id: gidShape,
  totalQuantity: z.number().int(),
  remainingQuantity: z.number().int(),
  lineItem: z.object({ id: gidShape }),
})
export type FulfillmentOrderLineNode = z.infer<typeof lineShape>

export const fulfillmentOrderShape = z.object({
  id: gidShape,
  status: z.string(),
  requestStatus: z.string(),
  orderId: gidShape,
  deliveryMethod: z.object({ methodType: z.string() }).nullable(),
  assignedLocation: z.object({
    name: z.string(),
    location: z.object({ id: gidShape }).nullable(),
  }),
  fulfillmentHolds: z.array(
    z.object({
      id: gidShape,
      handle: z.string().nullable(),
      reason: z.string(),
      heldByRequestingApp: z.boolean(),
    }),
  ),
  lineItems: pageOf(lineShape),
})
export type FulfillmentOrderNode = z.infer<typeof fulfillmentOrderShape>

export const listFulfillmentOrders = operation({
  text: `query ListFulfillmentOrders($order: ID!, $after: String) {
  order(id: $order) {
    fulfillmentOrders(first: 10, after: $after) {
      nodes { ...FulfillmentOrderFields }
      pageInfo { hasNextPage endCursor }
    }
  }
}
${fulfillmentOrderFields}
${lineFields}`,
  variables: (input: { order: Gid; after: string | null }) => input,
  answer: z.object({
    order: z.object({ fulfillmentOrders: pageOf(fulfillmentOrderShape) }).nullable(),
  }),
})

export const readFulfillmentOrderLines = operation({
  text: `query ReadFulfillmentOrderLines($id: ID!, $after: String) {
  fulfillmentOrder(id: $id) {
    lineItems(first: 100, after: $after) {
      nodes { ...FulfillmentOrderLineFields }
      pageInfo { hasNextPage endCursor }
    }
  }
}
${lineFields}`,
  variables: (input: { id: Gid; after: string | null }) => input,
  answer: z.object({ fulfillmentOrder: z.object({ lineItems: pageOf(lineShape) }).nullable() }),
})

/** Where one stands: enough to decide whether a change is there already. */
export const readStanding = operation({
  text: `query ReadStanding($id: ID!) {
  fulfillmentOrder(id: $id) {
    id status requestStatus orderId
    assignedLocation { location { id } }
    merchantRequests(first: 20, kind: CANCELLATION_REQUEST, reverse: true) {
      nodes { responseData }
    }
  }
}`,
  variables: (input: { id: Gid }) => input,
  answer: z.object({
    fulfillmentOrder: z
      .object({
        id: gidShape,
        status: z.string(),
        requestStatus: z.string(),
        orderId: gidShape,
        assignedLocation: z.object({ location: z.object({ id: gidShape }).nullable() }),
        merchantRequests: z.object({ nodes: z.array(z.object({ responseData: z.unknown() })) }),
      })
      .nullable(),
  }),
})

export const moveFulfillmentOrder = operation({
  text: `mutation MoveFulfillmentOrder($id: ID!, $to: ID!) {
  done: fulfillmentOrderMove(id: $id, newLocationId: $to) {
    movedFulfillmentOrder { id }
    userErrors { field message code }
  }
}`,
  variables: (input: { id: Gid; to: Gid }) => input,
  answer: doneShape({ movedFulfillmentOrder: z.object({ id: gidShape }).nullable() }),
})

const piecesInput = (lines: readonly OpenPieces[]) =>
  lines.map(({ lineGid, quantity }) => ({ id: lineGid, quantity }))

export const movePieces = operation({
  text: `mutation MovePieces($id: ID!, $to: ID!, $lines: [FulfillmentOrderLineItemInput!]) {
  done: fulfillmentOrderMove(id: $id, newLocationId: $to, fulfillmentOrderLineItems: $lines) {
    movedFulfillmentOrder { id }
    userErrors { field message code }
  }
}`,
  variables: ({ lines, ...where }: { id: Gid; to: Gid; lines: readonly OpenPieces[] }) => ({
    ...where,
    lines: piecesInput(lines),
  }),
  answer: doneShape({}),
})

export const splitFulfillmentOrder = operation({
  text: `mutation SplitFulfillmentOrder($splits: [FulfillmentOrderSplitInput!]!) {
  done: fulfillmentOrderSplit(fulfillmentOrderSplits: $splits) {
    userErrors { field message code }
  }
}`,
  variables: ({ id, lines }: { id: Gid; lines: readonly OpenPieces[] }) => ({
    splits: [{ fulfillmentOrderId: id, fulfillmentOrderLineItems: piecesInput(lines) }],
  }),
  answer: doneShape({}),
})

export const prepareForPickup = operation({
  text: `mutation PrepareForPickup($input: FulfillmentOrderLineItemsPreparedForPickupInput!) {
  done: fulfillmentOrderLineItemsPreparedForPickup(input: $input) {
    userErrors { field message code }
  }
}`,
  variables: ({ id }: { id: Gid }) => ({
    input: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: id }] },
  }),
  answer: doneShape({}),
})
