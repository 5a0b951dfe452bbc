import '@shopify/shopify-app-remix/adapters/node'
import { ApiVersion, AppDistribution, shopifyApp } from '@shopify/shopify-app-remix/server'
import type { PrismaSessionStorage } from '@shopify/shopify-app-session-storage-prisma'
import { welcomeShop } from '../journey/jobs.ts'
import { type ShopId, shopId } from '../kernel/ids.ts'
import type { Config } from '../platform/config.server.ts'
import { type Db, withShop } from '../platform/db.server.ts'
import { enqueue } from '../platform/jobs.server.ts'
import type { Vaults } from '../platform/vault.server.ts'
import { LastingSessions } from './sessions.server.ts'
import { sendShopTrafficTo } from './stand-in-store.server.ts'

export interface ShopifyDeps {
  readonly config: Config
  readonly db: Db
  readonly sessions: ConstructorParameters<typeof PrismaSessionStorage>[0]
  readonly vaults: Vaults
}

/**
 * Shopify's library, set up for token exchange and expiring offline tokens.
 * A shop that is seen for the first time (or again after an uninstall) is welcomed by a job.
 */
export function openShopify({ config, db, sessions, vaults }: ShopifyDeps) {
  if (config.STAND_IN_STORE_URL) sendShopTrafficTo(config.STAND_IN_STORE_URL)
  return shopifyApp({
    apiKey: config.SHOPIFY_API_KEY,
    apiSecretKey: config.SHOPIFY_API_SECRET,
    apiVersion: ApiVersion.July26,
    scopes: config.SCOPES.split(','),
    appUrl: config.SHOPIFY_APP_URL,
    authPathPrefix: '/auth',
    sessionStorage: new LastingSessions(sessions),
    distribution: AppDistribution.AppStore,
    useOnlineTokens: true,
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
    logger: { log: () => undefined },
    hooks: {
      afterAuth: async ({ session }) => {
        await installShop({ db, vaults }, session.shop)
      },
    },
  })
}
export type ShopifyLibrary = ReturnType<typeof openShopify>

/** Remembers that a shop has the app, and books its welcome once per install. Answers our id of it. */
export async function installShop(
  { db, vaults }: { readonly db: Db; readonly vaults: Vaults },
  domain: string,
): Promise<ShopId> {
  const known = await db.shop.findUnique({ where: { domain } })
  if (known?.installedAt && !known.uninstalledAt && known.wrappedKey) return shopId(known.id)
  // Frame and page of the first visit install at once, and a delivery may come before both: whoever comes first gives
  // the key, and what was sealed by it stays open.
  const [row] = await db.$queryRaw<{ id: string }[]>`
    insert into shop (domain, installed_at, wrapped_key) values (${domain}, now(), ${vaults.newWrappedKey()})
    on conflict (domain) do update set uninstalled_at = null,
      installed_at = case when shop.uninstalled_at is null then coalesce(shop.installed_at, excluded.installed_at) else excluded.installed_at end,
      wrapped_key = coalesce(shop.wrapped_key, excluded.wrapped_key)
    returning id`
  if (!row) throw new Error(`the shop ${domain} was neither found nor made`)
  const id = shopId(row.id)
  vaults.forget(id)
  await withShop(db, id, (tx) =>
    enqueue(tx, welcomeShop, { shopId: id }, { key: `intake.welcome:${id}` }),
  )
  return id
}

/** Our id of a shop that has the app; null when there is no such shop. */
export async function findShop(db: Db, domain: string): Promise<ShopId | null> {
  const row = await db.shop.findUnique({ where: { domain }, select: { id: true } })
  return row ? shopId(row.id) : null
}
