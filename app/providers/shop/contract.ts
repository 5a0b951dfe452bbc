import type { Gid } from '../../kernel/ids.ts'
import type { Money } from '../../kernel/money.ts'
import type { Grams, Millimetres } from '../../kernel/units.ts'
import type { DraftCalls } from './draft-order.ts'
import type { DeliveryMeaning, OrderSnapshot, StoreAddress } from './snapshot.ts'

/** How far the store is with writing its orders into a file. */
export type OrderExport =
  | { readonly state: 'running'; readonly orders: number }
  /** `url` is null when there is no order at all; it lasts a week. */
  | { readonly state: 'ready'; readonly orders: number; readonly url: string | null }
  | { readonly state: 'failed'; readonly why: string }

/** An order of the store that is not as it must be. */
export interface UnreadableOrder {
  readonly gid: string
  /** The places that are wrong, never their values. */
  readonly why: string
  /** When it changed, as the store wrote it; null when that is what cannot be read. */
  readonly updatedAt: string | null
}

/** One order of such a file. */
export type ExportedOrder =
  | { readonly gid: string; readonly order: OrderSnapshot }
  | ({ readonly order: null } & UnreadableOrder)

/** Whose call goes first when the store's cost bucket is short. */
export type Urgency = 'urgent' | 'normal' | 'bulk'

/** One store, by its myshopify domain. */
export interface Store {
  readonly domain: string
  readonly urgency?: Urgency
}

export interface ShopFacts {
  readonly name: string
  readonly email: string
  readonly currency: string
  /** IANA zone, `Europe/Berlin`. */
  readonly timeZone: string
  readonly country: string
}

export interface LocationFacts {
  readonly gid: Gid
  readonly name: string
  /** Set when a fulfillment service owns the place; `ours` when it is this app's own service. */
  readonly service: { readonly gid: Gid; readonly name: string; readonly ours: boolean } | null
  readonly active: boolean
  readonly address: {
    readonly address1: string
    readonly city: string
    readonly zip: string
    readonly countryCode: string
    readonly phone: string
  }
}

export interface ItemFacts {
  readonly variantGid: Gid
  readonly productGid: Gid
  readonly inventoryItemGid: Gid
  readonly sku: string | null
  readonly barcode: string | null
  readonly title: string
  readonly variantTitle: string | null
  readonly vendor: string | null
  readonly productType: string | null
  readonly imageUrl: string | null
  readonly grams: Grams
  /** From the product's size metafields (`orderwright.length_mm` …); null where nobody measured. */
  readonly size: {
    readonly length: Millimetres
    readonly width: Millimetres
    readonly height: Millimetres
  } | null
  readonly requiresShipping: boolean
  readonly giftCard: boolean
  readonly tracked: boolean
  /** The product's. */
  readonly tags: readonly string[]
  /** Pieces on hand by location. */
  readonly onHand: readonly { readonly locationGid: Gid; readonly quantity: number }[]
}

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

export interface NamedText {
  readonly name: string
  readonly value: string
}

/** What of an order is put right in the store. */
export interface OrderCorrection {
  readonly email?: string
  readonly phone?: string
  readonly shipTo?: StoreAddress
  readonly note?: string
  readonly attributes?: readonly NamedText[]
  /** By `namespace.key`, with the store's type for the value: `date`, `number_decimal`, `single_line_text_field`. */
  readonly metafields?: readonly (NamedText & { readonly type: string })[]
}

export interface CancelRequest {
  /** The whole payment back to where it came from. */
  readonly refund: boolean
  readonly notify: boolean
  /** For staff, at most 255 characters, no personal data. */
  readonly note: string
}

/**
 * The store an order came from. Calls that change something there and know no key of their own
 * (`fulfil`, `processReturn`, `requestReturn`) are repeated only after looking: see each.
 * @throws ProviderUnavailable (later) when it is not known whether the store did it.
 * @throws ProviderRefused (never) with the store's own words.
 * @throws ProviderAnswerUnreadable (never).
 * Source: Admin API 2026-07; docs/providers/shopify.md.
 */
