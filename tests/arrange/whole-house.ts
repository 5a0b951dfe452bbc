import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { TaskList } from 'graphile-worker'
import { welcomeShop } from '../../app/journey/jobs.ts'
import { type OrderId, orderId } from '../../app/kernel/ids.ts'
import { withShop } from '../../app/platform/db.server.ts'
import { enqueue, type Job } from '../../app/platform/jobs.server.ts'
import { webhookDoor } from '../../app/stages/intake/index.server.ts'
import { taskList } from '../../app/wiring/jobs.server.ts'
import { services as openServices } from '../../app/wiring/services.server.ts'
import { startCarrier } from '../carrier/index.ts'
import { copyDatabase, type TestDatabase } from '../database.ts'
import { appEnvironment } from '../demo/app-environment.ts'
import { startMailbox } from '../mailbox/index.ts'
import { runJobs } from '../queue/run-jobs.ts'
import { appKeys, joinShop } from '../shop.ts'
import { act } from '../store/act.ts'
import { littleOrder, littleSeed } from '../store/little-seed.ts'
import { readManifest } from '../store/manifest.ts'
import { placeOrder } from '../store/orders/place.ts'
import type { OrderRecord } from '../store/records/orders.ts'
import type { Seed, SeedOrder } from '../store/seed/shapes.ts'
import { type StandInStore, startStore } from '../store/store.ts'

export interface HouseOptions {
  readonly seed?: Seed
  /** Whether the shop is set up already (places, catalogue, stock); default true. */
  readonly welcomed?: boolean
  /** Where the app writes its log; without it there is none. */
  readonly logFile?: string
  readonly bucket?: { readonly maximum: number; readonly restoreRate: number }
}

const listening = async (server: ReturnType<typeof createServer>): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  return `http://127.0.0.1:${address.port}`
}

/** Everything the store says has come in, and every job of that name that is due soon is done, with what it books. */
export async function runDue(
  database: Pick<TestDatabase, 'owner' | 'ownerUrl'>,
  store: Pick<StandInStore, 'quiet'>,
  taskList: TaskList,
  like = '%',
): Promise<void> {
  for (let round = 0; round < 40; round++) {
    await store.quiet(30_000)
    const { rowCount } = await database.owner.query(
      `update graphile_worker._private_jobs set run_at = now()
       where run_at < now() + interval '20 seconds' and attempts < max_attempts
         and task_id in (select id from graphile_worker._private_tasks where identifier like $1)`,
      [like],
    )
    if (!rowCount) return
    await runJobs(database, taskList)
  }
  throw new Error('the jobs never come to an end')
}

/**
 * The whole app on a database of its own without its pages: the door for deliveries, all jobs, and around
 * it a store that sends what it has to say, a carrier and a mailbox. Nothing moves until `work` is called.
 */
export async function openHouse({
  seed = littleSeed,
  welcomed = true,
  bucket,
  logFile,
}: HouseOptions = {}) {
  const database = await copyDatabase()
  const mailbox = await startMailbox({ smtpPort: 0, httpPort: 0 })
  const carrierSecret = randomBytes(24).toString('hex')
  const carrier = await startCarrier({
    ...{ port: 0, appUrl: 'http://127.0.0.1:1', secret: carrierSecret },
    ...{ eventEveryMs: 3_600_000, seed: '1', shares: {} },
  })
  const server = createServer((request, response) => door(request, response))
  const appUrl = await listening(server)
  const standIn = await startStore({
    ...{ appUrl, ...appKeys, seed, webhooks: { retryFactor: 0.01 } },
    ...readManifest(new URL('../../shopify.app.toml', import.meta.url)),
    ...(bucket ? { bucket } : {}),
  })
  const key = () => randomBytes(32).toString('base64')
  const around = {
    app: appUrl,
    store: standIn.baseUrl,
    carrier: carrier.url,
    smtp: mailbox.smtpUrl,
  }
  const secrets = { ...appKeys, masterKey: key(), linkKey: key(), carrierSecret }
  Object.assign(
    process.env,
    appEnvironment(around, secrets, { sweepSeconds: 600, pollSeconds: 600 }),
    {
      DATABASE_URL: database.appUrl,
      OWNER_DATABASE_URL: database.ownerUrl,
      ...(logFile ? { LOG_LEVEL: 'debug', LOG_FILE: logFile } : { LOG_LEVEL: 'silent' }),
    },
  )
  const services = openServices()
  const door = webhookDoor(services)
  const joined = await joinShop(database, standIn)
  const { shop } = joined
  await database.owner.query('update shop set wrapped_key = $1', [
    Buffer.from(services.vaults.newWrappedKey()),
  ])
  const tasks = taskList(services)

  const book = (job: Job<{ shopId: string }>) =>
    withShop(services.db, shop, (tx) =>
      enqueue(tx, job, { shopId: shop }, { key: `${job.name}:${shop}` }),
    )
  /** Everything the store says has come in, and every job that is due soon is done, with what it books. */
  async function work(): Promise<void> {
    await runDue(database, standIn, tasks)
  }
  /** The same, as far as intake goes: nothing happens to what was taken in. */
  async function takeIn(): Promise<void> {
    const ours = Object.fromEntries(
      Object.entries(tasks).filter(([name]) => name.startsWith('intake.')),
    )
    await runDue(database, standIn, ours, 'intake.%')
    await database.owner.query('delete from graphile_worker._private_jobs')
  }
  if (welcomed) {
    await book(welcomeShop)
    await work()
    await database.owner.query(`update shop set country = 'IE', settings = $1`, [
      // Every order of these tests is Ana's, of the same goods: none is held as a duplicate.
      JSON.stringify({ contactEmail: 'help@little.example', duplicateStrictness: 'off' }),
    ])
  }
  return {
    ...{ database, services, standIn, carrier, mailbox, joined, shop, appUrl, work, takeIn, book },
    place: (change: Partial<SeedOrder> = {}): OrderRecord =>
      act(standIn.world(), (acting) => placeOrder(acting, littleOrder(change), null)),
    /** Something staff changes of an order in the store; told by a delivery. */
    edit: (order: OrderRecord, doing: (order: OrderRecord) => void): void =>
      act(standIn.world(), (acting) => {
        doing(order)
        acting.touch(order)
      }),
    idOf: async (order: { readonly name: string }): Promise<OrderId> => {
      const { rows } = await database.owner.query<{ id: string }>(
        'select id from sales_order where name = $1',
        [order.name],
      )
      return orderId(rows[0]?.id ?? '')
    },
    close: async () => {
      await standIn.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await door.settled()
      await services.close()
      await carrier.stop()
      await mailbox.close()
      await database.close()
    },
  }
}
export type WholeHouse = Awaited<ReturnType<typeof openHouse>>
