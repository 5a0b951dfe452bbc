import type { Gid } from '../../../../kernel/ids.ts'
import type { HoldRequest } from '../../contract.ts'
import { operation } from '../operation.ts'
import { doneShape } from '../shapes.ts'

export const holdFulfillmentOrder = operation({
  text: `mutation HoldFulfillmentOrder($id: ID!, $hold: FulfillmentOrderHoldInput!) {
  done: fulfillmentOrderHold(id: $id, fulfillmentHold: $hold) {
    fulfillmentHold { id }
    userErrors { field message code }
  }
}`,
  variables: ({ id, hold }: { id: Gid; hold: HoldRequest }) => ({
    id,
    hold: { reason: hold.reason, reasonNotes: hold.notes.slice(0, 255), handle: hold.handle },
  }),
  answer: doneShape({}),
  urgency: 'urgent',
})

/** The holds are always named: without ids Shopify releases everybody's. */
export const releaseHolds = operation({
  text: `mutation ReleaseHolds($id: ID!, $holds: [ID!]!) {
  done: fulfillmentOrderReleaseHold(id: $id, holdIds: $holds) {
    fulfillmentOrder { id }
    userErrors { field message code }
  }
}`,
  variables: (input: { id: Gid; holds: readonly Gid[] }) => input,
  answer: doneShape({}),
  urgency: 'urgent',
})
