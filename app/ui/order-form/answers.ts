import type { AskedField, FormProblem } from '../../journey/form-verdict.ts'

/** A customer of the store, as the list shows them. */
export interface CustomerOffer {
  readonly gid: string
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly phone: string
  readonly company: string
  readonly address1: string
  readonly address2: string
  readonly city: string
  readonly region: string
  readonly zip: string
  readonly country: string
  readonly orders: number
}

/** Something the store sells, with price and stock of this moment. */
export interface ProductOffer {
  readonly variantGid: string
  readonly title: string
  readonly variantTitle: string | null
  readonly sku: string | null
  readonly vendor: string | null
  readonly productType: string | null
  readonly productTags: string[]
  readonly requiresShipping: boolean
  readonly giftCard: boolean
  readonly priceMinor: string
  readonly currency: string
  readonly imageUrl: string | null
  /** Pieces that can be sold; null: as many as anybody likes. */
  readonly left: number | null
}

export interface OptionOffer {
  readonly handle: string
  readonly title: string
  readonly priceMinor: string
  readonly currency: string
  readonly kind: 'shipping' | 'local' | 'pickup'
}

/** The store said nothing, in words for the person at the page. */
export interface StoreSilent {
  readonly kind: 'store_silent'
  readonly words: string
}

export type CustomersAnswer =
  | { readonly kind: 'customers'; readonly offers: readonly CustomerOffer[] }
  | StoreSilent
export type ProductsAnswer =
  | { readonly kind: 'products'; readonly offers: readonly ProductOffer[] }
  | StoreSilent

/** What the store and the other rooms say of what is typed so far. */
export type QuoteAnswer =
  | {
      readonly kind: 'quote'
      readonly options: readonly OptionOffer[]
      /** Minor units; null where nothing can be reckoned yet. */
      readonly sums: {
        readonly goods: string
        readonly shipping: string
        readonly tax: string
        readonly total: string
        readonly currency: string
      } | null
      /** Pieces left by variant; a variant that is gone is not in it. */
      readonly left: Readonly<Record<string, number | null>>
    }
  | StoreSilent

export interface Judged {
  readonly problems: readonly FormProblem[]
  readonly asked: readonly AskedField[]
  /** The day that is promised should it be ordered now, in words. */
  readonly promise: string
  /** Regions of the chosen country, where addresses there need one. */
  readonly regions: readonly { readonly code: string; readonly name: string }[]
}

export type SaveAnswer =
  | ({ readonly kind: 'saved'; readonly version: number } & Judged)
  | { readonly kind: 'changed_elsewhere' }
  | { readonly kind: 'committed' }

/** How a form stands that was committed. */
export interface PlacedForm {
  readonly state: 'draft' | 'placing' | 'placed' | 'refused' | 'cancelled'
  readonly draftName: string | null
  readonly orderName: string | null
  readonly orderId: string | null
  readonly payUrl: string | null
  readonly problem: string | null
}

export type CommitAnswer =
  | ({
      readonly kind: 'form'
      readonly version: number
      readonly storeSilent: boolean
    } & PlacedForm)
  | { readonly kind: 'incomplete'; readonly problems: readonly FormProblem[] }
  | { readonly kind: 'changed_elsewhere' }
  | { readonly kind: 'no_such_form' }
  | StoreSilent
