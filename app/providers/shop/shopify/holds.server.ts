import type { ShopProvider } from '../contract.ts'
import { type Ask, change } from './ask.server.ts'
import { StoreRefused } from './faults.ts'
import { fulfillmentOrdersOf } from './fulfillment-orders.server.ts'
import { holdFulfillmentOrder, releaseHolds } from './operations/holds.ts'

type Calls = Pick<ShopProvider, 'hold' | 'releaseHold' | 'releaseStoreHold'>

const isCode = (fault: unknown, code: string): boolean =>
  fault instanceof StoreRefused && fault.codes.includes(code)

export function holdCalls(ask: Ask): Calls {
  return {
    /** Shopify takes a handle once per app and fulfillment order: its refusal says that we hold. */
    async hold(store, id, hold) {
      try {
        await change(ask, store, holdFulfillmentOrder, { id, hold })
      } catch (fault) {
        if (!isCode(fault, 'DUPLICATE_FULFILLMENT_HOLD_HANDLE')) throw fault
      }
    },

    async releaseHold(store, order, handle) {
      for (const one of await fulfillmentOrdersOf(ask, store, order)) {
        const holds = one.holds
          .filter((hold) => hold.ours && hold.handle === handle)
          .map((hold) => hold.gid)
        if (holds.length > 0) await change(ask, store, releaseHolds, { id: one.gid, holds })
      }
    },

    async releaseStoreHold(store, order, id) {
      for (const one of await fulfillmentOrdersOf(ask, store, order))
        if (one.holds.some((hold) => hold.gid === id))
          await change(ask, store, releaseHolds, { id: one.gid, holds: [id] })
    },
  }
}
