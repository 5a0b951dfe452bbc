import type { PartnerShipment } from '../contract.ts'

/** What a partner's endpoint gets. Written down for partners in docs/providers/signed-api.md. */
export interface PartnerMessage {
  readonly type: 'fulfillment.requested' | 'fulfillment.cancel_requested'
  /** ISO instant of the message, not of its delivery: the same in every repeat. */
  readonly timestamp: string
  readonly data: Readonly<Record<string, unknown>>
}

export const requestMessage = (shipment: PartnerShipment, at: Date): PartnerMessage => ({
  type: 'fulfillment.requested',
  timestamp: at.toISOString(),
  data: {
    id: shipment.shipmentId,
    number: shipment.number,
    order_name: shipment.orderName,
    ship_to: shipment.shipTo,
    shipping: shipment.shippingTitle,
    ship_by: shipment.shipBy,
    note: shipment.note,
    lines: shipment.lines.map(({ lineId, sku, title, quantity }) => ({
      line_id: lineId,
      sku,
      title,
      quantity,
    })),
  },
})

export const cancelMessage = (
  shipment: { readonly shipmentId: string; readonly number: string },
  at: Date,
): PartnerMessage => ({
  type: 'fulfillment.cancel_requested',
  timestamp: at.toISOString(),
  data: { id: shipment.shipmentId, number: shipment.number },
})
