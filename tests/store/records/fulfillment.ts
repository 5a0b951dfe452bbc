/** Who sends what from where: fulfillment orders, holds, requests, fulfillments and returns. */
import type { Bag } from './money.ts'

type FulfillmentOrderStatus =
  | 'OPEN'
  | 'IN_PROGRESS'
  | 'SCHEDULED'
  | 'ON_HOLD'
  | 'INCOMPLETE'
  | 'CLOSED'
  | 'CANCELLED'

type RequestStatus =
  | 'UNSUBMITTED'
  | 'SUBMITTED'
  | 'ACCEPTED'
  | 'REJECTED'
  | 'CANCELLATION_REQUESTED'
  | 'CANCELLATION_ACCEPTED'
  | 'CANCELLATION_REJECTED'
  | 'CLOSED'

export interface HoldRecord {
  readonly type: 'FulfillmentHold'
  readonly id: number
  readonly reason: string
  readonly reasonNotes: string | null
  readonly handle: string
  readonly externalId: string | null
  readonly createdAt: string
}

export interface MerchantRequestRecord {
  readonly type: 'FulfillmentOrderMerchantRequest'
  readonly id: number
  readonly fulfillmentOrderId: number
  readonly kind: 'FULFILLMENT_REQUEST' | 'CANCELLATION_REQUEST'
  readonly message: string | null
  /** Set when it was answered. */
  response: 'ACCEPTED' | 'REJECTED' | null
  readonly options: { readonly notify_customer: boolean } | null
  readonly sentAt: string
}

export interface FulfillmentOrderLine {
  readonly type: 'FulfillmentOrderLineItem'
  readonly id: number
  readonly lineItemId: number
  totalQuantity: number
  remainingQuantity: number
}

export interface FulfillmentOrderRecord {
  readonly type: 'FulfillmentOrder'
  readonly id: number
  readonly orderId: number
  locationId: number
  status: FulfillmentOrderStatus
  requestStatus: RequestStatus
  readonly method: 'SHIPPING' | 'PICK_UP' | 'NONE'
  lines: FulfillmentOrderLine[]
  holds: HoldRecord[]
  merchantRequestIds: number[]
  /** Set while progress is reported by hand (`fulfillmentOrderReportProgress`). */
  progressNotes: string | null
  progressReported: boolean
  preparedForPickupAt: string | null
  /** The held fulfillment order this one was split off from, until the hold is released. */
  splitFromId: number | null
  readonly createdAt: string
  updatedAt: string
}

export interface FulfillmentEventRecord {
  readonly type: 'FulfillmentEvent'
  readonly id: number
  readonly status: string
  readonly message: string | null
  readonly happenedAt: string
  readonly createdAt: string
  readonly estimatedDeliveryAt: string | null
  readonly address1: string | null
  readonly city: string | null
  readonly province: string | null
  readonly country: string | null
  readonly zip: string | null
  readonly latitude: number | null
  readonly longitude: number | null
}

export interface FulfillmentRecord {
  readonly type: 'Fulfillment'
  readonly id: number
  readonly orderId: number
  /** "#1001-F1" */
  readonly name: string
  readonly locationId: number
  readonly fulfillmentOrderIds: readonly number[]
  readonly lines: readonly {
    readonly type: 'FulfillmentLineItem'
    readonly id: number
    readonly lineItemId: number
    readonly fulfillmentOrderLineId: number
    readonly quantity: number
  }[]
  status: 'SUCCESS' | 'CANCELLED'
  tracking: {
    readonly company: string | null
    readonly number: string | null
    readonly url: string | null
  }[]
  events: FulfillmentEventRecord[]
  readonly notifyCustomer: boolean
  readonly createdAt: string
  updatedAt: string
}

type ReturnStatus = 'REQUESTED' | 'OPEN' | 'CLOSED' | 'DECLINED' | 'CANCELED'
export type Disposition = 'MISSING' | 'NOT_RESTOCKED' | 'PROCESSING_REQUIRED' | 'RESTOCKED'

export interface ReturnLineRecord {
  readonly type: 'ReturnLineItem'
  readonly id: number
  readonly fulfillmentLineItemId: number
  readonly lineItemId: number
  readonly quantity: number
  processedQuantity: number
  refundedQuantity: number
  readonly reason: string
  readonly reasonHandle: string | null
  readonly reasonNote: string
  readonly customerNote: string | null
}

export interface ReturnRecord {
  readonly type: 'Return'
  readonly id: number
  readonly orderId: number
  /** "#1001-R1" */
  readonly name: string
  status: ReturnStatus
  readonly lines: ReturnLineRecord[]
  readonly reverseIds: number[]
  readonly refundIds: number[]
  decline: { readonly reason: string; readonly note: string | null } | null
  /** What the shop takes off for the way back. */
  readonly shippingFee: Bag | null
  readonly createdAt: string
  approvedAt: string | null
  closedAt: string | null
}

/** Shopify's ReverseFulfillmentOrder: the goods of one return on their way back. */
export interface ReverseRecord {
  readonly type: 'ReverseFulfillmentOrder'
  readonly id: number
  readonly returnId: number
  readonly orderId: number
  status: 'OPEN' | 'CLOSED' | 'CANCELED'
  readonly lines: {
    readonly type: 'ReverseFulfillmentOrderLineItem'
    readonly id: number
    readonly returnLineId: number
    readonly fulfillmentLineItemId: number
    readonly lineItemId: number
    readonly quantity: number
    readonly dispositions: {
      readonly id: number
      readonly kind: Disposition
      readonly quantity: number
      readonly locationId: number | null
    }[]
  }[]
}
