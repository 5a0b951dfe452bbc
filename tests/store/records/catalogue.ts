/** What the shop has before anybody buys: itself, places, goods, stock. Ids are the numbers of gids. */

export interface ShopRecord {
  readonly type: 'Shop'
  readonly id: number
  readonly name: string
  /** "<handle>.myshopify.com" */
  readonly domain: string
  readonly email: string
  readonly currency: string
  readonly timezone: string
  readonly countryCode: string
  readonly createdAt: string
}

export interface LocationRecord {
  readonly type: 'Location'
  readonly id: number
  /** The seed's name for it; a fulfillment service made through the API has "service-<id>". */
  readonly key: string
  name: string
  readonly kind: 'warehouse' | 'retail' | 'fulfillment_service'
  readonly address1: string
  readonly city: string
  readonly zip: string
  readonly countryCode: string
  readonly phone: string | null
  readonly serviceId: number | null
  readonly createdAt: string
}

export interface ServiceRecord {
  readonly type: 'FulfillmentService'
  readonly id: number
  readonly handle: string
  name: string
  callbackUrl: string | null
  readonly locationId: number
  inventoryManagement: boolean
  trackingSupport: boolean
  requiresShippingMethod: boolean
}

export interface ProductRecord {
  readonly type: 'Product'
  readonly id: number
  readonly handle: string
  title: string
  vendor: string
  productType: string
  tags: string[]
  readonly kind: 'physical' | 'digital' | 'gift_card'
  readonly sizeMm: {
    readonly length: number
    readonly width: number
    readonly height: number
  } | null
  /** An SVG document, served at `/cdn/<domain>/products/<id>.svg`. */
  readonly picture: string
  readonly variantIds: number[]
  readonly createdAt: string
  updatedAt: string
}

/** A variant and its inventory item, which Shopify keeps one to one. */
export interface VariantRecord {
  readonly type: 'ProductVariant'
  readonly id: number
  readonly itemId: number
  readonly productId: number
  readonly position: number
  readonly sku: string | null
  readonly title: string
  /** Minor units of the shop's currency. */
  price: number
  readonly grams: number
  readonly barcode: string | null
  readonly tracked: boolean
  readonly createdAt: string
  updatedAt: string
}

export const quantityNames = [
  'available',
  'committed',
  'damaged',
  'incoming',
  'quality_control',
  'reserved',
  'safety_stock',
] as const
export type QuantityName = (typeof quantityNames)[number]

export interface LevelRecord {
  readonly type: 'InventoryLevel'
  readonly id: number
  readonly itemId: number
  readonly locationId: number
  /** Pieces; `on_hand` is worked out: everything but `incoming`. */
  readonly quantities: Record<QuantityName, number>
  updatedAt: string
}

export interface MetafieldRecord {
  readonly type: 'Metafield'
  readonly id: number
  readonly ownerGid: string
  readonly namespace: string
  readonly key: string
  metafieldType: string
  value: string
  readonly createdAt: string
  updatedAt: string
}
