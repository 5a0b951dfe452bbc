import type { Pool } from 'pg'
import type { Config } from '../platform/config.server.ts'
import type { Log } from '../platform/log.server.ts'
import type { ShopProvider } from '../providers/shop/contract.ts'
import { openShopifyProvider } from '../providers/shop/shopify/shopify.server.ts'
import type { ShopifyLibrary } from './shopify.server.ts'

export interface ShopDeps {
  readonly config: Config
  readonly pool: Pool
  readonly log: Log
  /** Its session storage holds each shop's offline token. */
  readonly shopify: Pick<ShopifyLibrary, 'sessionStorage'>
  readonly caller: 'page' | 'job'
}

/**
 * How long a call waits for the store's query budget. A person waits for it; a job comes back later, so that
 * the work of other shops, and work that asks no store, is not kept behind it.
 */
const patience = { page: 8_000, job: 1_000 }

/** The stores the app works for: Shopify's. Calls go the way the library's own go. */
export const openShopProvider = ({ config, pool, log, shopify, caller }: ShopDeps): ShopProvider =>
  openShopifyProvider({
    pool,
    log,
    sessions: shopify.sessionStorage,
    apiKey: config.SHOPIFY_API_KEY,
    apiSecret: config.SHOPIFY_API_SECRET,
    appUrl: config.SHOPIFY_APP_URL,
    patienceMs: patience[caller],
  })
