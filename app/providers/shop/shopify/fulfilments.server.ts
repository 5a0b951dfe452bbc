import type { Gid } from '../../../kernel/ids.ts'
import type {
  FulfillmentRecord,
  FulfilRequest,
  ShopProvider,
  Store,
  Tracking,
} from '../contract.ts'
import { type Ask, change } from './ask.server.ts'
import { StoreRefused, unreadable } from './faults.ts'
import { fulfillmentOrdersOf } from './fulfillment-orders.server.ts'
import {
  createFulfillment,
  type FulfillmentNode,
  listFulfillments,
  readFulfillmentLines,
  readTracking,
  setTracking,
} from './operations/fulfilments.ts'
import { everyNode, found } from './paging.ts'
import { findSame, sameTracking } from './same-fulfilment.ts'

type Calls = Pick<ShopProvider, 'fulfil' | 'fulfillments' | 'updateTracking'>

const trackingOf = (infos: FulfillmentNode['trackingInfo']): Tracking => ({
  company: infos.find((info) => info.company)?.company ?? '',
  numbers: infos.flatMap((info) => info.number ?? []),
  urls: infos.flatMap((info) => info.url ?? []),
})

export function fulfilmentCalls(ask: Ask): Calls {
  async function recordOf(store: Store, node: FulfillmentNode): Promise<FulfillmentRecord> {
    const lines = await everyNode(node.fulfillmentLineItems, async (after) => {
      const more = await ask(store, readFulfillmentLines, { id: node.id, after })
      return found(more.fulfillment, 'fulfilment').fulfillmentLineItems
    })
    return {
      gid: node.id,
      status: node.status,
      tracking: trackingOf(node.trackingInfo),
      lines: lines.map((line) => ({
        gid: line.id,
        orderLineGid: line.lineItem.id,
        quantity: line.quantity ?? 0,
      })),
    }
  }

  async function fulfillments(store: Store, order: Gid): Promise<readonly FulfillmentRecord[]> {
    const answer = await ask(store, listFulfillments, { order })
    const read: FulfillmentRecord[] = []
    for (const node of found(answer.order, 'order').fulfillments)
      read.push(await recordOf(store, node))
    return read
  }

  async function lookFor(store: Store, request: FulfilRequest): Promise<FulfillmentRecord | null> {
    const fulfillmentOrders = await fulfillmentOrdersOf(ask, store, request.orderGid)
    return findSame(request, fulfillmentOrders, await fulfillments(store, request.orderGid))
  }

  return {
    fulfillments,
    async fulfil(store, request) {
      const before = await lookFor(store, request)
      if (before) return before
      try {
        const { fulfillment } = await change(ask, store, createFulfillment, request)
        if (fulfillment === null) throw unreadable('CreateFulfillment: neither made nor refused')
        return await recordOf(store, fulfillment)
      } catch (fault) {
        // Refused as closed, because another call of ours made it meanwhile?
        if (!(fault instanceof StoreRefused)) throw fault
        const meanwhile = await lookFor(store, request)
        if (meanwhile === null) throw fault
        return meanwhile
      }
    },
    /** Not sent again when it is there already: the customer would be told twice. */
    async updateTracking(store, id, tracking, notify) {
      const answer = await ask(store, readTracking, { id })
      const now = trackingOf(found(answer.fulfillment, 'fulfilment').trackingInfo)
      if (sameTracking(now, tracking)) return
      await change(ask, store, setTracking, { id, tracking, notify })
    },
  }
}
