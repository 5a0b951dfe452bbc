import { type Config, readConfig } from '../platform/config.server.ts'
import { openDatabase } from '../platform/db.server.ts'
import { openLog } from '../platform/log.server.ts'
import type { LinkKey } from '../platform/signed-token.server.ts'
import { threadEntry } from '../platform/threads/entry.server.ts'
import { openThreadsApart } from '../platform/threads/open-threads-apart.server.ts'
import { openTraces } from '../platform/traces.server.ts'
import { openVaults } from '../platform/vault.server.ts'
import { readRetention } from '../stages/intake/index.ts'
import { openCarriers } from './carriers.server.ts'
import { openMail } from './mail.server.ts'
import { openPartners } from './partners.server.ts'
import { openShopProvider } from './shop.server.ts'
import { openShopify } from './shopify.server.ts'

const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'))

const linkKeyOf = ({ LINK_KEY, LINK_KEY_PREVIOUS }: Config): LinkKey =>
  LINK_KEY_PREVIOUS ? { now: bytes(LINK_KEY), before: bytes(LINK_KEY_PREVIOUS) } : bytes(LINK_KEY)

/** Opens everything a process needs. Each room's `…Deps` is a part of this. */
function openServices(config: Config, name: string) {
  const log = openLog(config.LOG_LEVEL, name, config.LOG_FILE)
  const { db, sessions, pool, close } = openDatabase(config.DATABASE_URL, config.DATABASE_POOL)
  const vaults = openVaults(
    db,
    Buffer.from(config.MASTER_KEY, 'base64'),
    config.OLD_MASTER_KEY ? Buffer.from(config.OLD_MASTER_KEY, 'base64') : null,
  )
  const shopify = openShopify({ config, db, sessions, vaults })
  const planners = openThreadsApart({
    host: threadEntry('planner-host'),
    entry: threadEntry('planner'),
    size: config.PLANNER_THREADS,
    memoryMb: config.PLANNER_MEMORY_MB,
  })
  const { carriers, trackers } = openCarriers(config)
  const mail = openMail(config)
  const traces = openTraces(config, name)
  return {
    config,
    traces,
    log,
    db,
    pool,
    vaults,
    shopify,
    shop: openShopProvider({
      ...{ config, pool, log, shopify },
      caller: name === 'worker' ? 'job' : 'page',
    }),
    carriers,
    trackers,
    partners: openPartners(config),
    mail,
    planners,
    retention: readRetention(config.RETENTION_DAYS),
    linkKey: linkKeyOf(config),
    /** Where a shop's customers reach our pages: their own shop's address, through the app proxy. */
    storefrontUrl: (domain: string) =>
      config.STAND_IN_STORE_URL
        ? `${config.STAND_IN_STORE_URL}/store/${domain}/apps/orderwright`
        : `https://${domain}/apps/orderwright`,
    close: async () => {
      await planners.close()
      mail.close()
      await close()
      await traces.close()
    },
  }
}
export type Services = ReturnType<typeof openServices>

let opened: Services | null = null

/** The process's one set of open things, opened at first use with the environment. */
export function services(): Services {
  opened ??= openServices(readConfig(process.env), process.env['ORDERWRIGHT_PROCESS'] ?? 'web')
  return opened
}
