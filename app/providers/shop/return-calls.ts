import type { Gid } from '../../kernel/ids.ts'
import type { Money } from '../../kernel/money.ts'

export interface ReturnableLine {
  readonly fulfillmentLineGid: Gid
  readonly orderLineGid: Gid
  readonly quantity: number
}

export interface StoreReturn {
  readonly gid: Gid
  readonly orderGid: Gid
  /** REQUESTED, OPEN, CLOSED, DECLINED, CANCELED */
  readonly status: string
  readonly lines: readonly {
    readonly gid: Gid
    readonly fulfillmentLineGid: Gid
    readonly quantity: number
    readonly processed: number
  }[]
  /** Open reverse fulfillment order lines, needed for dispositions. */
  readonly reverseLines: readonly {
    readonly gid: Gid
    readonly returnLineGid: Gid | null
    readonly fulfillmentLineGid: Gid
    readonly remaining: number
  }[]
  readonly refunds: readonly { readonly gid: Gid; readonly amount: Money }[]
}

export interface ProcessReturnRequest {
  readonly returnGid: Gid
  readonly locationGid: Gid
  readonly lines: readonly {
    readonly returnLineGid: Gid
    readonly quantity: number
    readonly dispositions: readonly {
      readonly reverseLineGid: Gid
      readonly quantity: number
      readonly type: 'RESTOCKED' | 'NOT_RESTOCKED' | 'MISSING'
    }[]
  }[]
  /** To the payment's own parent transactions, up to what is refundable; null: no money back. */
  readonly refund: Money | null
  readonly note: string
  readonly notifyCustomer: boolean
}

/** Goods that come back; a part of `ShopProvider`. */
export interface ReturnCalls<Store> {
  returnable(store: Store, order: Gid): Promise<readonly ReturnableLine[]>
  storeReturn(store: Store, id: Gid): Promise<StoreReturn | null>
  returnsOf(store: Store, order: Gid): Promise<readonly StoreReturn[]>
  /** `note` carries our key in its last line: a return of this order with the same key is answered instead of made again. */
  requestReturn(
    store: Store,
    order: Gid,
    lines: readonly {
      readonly fulfillmentLineGid: Gid
      readonly quantity: number
      readonly reason: string
      readonly note: string
    }[],
    key: string,
  ): Promise<StoreReturn>
  approveReturn(store: Store, id: Gid): Promise<void>
  declineReturn(store: Store, id: Gid, note: string): Promise<void>
  /** Looks first: lines that are processed already are left out; nothing left means nothing is called. */
  processReturn(store: Store, request: ProcessReturnRequest): Promise<StoreReturn>
}
