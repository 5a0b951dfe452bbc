import type { Gid } from '../../kernel/ids.ts'
import type { Money } from '../../kernel/money.ts'
import type { StoreAddress } from './snapshot.ts'

/** A customer of the store, for whoever types in an order. */
export interface CustomerFound {
  readonly gid: Gid
  readonly firstName: string | null
  readonly lastName: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly address: StoreAddress | null
  readonly orders: number
}

/** How a customer is looked for: by any words, or by a whole number in E.164. */
export type CustomerSearch = { readonly words: string } | { readonly phone: string }

/** A sellable thing with its price and stock as they are at this moment. */
export interface VariantFound {
  readonly variantGid: Gid
  readonly productGid: Gid
  readonly title: string
  readonly variantTitle: string | null
  readonly sku: string | null
  readonly barcode: string | null
  readonly vendor: string | null
  readonly productType: string | null
  readonly tags: readonly string[]
  readonly imageUrl: string | null
  readonly price: Money
  /** Pieces that can be sold over all places; null where nobody counts them. */
  readonly available: number | null
  /** The store sells it although there is none left. */
  readonly sellsWithoutStock: boolean
  readonly requiresShipping: boolean
  readonly giftCard: boolean
}

/** An order to be made in the store on behalf of a customer. Lines have the store's own prices. */
export interface DraftRequest {
  readonly customerGid: Gid | null
  readonly email: string | null
  /** E.164. */
  readonly phone: string | null
  readonly shipTo: StoreAddress | null
  readonly billTo: StoreAddress | null
  readonly note: string | null
  readonly tags: readonly string[]
  readonly attributes: readonly { readonly name: string; readonly value: string }[]
  readonly lines: readonly {
    readonly variantGid: Gid
    readonly quantity: number
    readonly properties: readonly { readonly name: string; readonly value: string }[]
  }[]
  /** The store's own option by its handle, or a free one; null: nothing is sent. */
  readonly shipping:
    | { readonly handle: string }
    | { readonly title: string; readonly price: Money }
    | null
}

/** A way in which the store would bring the goods of a draft. */
export interface DeliveryOption {
  /** Valid for the goods and the address it was asked for. */
  readonly handle: string
  readonly title: string
  readonly price: Money
  readonly kind: 'shipping' | 'local' | 'pickup'
}

/** What the store reckons for a draft, in the shop's currency. */
export interface Quote {
  readonly goods: Money
  readonly shipping: Money
  readonly tax: Money
  readonly discounts: Money
  readonly total: Money
}

export interface StoreDraft {
  readonly gid: Gid
  /** `#D12` */
  readonly name: string
  readonly state: 'open' | 'invoice_sent' | 'completed'
  /** Work of the store's own on it is not over: it cannot be completed yet. */
  readonly busy: boolean
  /** Where the customer pays. Whoever has it sees the order. */
  readonly payUrl: string | null
  readonly total: Money
  readonly order: { readonly gid: Gid; readonly name: string } | null
}

/** Making orders on behalf of customers; a part of `ShopProvider`. */
export interface DraftCalls<Store> {
  /** The eight that fit best. */
  findCustomers(store: Store, search: CustomerSearch): Promise<readonly CustomerFound[]>
  /** The ten that fit best; words are parts of a title, an SKU or a barcode. */
  findVariants(store: Store, words: string): Promise<readonly VariantFound[]>
  /** These, as they are now; those that are gone are left out. At most 100. */
  variants(store: Store, ids: readonly Gid[]): Promise<readonly VariantFound[]>
  deliveryOptions(store: Store, draft: DraftRequest): Promise<readonly DeliveryOption[]>
  /** Changes nothing in the store. */
  quoteDraft(store: Store, draft: DraftRequest): Promise<Quote>
  /** Knows no key: look with `findDraft` before repeating. */
  createDraft(store: Store, draft: DraftRequest): Promise<StoreDraft>
  /** The draft with this attribute among those made since; null when there is none. */
  findDraft(
    store: Store,
    attribute: { readonly name: string; readonly value: string },
    since: Date,
  ): Promise<StoreDraft | null>
  /** null when the store has no such draft any more. */
  draft(store: Store, id: Gid): Promise<StoreDraft | null>
  /** Makes it an order that is paid. One that is one already is answered as it is. @throws ProviderUnavailable while the store works on it. */
  completeDraft(store: Store, id: Gid): Promise<StoreDraft>
  /** The store mails the customer where to pay. One that was mailed before is not mailed again. */
  sendInvoice(store: Store, id: Gid): Promise<StoreDraft>
  /** Mails the customer where to pay once more. Knows no key: ask once. */
  remindInvoice(store: Store, id: Gid): Promise<StoreDraft>
  /** Takes a draft that is no order yet out of the store; one that is gone already is fine. */
  deleteDraft(store: Store, id: Gid): Promise<void>
}
