/** A store for the pages' own tests: a world planted from the seed, nothing that runs by itself. */
import { createHmac, randomUUID } from 'node:crypto'
import { act } from '../act.ts'
import type { IdTokenFor, StoreContext } from '../http.ts'
import { placeOrder } from '../orders/place.ts'
import { minorUnits } from '../records/money.ts'
import { makeSeed } from '../seed/index.ts'
import type { Outgoing, World } from '../world.ts'

export interface LittleStore extends StoreContext {
  /** Topics the shop has told the app so far. */
  readonly told: string[]
  readonly shopWorld: World
  /** Places the nth order of the seed. */
  place(n: number): ReturnType<typeof placeOrder>
}

const at = '2026-11-23T08:00:00.000Z'

function emptyWorld(told: string[]): World {
  const seed = makeSeed(7)
  const { shop } = seed
  return {
    shop: { type: 'Shop', id: 1, ...shop, createdAt: at },
    seed,
    cells: {
      lastId: 5_000_000_000_000,
      lastOrderNumber: 1000,
      lastDraftNumber: 0,
      nextSeedOrder: 0,
      install: { installed: true, installedAt: at, uninstalledAt: null },
      tokens: [],
      later: [],
      rate: { perMinute: 0, remaining: null },
      faults: {
        webhooks: { drop: 0, duplicate: 0, delayMs: 0, reorder: 0 },
        api: { error429: 0, error5xx: 0, throttled: 0, timeoutAfterWork: 0, hangMs: 0 },
      },
      random: 1,
      bucket: { maximum: 2000, restoreRate: 100 },
      idempotent: {},
    },
    locations: new Map(),
    services: new Map(),
    products: new Map(),
    variants: new Map(),
    levels: new Map(),
    metafields: new Map(),
    customers: new Map(),
    orders: new Map(),
    transactions: new Map(),
    refunds: new Map(),
    drafts: new Map(),
    fulfillmentOrders: new Map(),
    merchantRequests: new Map(),
    fulfillments: new Map(),
    returns: new Map(),
    reverses: new Map(),
    bulkOperations: new Map(),
    deliveries: new Map(),
    done: [],
    send: ({ topic }: Outgoing) => void told.push(topic),
    callBack: (url: string) => void told.push(url),
    changed: () => undefined,
  }
}

function plant(world: World): void {
  const id = (): number => {
    world.cells.lastId += 1
    return world.cells.lastId
  }
  const places = new Map<string, number>()
  for (const location of world.seed.locations) {
    const locationId = id()
    const isService = location.kind === 'fulfillment_service'
    const serviceId = isService ? id() : null
    places.set(location.key, locationId)
    world.locations.set(locationId, {
      type: 'Location',
      id: locationId,
      ...location,
      serviceId,
      createdAt: at,
    })
    if (serviceId === null) continue
    world.services.set(serviceId, {
      type: 'FulfillmentService',
      id: serviceId,
      handle: location.key,
      name: location.name,
      callbackUrl: null,
      locationId,
      inventoryManagement: true,
      trackingSupport: true,
      requiresShippingMethod: false,
    })
  }
  for (const product of world.seed.products) {
    const productId = id()
    const variantIds: number[] = []
    for (const [position, variant] of product.variants.entries()) {
      const variantId = id()
      const itemId = id()
      variantIds.push(variantId)
      const { sku, title, grams, barcode, tracked } = variant
      const price = minorUnits(variant.price, world.shop.currency)
      const common = { sku, title, grams, barcode, tracked, price, createdAt: at, updatedAt: at }
      world.variants.set(variantId, {
        type: 'ProductVariant',
        id: variantId,
        itemId,
        productId,
        position: position + 1,
        ...common,
      })
      for (const [key, pieces] of Object.entries(variant.onHand)) {
        const levelId = id()
        world.levels.set(levelId, {
          type: 'InventoryLevel',
          id: levelId,
          itemId,
          locationId: places.get(key) ?? 0,
          quantities: {
            available: pieces,
            committed: 0,
            damaged: 0,
            incoming: 0,
            quality_control: 0,
            reserved: 0,
            safety_stock: 0,
          },
          updatedAt: at,
        })
      }
    }
    const { variants: _, tags, ...rest } = product
    world.products.set(productId, {
      type: 'Product',
      id: productId,
      ...rest,
      tags: [...tags],
      variantIds,
      createdAt: at,
      updatedAt: at,
    })
  }
}

type Settings = Partial<Pick<StoreContext, 'apiKey' | 'apiSecret' | 'appUrl' | 'baseUrl'>>

export function littleStore(settings: Settings = {}): LittleStore {
  const told: string[] = []
  const world = emptyWorld(told)
  plant(world)
  const keys = { apiKey: 'key-of-the-app', apiSecret: 'a-secret-of-the-app-in-tests', ...settings }
  return {
    baseUrl: 'http://127.0.0.1:4001',
    appUrl: 'http://127.0.0.1:4002',
    ...keys,
    worlds: new Map([[world.shop.domain, world]]),
    world(shop) {
      if (shop !== world.shop.domain) throw new Error(`no shop "${shop}"`)
      return world
    },
    idToken: (of) => signedToken(of, keys),
    told,
    shopWorld: world,
    place: (n) => act(world, (one) => placeOrder(one, world.seed.order(n), n)),
  }
}

function signedToken(
  { shop, user = 1, ttlSeconds = 60 }: IdTokenFor,
  { apiKey, apiSecret }: { readonly apiKey: string; readonly apiSecret: string },
): string {
  const now = Math.floor(Date.now() / 1000)
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = {
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: apiKey,
    sub: String(user),
    exp: now + ttlSeconds,
    nbf: now,
    iat: now,
    jti: randomUUID(),
    sid: randomUUID(),
  }
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
  return `${signed}.${createHmac('sha256', apiSecret).update(signed).digest('base64url')}`
}
