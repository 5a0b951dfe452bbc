import { z } from 'zod'
import type { Gid } from '../../../../kernel/ids.ts'
import { operation } from '../operation.ts'
import { doneShape, gidShape, pageOf, timeShape } from '../shapes.ts'

const lineShape = z.object({
  id: gidShape,
  quantity: z.number().int(),
  unreceivedQuantity: z.number().int(),
  inventoryItem: z.object({ id: gidShape }).nullable(),
})
export type TransferLine = z.infer<typeof lineShape>

const shipmentShape = z.object({
  id: gidShape,
  name: z.string(),
  status: z.string(),
  tracking: z.object({ arrivesAt: timeShape.nullable() }).nullable(),
  lineItems: pageOf(lineShape).nullable(),
})

const placeShape = z
  .object({ name: z.string(), location: z.object({ id: gidShape }).nullable() })
  .nullable()

const transferShape = z.object({
  id: gidShape,
  name: z.string(),
  referenceName: z.string().nullable(),
  origin: placeShape,
  destination: placeShape,
  shipments: pageOf(shipmentShape),
})

const lineFields = `fragment LineFields on InventoryShipmentLineItem {
  id
  quantity
  unreceivedQuantity
  inventoryItem { id }
}`

/** Transfers of which something may be on its way. */
export const readTransfers = operation({
  text: `query ReadTransfers($after: String) {
  inventoryTransfers(first: 10, after: $after, query: "status:ready_to_ship OR status:in_progress") {
    nodes {
      id
      name
      referenceName
      origin { name location { id } }
      destination { name location { id } }
      shipments(first: 10) {
        nodes {
          id
          name
          status
          tracking { arrivesAt }
          lineItems(first: 50) {
            nodes { ...LineFields }
            pageInfo { hasNextPage endCursor }
          }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
${lineFields}`,
  variables: (input: { after: string | null }) => input,
  answer: z.object({ inventoryTransfers: pageOf(transferShape) }),
  urgency: 'bulk',
})

export const readMoreLines = operation({
  text: `query ReadMoreTransferLines($id: ID!, $after: String) {
  inventoryShipment(id: $id) {
    lineItems(first: 100, after: $after) {
      nodes { ...LineFields }
      pageInfo { hasNextPage endCursor }
    }
  }
}
${lineFields}`,
  variables: (input: { id: Gid; after: string | null }) => input,
  answer: z.object({
    inventoryShipment: z.object({ lineItems: pageOf(lineShape).nullable() }).nullable(),
  }),
})

export const receiveShipment = operation({
  text: `mutation ReceiveShipment($id: ID!, $lineItems: [InventoryShipmentReceiveItemInput!], $key: String!) {
  done: inventoryShipmentReceive(id: $id, lineItems: $lineItems) @idempotent(key: $key) {
    userErrors { field message code }
  }
}`,
  variables: ({
    id,
    lines,
    key,
  }: {
    readonly id: Gid
    readonly lines: readonly {
      readonly lineGid: Gid
      readonly quantity: number
      readonly isGood: boolean
    }[]
    readonly key: string
  }) => ({
    ...{ id, key },
    lineItems: lines.map(({ lineGid, quantity, isGood }) => ({
      shipmentLineItemId: lineGid,
      quantity,
      reason: isGood ? 'ACCEPTED' : 'REJECTED',
    })),
  }),
  answer: doneShape({}),
})