export interface ShopProvider extends DraftCalls<Store> {
  readonly key: string
  /** Reads one stored delivery. @throws ProviderAnswerUnreadable when the body is no JSON or lacks what its topic must have. */
  readDelivery(topic: string, body: Uint8Array): DeliveryMeaning
  shop(store: Store): Promise<ShopFacts>
  locations(store: Store): Promise<readonly LocationFacts[]>
  /** Catalogue, a page at a time; `next` null at the end. */
  items(
    store: Store,
    after: string | null,
  ): Promise<{ readonly items: readonly ItemFacts[]; readonly next: string | null }>
  /** Orders changed at or after `since`, oldest change first, a page at a time; those that cannot be read beside them. */
  ordersUpdatedSince(
    store: Store,
    since: Date,
    after: string | null,
  ): Promise<{
    readonly orders: readonly OrderSnapshot[]
    readonly unreadable: readonly UnreadableOrder[]
    readonly next: string | null
  }>
  /** Has the store write all orders changed at or after `since` into a file: costs next to nothing of its budget. */
  startOrderExport(store: Store, since: Date): Promise<Gid>
  orderExport(store: Store, id: Gid): Promise<OrderExport>
  /** Reads the file as it comes, always in the same order. */
  exportedOrders(url: string): AsyncIterable<ExportedOrder>
  /** null when the store has no such order. */
  order(store: Store, order: Gid): Promise<OrderSnapshot | null>
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
  /** Attributes are laid over those the order has; a note takes the place of the note. Saying the same twice changes nothing. */
  correctOrder(store: Store, order: Gid, facts: OrderCorrection): Promise<void>
  /** Values of an order's metafields by `namespace.key`; those it does not have are left out. */
  orderMetafields(store: Store, order: Gid, names: readonly string[]): Promise<readonly NamedText[]>
  /** The store does it by a job of its own; read the order first, it knows no key. */
  cancelOrder(store: Store, order: Gid, how: CancelRequest): Promise<void>

  /** Looks at the order's fulfillments first: one with the same lines and tracking is answered instead of made again. */
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

  /** What the store counts of items, at every location that carries them. Items it does not know are left out. */
  stockLevels(store: Store, inventoryItemGids: readonly Gid[]): Promise<readonly StoreStock[]>
  /**
   * Changes `available` at a location. The same key is applied once by the store.
   * @returns `stale`: the store does not have `changeFrom` pieces any more, and changed nothing.
   */
  adjustStock(
    store: Store,
    change: {
      readonly inventoryItemGid: Gid
      readonly locationGid: Gid
      readonly delta: number
      /** What the store is believed to have; null: whatever it has. */
      readonly changeFrom: number | null
      readonly reason: 'correction' | 'damaged' | 'received' | 'restock' | 'shrinkage'
    },
    key: string,
  ): Promise<'done' | 'stale'>
  /** Sets `available` at a location; otherwise as `adjustStock`. */
  setStock(
    store: Store,
    change: {
      readonly inventoryItemGid: Gid
      readonly locationGid: Gid
      readonly available: number
      readonly changeFrom: number
    },
    key: string,
  ): Promise<'done' | 'stale'>

  /** Shipments of the store's transfers of which pieces are still to come. */
  incomingShipments(store: Store): Promise<readonly IncomingShipment[]>
  /**
   * Tells the store which pieces of a shipment came: good ones are for sale there from then on, the others are refused.
   * The same key is applied once by the store.
   * @throws ProviderRefused when the store does not expect so many of a line (any more).
   */
  receiveShipment(
    store: Store,
    shipment: Gid,
    lines: readonly {
      readonly lineGid: Gid
      readonly quantity: number
      readonly isGood: boolean
    }[],
    key: string,
  ): Promise<void>
}

/** One shipment of a transfer, as the store has it. */
export interface IncomingShipment {
  readonly gid: Gid
  readonly name: string
  /** The shop's own word for the transfer: a purchase order's number. */
  readonly reference: string | null
  /** Locations; null: from a supplier. */
  readonly from: Gid | null
  readonly fromName: string
  readonly to: Gid
  readonly arrivesAt: Date | null
  readonly lines: readonly {
    readonly gid: Gid
    readonly inventoryItemGid: Gid
    readonly quantity: number
    /** Pieces that are still to come. */
    readonly open: number
  }[]
}

/** What the store counts of an item at a location. */
export interface StoreStock {
  readonly inventoryItemGid: Gid
  readonly locationGid: Gid
  /** For sale; below none where it oversold. */
  readonly available: number
  /** Sold, and not sent yet. */
  readonly committed: number
  /** Everything there but what it has as damaged or in quality control. */
  readonly good: number
}
