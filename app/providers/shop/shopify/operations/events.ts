import { z } from 'zod'
import type { Gid } from '../../../../kernel/ids.ts'
import type { StoreEventStatus } from '../../contract.ts'
import { operation } from '../operation.ts'
import { doneShape, pageOf, timeShape } from '../shapes.ts'

export const listEvents = operation({
  text: `query ListEvents($id: ID!, $after: String) {
  fulfillment(id: $id) {
    events(first: 100, after: $after) {
      nodes { status happenedAt }
      pageInfo { hasNextPage endCursor }
    }
  }
}`,
  variables: (input: { id: Gid; after: string | null }) => input,
  answer: z.object({
    fulfillment: z
      .object({ events: pageOf(z.object({ status: z.string(), happenedAt: timeShape })) })
      .nullable(),
  }),
})

export interface EventInput {
  readonly fulfillment: Gid
  readonly status: StoreEventStatus
  readonly happenedAt: Date
  readonly message: string
  readonly estimatedDeliveryAt: Date | null
}

export const createEvent = operation({
  text: `mutation CreateEvent($event: FulfillmentEventInput!) {
  done: fulfillmentEventCreate(fulfillmentEvent: $event) {
    fulfillmentEvent { id }
    userErrors { field message }
  }
}`,
  variables: (input: EventInput) => ({
    event: {
      fulfillmentId: input.fulfillment,
      status: input.status,
      happenedAt: input.happenedAt.toISOString(),
      message: input.message,
      ...(input.estimatedDeliveryAt && {
        estimatedDeliveryAt: input.estimatedDeliveryAt.toISOString(),
      }),
    },
  }),
  answer: doneShape({}),
})
