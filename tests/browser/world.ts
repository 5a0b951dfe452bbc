import { randomBytes, randomInt } from 'node:crypto'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { z } from 'zod'
import { freePort } from '../../app/platform/free-port.server.ts'
import { appScripts } from '../../tools/app-processes.ts'
import { type StartedProcess, startProcess, untilAnswers } from '../../tools/processes.ts'
import { type RunningCarrier, startCarrier } from '../carrier/index.ts'
import { copyDatabase, type TestDatabase } from '../database.ts'
import { appEnvironment } from '../demo/app-environment.ts'
import { until } from '../demo/progress.ts'
import { type CaughtMail, type Mailbox, startMailbox } from '../mailbox/index.ts'
import { act } from '../store/act.ts'
import { readManifest } from '../store/manifest.ts'
import { placeOrder } from '../store/orders/place.ts'
import { pageRoutes } from '../store/pages/index.ts'
import type { OrderRecord } from '../store/records/orders.ts'
import type { SeedOrder } from '../store/seed/shapes.ts'
import { staff } from '../store/staff.ts'
import { type StandInStore, startStore } from '../store/store.ts'
import { type AppVisitor, appVisitor } from '../visitors/app-visitor.ts'
import type { AppIdentity } from '../visitors/id-token.ts'
import { openChromium } from './chromium.ts'

/** The shop with orders in it, and one that has just installed the app. */
export const busyShop = 'orderwright-demo.myshopify.com'
export const newShop = 'quiet-harbour.myshopify.com'

export interface BrowserWorld {
  readonly browser: Browser
  readonly store: StandInStore
  readonly carrier: RunningCarrier
  readonly mailbox: Mailbox
  readonly database: TestDatabase
  readonly appUrl: string
  /** A person of the busy shop without a browser, by number (`tests/store/staff.ts`). */
  person(id: 1 | 2 | 3): AppVisitor
  /** Places an order in the busy shop. */
  place(order: SeedOrder): OrderRecord
  /** The nth order of the busy shop's seed, not placed. */
  seedOrder(n: number): SeedOrder
  /** Our own id of an order, once it stands where the test needs it. */
  orderIn(name: string, states: readonly string[]): Promise<string>
  /** Resolves when no delivery and no job that is due waits any more. */
  settled(): Promise<void>
  /** The newest letter that says these words in its subject, once it came. */
  letter(words: string): Promise<CaughtMail>
  /** Where the newest letter about an order leads with this purpose (`correct`, `track`, …), once it came. */
  linkIn(order: string, purpose: string): Promise<string>
  close(): Promise<void>
}

const homePage = z.object({ welcomed: z.boolean() })

/**
 * The stand-ins in this process, the built web and worker as processes of their own on a fresh
 * database, and a browser. Nothing moves by itself: the carrier scans when a test says so.
 * @param besides more of the processes' environment.
 */
