import type { OrderId } from '../kernel/ids.ts'
import type { Money } from '../kernel/money.ts'
import type { ShopTx } from '../platform/db.server.ts'
import type { ShopVault } from '../platform/vault.server.ts'
import type { Buyer } from './buyer.ts'
import type { BuyerColumns } from './buyer-columns.ts'
import type { NamedText } from './line-answers.ts'

export interface ArrivingLine {
  readonly quantity: number
  readonly title: string
  readonly sku: string | null
  readonly variantGid: string | null
  readonly requiresShipping: boolean
  readonly vendor: string | null
  readonly properties: readonly NamedText[]
}

/** An order on its way in: everything of it is known, and it has no row yet. */
export interface Arrival {
  /** The store's id. */
  readonly gid: string
  readonly deliveryKind: string
  readonly channel: string
  readonly financialStatus: string
  /** ISO 8601. */
  readonly placedAt: string
  readonly buyer: Buyer
  readonly shippingTitle: string | null
  readonly total: Money
  readonly lines: readonly ArrivingLine[]
  readonly customerGid: string | null
}

/** What the check lets go on at once. */
export interface Passed {
  /** By the store's ids: the buyer as it is to be written, slips put right. */
  readonly buyers: ReadonlyMap<string, BuyerColumns>
  /** Of the contract they were judged by. */
  readonly contractVersion: number
  /** Books what follows for those of them that were written: our ids by the store's. */
  readonly goOn: (tx: ShopTx, written: ReadonlyMap<string, OrderId>) => Promise<void>
}

/** Where no check is at hand: everything waits for it. */
export const allWait: LookAtArrivals = () => Promise.resolve(nobodyPasses)
export const nobodyPasses: Passed = {
  buyers: new Map(),
  contractVersion: 0,
  goOn: () => Promise.resolve(),
}

/**
 * The check as those meet it who take orders in. Passed are those of which it is plain that nothing is missing and
 * nobody is to be asked or to look.
 */
export type LookAtArrivals = (
  tx: ShopTx,
  vault: ShopVault,
  arrivals: readonly Arrival[],
) => Promise<Passed>
