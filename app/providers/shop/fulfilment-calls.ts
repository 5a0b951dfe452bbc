import type { Gid } from '../../kernel/ids.ts'

export interface FulfillmentOrder {
  readonly gid: Gid
  /** As Shopify writes it: OPEN, IN_PROGRESS, ON_HOLD, SCHEDULED, INCOMPLETE, CLOSED, CANCELLED. */
  readonly status: string
  /** UNSUBMITTED, SUBMITTED, ACCEPTED, REJECTED, CANCELLATION_*, CLOSED. */
  readonly requestStatus: string
  /** SHIPPING, PICK_UP, LOCAL, NONE, RETAIL, PICKUP_POINT; null when the store does not say. */
  readonly method: string | null
  readonly locationGid: Gid | null
  readonly locationName: string
  readonly holds: readonly {
    readonly gid: Gid
    readonly handle: string | null
    readonly reason: string
    readonly ours: boolean
  }[]
  readonly lines: readonly {
    readonly gid: Gid
    readonly orderLineGid: Gid
    readonly total: number
    readonly remaining: number
  }[]
}

export interface HoldRequest {
  readonly reason:
    | 'INCORRECT_ADDRESS'
    | 'AWAITING_PAYMENT'
    | 'HIGH_RISK_OF_FRAUD'
    | 'INVENTORY_OUT_OF_STOCK'
    | 'OTHER'
  /** For the merchant, shown in the store's admin; at most 255 characters, no personal data. */
  readonly notes: string
  /** Ours, unique per fulfillment order: holding again under the same handle changes nothing. */
  readonly handle: string
}

export interface Tracking {
  /** Written exactly as Shopify's list has it, or any name together with a url. */
  readonly company: string
  readonly numbers: readonly string[]
  readonly urls: readonly string[]
}

export interface FulfillmentRecord {
  readonly gid: Gid
  readonly status: string
  readonly tracking: Tracking
  readonly lines: readonly {
    readonly gid: Gid
    readonly orderLineGid: Gid
    readonly quantity: number
  }[]
}

/** Pieces of a line of a fulfillment order. */
export interface OpenPieces {
  readonly lineGid: Gid
  readonly quantity: number
}

export interface FulfilRequest {
  readonly orderGid: Gid
  /** All of one location. Quantities in single pieces. */
  readonly lines: readonly {
    readonly fulfillmentOrderGid: Gid
    readonly lineGid: Gid
    readonly quantity: number
  }[]
  readonly tracking: Tracking | null
  readonly notifyCustomer: boolean
  /** Fulfilments that belong to other shipments of the order, however alike they look. */
  readonly others?: ReadonlySet<string | null>
}

/** Shopify's FulfillmentEventStatus. */
export type StoreEventStatus =
  | 'LABEL_PURCHASED'
  | 'LABEL_PRINTED'
  | 'CONFIRMED'
  | 'CARRIER_PICKED_UP'
  | 'IN_TRANSIT'
  | 'OUT_FOR_DELIVERY'
  | 'ATTEMPTED_DELIVERY'
  | 'READY_FOR_PICKUP'
  | 'DELAYED'
  | 'DELIVERED'
  | 'FAILURE'

/** Fulfillment orders, their holds and partners, and what was sent; a part of `ShopProvider`. */
export interface FulfilmentCalls<Store> {
  /** Which order a fulfillment order belongs to; null when it is gone. */
  orderOfFulfillmentOrder(store: Store, fulfillmentOrder: Gid): Promise<Gid | null>
  /** Read fresh before acting: their ids change on holds and splits. */
  fulfillmentOrders(store: Store, order: Gid): Promise<readonly FulfillmentOrder[]>
  /** Holding under a handle that is there already changes nothing and answers the same. */
  hold(store: Store, fulfillmentOrder: Gid, hold: HoldRequest): Promise<void>
  /** Releases the hold with this handle; one that is gone already is fine. Others' holds stay. */
  releaseHold(store: Store, order: Gid, handle: string): Promise<void>
  /** Releases a hold by the store's own id, whoever put it there; one that is gone already is fine. */
  releaseStoreHold(store: Store, order: Gid, hold: Gid): Promise<void>
  /** Looks at the order's fulfillments first: one with the same lines and tracking, and of no other shipment, is answered instead of made again. */
  fulfil(store: Store, request: FulfilRequest): Promise<FulfillmentRecord>
  fulfillments(store: Store, order: Gid): Promise<readonly FulfillmentRecord[]>
  updateTracking(
    store: Store,
    fulfillment: Gid,
    tracking: Tracking,
    notifyCustomer: boolean,
  ): Promise<void>
  /** An event the fulfillment has already (same status and time) is not added again. */
  addEvent(
    store: Store,
    fulfillment: Gid,
    event: {
      readonly status: StoreEventStatus
      readonly happenedAt: Date
      readonly message: string
      readonly estimatedDeliveryAt: Date | null
    },
  ): Promise<void>
  readyForPickup(store: Store, fulfillmentOrder: Gid): Promise<void>
  /** Shopify's request to a fulfillment service, its acceptance and its cancellation. Each is harmless when the store stands there already. */
  submitRequest(store: Store, fulfillmentOrder: Gid, message: string): Promise<void>
  acceptRequest(store: Store, fulfillmentOrder: Gid, message: string): Promise<void>
  rejectRequest(store: Store, fulfillmentOrder: Gid, message: string): Promise<void>
  submitCancellation(store: Store, fulfillmentOrder: Gid, message: string): Promise<void>
  acceptCancellation(store: Store, fulfillmentOrder: Gid, message: string): Promise<void>
  rejectCancellation(store: Store, fulfillmentOrder: Gid, message: string): Promise<void>
  /** Moves what is open of a fulfillment order to another location; answers its new id. */
  move(store: Store, fulfillmentOrder: Gid, toLocation: Gid): Promise<Gid>
  /** Moves some open pieces of it; knows no key: look first whether they lie there already. */
  movePieces(
    store: Store,
    fulfillmentOrder: Gid,
    toLocation: Gid,
    lines: readonly OpenPieces[],
  ): Promise<void>
  /** Makes some of its open pieces a fulfillment order of their own at the same place; look first, as above. */
  split(store: Store, fulfillmentOrder: Gid, lines: readonly OpenPieces[]): Promise<void>
}
