import { moveGoods } from '../../app/journey/goods-ledger.server.ts'
import {
  type OrderId,
  orderId,
  type ShipmentId,
  type ShopId,
  shipmentId,
} from '../../app/kernel/ids.ts'
import { type Db, withShop } from '../../app/platform/db.server.ts'

/** A small warehouse in a test's database: one place, pick bins `A-01-01` …, and things to sell. */
export interface House {
  readonly place: string
  /** Bin ids by code. */
  readonly bins: Readonly<Record<string, string>>
  /** Item ids by SKU. */
  readonly items: Readonly<Record<string, string>>
}

export interface Stocked {
  readonly sku: string
  readonly bin: string
  readonly pieces: number
}

let serial = 0

/** Builds the warehouse and books the opening stock. An item with no bin is not counted in stock. */
export async function buildHouse(
  db: Db,
  shop: ShopId,
  stock: readonly Stocked[],
  uncounted: readonly string[] = [],
): Promise<House> {
  return withShop(db, shop, async (tx) => {
    serial++
    const place = await tx.location.create({
      data: {
        shopId: shop,
        shopifyGid: `gid://shopify/Location/${serial}`,
        name: `House ${serial}`,
        timeZone: 'Europe/Dublin',
        country: 'IE',
      },
    })
    const bins: Record<string, string> = {}
    for (const [walk, code] of [...new Set(stock.map((one) => one.bin))].toSorted().entries())
      bins[code] = (
        await tx.bin.create({
          data: { shopId: shop, locationId: place.id, code, zone: code.slice(0, 1), walk },
        })
      ).id
    const items: Record<string, string> = {}
    for (const sku of new Set([...stock.map((one) => one.sku), ...uncounted]))
      items[sku] = (
        await tx.item.create({
          data: {
            shopId: shop,
            variantGid: `gid://shopify/ProductVariant/${sku}${serial}`,
            productGid: `gid://shopify/Product/${sku}${serial}`,
            inventoryItemGid: `gid://shopify/InventoryItem/${sku}${serial}`,
            sku,
            barcode: `50${sku}`,
            title: `The ${sku}`,
            grams: 250,
            lengthMm: 100,
            widthMm: 80,
            heightMm: 50,
            tracked: !uncounted.includes(sku),
          },
        })
      ).id
    for (const { sku, bin, pieces } of stock)
      if (pieces > 0)
        await moveGoods(tx, {
          key: `opening:${bin}:${sku}:${serial}`,
          cause: 'opening',
          by: 'system',
          moves: [
            {
              itemId: items[sku] ?? '',
              quantity: pieces,
              from: null,
              to: { binId: bins[bin] ?? '', state: 'on_hand' },
            },
          ],
        })
    return { place: place.id, bins, items }
  })
}

export interface Ordered {
  readonly order: OrderId
  readonly shipment: ShipmentId
  readonly number: string
}

/**
 * An order in fulfilment with one shipment of the house.
 * @param lines SKU and pieces; a SKU the house does not know is a custom line without an item.
 */
export async function orderFrom(
  db: Db,
  shop: ShopId,
  house: House,
  lines: readonly (readonly [sku: string, pieces: number])[],
  options: {
    readonly state?: string
    readonly kind?: string
    readonly leaveBy?: Date
    readonly name?: string
    readonly sealed?: Uint8Array<ArrayBuffer>
    readonly country?: string
  } = {},
): Promise<Ordered> {
  return withShop(db, shop, async (tx) => {
    serial++
    const name = options.name ?? `#${1000 + serial}`
    const leaveBy = options.leaveBy ?? new Date(Date.now() + 86_400_000)
    const next = { owner: 'system', nextStep: 'reserve', dueAt: leaveBy } as const
    const order = await tx.order.create({
      data: {
        shopId: shop,
        shopifyId: `gid://shopify/Order/${serial}`,
        name,
        currency: 'EUR',
        totalMinor: 1000n,
        state: 'released',
        placedAt: new Date(),
        sourceUpdatedAt: new Date(),
        country: options.country ?? 'IE',
        sealed: options.sealed ?? null,
        ...next,
      },
    })
    const shipment = await tx.shipment.create({
      data: {
        shopId: shop,
        orderId: order.id,
        number: `${name}-1`,
        kind: options.kind ?? 'warehouse',
        state: options.state ?? 'waiting_stock',
        locationId: house.place,
        leaveBy,
        ...next,
      },
    })
    for (const [position, [sku, quantity]] of lines.entries()) {
      const item = house.items[sku] ?? null
      const line = await tx.orderLine.create({
        data: {
          shopId: shop,
          orderId: order.id,
          shopifyId: `gid://shopify/LineItem/${serial}${position}`,
          title: `The ${sku}`,
          sku: item ? sku : null,
          quantity,
          grams: 250,
          position,
        },
      })
      await tx.shipmentLine.create({
        data: {
          shopId: shop,
          shipmentId: shipment.id,
          orderLineId: line.id,
          itemId: item,
          quantity,
        },
      })
    }
    return { order: orderId(order.id), shipment: shipmentId(shipment.id), number: `${name}-1` }
  })
}

/** Pieces of an item in each state over all bins, without the empty ones: `{ on_hand: 3, reserved: 2 }`. */
export async function piecesOf(
  db: Db,
  shop: ShopId,
  itemId: string,
): Promise<Record<string, number>> {
  const levels = await withShop(db, shop, (tx) =>
    tx.stockLevel.groupBy({
      by: ['state'],
      where: { shopId: shop, itemId, quantity: { gt: 0 } },
      _sum: { quantity: true },
    }),
  )
  return Object.fromEntries(levels.map((level) => [level.state, level._sum.quantity ?? 0]))
}
