import type { Gid } from '../../kernel/ids.ts'
import type { Grams, Millimetres } from '../../kernel/units.ts'
import type { DraftCalls } from './draft-calls.ts'
import type { FulfilmentCalls } from './fulfilment-calls.ts'
import type { OrderCalls } from './order-calls.ts'
import type { ReturnCalls } from './return-calls.ts'
import type { DeliveryMeaning } from './snapshot.ts'
import type { StockCalls } from './stock-calls.ts'

export type {
  FulfillmentOrder,
  FulfillmentRecord,
  FulfilRequest,
  HoldRequest,
  OpenPieces,
  StoreEventStatus,
  Tracking,
} from './fulfilment-calls.ts'
export type {
  CancelRequest,
  ExportedOrder,
  NamedText,
  OrderCorrection,
  OrderExport,
  UnreadableOrder,
} from './order-calls.ts'
export type { ProcessReturnRequest, ReturnableLine, StoreReturn } from './return-calls.ts'
export type { IncomingShipment, StoreStock } from './stock-calls.ts'

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

/**
 * The store an order came from. Calls that change something there and know no key of their own
 * (`fulfil`, `processReturn`, `requestReturn`) are repeated only after looking: see each.
 * @throws ProviderUnavailable (later) when it is not known whether the store did it.
 * @throws ProviderRefused (never) with the store's own words.
 * @throws ProviderAnswerUnreadable (never).
 * Source: Admin API 2026-07; docs/providers/shopify.md.
 */
export interface ShopProvider
  extends OrderCalls<Store>,
    FulfilmentCalls<Store>,
    ReturnCalls<Store>,
    StockCalls<Store>,
    DraftCalls<Store> {
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
}
