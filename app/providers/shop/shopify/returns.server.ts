import type { Gid } from '../../../kernel/ids.ts'
import type { ShopProvider, Store, StoreReturn } from '../contract.ts'
import { type Ask, change } from './ask.server.ts'
import { StoreRefused, unreadable } from './faults.ts'
import {
  approveReturn,
  declineReturn,
  listReasons,
  listReturnable,
  listReturns,
  type ReturnNode,
  readReturn,
  requestReturn,
} from './operations/returns.ts'
import { everyNode, found, onlyPage, orNone } from './paging.ts'
import { hasKey, noteWithKey, reasonFor } from './return-note.ts'
import { storeReturnOf } from './store-return.ts'

type Calls = Pick<
  ShopProvider,
  'returnable' | 'storeReturn' | 'returnsOf' | 'requestReturn' | 'approveReturn' | 'declineReturn'
>

export async function readStoreReturn(ask: Ask, store: Store, id: Gid) {
  const answer = await orNone(ask(store, readReturn, { id }))
  return answer?.return ? storeReturnOf(answer.return) : null
}

export function returnCalls(ask: Ask): Calls {
  async function nodesOf(store: Store, order: Gid): Promise<readonly ReturnNode[]> {
    const page = async (after: string | null) =>
      found((await ask(store, listReturns, { order, after })).order, 'order').returns
    return everyNode(await page(null), page)
  }

  async function withReasons(store: Store, lines: Parameters<Calls['requestReturn']>[2]) {
    const { returnReasonDefinitions } = await ask(store, listReasons, null)
    return lines.map((line) => {
      const reason = reasonFor(line.reason, returnReasonDefinitions.nodes)
      if (reason === null)
        throw new StoreRefused([`The store has no return reason like "${line.reason}"`])
      return { ...line, reason }
    })
  }

  /** A refused decision was perhaps taken before: then the return stands where it should. */
  async function decided(
    store: Store,
    id: Gid,
    there: readonly string[],
    decide: Promise<unknown>,
  ) {
    try {
      await decide
    } catch (fault) {
      if (!(fault instanceof StoreRefused)) throw fault
      const now = await readStoreReturn(ask, store, id)
      if (!now || !there.includes(now.status)) throw fault
    }
  }

  return {
    async returnable(store, order) {
      const page = async (after: string | null) =>
        (await ask(store, listReturnable, { order, after })).returnableFulfillments
      return (await everyNode(await page(null), page)).flatMap((one) =>
        onlyPage('returnable lines', one.returnableFulfillmentLineItems).map((line) => ({
          fulfillmentLineGid: line.fulfillmentLineItem.id,
          orderLineGid: line.fulfillmentLineItem.lineItem.id,
          quantity: line.quantity,
        })),
      )
    },
    storeReturn: (store, id) => readStoreReturn(ask, store, id),
    returnsOf: async (store, order) => (await nodesOf(store, order)).map(storeReturnOf),

    async requestReturn(store, order, lines, key): Promise<StoreReturn> {
      const before = (await nodesOf(store, order)).find((one) =>
        one.returnLineItems.nodes.some((line) => hasKey(line.customerNote, key)),
      )
      if (before) return storeReturnOf(before)
      const known = await withReasons(store, lines)
      const done = await change(ask, store, requestReturn, {
        order,
        lines: known.map((line) => ({
          fulfillmentLineItemId: line.fulfillmentLineGid,
          quantity: line.quantity,
          returnReasonDefinitionId: line.reason,
          customerNote: noteWithKey(line.note, key),
        })),
      })
      if (done.return === null) throw unreadable('RequestReturn: neither made nor refused')
      return storeReturnOf(done.return)
    },
    approveReturn: (store, id) =>
      decided(store, id, ['OPEN', 'CLOSED'], change(ask, store, approveReturn, { id })),
    declineReturn: (store, id, note) =>
      decided(store, id, ['DECLINED'], change(ask, store, declineReturn, { id, note })),
  }
}
