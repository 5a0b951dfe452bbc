import '@shopify/shopify-api/adapters/node'
import { Session } from '@shopify/shopify-api'
import { PrismaSessionStorage } from '@shopify/shopify-app-session-storage-prisma'
import { afterAll, beforeAll } from 'vitest'
import type { ShopId } from '../app/kernel/ids.ts'
import { openLog } from '../app/platform/log.server.ts'
import type { ShopProvider, Store } from '../app/providers/shop/contract.ts'
import { openShopifyProvider } from '../app/providers/shop/shopify/shopify.server.ts'
import { copyDatabase, type TestDatabase } from './database.ts'
import type { TokenRecord } from './store/records/running.ts'
import { redirectShopTraffic } from './store/redirect.ts'
import { type StandInStore, type StoreOptions, startStore } from './store/store.ts'
import { issueToken } from './store/tokens.ts'

export const appKeys = { apiKey: 'test-key', apiSecret: 'test-secret-of-the-app' } as const
export const appUrl = 'https://app.test'

export interface JoinedShop {
  readonly database: TestDatabase
  readonly standIn: StandInStore
  readonly provider: ShopProvider
  readonly store: Store
  readonly shop: ShopId
  readonly sessions: PrismaSessionStorage<TestDatabase['sessions']>
  /** Another process of the app: the same database, nothing else in common. */
  anotherProcess(limits?: { patienceMs?: number; timeoutMs?: number }): ShopProvider
}

/** The real adapter on a real database, joined to a stand-in store in which the app is installed. */
export async function joinShop(
  database: TestDatabase,
  standIn: StandInStore,
  domain = standIn.shop,
): Promise<JoinedShop> {
  redirectShopTraffic(standIn.baseUrl)
  const sessions = new PrismaSessionStorage(database.sessions)
  const wish = { kind: 'offline', userId: null, expiring: true } as const
  await sessions.storeSession(sessionOf(domain, issueToken(standIn.world(domain), wish)))
  const anotherProcess: JoinedShop['anotherProcess'] = (limits = {}) =>
    openShopifyProvider({
      pool: database.pool,
      log: openLog('silent', 'test'),
      sessions,
      ...appKeys,
      appUrl,
      ...limits,
    })
  const shop = await database.addShop(domain)
  const provider = anotherProcess()
  return { database, standIn, provider, store: { domain }, shop, sessions, anotherProcess }
}

/** A shop's offline session, as the app keeps it after the merchant opened the app. */
export const sessionOf = (domain: string, token: TokenRecord): Session =>
  new Session({
    id: `offline_${domain}`,
    shop: domain,
    state: '',
    isOnline: false,
    scope: token.scope,
    accessToken: token.token,
    ...(token.expiresAt && { expires: new Date(token.expiresAt) }),
    ...(token.refreshToken && { refreshToken: token.refreshToken }),
  })

/** One joined shop for all tests of a file; answers it once the tests run. */
export function oneShop(options: Pick<StoreOptions, 'seed'> & Partial<StoreOptions>) {
  let open: (JoinedShop & { close(): Promise<void> }) | null = null
  beforeAll(async () => {
    const database = await copyDatabase()
    const standIn = await startStore({ appUrl, ...appKeys, topics: [], ...options })
    const close = async () => {
      await standIn.close()
      await database.close()
    }
    open = { ...(await joinShop(database, standIn)), close }
  })
  afterAll(() => open?.close())
  return (): JoinedShop => {
    if (open === null) throw new Error('the shop is not open yet')
    return open
  }
}
