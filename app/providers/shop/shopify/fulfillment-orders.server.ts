import type { Gid } from '../../../kernel/ids.ts'
import type { FulfillmentOrder, ShopProvider, Store } from '../contract.ts'
import { type Ask, change } from './ask.server.ts'
import { StoreRefused } from './faults.ts'
import {
  type FulfillmentOrderLineNode,
  type FulfillmentOrderNode,
  listFulfillmentOrders,
  moveFulfillmentOrder,
  movePieces,
  prepareForPickup,
  readFulfillmentOrderLines,
  readStanding,
  splitFulfillmentOrder,
} from './operations/fulfillment-orders.ts'
import { everyNode, found, orNone } from './paging.ts'

type Calls = Pick<
  ShopProvider,
  | 'fulfillmentOrders'
  | 'orderOfFulfillmentOrder'
  | 'move'
  | 'movePieces'
  | 'split'
  | 'readyForPickup'
>

/** All fulfillment orders of an order with all their lines, closed ones too. */
export async function fulfillmentOrdersOf(
  ask: Ask,
  store: Store,
  order: Gid,
): Promise<readonly FulfillmentOrder[]> {
  const page = async (after: string | null) => {
    const answer = await ask(store, listFulfillmentOrders, { order, after })
    return found(answer.order, 'order').fulfillmentOrders
  }
  const nodes = await everyNode(await page(null), page)
  const read: FulfillmentOrder[] = []
  for (const node of nodes) {
    const lines = await everyNode(node.lineItems, async (after) => {
      const more = await ask(store, readFulfillmentOrderLines, { id: node.id, after })
      return found(more.fulfillmentOrder, 'fulfillment order').lineItems
    })
    read.push(fulfillmentOrderOf(node, lines))
  }
  return read
}

const fulfillmentOrderOf = (
  node: FulfillmentOrderNode,
  lines: readonly FulfillmentOrderLineNode[],
): FulfillmentOrder => ({
  gid: node.id,
  status: node.status,
  requestStatus: node.requestStatus,
  method: node.deliveryMethod?.methodType ?? null,
  locationGid: node.assignedLocation.location?.id ?? null,
  locationName: node.assignedLocation.name,
  holds: node.fulfillmentHolds.map((hold) => ({
    gid: hold.id,
    handle: hold.handle,
    reason: hold.reason,
    ours: hold.heldByRequestingApp,
  })),
  lines: lines.map((line) => ({
    gid: line.id,
    orderLineGid: line.lineItem.id,
    total: line.totalQuantity,
    remaining: line.remainingQuantity,
  })),
})

export function fulfillmentOrderCalls(ask: Ask): Calls {
  return {
    fulfillmentOrders: (store, order) => fulfillmentOrdersOf(ask, store, order),

    async orderOfFulfillmentOrder(store, id) {
      const answer = await orNone(ask(store, readStanding, { id }))
      return answer?.fulfillmentOrder?.orderId ?? null
    },

    /** One that lies there already, or was closed when its lines went there, is not moved again. */
    async move(store, id, to) {
      const standing = found(
        (await ask(store, readStanding, { id })).fulfillmentOrder,
        'fulfillment order',
      )
      if (standing.assignedLocation.location?.id === to && standing.status !== 'CLOSED') return id
      if (standing.status === 'CLOSED') {
        const there = (await fulfillmentOrdersOf(ask, store, standing.orderId)).find(
          (one) => one.locationGid === to && one.status !== 'CLOSED' && one.status !== 'CANCELLED',
        )
        if (there) return there.gid
      }
      const { movedFulfillmentOrder } = await change(ask, store, moveFulfillmentOrder, { id, to })
      return found(movedFulfillmentOrder, 'fulfillment order').id
    },

    async movePieces(store, id, to, lines) {
      await change(ask, store, movePieces, { id, to, lines })
    },

    async split(store, id, lines) {
      await change(ask, store, splitFulfillmentOrder, { id, lines })
    },

    async readyForPickup(store, id) {
      try {
        await change(ask, store, prepareForPickup, { id })
      } catch (fault) {
        if (!(fault instanceof StoreRefused && fault.codes.includes(preparedBefore))) throw fault
      }
    },
  }
}

/** Nothing is left to prepare: it was told before. */
const preparedBefore = 'NO_LINE_ITEMS_TO_PREPARE_FOR_FULFILLMENT_ORDER'
