import { z } from 'zod'
import type { Gid } from '../../../../kernel/ids.ts'
import type { StoreAddress } from '../../snapshot.ts'
import { operation } from '../operation.ts'
import { doneShape, gidShape, pageOf } from '../shapes.ts'
import { lineFields, lineShape, orderFields, orderShape } from './order-fields.ts'

export const readOrder = operation({
  text: `query ReadOrder($id: ID!) { order(id: $id) { ...OrderFields } }
${orderFields}`,
  variables: (input: { id: Gid }) => input,
  answer: z.object({ order: orderShape.nullable() }),
})

/** More lines of an order that has more than come with it. */
export const readOrderLines = operation({
  text: `query ReadOrderLines($id: ID!, $after: String) {
  order(id: $id) {
    lineItems(first: 100, after: $after) {
      nodes { ...LineFields }
      pageInfo { hasNextPage endCursor }
    }
  }
}
${lineFields}`,
  variables: (input: { id: Gid; after: string | null }) => input,
  answer: z.object({ order: z.object({ lineItems: pageOf(lineShape) }).nullable() }),
})

/** Shopify searches by whole seconds, so `since` is cut down to one: the same second is read again. */
export const updatedSince = (since: Date): string =>
  `updated_at:>='${since.toISOString().replace(/\.\d+Z$/, 'Z')}'`

export const listOrders = operation({
  text: `query ListOrders($query: String!, $after: String) {
  orders(first: 20, after: $after, sortKey: UPDATED_AT, query: $query) {
    nodes { ...OrderFields }
    pageInfo { hasNextPage endCursor }
  }
}
${orderFields}`,
  variables: ({ since, after }: { since: Date; after: string | null }) => ({
    query: updatedSince(since),
    after,
  }),
  answer: z.object({ orders: pageOf(orderShape) }),
  urgency: 'bulk',
})

export interface Correction {
  readonly id: Gid
  readonly email?: string
  readonly phone?: string
  readonly shipTo?: StoreAddress
}

/** The region goes by its code alone; Shopify has no field for one it cannot name. */
function mailingAddress({ province: _, ...address }: StoreAddress) {
  return address
}

export const updateOrder = operation({
  text: `mutation UpdateOrder($input: OrderInput!) {
  done: orderUpdate(input: $input) { order { id } userErrors { field message } }
}`,
  variables: ({ shipTo, ...facts }: Correction) => ({
    input: { ...facts, ...(shipTo && { shippingAddress: mailingAddress(shipTo) }) },
  }),
  answer: doneShape({ order: z.object({ id: gidShape }).nullable() }),
})
