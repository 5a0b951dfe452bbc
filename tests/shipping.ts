import { onTestFinished } from 'vitest'
import { z } from 'zod'
import { buyerShape } from '../app/journey/buyer.ts'
import {
  type OrderId,
  orderId,
  type ShipmentId,
  type ShopId,
  shipmentId,
} from '../app/kernel/ids.ts'
import { withShop } from '../app/platform/db.server.ts'
import { openLog } from '../app/platform/log.server.ts'
import type { ShopProvider } from '../app/providers/shop/contract.ts'
import { openCarriers } from '../app/wiring/carriers.server.ts'
import { type CarrierOptions, type RunningCarrier, startCarrier } from './carrier/index.ts'
import type { TestDatabase } from './database.ts'
import { appKeys, appUrl, joinShop } from './shop.ts'
import { littleOrder, littleSeed } from './store/little-seed.ts'
import type { SeedOrder } from './store/seed/shapes.ts'
import { type StandInStore, startStore } from './store/store.ts'

const carrierSecret = 'carrier-secret-of-the-tests'

export interface PlacedShipment {
  readonly id: ShipmentId
  readonly orderId: OrderId
  readonly number: string
  readonly orderName: string
}

export interface PlaceOptions {
  readonly order?: Partial<SeedOrder>
  readonly kind?: 'warehouse' | 'pickup' | 'digital'
  readonly state?: string
  /** Weight of each parcel; empty: packing made none. */
  readonly parcels?: readonly (number | null)[]
  readonly verified?: boolean
  readonly promisedAt?: Date | null
  readonly country?: string
}

/** A shop in a stand-in store, joined by the real adapters to it and to a stand-in carrier. */
export interface ShippingWorld {
  readonly shop: ShopId
  readonly store: StandInStore
  readonly carrier: RunningCarrier
  readonly deps: ReturnType<typeof openDeps>
  /** An order placed in the store, in fulfilment here, with one shipment of its first fulfillment order. */
  place(options?: PlaceOptions): Promise<PlacedShipment>
  /** The shipment with its parcels as it stands. */
  stands(shipment: { readonly id: ShipmentId }): ReturnType<typeof readStanding>
}

function openDeps(database: TestDatabase, provider: ShopProvider, carrierUrl: string) {
  return {
    db: database.db,
    pool: database.pool,
    vaults: database.vaults,
    log: openLog('silent', 'test'),
    shop: provider,
    ...openCarriers({ STAND_IN_CARRIER_URL: carrierUrl, STAND_IN_CARRIER_SECRET: carrierSecret }),
    config: { TRACKING_POLL_SECONDS: 3_600 },
    linkKey: new Uint8Array(32).fill(7),
    storefrontUrl: (domain: string) => `https://${domain}/apps/orderwright`,
  }
}

const readStanding = (database: TestDatabase, shop: ShopId, id: ShipmentId) =>
  withShop(database.db, shop, (tx) =>
    tx.shipment.findUniqueOrThrow({
      where: { shopId_id: { shopId: shop, id } },
      include: { parcels: { orderBy: { position: 'asc' } }, order: true },
    }),
  )

export async function openShippingWorld(
  database: TestDatabase,
  carrierOptions: Partial<CarrierOptions> = {},
): Promise<ShippingWorld> {
  const store = await startStore({ appUrl, ...appKeys, seed: littleSeed, topics: [] })
  onTestFinished(() => store.close())
  const carrier = await startCarrier({
    ...{ port: 0, appUrl: 'http://127.0.0.1:1', secret: carrierSecret },
    ...{ eventEveryMs: 3_600_000, seed: '1', shares: {}, ...carrierOptions },
  })
  onTestFinished(() => carrier.stop())
  const { provider, shop } = await joinShop(database, store)
  await database.owner.query(
    `update shop set country = 'IE', currency = 'EUR', settings = '{"contactEmail":"help@little.example"}'`,
  )
  const deps = openDeps(database, provider, carrier.url)
  const locations = await provider.locations({ domain: store.shop })
  await withShop(database.db, shop, (tx) =>
    tx.location.createMany({
      data: locations.map((one) => ({
        ...{ shopId: shop, shopifyGid: one.gid, name: one.name, country: one.address.countryCode },
        address: one.address,
      })),
    }),
  )
  return {
    ...{ shop, store, carrier, deps },
    place: (options = {}) => place(database, { shop, store, provider }, options),
    stands: ({ id }) => readStanding(database, shop, id),
  }
}

