/**
 * What a seed plants in the stand-in store, in plain words, before the store gives it ids.
 * Money: decimal strings as Shopify writes them ("12.50"). Mass: grams. Lengths: millimetres.
 */

export interface SeedVariant {
  readonly sku: string | null
  readonly title: string
  readonly price: string
  readonly grams: number
  readonly barcode: string | null
  /** Pieces on hand at each location key when the store opens; absent: not stocked there. */
  readonly onHand: Readonly<Record<string, number>>
  readonly tracked: boolean
}

export interface SeedProduct {
  readonly handle: string
  readonly title: string
  readonly vendor: string
  readonly productType: string
  readonly tags: readonly string[]
  /** Outer size of one piece; null when the merchant never measured it. */
  readonly sizeMm: {
    readonly length: number
    readonly width: number
    readonly height: number
  } | null
  /** A picture the store can serve itself: an SVG document. */
  readonly picture: string
  readonly kind: 'physical' | 'digital' | 'gift_card'
  readonly variants: readonly SeedVariant[]
}

export interface SeedLocation {
  /** Short name used by the seed ("main", "shop-floor", "partner"). */
  readonly key: string
  readonly name: string
  readonly kind: 'warehouse' | 'retail' | 'fulfillment_service'
  readonly address1: string
  readonly city: string
  readonly zip: string
  readonly countryCode: string
  readonly phone: string | null
}

export interface SeedAddress {
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
  readonly country: string | null
  readonly phone: string | null
}

/**
 * A value that can be missing in both of the ways real deliveries miss one:
 * `null` is a key with null, `'absent'` is no key at all.
 */
export type Maybe<T> = T | null | 'absent'

export interface SeedOrder {
  readonly email: Maybe<string>
  readonly phone: string | null
  readonly customer: Maybe<{
    readonly firstName: string
    readonly lastName: string
    readonly email: string
    readonly phone: string | null
  }>
  readonly shippingAddress: Maybe<SeedAddress>
  readonly billingAddress: Maybe<SeedAddress>
  readonly currency: string
  readonly locale: string
  readonly lines: readonly {
    readonly sku: string
    readonly quantity: number
    readonly properties: readonly { readonly name: string; readonly value: string }[]
  }[]
  /** null: the order carries no shipping line. */
  readonly shippingLine: {
    readonly title: string
    readonly code: string
    readonly price: string
  } | null
  readonly delivery: 'shipping' | 'pickup' | 'none'
  readonly financialStatus: 'paid' | 'pending' | 'partially_refunded'
  readonly sourceName: 'web' | 'pos' | 'shopify_draft_order' | 'phone'
  readonly note: string | null
  readonly tags: readonly string[]
  /** What the store does to the order after it was placed. */
  readonly later: readonly (
    | {
        readonly kind: 'edit_quantity'
        readonly line: number
        readonly to: number
        readonly afterMs: number
      }
    | {
        readonly kind: 'refund_line'
        readonly line: number
        readonly quantity: number
        readonly afterMs: number
      }
    | { readonly kind: 'cancel'; readonly afterMs: number }
  )[]
  /** What is wrong with it, for tests and for the script that plays the customer; empty when nothing is. */
  readonly faults: readonly (
    | 'address_null'
    | 'address_absent'
    | 'address_half_empty'
    | 'email_empty'
    | 'email_absent'
    | 'customer_null'
    | 'no_shipping_line'
    | 'postcode_of_another_country'
  )[]
  /** The facts the customer would give when asked; what a correction fills in. */
  readonly truth: {
    readonly email: string
    readonly phone: string | null
    readonly address: SeedAddress | null
  }
}

export interface Seed {
  readonly shop: {
    readonly name: string
    readonly domain: string
    readonly email: string
    readonly currency: string
    readonly timezone: string
    readonly countryCode: string
  }
  readonly locations: readonly SeedLocation[]
  readonly products: readonly SeedProduct[]
  /** The nth order of this seed; the same (seed, n) gives the same order. */
  order(n: number): SeedOrder
}