export async function openWorld(
  name: string,
  besides: Readonly<Record<string, string>> = {},
): Promise<BrowserWorld> {
  const appUrl = `http://127.0.0.1:${await freePort(randomInt(18_000, 26_000))}`
  const secrets = {
    apiKey: randomBytes(16).toString('hex'),
    apiSecret: randomBytes(24).toString('hex'),
    masterKey: randomBytes(32).toString('base64'),
    linkKey: randomBytes(32).toString('base64'),
    carrierSecret: randomBytes(24).toString('hex'),
  }
  const closers: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const one of closers.toReversed()) await one()
  }
  const opened = <T>(thing: T, closeIt: (thing: T) => Promise<unknown>): T => {
    closers.push(() => closeIt(thing))
    return thing
  }
  try {
    const database = opened(await copyDatabase(), (one) => one.close())
    const mailbox = opened(await startMailbox({ smtpPort: 0, httpPort: 0 }), (one) => one.close())
    const store = opened(
      await startStore({
        appUrl,
        apiKey: secrets.apiKey,
        apiSecret: secrets.apiSecret,
        seed: 1,
        shops: [busyShop, newShop],
        installed: false,
        pages: pageRoutes,
        webhooks: { retryFactor: 0.05 },
        ...readManifest('shopify.app.toml'),
      }),
      (one) => one.close(),
    )
    const carrier = opened(
      await startCarrier({
        port: 0,
        appUrl,
        secret: secrets.carrierSecret,
        eventEveryMs: 3_600_000,
        seed: '1',
      }),
      (one) => one.stop(),
    )
    const env = {
      ...appEnvironment(
        { app: appUrl, store: store.baseUrl, carrier: carrier.url, smtp: mailbox.smtpUrl },
        secrets,
        { sweepSeconds: 600, pollSeconds: 3600 },
      ),
      DATABASE_URL: database.appUrl,
      OWNER_DATABASE_URL: database.ownerUrl,
      DATABASE_POOL: '6',
      ...besides,
    }
    const start = (process: 'web' | 'worker'): StartedProcess =>
      opened(
        startProcess({
          name: process,
          script: appScripts[process],
          env: { ...env, ORDERWRIGHT_PROCESS: process },
          logs: join('.cache/browser', name),
        }),
        (one) => one.stop(),
      )
    const web = start('web')
    start('worker')
    const browser = opened(await openChromium(), (one) => one.close())
    await untilAnswers(`${appUrl}/readyz`, web)
    const identity = (shop: string): AppIdentity => ({ ...secrets, shop })
    await welcomed(appVisitor(appUrl, identity(busyShop), { id: String(staff[0].id) }))
    return {
      browser,
      store,
      carrier,
      mailbox,
      database,
      appUrl,
      person: (id) => appVisitor(appUrl, identity(busyShop), { id: String(id) }),
      place: (order) => act(store.world(busyShop), (acting) => placeOrder(acting, order, null)),
      seedOrder: (n) => store.world(busyShop).seed.order(n),
      orderIn: (order, states) => orderIn(database, order, states),
      settled: async () => {
        await store.quiet(30_000)
        await until('the jobs to be done', () => idle(database), 60_000)
      },
      letter: (words) =>
        until(
          `a letter that says “${words}”`,
          async () => mailbox.box.find().find(({ subject }) => subject.includes(words)) ?? null,
          30_000,
        ),
      linkIn: (order, purpose) =>
        until(
          `a letter about ${order} with a link to ${purpose}`,
          async () => linkOf(mailbox, order, purpose),
          40_000,
        ).catch((error: unknown) => toldWith(database, order, error)),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Opening the app installs it; it is ready when the store was read. */
async function welcomed(owner: AppVisitor): Promise<void> {
  await until(
    'the app to have read the store',
    async () => (homePage.parse(await owner.look('/app')).welcomed ? true : null),
    60_000,
  )
}

const linkOf = ({ box }: Mailbox, order: string, purpose: string): string | null => {
  const link = new RegExp(`https?://\\S+/apps/orderwright/${purpose}/[\\w.-]+`)
  const letters = box.find().filter(({ subject }) => new RegExp(`${order}\\b`).test(subject))
  return letters.map(({ text }) => link.exec(text)?.[0]).find((found) => found) ?? null
}

/** What became of an order's letters and of the jobs, for whoever reads why a test failed. */
async function toldWith({ owner }: TestDatabase, order: string, error: unknown): Promise<never> {
  const { rows } = await owner.query(
    `select o.state, (select json_agg(json_build_object('kind', m.kind, 'state', m.state, 'error', m.error))
       from mail m where m.shop_id = o.shop_id and m.order_id = o.id) as mails,
       (select json_agg(json_build_object('task', j.task_identifier, 'runs', j.run_at, 'error', j.last_error))
       from graphile_worker.jobs j) as jobs
     from sales_order o where o.name = $1`,
    [order],
  )
  throw new Error(`${messageOf(error)}: ${JSON.stringify(rows)}`)
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)

/** A job that failed and is tried again later is not waited for: what it was to do is missed by the test. */
async function idle({ owner }: TestDatabase): Promise<true | null> {
  const { rowCount } = await owner.query(
    `select 1 from graphile_worker.jobs
     where (locked_at is not null or run_at <= now() + interval '1 second') and attempts < max_attempts limit 1`,
  )
  return rowCount === 0 ? true : null
}

async function orderIn(
  database: TestDatabase,
  name: string,
  states: readonly string[],
): Promise<string> {
  let seen = 'nowhere'
  return until(
    `${name} to stand in ${states.join(' or ')}`,
    async () => {
      const { rows } = await database.owner.query<{ id: string; state: string }>(
        `select o.id, o.state || coalesce('/' || string_agg(s.state, ',' order by s.number), '') as state
         from sales_order o left join shipment s on s.shop_id = o.shop_id and s.order_id = o.id
         where o.name = $1 group by o.shop_id, o.id`,
        [name],
      )
      const [row] = rows
      seen = row?.state ?? 'nowhere'
      return row && states.includes(row.state) ? row.id : null
    },
    40_000,
  ).catch((error: unknown) =>
    toldWith(database, name, new Error(`${messageOf(error)}; it stands in ${seen}`)),
  )
}
