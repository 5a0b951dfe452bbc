import { z } from 'zod'
import type { Gid } from '../../../../kernel/ids.ts'
import type { FulfilRequest, Tracking } from '../../contract.ts'
import { operation } from '../operation.ts'
import { doneShape, gidShape, pageOf } from '../shapes.ts'

/** Shopify makes at most this many; far above what one order comes to. */
const fulfilmentsAtMost = 50
const trackingAtMost = 50

const lineFields = `fragment FulfillmentLineFields on FulfillmentLineItem {
  id quantity lineItem { id }
}`
const fulfillmentFields = `fragment FulfillmentFields on Fulfillment {
  id status
  trackingInfo(first: ${trackingAtMost}) { company number url }
  fulfillmentLineItems(first: 50) {
    nodes { ...FulfillmentLineFields }
    pageInfo { hasNextPage endCursor }
  }
}
${lineFields}`

const lineShape = z.object({
  id: gidShape,
  quantity: z.number().int().nullable(),
  lineItem: z.object({ id: gidShape }),
})
export type FulfillmentLineNode = z.infer<typeof lineShape>
const trackingShape = z.array(
  z.object({
    company: z.string().nullable(),
    number: z.string().nullable(),
    url: z.string().nullable(),
  }),
)
const fulfillmentShape = z.object({
  id: gidShape,
  status: z.string(),
  trackingInfo: trackingShape,
  fulfillmentLineItems: pageOf(lineShape),
})
export type FulfillmentNode = z.infer<typeof fulfillmentShape>

export const listFulfillments = operation({
  text: `query ListFulfillments($order: ID!) {
  order(id: $order) { fulfillments(first: ${fulfilmentsAtMost}) { ...FulfillmentFields } }
}
${fulfillmentFields}`,
  variables: (input: { order: Gid }) => input,
  answer: z.object({ order: z.object({ fulfillments: z.array(fulfillmentShape) }).nullable() }),
})

export const readFulfillmentLines = operation({
  text: `query ReadFulfillmentLines($id: ID!, $after: String) {
  fulfillment(id: $id) {
    fulfillmentLineItems(first: 100, after: $after) {
      nodes { ...FulfillmentLineFields }
      pageInfo { hasNextPage endCursor }
    }
  }
}
${lineFields}`,
  variables: (input: { id: Gid; after: string | null }) => input,
  answer: z.object({
    fulfillment: z.object({ fulfillmentLineItems: pageOf(lineShape) }).nullable(),
  }),
})

/** Only what is there is sent: an empty company would be taken for a name. */
export const trackingInput = ({ company, numbers, urls }: Tracking) => ({
  ...(company && { company }),
  ...(numbers.length > 0 && { numbers }),
  ...(urls.length > 0 && { urls }),
})

function byFulfillmentOrder(lines: FulfilRequest['lines']) {
  const groups = Map.groupBy(lines, (line) => line.fulfillmentOrderGid)
  return [...groups].map(([fulfillmentOrderId, some]) => ({
    fulfillmentOrderId,
    fulfillmentOrderLineItems: some.map(({ lineGid, quantity }) => ({ id: lineGid, quantity })),
  }))
}

export const createFulfillment = operation({
  text: `mutation CreateFulfillment($fulfillment: FulfillmentInput!) {
  done: fulfillmentCreate(fulfillment: $fulfillment) {
    fulfillment { ...FulfillmentFields }
    userErrors { field message }
  }
}
${fulfillmentFields}`,
  variables: ({ lines, tracking, notifyCustomer }: FulfilRequest) => ({
    fulfillment: {
      lineItemsByFulfillmentOrder: byFulfillmentOrder(lines),
      notifyCustomer,
      ...(tracking && { trackingInfo: trackingInput(tracking) }),
    },
  }),
  answer: doneShape({ fulfillment: fulfillmentShape.nullable() }),
})

export const readTracking = operation({
  text: `query ReadTracking($id: ID!) {
  fulfillment(id: $id) { trackingInfo(first: ${trackingAtMost}) { company number url } }
}`,
  variables: (input: { id: Gid }) => input,
  answer: z.object({ fulfillment: z.object({ trackingInfo: trackingShape }).nullable() }),
})

export const setTracking = operation({
  text: `mutation SetTracking($id: ID!, $tracking: FulfillmentTrackingInput!, $notify: Boolean) {
  done: fulfillmentTrackingInfoUpdate(
    fulfillmentId: $id, trackingInfoInput: $tracking, notifyCustomer: $notify
  ) { userErrors { field message } }
}`,
  variables: ({ id, tracking, notify }: { id: Gid; tracking: Tracking; notify: boolean }) => ({
    id,
    tracking: trackingInput(tracking),
    notify,
  }),
  answer: doneShape({}),
})
