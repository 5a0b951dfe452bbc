import { join } from 'node:path'
import { appScripts } from '../../tools/app-processes.ts'
import { type LocalDatabase, openLocalDatabase } from '../../tools/local-database.ts'
import { type StartedProcess, startProcess, untilAnswers } from '../../tools/processes.ts'
import type { AppIdentity } from '../visitors/id-token.ts'
import { appEnvironment } from './app-environment.ts'
import type { Keepsake } from './keepsake.ts'
import type { DemoOptions } from './options.ts'
import {
  type Addresses,
  addressesOf,
  type Pace,
  type Planned,
  partnerPlan,
  shopDomain,
  standInPlans,
} from './stand-in-plans.ts'

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

/** Starts database, stand-ins, web and worker; everything it started is stopped by `stop`, in order. */
export async function startWorld(
  folder: string,
  kept: Keepsake,
  options: Pick<DemoOptions, 'seed'>,
  pace: Pace,
): Promise<World> {
  const addresses = addressesOf(kept)
  const logs = join(folder, 'logs')
  const processes: StartedProcess[] = []
  const database = await openLocalDatabase(join(folder, 'postgres'), kept.ports.database)
  const stop = async () => {
    for (const name of ['web', 'worker', 'partner', 'carrier', 'store', 'mailbox'])
      await processes.find((one) => one.name === name)?.stop()
    await database.server.stop()
  }
  const start = async ({ url, ...plan }: Planned) => {
    const started = startProcess({ ...plan, logs })
    processes.push(started)
    if (url) await untilAnswers(url, started)
  }
  const around = { folder, kept, seed: options.seed, pace }
  const appEnv = { ...database.env, ...appEnvironment(addresses, kept, pace) }
  const app = (name: 'web' | 'worker', url: string | null): Planned => ({
    ...{ name, script: appScripts[name], url },
    env: { ...appEnv, ORDERWRIGHT_PROCESS: name },
  })
  try {
    await Promise.all([
      ...standInPlans(around).map(start),
      start(app('web', `${addresses.app}/readyz`)),
      start(app('worker', null)),
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
    startPartner: (keys) => start(partnerPlan(around, keys)),
  }
}
