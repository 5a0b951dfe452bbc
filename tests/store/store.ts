/** The stand-in store as a whole: shops, doors, post office, clock, memory. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Clockwork, placeNext } from './background.ts'
import { catalogueControl } from './control/catalogue.ts'
import { orderControl } from './control/orders.ts'
import { shopControl } from './control/shop.ts'
import { transferControl } from './control/transfers.ts'
import { type Counts, counts } from './counts.ts'
import { fileRoutes } from './files.ts'
import { Bucket } from './graphql/bucket.ts'
import { graphqlRoutes } from './graphql/endpoint.ts'
import { adminSchema, schemaVersion } from './graphql/schema.ts'
import { type IdTokenFor, listener, type Route, type StoreContext, UnknownShop } from './http.ts'
import { signIdToken } from './id-token.ts'
import { makeWorld } from './make-world.ts'
import { oauthRoutes } from './oauth.ts'
import type { OrderRecord } from './records/orders.ts'
import type { Seed } from './seed/shapes.ts'
import { readSnapshot, restore, Saver } from './snapshot.ts'
import { issueToken } from './tokens.ts'
import { doorOf, type Sender, sendCallback, sendWebhook } from './webhooks/make-delivery.ts'
import { Outbox, type OutboxState } from './webhooks/outbox.ts'
import type { World } from './world.ts'

export interface StoreOptions {
  /** Where webhooks go: `{appUrl}/webhooks`. */
  readonly appUrl: string
  readonly apiKey: string
  readonly apiSecret: string
  /** What the shops are planted with; a number names one of the big seeds. */
  readonly seed: Seed | number
  /** "<handle>.myshopify.com", one world each; default: the seed's own shop. */
  readonly shops?: readonly string[]
  /** 0: any free port. */
  readonly port?: number
  /** Only this machine reaches the store, unless told otherwise. */
  readonly host?: string
  /** Kept across restarts in this file; without it the store forgets. */
  readonly stateFile?: string
  /** Forgets what the file holds. */
  readonly fresh?: boolean
  /** Whether the app is in the shops from the start; default true. A token exchange installs it too. */
  readonly installed?: boolean
  /** Only these webhook topics; default all. */
  readonly topics?: readonly string[]
  /** Granted with every token. */
  readonly scopes?: readonly string[]
  readonly bucket?: { readonly maximum: number; readonly restoreRate: number }
  readonly webhooks?: {
    readonly timeoutMs?: number
    readonly concurrency?: number
    /** Shopify's back-off (10 s to 2 h) is multiplied with it; default 1. */
    readonly retryFactor?: number
  }
  /** For the services the seed plants; default none. */
  readonly serviceCallbackUrl?: string
  /** Pages for people: the admin, the order-status page. */
  readonly pages?: readonly Route[]
}

export interface StandInStore {
  /** "http://127.0.0.1:4001" */
  readonly baseUrl: string
  readonly worlds: ReadonlyMap<string, World>
  /** The first (or only) shop. */
  readonly shop: string
  world(shop?: string): World
  /** Places the next order of the seed. */
  placeNext(shop?: string): OrderRecord
  counts(shop?: string): Counts
  webhooks(shop?: string): OutboxState
  /** Resolves when no delivery waits or is on its way. @throws after `timeoutMs`. */
  quiet(timeoutMs?: number): Promise<void>
  idToken(of: IdTokenFor): string
  /** An offline access token without the way through the app. */
  token(shop?: string): string
  close(): Promise<void>
}

async function seedFrom(seed: Seed | number): Promise<Seed> {
  if (typeof seed !== 'number') return seed
  const { makeSeed } = await import('./seed/index.ts')
  return makeSeed(seed)
}

interface Works {
  readonly outbox: Outbox
  readonly sender: Sender
  readonly saver: Saver
}

function plant(options: StoreOptions, seed: Seed, domain: string, works: Works): World {
  const { outbox, sender, saver } = works
  const world: World = makeWorld(
    seed,
    {
      domain,
      installed: options.installed ?? true,
      bucket: options.bucket ?? { maximum: 2000, restoreRate: 100 },
      randomSeed: typeof options.seed === 'number' ? options.seed : 1,
      serviceCallbackUrl: options.serviceCallbackUrl ?? null,
      ...(options.scopes !== undefined && { scopes: options.scopes }),
    },
    {
      send: (what) => sendWebhook(world, outbox, sender, what),
      callBack: (url, body) => sendCallback(world, outbox, sender, url, body),
      changed: saver.changed,
    },
  )
  return world
}

