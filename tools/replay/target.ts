import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { allWait } from '../../app/journey/arrival.ts'
import { shopId } from '../../app/kernel/ids.ts'
import { openDatabase } from '../../app/platform/db.server.ts'
import { openLog } from '../../app/platform/log.server.ts'
import { openVaults } from '../../app/platform/vault.server.ts'
import { readDelivery } from '../../app/providers/shop/shopify/delivery/read-delivery.ts'
import { drainDeliveries, webhookDoor } from '../../app/stages/intake/index.server.ts'
import { openLocalDatabase } from '../local-database.ts'
import type { ReplayOptions } from './options.ts'

/** An app that deliveries are sent to. */
export interface Target {
  readonly name: string
  readonly url: string
  readonly secret: string
  /** Where it can be read what became of them; null when only the app itself knows. */
  readonly databaseUrl: string | null
  /** Has what was sent worked through; a running app does so by itself. */
  workThrough(): Promise<void>
  stop(): Promise<void>
}

const keepsake = z.object({
  apiSecret: z.string(),
  ports: z.object({ app: z.number(), database: z.number() }),
})
const demoFolder = '.demo/world'
const nothing = () => Promise.resolve()

/** The app named; else the demo, if it runs; else one started for this run. @throws Error that says what is missing. */
export async function openTarget(options: ReplayOptions): Promise<Target> {
  const demo = await runningDemo()
  const url = options.to
  if (url === null) return demo ?? startOwn(options.secret)
  const isDemo = demo?.url === url
  const secret =
    options.secret ?? process.env['SHOPIFY_API_SECRET'] ?? (isDemo ? demo.secret : undefined)
  if (secret === undefined)
    throw new Error('say with which secret to sign: --secret, or SHOPIFY_API_SECRET')
  const databaseUrl = isDemo ? demo.databaseUrl : (process.env['DATABASE_URL'] ?? null)
  return { name: url, url, secret, databaseUrl, workThrough: nothing, stop: nothing }
}

async function runningDemo(): Promise<Target | null> {
  const file = join(demoFolder, 'keepsake.json')
  const passwordFile = join(demoFolder, 'postgres', 'password')
  if (!existsSync(file) || !existsSync(passwordFile)) return null
  const { apiSecret, ports } = keepsake.parse(JSON.parse(readFileSync(file, 'utf8')))
  const url = `http://127.0.0.1:${ports.app}`
  if (!(await answers(url))) return null
  const password = encodeURIComponent(readFileSync(passwordFile, 'utf8').trim())
  return {
    name: `the demo at ${url}`,
    url,
    secret: apiSecret,
    databaseUrl: `postgres://app_rw:${password}@127.0.0.1:${ports.database}/orderwright`,
    workThrough: nothing,
    stop: nothing,
  }
}

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2_000) }).then(
    (answer) => answer.ok,
    () => false,
  )

/** A database, the door and the drain, in a temporary folder and this process. */
async function startOwn(given: string | null): Promise<Target> {
  const folder = mkdtempSync(join(tmpdir(), 'orderwright-replay-'))
  // PostgreSQL runs as a user of its own when we are root.
  chmodSync(folder, 0o755)
  const local = await openLocalDatabase(folder, 29_000)
  const { db, pool, close } = openDatabase(local.env.DATABASE_URL, 6)
  const vaults = openVaults(db, randomBytes(32))
  const log = openLog('error', 'replay')
  const secret = given ?? randomBytes(24).toString('hex')
  const door = webhookDoor({ config: { SHOPIFY_API_SECRET: secret }, pool, vaults, log })
  const server = createServer(door)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  return {
    name: 'an app started for this run',
    url: `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`,
    secret,
    databaseUrl: local.env.DATABASE_URL,
    async workThrough() {
      const deps = { db, vaults, log, shop: { readDelivery }, arrivals: allWait }
      // As if the shops had the app all along: what is to be read again from their stores is booked.
      await db.shop.updateMany({ data: { installedAt: new Date(0) } })
      for (const { id } of await db.shop.findMany({ select: { id: true } }))
        await drainDeliveries(deps, shopId(id))
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await door.settled()
      await close()
      await local.server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
