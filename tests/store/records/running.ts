/** What keeps a shop going: installs, tokens, waiting deliveries, faults, things to happen later. */

export interface Install {
  /** Webhooks flow only while the app is installed. */
  installed: boolean
  installedAt: string | null
  uninstalledAt: string | null
}

export interface TokenRecord {
  readonly token: string
  readonly kind: 'offline' | 'online'
  readonly userId: number | null
  readonly scope: string
  readonly issuedAt: string
  /** null: never. */
  expiresAt: string | null
  /** null for an online token or one that does not expire. */
  readonly refreshToken: string | null
  readonly refreshExpiresAt: string | null
  /** The token that replaced it; a refresh repeated before the new one was used answers it again. */
  replacedBy: string | null
  usedAt: string | null
}

/** Shares of calls or deliveries, 0 to 1, and how long things hang. Decided by the shop's seeded random. */
export interface Faults {
  readonly webhooks: {
    /** Never sent at all. */
    readonly drop: number
    /** Sent a second time with the same webhook id. */
    readonly duplicate: number
    /** Waits up to this long before the first try. */
    readonly delayMs: number
    /** Held back until later ones have overtaken it. */
    readonly reorder: number
  }
  readonly api: {
    readonly error429: number
    readonly error5xx: number
    /** A 200 with THROTTLED, although the bucket is not empty. */
    readonly throttled: number
    /** The work is done, the line is cut before the answer. */
    readonly timeoutAfterWork: number
    readonly hangMs: number
  }
}

export interface Delivery {
  readonly id: number
  readonly kind: 'webhook' | 'callback'
  url: string
  readonly topic: string
  readonly headers: Readonly<Record<string, string>>
  /** Exactly the bytes that are signed and sent (UTF-8). */
  readonly body: string
  readonly madeAt: number
  tries: number
  /** Epoch milliseconds. */
  dueAt: number
  /** A second copy is sent after the first arrived. */
  copies: number
}

/** Something the store does by itself after a while. `at`: epoch milliseconds. */
export interface Later {
  readonly at: number
  /** 0 when it is not about an order. */
  readonly orderId: number
  readonly what:
    | { readonly kind: 'edit_quantity'; readonly line: number; readonly to: number }
    | { readonly kind: 'refund_line'; readonly line: number; readonly quantity: number }
    | {
        readonly kind: 'cancel'
        readonly reason: string
        readonly note: string | null
        readonly restock: boolean
        readonly refund: boolean
        /** The id of the API's job when the API asked for it. */
        readonly job: string | null
      }
    | { readonly kind: 'bulk'; readonly operationId: number }
}

export interface RatePlan {
  /** Orders a minute; 0 stands still. */
  perMinute: number
  /** Stops after this many more; null goes on. */
  remaining: number | null
}

export interface BulkOperationRecord {
  readonly type: 'BulkOperation'
  readonly id: number
  readonly query: string
  status: 'CREATED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELED'
  errorCode: string | null
  readonly createdAt: string
  completedAt: string | null
  objectCount: number
  rootObjectCount: number
  /** JSON Lines, served at `/bulk/<id>.jsonl`; null until completed. */
  result: string | null
}

/** One deed of the app, kept for the counts. */
export type DoneRecord = {
  readonly at: string
  /** The app through the API, or the store itself (its staff, its buyers, its seed). */
  readonly by: 'app' | 'store'
  readonly orderId: number
} & (
  | {
      readonly deed: 'fulfilled'
      readonly fulfillmentId: number
      readonly fulfillmentOrderIds: readonly number[]
    }
  | { readonly deed: 'fulfilment_refused'; readonly why: string }
  | { readonly deed: 'refunded'; readonly refundId: number }
  | { readonly deed: 'refund_refused'; readonly why: string }
  | { readonly deed: 'requested' | 'accepted'; readonly fulfillmentOrderId: number }
  | { readonly deed: 'held' | 'released'; readonly holdId: number; readonly handle: string }
)