function worldsFrom(options: StoreOptions, seed: Seed, works: Works): Map<string, World> {
  const worlds = new Map<string, World>()
  for (const domain of options.shops ?? [seed.shop.domain]) {
    worlds.set(domain, plant(options, seed, domain, works))
  }
  const file = options.stateFile
  const saved = file === undefined || options.fresh === true ? null : readSnapshot(file)
  for (const one of saved?.worlds ?? []) {
    const world = worlds.get(one.shop.domain)
    if (world !== undefined) restore(world, one)
  }
  return worlds
}

function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('no port'))
      else resolve(address)
    })
  })
}

export async function startStore(options: StoreOptions): Promise<StandInStore> {
  const appUrl = options.appUrl.replace(/\/$/, '')
  const { apiKey, apiSecret } = options
  const seed = await seedFrom(options.seed)
  adminSchema()
  const outbox = new Outbox({
    timeoutMs: options.webhooks?.timeoutMs ?? 5000,
    concurrency: options.webhooks?.concurrency ?? 8,
    retryFactor: options.webhooks?.retryFactor ?? 1,
  })
  const worlds = new Map<string, World>()
  const saver = new Saver(options.stateFile ?? null, () => worlds.values())
  const sender: Sender = {
    appUrl,
    apiSecret,
    apiVersion: schemaVersion,
    topics: options.topics === undefined ? null : new Set(options.topics),
  }
  const made = worldsFrom(options, seed, { outbox, sender, saver })
  for (const [domain, world] of made) worlds.set(domain, world)

  const buckets = new Map<World, Bucket>()
  const bucketOf = (world: World): Bucket => {
    const known = buckets.get(world) ?? new Bucket(() => world.cells.bucket)
    buckets.set(world, known)
    return known
  }
  const routes: readonly Route[] = [
    ...graphqlRoutes(bucketOf),
    ...oauthRoutes,
    ...fileRoutes,
    ...orderControl,
    ...catalogueControl,
    ...transferControl,
    ...shopControl({ outbox, bucketOf }),
    ...(options.pages ?? []),
  ]
  let baseUrl = ''
  const idToken = (of: IdTokenFor) => signIdToken(of, { apiKey, apiSecret })
  const context: StoreContext = {
    get baseUrl() {
      return baseUrl
    },
    appUrl,
    apiKey,
    apiSecret,
    worlds,
    world: (shop) => {
      const world = worlds.get(shop)
      if (world === undefined) throw new UnknownShop(shop, worlds.keys())
      return world
    },
    idToken,
  }
  const answer = listener(routes, context)
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      process.stderr.write(`stand-in store: ${String(error)}\n`)
      response.destroy()
    })
  })
  server.keepAliveTimeout = 65_000
  const host = options.host ?? '127.0.0.1'
  const { port } = await listen(server, options.port ?? 0, host)
  baseUrl = `http://${host}:${port}`
  for (const world of worlds.values()) {
    for (const delivery of world.deliveries.values()) {
      // The app may have moved since.
      if (delivery.kind === 'webhook') delivery.url = doorOf(appUrl)
      outbox.put(world, delivery)
    }
  }
  const clockwork = new Clockwork(worlds, context)
  const [shop = ''] = worlds.keys()
  const world = (name = shop) => context.world(name)

  return {
    baseUrl,
    worlds,
    shop,
    world,
    placeNext: (name) => placeNext(world(name)),
    counts: (name) => counts(world(name)),
    webhooks: (name) => outbox.state(world(name)),
    quiet: (timeoutMs = 10_000) => untilQuiet(worlds, outbox, timeoutMs),
    idToken,
    token: (name) =>
      issueToken(world(name), { kind: 'offline', userId: null, expiring: false }).token,
    close: async () => {
      clockwork.stop()
      server.closeIdleConnections()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      await outbox.close()
      server.closeAllConnections()
      await closed
      await saver.close()
    },
  }
}

async function untilQuiet(
  worlds: ReadonlyMap<string, World>,
  outbox: Outbox,
  timeoutMs: number,
): Promise<void> {
  const end = Date.now() + timeoutMs
  for (;;) {
    const loud = [...worlds.values()].filter((world) => !outbox.state(world).quiet)
    if (loud.length === 0) return
    if (Date.now() > end) {
      const states = loud.map((world) => JSON.stringify(outbox.state(world))).join(' ')
      throw new Error(`webhooks still wait after ${timeoutMs} ms: ${states}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
