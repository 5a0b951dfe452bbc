/** Goods moved between places, or ordered from a supplier, as Shopify keeps them. */

export interface TransferShipmentLine {
  readonly type: 'InventoryShipmentLineItem'
  readonly id: number
  readonly itemId: number
  readonly quantity: number
  accepted: number
  rejected: number
}

export interface TransferShipment {
  readonly type: 'InventoryShipment'
  readonly id: number
  readonly name: string
  status: 'DRAFT' | 'IN_TRANSIT' | 'PARTIALLY_RECEIVED' | 'RECEIVED'
  readonly barcode: string | null
  readonly arrivesAt: string | null
  readonly trackingNumber: string | null
  readonly company: string | null
  readonly lines: readonly TransferShipmentLine[]
  readonly createdAt: string
  shippedAt: string | null
  receivedAt: string | null
}

export interface TransferRecord {
  readonly type: 'InventoryTransfer'
  readonly id: number
  readonly name: string
  /** Null: from a supplier, no place of the shop's. */
  readonly originId: number | null
  readonly destinationId: number
  status: 'DRAFT' | 'READY_TO_SHIP' | 'IN_PROGRESS' | 'TRANSFERRED' | 'CANCELED'
  readonly reference: string | null
  readonly note: string | null
  readonly shipments: TransferShipment[]
  readonly createdAt: string
}
