/** What the shipping pages answer to a button: what was done, or why not, in words for the person who pressed. */
export type ShipAnswer =
  | { readonly kind: 'done'; readonly words: string }
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'bad_form'; readonly fields: Readonly<Record<string, string>> }
  | {
      readonly kind: 'bulk'
      readonly bought: readonly { readonly id: string; readonly number: string }[]
      readonly refused: readonly {
        readonly id: string
        readonly number: string
        readonly words: string
      }[]
    }

/** A parcel of the shipment page. Amounts are minor units as text, times ISO instants. */
export interface ShownParcel {
  readonly id: string
  readonly position: number
  readonly grams: number | null
  readonly carrier: string | null
  readonly service: string | null
  readonly number: string | null
  readonly url: string | null
  readonly status: string
  readonly statusWords: string
  readonly eta: string | null
  readonly costMinor: string | null
  readonly costCurrency: string | null
  readonly hasFile: boolean
  readonly purchaseOpen: boolean
  readonly mayVoid: boolean
  readonly why: string | null
  /** What the carrier said, newest first. */
  readonly events: readonly {
    readonly id: string
    readonly at: string | null
    readonly words: string
    readonly place: string
  }[]
}

export interface ShownOffer {
  readonly carrierKey: string
  readonly carrierName: string
  readonly service: string
  readonly name: string
  readonly costMinor: string
  readonly currency: string
  readonly days: number | null
  readonly arrivesAt: string | null
  readonly keepsPromise: boolean | null
}

/** Prices for a parcel, the suggested first; or why there are none. */
export type ShownRates =
  | {
      readonly kind: 'rates'
      readonly why: 'keeps' | 'late' | 'unknown' | 'none'
      readonly offers: readonly ShownOffer[]
      readonly faults: readonly { readonly carrier: string; readonly words: string }[]
    }
  | { readonly kind: 'refused'; readonly words: string }
