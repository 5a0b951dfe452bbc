import { z } from 'zod'
import type { Gid } from '../../../../kernel/ids.ts'
import { operation } from '../operation.ts'
import { doneShape, gidShape, pageOf } from '../shapes.ts'

interface Spot {
  readonly inventoryItemGid: Gid
  readonly locationGid: Gid
  readonly key: string
}

/** `changeFromQuantity` has to be there; null skips the comparison. */
export const adjustStock = operation({
  text: `mutation AdjustStock($input: InventoryAdjustQuantitiesInput!, $key: String!) {
  done: inventoryAdjustQuantities(input: $input) @idempotent(key: $key) {
    userErrors { field message code }
  }
}`,
  variables: ({
    inventoryItemGid,
    locationGid,
    delta,
    changeFrom,
    reason,
    key,
  }: Spot & {
    readonly delta: number
    readonly changeFrom: number | null
    readonly reason: string
  }) => ({
    input: {
      name: 'available',
      reason,
      changes: [
        {
          inventoryItemId: inventoryItemGid,
          locationId: locationGid,
          delta,
          changeFromQuantity: changeFrom,
        },
      ],
    },
    key,
  }),
  answer: doneShape({}),
})

export const setStock = operation({
  text: `mutation SetStock($input: InventorySetQuantitiesInput!, $key: String!) {
  done: inventorySetQuantities(input: $input) @idempotent(key: $key) {
    userErrors { field message code }
  }
}`,
  variables: ({
    inventoryItemGid,
    locationGid,
    available,
    changeFrom,
    key,
  }: Spot & { readonly available: number; readonly changeFrom: number }) => ({
    input: {
      name: 'available',
      reason: 'correction',
      quantities: [
        {
          inventoryItemId: inventoryItemGid,
          locationId: locationGid,
          quantity: available,
          changeFromQuantity: changeFrom,
        },
      ],
    },
    key,
  }),
  answer: doneShape({}),
})

const levelShape = z.object({
  location: z.object({ id: gidShape }),
  quantities: z.array(z.object({ name: z.string(), quantity: z.number().int() })),
})
export type CountedLevel = z.infer<typeof levelShape>
const levelFields = `fragment CountedLevel on InventoryLevel {
  location { id }
  quantities(names: ["available", "committed", "on_hand", "damaged", "quality_control"]) { name quantity }
}`

/** Ids the store does not know are null in the answer. */
export const countStock = operation({
  text: `query CountStock($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on InventoryItem {
      id
      inventoryLevels(first: 20) {
        nodes { ...CountedLevel }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}
${levelFields}`,
  variables: (input: { ids: readonly Gid[] }) => input,
  answer: z.object({
    nodes: z.array(z.object({ id: gidShape, inventoryLevels: pageOf(levelShape) }).nullable()),
  }),
})

/** The other places of an item that lies in more than come with it. */
export const countMore = operation({
  text: `query CountMore($id: ID!, $after: String) {
  inventoryItem(id: $id) {
    inventoryLevels(first: 100, after: $after) {
      nodes { ...CountedLevel }
      pageInfo { hasNextPage endCursor }
    }
  }
}
${levelFields}`,
  variables: (input: { id: Gid; after: string | null }) => input,
  answer: z.object({ inventoryItem: z.object({ inventoryLevels: pageOf(levelShape) }).nullable() }),
})
