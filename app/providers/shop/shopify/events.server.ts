import type { ShopProvider } from '../contract.ts'
import { type Ask, change } from './ask.server.ts'
import { createEvent, listEvents } from './operations/events.ts'
import { everyNode, found } from './paging.ts'

type Calls = Pick<ShopProvider, 'addEvent'>

/** Shopify keeps whole seconds. */
const secondOf = (time: Date): number => Math.floor(time.getTime() / 1_000)

export function eventCalls(ask: Ask): Calls {
  return {
    async addEvent(store, fulfillment, event) {
      const page = async (after: string | null) => {
        const answer = await ask(store, listEvents, { id: fulfillment, after })
        return found(answer.fulfillment, 'fulfilment').events
      }
      const known = await everyNode(await page(null), page)
      const isThere = known.some(
        (one) =>
          one.status === event.status && secondOf(one.happenedAt) === secondOf(event.happenedAt),
      )
      if (!isThere) await change(ask, store, createEvent, { fulfillment, ...event })
    },
  }
}
