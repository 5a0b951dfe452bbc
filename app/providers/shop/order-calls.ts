import type { Gid } from '../../kernel/ids.ts'
import type { OrderSnapshot, StoreAddress } from './snapshot.ts'

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

/** Reading orders, putting them right and cancelling them; a part of `ShopProvider`. */
export interface OrderCalls<Store> {
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
  /** Attributes are laid over those the order has; a note takes the place of the note. Saying the same twice changes nothing. */
  correctOrder(store: Store, order: Gid, facts: OrderCorrection): Promise<void>
  /** Values of an order's metafields by `namespace.key`; those it does not have are left out. */
  orderMetafields(store: Store, order: Gid, names: readonly string[]): Promise<readonly NamedText[]>
  /** The random name of an order that its buyer sees on its page; null when it has none. Not for anybody else's eyes. */
  confirmationNumber(store: Store, order: Gid): Promise<string | null>
  /** The store does it by a job of its own; read the order first, it knows no key. */
  cancelOrder(store: Store, order: Gid, how: CancelRequest): Promise<void>
}
