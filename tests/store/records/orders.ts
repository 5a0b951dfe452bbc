/** Customers, orders and the money that moved. Times: ISO 8601 with milliseconds, UTC. */
import type { Maybe, SeedAddress, SeedOrder } from '../seed/shapes.ts'
import type { Bag } from './money.ts'

export type Address = SeedAddress

export interface CustomerRecord {
  readonly type: 'Customer'
  readonly id: number
  firstName: string
  lastName: string
  email: string | null
  phone: string | null
  tags: string[]
  note: string | null
  address: Address | null
  readonly createdAt: string
  updatedAt: string
}

export interface LineRecord {
  readonly type: 'LineItem'
  readonly id: number
  readonly variantId: number | null
  readonly productId: number | null
  readonly sku: string | null
  readonly title: string
  readonly variantTitle: string | null
  readonly vendor: string | null
  /** Ordered, with what edits added and before anything was taken off. */
  quantity: number
  /** After edits and refunds of unfulfilled pieces; what still belongs to the order. */
  currentQuantity: number
  readonly unitPrice: Bag
  readonly grams: number
  readonly requiresShipping: boolean
  readonly giftCard: boolean
  readonly properties: readonly { readonly name: string; readonly value: string }[]
}

interface ShippingLineRecord {
  readonly type: 'ShippingLine'
  readonly id: number
  readonly title: string
  readonly code: string
  readonly price: Bag
}

export interface OrderRecord {
  readonly type: 'Order'
  readonly id: number
  /** "#1001" */
  readonly name: string
  readonly number: number
  /** Which order of the seed it is; null for one that was given or came from a draft. */
  readonly seedIndex: number | null
  readonly createdAt: string
  updatedAt: string
  closedAt: string | null
  cancelledAt: string | null
  cancelReason: string | null
  cancelNote: string | null
  edited: boolean
  email: Maybe<string>
  phone: string | null
  customerId: Maybe<number>
  shippingAddress: Maybe<Address>
  billingAddress: Maybe<Address>
  /** What the buyer paid in; the shop's own currency is on the shop. */
  readonly currency: string
  readonly locale: string
  note: string | null
  poNumber: string | null
  tags: string[]
  attributes: { readonly key: string; readonly value: string }[]
  readonly lines: LineRecord[]
  readonly shippingLines: ShippingLineRecord[]
  readonly delivery: 'shipping' | 'pickup' | 'none'
  readonly sourceName: string
  /** Opens the order's status page. */
  readonly statusToken: string
  risk: 'LOW' | 'MEDIUM' | 'HIGH'
  readonly transactionIds: number[]
  readonly refundIds: number[]
  readonly fulfillmentOrderIds: number[]
  readonly fulfillmentIds: number[]
  readonly returnIds: number[]
  /** For tests and for the script that plays the customer; no answer of the API shows them. */
  readonly faults: SeedOrder['faults']
  readonly truth: SeedOrder['truth'] | null
}

export interface TransactionRecord {
  readonly type: 'OrderTransaction'
  readonly id: number
  readonly orderId: number
  readonly kind: 'SALE' | 'REFUND' | 'AUTHORIZATION' | 'CAPTURE' | 'VOID'
  status: 'SUCCESS' | 'PENDING' | 'FAILURE'
  readonly amount: Bag
  readonly gateway: string
  readonly parentId: number | null
  readonly createdAt: string
}

export type RestockType = 'NO_RESTOCK' | 'CANCEL' | 'RETURN'

export interface RefundRecord {
  readonly type: 'Refund'
  readonly id: number
  readonly orderId: number
  readonly returnId: number | null
  readonly note: string | null
  readonly createdAt: string
  readonly lines: readonly {
    readonly id: number
    readonly lineItemId: number
    readonly quantity: number
    readonly restockType: RestockType
    readonly locationId: number | null
    readonly subtotal: Bag
  }[]
  readonly shipping: Bag
  readonly transactionIds: readonly number[]
}

export interface DraftOrderRecord {
  readonly type: 'DraftOrder'
  readonly id: number
  /** "#D1" */
  readonly name: string
  status: 'OPEN' | 'INVOICE_SENT' | 'COMPLETED'
  email: string | null
  phone: string | null
  note: string | null
  tags: string[]
  attributes: { readonly key: string; readonly value: string }[]
  customerId: number | null
  shippingAddress: Address | null
  billingAddress: Address | null
  readonly currency: string
  readonly lines: LineRecord[]
  readonly shippingLine: ShippingLineRecord | null
  /** Collected at a counter instead of sent. */
  readonly pickup: boolean
  invoiceSentAt: string | null
  /** How often the payment link was mailed; absent: never. */
  invoicesSent?: number
  orderId: number | null
  readonly createdAt: string
  updatedAt: string
  completedAt: string | null
}
