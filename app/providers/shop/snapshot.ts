import type { Gid } from '../../kernel/ids.ts'
import type { Money } from '../../kernel/money.ts'
import type { Grams } from '../../kernel/units.ts'

/** An address as the store has it; every part can be missing. Same shape as journey's `Address`. */
export interface StoreAddress {
  readonly firstName: string | null
  readonly lastName: string | null
  readonly company: string | null
  readonly address1: string | null
  readonly address2: string | null
  readonly city: string | null
  readonly provinceCode: string | null
  readonly province: string | null
  readonly zip: string | null
  readonly countryCode: string | null
  readonly phone: string | null
}

export interface OrderLineSnapshot {
  readonly gid: Gid
  readonly variantGid: Gid | null
  readonly productGid: Gid | null
  readonly sku: string | null
  readonly title: string
  readonly variantTitle: string | null
  readonly vendor: string | null
  /** Pieces after edits and refunds; 0 when the line was taken out. */
  readonly quantity: number
  readonly grams: Grams
  readonly requiresShipping: boolean
  readonly giftCard: boolean
  readonly properties: readonly { readonly name: string; readonly value: string }[]
  /** Price of one piece. */
  readonly price: Money
}

/** `unknown`: a word of the store that we do not know. `pending`: it is still being worked out. */
export const riskLevels = ['unknown', 'none', 'pending', 'low', 'medium', 'high'] as const
export type RiskLevel = (typeof riskLevels)[number]
export type RiskRecommendation = 'unknown' | 'none' | 'accept' | 'investigate' | 'cancel'

/** One thing that was taken for or against an order, in the words of whoever judged it; may be personal. */
export interface RiskFact {
  readonly text: string
  /** `against`: it speaks for fraud. */
  readonly speaks: 'for' | 'against' | 'neither'
  /** The app that judged, by its name; null: the store itself. */
  readonly from: string | null
}

/** What the store makes of an order's risk of fraud: the highest level anybody gave it, and its advice. */
export interface StoreRisk {
  readonly level: RiskLevel
  readonly recommendation: RiskRecommendation
  readonly facts: readonly RiskFact[]
}

/** An order as the store has it at one moment, whether read from a delivery or asked for. */
export interface OrderSnapshot {
  readonly gid: Gid
  /** `#1001` */
  readonly name: string
  readonly placedAt: Date
  readonly updatedAt: Date
  readonly cancelledAt: Date | null
  readonly financialStatus: string
  readonly channel: string
  /** BCP 47 language of the customer; `en` when the store does not say. */
  readonly locale: string
  readonly total: Money
  readonly email: string | null
  readonly phone: string | null
  readonly customer: {
    readonly gid: Gid | null
    readonly firstName: string | null
    readonly lastName: string | null
    readonly email: string | null
    readonly phone: string | null
  } | null
  readonly shipTo: StoreAddress | null
  readonly billTo: StoreAddress | null
  /** Title of the chosen delivery option; null when the order carries none. */
  readonly shippingTitle: string | null
  readonly note: string | null
  readonly tags: readonly string[]
  /** What apps, themes and checkouts wrote about the whole order. Customers can write some: may be personal. */
  readonly attributes: readonly { readonly name: string; readonly value: string }[]
  readonly lines: readonly OrderLineSnapshot[]
  /**
   * `unknown` when the delivery alone does not tell pickup from a missing address:
   * ask `fulfillmentOrders` before judging.
   */
  readonly deliveryKind: 'shipping' | 'pickup' | 'digital' | 'unknown'
  /** Everything of it was sent already, by whoever: taken in now, there is nothing left to do. */
  readonly fulfilled: boolean
  /** null: not told (deliveries do not carry it). */
  readonly risk: StoreRisk | null
}

/**
 * What cannot be undone says in its signed body whose it is: the headers, which name topic and shop, are not signed, and
 * a body that somebody got hold of must do nothing under another topic or to another shop.
 */
interface OfShop {
  /** "name.myshopify.com", as the body has it. */
  readonly shopDomain: string
}

/** What a webhook delivery says, once read. */
export type DeliveryMeaning =
  | { readonly kind: 'order'; readonly order: OrderSnapshot }
  /** The body tells only that this order changed: read it again. */
  | { readonly kind: 'order_changed'; readonly orderGid: Gid; readonly what: string }
  | { readonly kind: 'order_deleted'; readonly orderGid: Gid }
  /** Somebody judged the order's risk of fraud; the store's own advice has to be asked for. */
  | { readonly kind: 'risk_changed'; readonly orderGid: Gid; readonly level: RiskLevel }
  /** A fulfillment order or hold changed; the order is found by asking the store. */
  | {
      readonly kind: 'fulfillment_order_changed'
      readonly fulfillmentOrderGid: Gid
      readonly what: string
    }
  | {
      readonly kind: 'return_changed'
      readonly returnGid: Gid
      readonly orderGid: Gid | null
      readonly what: string
    }
  /** The store has written a file that was asked for. */
  | { readonly kind: 'export_finished'; readonly exportGid: Gid }
  | { readonly kind: 'catalogue_changed' }
  | { readonly kind: 'locations_changed' }
  | {
      readonly kind: 'stock_changed'
      readonly inventoryItemGid: Gid
      readonly locationGid: Gid
      readonly available: number | null
    }
  | { readonly kind: 'shop_changed' }
  | { readonly kind: 'scopes_changed'; readonly scopes: readonly string[] }
  | ({ readonly kind: 'uninstalled' } & OfShop)
  | ({
      readonly kind: 'customer_data_request'
      readonly customerGid: Gid | null
      readonly email: string | null
      readonly orderGids: readonly Gid[]
    } & OfShop)
  | ({
      readonly kind: 'customer_redact'
      readonly customerGid: Gid | null
      readonly email: string | null
      readonly orderGids: readonly Gid[]
    } & OfShop)
  | ({ readonly kind: 'shop_redact' } & OfShop)
  /** A topic the app knows and needs nothing of, or does not know at all; `why` is shown to the merchant. */
  | { readonly kind: 'nothing'; readonly why: string }
