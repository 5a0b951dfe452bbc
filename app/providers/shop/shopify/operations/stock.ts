import type { Gid } from '../../../../kernel/ids.ts'
import { operation } from '../operation.ts'
import { doneShape } from '../shapes.ts'

export interface StockChange {
  readonly inventoryItemGid: Gid
  readonly locationGid: Gid
  readonly delta: number
  readonly reason: string
  readonly key: string
}

/** `changeFromQuantity` has to be there; null skips the comparison. */
export const adjustStock = operation({
  text: `mutation AdjustStock($input: InventoryAdjustQuantitiesInput!, $key: String!) {
  done: inventoryAdjustQuantities(input: $input) @idempotent(key: $key) {
    userErrors { field message code }
  }
}`,
  variables: ({ inventoryItemGid, locationGid, delta, reason, key }: StockChange) => ({
    input: {
      name: 'available',
      reason,
      changes: [
        {
          inventoryItemId: inventoryItemGid,
          locationId: locationGid,
          delta,
          changeFromQuantity: null,
        },
      ],
    },
    key,
  }),
  answer: doneShape({}),
})