async function place(
  database: TestDatabase,
  { shop, store, provider }: { shop: ShopId; store: StandInStore; provider: ShopProvider },
  options: PlaceOptions,
): Promise<PlacedShipment> {
  const { kind = 'warehouse', state = 'packed', parcels = [700], verified = true } = options
  const at = { domain: store.shop }
  const placed = await placeInStore(store, options.order ?? {})
  const orders = await provider.ordersUpdatedSince(at, new Date(0), null)
  const snapshot = orders.orders.find((one) => one.name === placed)
  if (!snapshot) throw new Error(`the store has no order ${placed}`)
  const [fulfillmentOrder] = await provider.fulfillmentOrders(at, snapshot.gid)
  if (!fulfillmentOrder) throw new Error(`order ${placed} has no fulfillment order`)
  const vault = await database.vaults.of(shop)
  const { email, phone, shipTo, billTo, note, customer } = snapshot
  const buyer = buyerShape.parse({
    ...{ email, phone, shipTo, billTo, note },
    ...{ firstName: customer?.firstName ?? null, lastName: customer?.lastName ?? null },
  })
  const next = { owner: 'warehouse', nextStep: 'label', dueAt: new Date(Date.now() + 3_600_000) }
  return withShop(database.db, shop, async (tx) => {
    const order = await tx.order.create({
      data: {
        ...{ shopId: shop, shopifyId: snapshot.gid, name: snapshot.name, state: 'released' },
        ...{ currency: snapshot.total.currency, totalMinor: snapshot.total.minor },
        deliveryKind: kind === 'warehouse' ? 'shipping' : kind,
        country: options.country ?? shipTo?.countryCode ?? '',
        ...{ placedAt: snapshot.placedAt, sourceUpdatedAt: snapshot.updatedAt, ...next },
        sealed: vault.seal(buyer),
        promisedAt:
          options.promisedAt === undefined
            ? new Date(Date.now() + 5 * 86_400_000)
            : options.promisedAt,
        lines: {
          create: snapshot.lines.map((line) => ({
            ...{ shopifyId: line.gid, sku: line.sku, title: line.title, quantity: line.quantity },
            ...{ grams: line.grams, priceMinor: line.price.minor },
          })),
        },
      },
      include: { lines: true },
    })
    const shipment = await tx.shipment.create({
      data: {
        ...{ shopId: shop, orderId: order.id, number: `${order.name}-1`, kind, state, ...next },
        locationGid: fulfillmentOrder.locationGid ?? '',
        verifiedAt: verified ? new Date() : null,
        lines: {
          create: fulfillmentOrder.lines.map((line) => ({
            orderLineId: order.lines.find((one) => one.shopifyId === line.orderLineGid)?.id ?? '',
            quantity: line.remaining,
          })),
        },
        parcels: {
          create: parcels.map((grams, index) => ({
            ...{ orderId: order.id, position: index + 1, grams },
          })),
        },
      },
    })
    return {
      ...{ id: shipmentId(shipment.id), orderId: orderId(order.id) },
      ...{ number: shipment.number, orderName: order.name },
    }
  })
}

/** @returns the order's name. */
async function placeInStore(store: StandInStore, order: Partial<SeedOrder>): Promise<string> {
  if (Object.keys(order).length === 0) return store.placeNext().name
  const answer = await fetch(`${store.baseUrl}/control/${store.shop}/orders`, {
    method: 'POST',
    body: JSON.stringify({ order: littleOrder(order) }),
  })
  const made = z.object({ orders: z.array(z.object({ name: z.string() })).length(1) })
  const [placed] = made.parse(await answer.json()).orders
  if (!placed) throw new Error('the store placed no order')
  return placed.name
}
