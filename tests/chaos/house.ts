import { join } from 'node:path'
import { freePort } from '../../app/platform/free-port.server.ts'
import { appScripts } from '../../tools/app-processes.ts'
import { type StartedProcess, startProcess, untilAnswers } from '../../tools/processes.ts'
import { appEnvironment } from '../demo/app-environment.ts'
import type { Keepsake } from '../demo/keepsake.ts'
import { sleep } from '../demo/progress.ts'
import {
  type Addresses,
  addressesOf,
  partnerPlan,
  rushed,
  shopDomain,
  standInPlans,
} from '../demo/stand-in-plans.ts'
import type { AppIdentity } from '../visitors/id-token.ts'
import { type Balancer, openBalancer } from './balancer.ts'
import { type ChaosDatabase, openChaosDatabase } from './database.ts'
import { type FarPlace, here, type Place, placeByPorts, placeInNamespace } from './place.ts'
import { type Supervised, supervise } from './supervised.ts'

export interface ChaosHouse {
  readonly addresses: Addresses
  readonly identity: AppIdentity
  readonly database: ChaosDatabase
  readonly balancer: Balancer
  readonly webs: readonly Supervised[]
  readonly workers: readonly Supervised[]
  /** Where the second machine stands; null when there is one machine only. */
  readonly far: FarPlace | null
  startPartner(keys: { readonly apiKey: string; readonly signingSecret: string }): Promise<void>
  partnerAway(ms: number): Promise<void>
  stop(): Promise<void>
}

export interface HouseOptions {
  readonly folder: string
  readonly kept: Keepsake
  readonly seed: number
  readonly machines: number
  readonly namespaces: boolean
  /** Modules that the app's processes load first: a protection taken away. */
  readonly preload: readonly string[]
}

/**
 * Starts database, stand-ins, a balancer and one or two machines with a web and a worker each, every process
 * under a supervisor. The second machine reaches everything over a line that can be cut.
 */
export async function startHouse(options: HouseOptions): Promise<ChaosHouse> {
  const { folder, kept, seed } = options
  const addresses = addressesOf(kept)
  const logs = join(folder, 'logs')
  const database = await openChaosDatabase(join(folder, 'postgres'), kept.ports.database)
  const around = { folder, kept, seed, pace: rushed }
  const standIns: StartedProcess[] = []
  const apps: Supervised[] = []
  const closing: (() => Promise<void> | void)[] = []
  const stop = async () => {
    await Promise.all(apps.map((one) => one.stop()))
    await Promise.all(standIns.map((one) => one.stop()))
    for (const close of closing) await close()
    await database.stop()
  }
  try {
    for (const { url, ...plan } of standInPlans(around)) {
      const started = startProcess({ ...plan, logs })
      standIns.push(started)
      if (url) await untilAnswers(url, started)
    }
    const env = { ...database.env, ...appEnvironment(addresses, kept, rushed) }
    const machine = async (name: string, place: Place) => {
      const port = await freePort(kept.ports.database + 10 + apps.length)
      const own = { ...place.reach(env), HOST: place.host, PORT: String(port), LOG_LEVEL: 'info' }
      const load = options.preload.flatMap((module) => ['--import', module])
      const url = `http://${place.host}:${port}`
      const start = async (kind: 'web' | 'worker', ready: string | null) => {
        const one = await supervise(
          {
            ...{ name: `${kind}-${name}`, logs, before: place.before },
            script: [...load, ...appScripts[kind]],
            env: { ...own, ORDERWRIGHT_PROCESS: `${kind}-${name}` },
          },
          ready,
        )
        apps.push(one)
        return one
      }
      return {
        url,
        web: await start('web', `${url}/readyz`),
        worker: await start('worker', null),
      }
    }
    const machines = [await machine('a', here)]
    let far: FarPlace | null = null
    if (options.machines > 1) {
      const { app: _, ...ports } = kept.ports
      const all = Object.values(ports)
      far = await (options.namespaces ? placeInNamespace(all, logs) : placeByPorts(all))
      closing.push(far.leave)
      machines.push(await machine('b', far))
    }
    const balancer = await openBalancer(
      kept.ports.app,
      machines.map(({ url }) => url),
    )
    closing.push(balancer.close)

    let partner: { readonly process: StartedProcess; again(): Promise<void> } | null = null
    const startPartner: ChaosHouse['startPartner'] = async (keys) => {
      const { url, ...plan } = partnerPlan(around, keys)
      const started = startProcess({ ...plan, logs })
      standIns.push(started)
      partner = { process: started, again: () => startPartner(keys) }
      if (url) await untilAnswers(url, started)
    }
    return {
      ...{ addresses, database, balancer, far, stop, startPartner },
      identity: { apiKey: kept.apiKey, apiSecret: kept.apiSecret, shop: shopDomain },
      webs: machines.map(({ web }) => web),
      workers: machines.map(({ worker }) => worker),
      partnerAway: async (ms) => {
        const away = partner
        await away?.process.stop()
        await sleep(ms)
        await away?.again()
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}
