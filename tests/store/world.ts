/**
 * One shop of the stand-in store: everything it knows, as plain records in tables keyed by id.
 * The tables are what a snapshot keeps; everything else is made again at the next start.
 */
import type {
  LevelRecord,
  LocationRecord,
  MetafieldRecord,
  ProductRecord,
  ServiceRecord,
  ShopRecord,
  VariantRecord,
} from './records/catalogue.ts'
import type {
  FulfillmentOrderRecord,
  FulfillmentRecord,
  MerchantRequestRecord,
  ReturnRecord,
  ReverseRecord,
} from './records/fulfillment.ts'
import type {
  CustomerRecord,
  DraftOrderRecord,
  OrderRecord,
  RefundRecord,
  TransactionRecord,
} from './records/orders.ts'
import type {
  BulkOperationRecord,
  Delivery,
  DoneRecord,
  Faults,
  Install,
  Later,
  RatePlan,
  TokenRecord,
} from './records/running.ts'
import type { TransferRecord } from './records/transfers.ts'
import type { Seed } from './seed/shapes.ts'

export type Table<Row> = Map<number, Row>

export interface Tables {
  readonly locations: Table<LocationRecord>
  readonly services: Table<ServiceRecord>
  readonly products: Table<ProductRecord>
  readonly variants: Table<VariantRecord>
  readonly levels: Table<LevelRecord>
  readonly metafields: Table<MetafieldRecord>
  readonly customers: Table<CustomerRecord>
  /** In the order they were placed. */
  readonly orders: Table<OrderRecord>
  readonly transactions: Table<TransactionRecord>
  readonly refunds: Table<RefundRecord>
  readonly drafts: Table<DraftOrderRecord>
  readonly fulfillmentOrders: Table<FulfillmentOrderRecord>
  readonly merchantRequests: Table<MerchantRequestRecord>
  readonly fulfillments: Table<FulfillmentRecord>
  readonly returns: Table<ReturnRecord>
  readonly reverses: Table<ReverseRecord>
  readonly transfers: Table<TransferRecord>
  readonly bulkOperations: Table<BulkOperationRecord>
  /** Webhooks and callbacks not yet answered with 2xx, nor given up. */
  readonly deliveries: Table<Delivery>
}

/** Single values a snapshot keeps beside the tables. */
export interface Cells {
  lastId: number
  /** The number of the last order ("#1001" is 1001). */
  lastOrderNumber: number
  lastDraftNumber: number
  /** The next order of the seed to be placed. */
  nextSeedOrder: number
  install: Install
  tokens: TokenRecord[]
  later: Later[]
  rate: RatePlan
  faults: Faults
  random: number
  bucket: { readonly maximum: number; readonly restoreRate: number }
  /** Answers kept for `@idempotent(key:)`. */
  idempotent: Record<string, { readonly request: string; readonly answer: unknown }>
}

/** A webhook to be sent; the body is made only when somebody is there to get it. */
export interface Outgoing {
  readonly topic: string
  readonly body: () => object
  readonly eventId: string
  /** ISO 8601: X-Shopify-Triggered-At. */
  readonly at: string
}

export interface World extends Tables {
  readonly shop: ShopRecord
  readonly seed: Seed
  /** What the app may do here: granted with every token. */
  readonly scopes: readonly string[]
  readonly cells: Cells
  /** What was done to the shop, newest last: the ground of its counts. */
  readonly done: DoneRecord[]
  /** Sends a webhook to the app, if it is installed and listens to the topic. */
  send(outgoing: Outgoing): void
  /** Calls a fulfillment service back: `POST <url>`, signed like a webhook. */
  callBack(url: string, body: object): void
  /** Says that something changed, so that it is written down soon. */
  changed(): void
}
