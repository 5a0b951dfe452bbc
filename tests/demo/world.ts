import { join } from 'node:path'
import { type LocalDatabase, openLocalDatabase } from '../../tools/local-database.ts'
import { type StartedProcess, startProcess, untilAnswers } from '../../tools/processes.ts'
import type { AppIdentity } from '../visitors/id-token.ts'
import { appEnvironment } from './app-environment.ts'
import type { Keepsake } from './keepsake.ts'
import type { DemoOptions } from './options.ts'

export const shopDomain = 'orderwright-demo.myshopify.com'

/** How fast the world outside moves: slow enough to watch, or as fast as it goes. */
export interface Pace {
  readonly carrierEventMs: number
  readonly partnerAnswerMs: number
  readonly sweepSeconds: number
  readonly pollSeconds: number
}
export const watchable: Pace = {
  carrierEventMs: 25_000,
  partnerAnswerMs: 30_000,
  sweepSeconds: 60,
  pollSeconds: 60,
}
export const rushed: Pace = {
  carrierEventMs: 700,
  partnerAnswerMs: 400,
  sweepSeconds: 10,
  pollSeconds: 5,
}

export interface Addresses {
  readonly store: string
  readonly app: string
  readonly carrier: string
  readonly partner: string
  readonly mailbox: string
}

export interface World {
  readonly addresses: Addresses
  readonly identity: AppIdentity
  /** Of the database under the app, for who looks at what came out. */
  readonly database: LocalDatabase['env']
  readonly processes: readonly StartedProcess[]
  /** Starts the partner's system, once it has its keys. */
  startPartner(keys: { readonly apiKey: string; readonly signingSecret: string }): Promise<void>
  stop(): Promise<void>
}

const at = (port: number) => `http://127.0.0.1:${port}`

/** Starts database, stand-ins, web and worker; everything it started is stopped by `stop`, in order. */
export async function startWorld(
  folder: string,
  kept: Keepsake,
  options: DemoOptions,
  pace: Pace,
): Promise<World> {
  const addresses: Addresses = {
    store: at(kept.ports.store),
    app: at(kept.ports.app),
    carrier: at(kept.ports.carrier),
    partner: at(kept.ports.partner),
    mailbox: at(kept.ports.mailbox),
  }
  const logs = join(folder, 'logs')
  const processes: StartedProcess[] = []
  const database = await openLocalDatabase(join(folder, 'postgres'), kept.ports.database)
  const stop = async () => {
    for (const name of ['web', 'worker', 'partner', 'carrier', 'store', 'mailbox'])
      await processes.find((one) => one.name === name)?.stop()
    await database.server.stop()
  }
  const start = async (
    name: string,
    script: readonly string[],
    env: Record<string, string>,
    url: string | null,
  ) => {
    const started = startProcess({ name, script, env, logs })
    processes.push(started)
    if (url) await untilAnswers(url, started)
  }
  const smtp = `smtp://127.0.0.1:${kept.ports.smtp}`
  const appEnv = { ...database.env, ...appEnvironment({ ...addresses, smtp }, kept, pace) }
  try {
    await Promise.all([
      start(
        'store',
        [
          'tests/store/main.ts',
          ...[
            '--port',
            String(kept.ports.store),
            '--app-url',
            addresses.app,
            '--api-key',
            kept.apiKey,
          ],
          ...['--api-secret', kept.apiSecret, '--state', join(folder, 'store.json')],
          ...['--seed', String(options.seed), '--shop', shopDomain, '--retry-factor', '0.02'],
        ],
        {},
        addresses.store,
      ),
      start(
        'mailbox',
        ['tests/mailbox/main.ts'],
        {
          MAILBOX_SMTP_PORT: String(kept.ports.smtp),
          MAILBOX_HTTP_PORT: String(kept.ports.mailbox),
          MAILBOX_FILE: join(folder, 'mailbox.json'),
        },
        addresses.mailbox,
      ),
      start(
        'carrier',
        ['tests/carrier/main.ts'],
        {
          CARRIER_PORT: String(kept.ports.carrier),
          APP_URL: addresses.app,
          STAND_IN_CARRIER_SECRET: kept.carrierSecret,
          CARRIER_EVENT_EVERY_MS: String(pace.carrierEventMs),
          CARRIER_SEED: String(options.seed),
          CARRIER_STATE_FILE: join(folder, 'carrier.json'),
        },
        addresses.carrier,
      ),
      start(
        'web',
        ['build/server/index.js'],
        { ...appEnv, ORDERWRIGHT_PROCESS: 'web' },
        `${addresses.app}/readyz`,
      ),
      start(
        'worker',
        ['build/worker/worker.js'],
        { ...appEnv, ORDERWRIGHT_PROCESS: 'worker' },
        null,
      ),
    ])
  } catch (error) {
    await stop()
    throw error
  }
  return {
    addresses,
    identity: { apiKey: kept.apiKey, apiSecret: kept.apiSecret, shop: shopDomain },
    processes,
    database: database.env,
    stop,
    startPartner: (keys) =>
      start(
        'partner',
        ['tests/partner/main.ts'],
        {
          PARTNER_PORT: String(kept.ports.partner),
          APP_URL: addresses.app,
          PARTNER_API_KEY: keys.apiKey,
          PARTNER_SIGNING_SECRET: keys.signingSecret,
          PARTNER_ANSWER_AFTER_MS: String(pace.partnerAnswerMs),
          PARTNER_SEED: String(options.seed),
          PARTNER_STATE_FILE: join(folder, 'partner.json'),
          CARRIER_URL: addresses.carrier,
          STAND_IN_CARRIER_SECRET: kept.carrierSecret,
        },
        addresses.partner,
      ),
  }
}
