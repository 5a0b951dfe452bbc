import { z } from 'zod'
import type { Gid } from '../../../../kernel/ids.ts'
import type { OrderCorrection } from '../../contract.ts'
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
  // Each is read by itself: one that cannot be read must not hide those beside it.
  answer: z.object({ orders: pageOf(z.looseObject({ id: gidShape })) }),
  urgency: 'bulk',
})

export interface Correction extends OrderCorrection {
  readonly id: Gid
}

export const readOrderAttributes = operation({
  text: `query ReadOrderAttributes($id: ID!) { order(id: $id) { customAttributes { key value } } }`,
  variables: (input: { id: Gid }) => input,
  answer: z.object({
    order: z
      .object({
        customAttributes: z.array(z.object({ key: z.string(), value: z.string().nullable() })),
      })
      .nullable(),
  }),
})

/** What only the buyer and the store know of an order; orders from before 2024 may have none. */
export const readConfirmationNumber = operation({
  text: `query ReadConfirmationNumber($id: ID!) {
  order(id: $id) { confirmationNumber }
}`,
  variables: (input: { id: Gid }) => input,
  answer: z.object({ order: z.object({ confirmationNumber: z.string().nullable() }).nullable() }),
})

/** Metafields by `namespace.key`; asked for so, the store may answer the key with or without its namespace. */
export const readOrderMetafields = operation({
  text: `query ReadOrderMetafields($id: ID!, $keys: [String!]) {
  order(id: $id) { metafields(first: 60, keys: $keys) { nodes { namespace key value } } }
}`,
  variables: (input: { id: Gid; keys: readonly string[] }) => input,
  answer: z.object({
    order: z
      .object({
        metafields: z.object({
          nodes: z.array(z.object({ namespace: z.string(), key: z.string(), value: z.string() })),
        }),
      })
      .nullable(),
  }),
})

/** The region goes by its code alone; Shopify has no field for one it cannot name. */
function mailingAddress({ province: _, ...address }: StoreAddress) {
  return address
}

function metafieldInput({ name, value, type }: { name: string; value: string; type: string }) {
  const [namespace = '', key = ''] = name.split('.')
  return { namespace, key, value, type }
}

export const updateOrder = operation({
  text: `mutation UpdateOrder($input: OrderInput!) {
  done: orderUpdate(input: $input) { order { id } userErrors { field message } }
}`,
  variables: ({ shipTo, attributes, metafields, ...facts }: Correction) => ({
    input: {
      ...facts,
      ...(shipTo && { shippingAddress: mailingAddress(shipTo) }),
      ...(attributes && {
        customAttributes: attributes.map(({ name, value }) => ({ key: name, value })),
      }),
      ...(metafields && { metafields: metafields.map(metafieldInput) }),
    },
  }),
  answer: doneShape({ order: z.object({ id: gidShape }).nullable() }),
})
