import type { Gid } from '../../../kernel/ids.ts'
import type { ShopProvider, Store } from '../contract.ts'
import { type Ask, change } from './ask.server.ts'
import { StoreRefused } from './faults.ts'
import { readStanding } from './operations/fulfillment-orders.ts'
import type { RequestStep } from './operations/requests.ts'
import * as steps from './operations/requests.ts'
import { found } from './paging.ts'
import { isThere, type RequestStepName, type Standing } from './request-standing.ts'

type Calls = Pick<ShopProvider, RequestStepName>

/** Each step looks first, and once more when it is refused: another call may have been faster. */
export function requestCalls(ask: Ask): Calls {
  async function standingOf(store: Store, id: Gid): Promise<Standing> {
    const answer = await ask(store, readStanding, { id })
    const one = found(answer.fulfillmentOrder, 'fulfillment order')
    return {
      status: one.status,
      requestStatus: one.requestStatus,
      cancellationPending: one.merchantRequests.nodes.some(({ responseData }) => !responseData),
    }
  }

  const take =
    (name: RequestStepName, step: RequestStep) =>
    async (store: Store, id: Gid, message: string) => {
      if (isThere(name, await standingOf(store, id))) return
      try {
        await change(ask, store, step, { id, message })
      } catch (fault) {
        if (!(fault instanceof StoreRefused)) throw fault
        if (!isThere(name, await standingOf(store, id))) throw fault
      }
    }

  return {
    submitRequest: take('submitRequest', steps.submitRequest),
    acceptRequest: take('acceptRequest', steps.acceptRequest),
    rejectRequest: take('rejectRequest', steps.rejectRequest),
    submitCancellation: take('submitCancellation', steps.submitCancellation),
    acceptCancellation: take('acceptCancellation', steps.acceptCancellation),
    rejectCancellation: take('rejectCancellation', steps.rejectCancellation),
  }
}
