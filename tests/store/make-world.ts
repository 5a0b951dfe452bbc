/** A shop from its seed, before anybody bought anything. */
import { createHash } from 'node:crypto'
import { Act } from './act.ts'
import { gid } from './ids.ts'
import { addService } from './mutations/services.ts'
import type { ProductRecord, VariantRecord } from './records/catalogue.ts'
import { minorUnits } from './records/money.ts'
import type { Faults } from './records/running.ts'
import { defaultScopes } from './scopes.ts'
import type { Seed, SeedProduct, SeedVariant } from './seed/shapes.ts'
import { emptyQuantities } from './stock/levels.ts'
import type { Cells, Tables, World } from './world.ts'

export const noFaults: Faults = {
  webhooks: { drop: 0, duplicate: 0, delayMs: 0, reorder: 0 },
  api: { error429: 0, error5xx: 0, throttled: 0, timeoutAfterWork: 0, hangMs: 10_000 },
}

const emptyTables = (): Tables => ({
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
  transfers: new Map(),
  bulkOperations: new Map(),
  deliveries: new Map(),
})

export interface WorldOptions {
  readonly domain: string
  readonly installed: boolean
  readonly bucket: Cells['bucket']
  readonly randomSeed: number
  /** The callback of the services the seed plants; null: none. */
  readonly serviceCallbackUrl: string | null
  readonly scopes?: readonly string[]
}

/** What a world does besides keeping records. */
export type WorldWork = Pick<World, 'send' | 'callBack' | 'changed'>

/** Ids of different shops never meet: each starts at a number of its own, far below 2^53. */
const firstId = (domain: string): number =>
  5_000_000_000_000 + (createHash('sha256').update(domain).digest().readUInt16BE(0) % 4000) * 1e9

function freshCells(options: WorldOptions): Cells {
  return {
    lastId: firstId(options.domain),
    lastOrderNumber: 1000,
    lastDraftNumber: 0,
    nextSeedOrder: 0,
    install: {
      installed: options.installed,
      installedAt: options.installed ? new Date().toISOString() : null,
      uninstalledAt: null,
    },
    tokens: [],
    later: [],
    rate: { perMinute: 0, remaining: null },
    faults: noFaults,
    random: options.randomSeed,
    bucket: options.bucket,
    idempotent: {},
  }
}

export function makeWorld(seed: Seed, options: WorldOptions, work: WorldWork): World {
  const cells = freshCells(options)
  cells.lastId += 1
  const { name, email, currency, timezone, countryCode } = seed.shop
  const world: World = {
    ...emptyTables(),
    ...work,
    shop: {
      type: 'Shop',
      id: cells.lastId,
      name,
      domain: options.domain,
      email,
      currency,
      timezone,
      countryCode,
      createdAt: new Date().toISOString(),
    },
    seed,
    scopes: options.scopes ?? defaultScopes,
    cells,
    done: [],
  }
  // An act that is never finished: what is there from the start is no news.
  const act = new Act(world)
  plantLocations(act, seed, options.serviceCallbackUrl)
  for (const product of seed.products) plantProduct(act, product)
  return world
}

function plantLocations(act: Act, seed: Seed, callbackUrl: string | null): void {
  for (const location of seed.locations) {
    const { name, kind, ...place } = location
    if (kind === 'fulfillment_service') {
      const input = { name, callbackUrl, inventoryManagement: false, trackingSupport: true }
      addService(act, input, place)
      continue
    }
    const id = act.id()
    act.world.locations.set(id, {
      type: 'Location',
      id,
      name,
      kind,
      ...place,
      serviceId: null,
      createdAt: act.at,
    })
  }
}

function plantProduct(act: Act, seed: SeedProduct): void {
  const { variants, ...rest } = seed
  const product: ProductRecord = {
    type: 'Product',
    id: act.id(),
    ...rest,
    tags: [...seed.tags],
    variantIds: [],
    createdAt: act.at,
    updatedAt: act.at,
  }
  act.world.products.set(product.id, product)
  for (const side of sides) plantSize(act, product, side)
  for (const variant of variants) plantVariant(act, product, variant)
}

const sides = ['length', 'width', 'height'] as const

/** Sizes are no field of Shopify's: the app keeps them in metafields of its own. */
function plantSize(act: Act, product: ProductRecord, side: (typeof sides)[number]): void {
  if (product.sizeMm === null) return
  const id = act.id()
  act.world.metafields.set(id, {
    type: 'Metafield',
    id,
    ownerGid: gid('Product', product.id),
    namespace: 'orderwright',
    key: `${side}_mm`,
    metafieldType: 'number_integer',
    value: String(product.sizeMm[side]),
    createdAt: act.at,
    updatedAt: act.at,
  })
}

function plantVariant(act: Act, product: ProductRecord, seed: SeedVariant): void {
  const { world } = act
  const variant: VariantRecord = {
    type: 'ProductVariant',
    id: act.id(),
    itemId: act.id(),
    productId: product.id,
    position: product.variantIds.length + 1,
    sku: seed.sku,
    title: seed.title,
    price: minorUnits(seed.price, world.shop.currency),
    grams: seed.grams,
    barcode: seed.barcode,
    tracked: seed.tracked,
    createdAt: act.at,
    updatedAt: act.at,
  }
  world.variants.set(variant.id, variant)
  product.variantIds.push(variant.id)
  for (const location of world.locations.values()) {
    const pieces = seed.onHand[location.key]
    if (pieces === undefined) continue
    const id = act.id()
    world.levels.set(id, {
      type: 'InventoryLevel',
      id,
      itemId: variant.itemId,
      locationId: location.id,
      quantities: { ...emptyQuantities(), available: pieces },
      updatedAt: act.at,
    })
  }
}
