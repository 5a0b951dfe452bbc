import { say, sleep } from '../demo/progress.ts'
import { type Addresses, shopDomain } from '../demo/stand-in-plans.ts'
import type { ChaosDatabase } from './database.ts'
import type { Deaths } from './deaths.ts'
import type { FarPlace } from './place.ts'
import type { Supervised } from './supervised.ts'

/** What is broken, and how much of it. */
export interface Struck {
  readonly kills: { web: number; worker: number }
  readonly dbRestarts: { inOrder: number; killed: number }
  cuts: number
  partnerAway: number
  /** Faults that the carrier and the partner were told to have; each is had once. */
  readonly planned: { carrier: number; partner: number }
  readonly gracefulSeconds: number[]
  /** Ended with another status than 0, or had to be killed. */
  gracefulBad: number
  /** Seconds from the moment a database went away until web and workers did their work again. */
  readonly dbCost: number[]
  /** When somebody who was at work may have been stopped in the middle, in epoch milliseconds. */
  readonly accidents: number[]
}

export const nothingStruck = (): Struck => ({
  kills: { web: 0, worker: 0 },
  dbRestarts: { inOrder: 0, killed: 0 },
  cuts: 0,
  partnerAway: 0,
  planned: { carrier: 0, partner: 0 },
  gracefulSeconds: [],
  gracefulBad: 0,
  dbCost: [],
  accidents: [],
})

export interface Exposed {
  readonly addresses: Addresses
  readonly webs: readonly Supervised[]
  readonly workers: readonly Supervised[]
  readonly database: ChaosDatabase
  readonly far: FarPlace | null
  readonly deaths: Deaths
  /** Takes the partner's system away for so long. */
  partnerAway(ms: number): Promise<void>
}

async function tell(url: string, body: object): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
}

/** The store's share of the trouble, for as long as it lasts. */
const storeFaults = {
  webhooks: { drop: 0.05, duplicate: 0.1, delayMs: 1_500, reorder: 0.1 },
  api: { error429: 0.02, error5xx: 0.02, throttled: 0.03, timeoutAfterWork: 0.02, hangMs: 2_500 },
}
const noFaults = {
  webhooks: { drop: 0, duplicate: 0, delayMs: 0, reorder: 0 },
  api: { error429: 0, error5xx: 0, throttled: 0, timeoutAfterWork: 0 },
}
const carrierFaults = ['page', 'after_work', 'busy', 'cut', 'garbled'] as const
const partnerFaults = ['down', 'after_work', 'page'] as const

/** Every so many seconds of bad weather one of these happens; the moments are the seed's. */
const every = { kill: 6, database: 28, carrier: 8, partner: 9, away: 45, cut: 50, inOrder: 32 }

/** Until web answers and every worker has said a word again. */
async function untilBack({ database, webs, addresses }: Exposed, from: number): Promise<number> {
  const until = from + 60_000
  while (performance.now() < until) {
    const answer = await fetch(`${addresses.app}/readyz`, {
      signal: AbortSignal.timeout(1_000),
    }).catch(() => null)
    await answer?.body?.cancel()
    const alive = await database.ask<{ alive: number }>(
      `select count(*)::int as alive from app.worker_process
       where died_at is null and seen_at > pg_postmaster_start_time() and worker_ids <> '{}'`,
    )
    if (answer?.ok && webs.length > 0 && (alive?.[0]?.alive ?? 0) > 0) break
    await sleep(50)
  }
  return (performance.now() - from) / 1_000
}

/**
 * Bad weather: everything breaks in turn, at moments that the seed decides, until `over`. Resolves when the
 * last trouble has been put right.
 * @param chance numbers from 0 to (never) 1.
 */
export async function badWeather(
  exposed: Exposed,
  struck: Struck,
  chance: () => number,
  over: () => boolean,
): Promise<void> {
  const { addresses, webs, workers, database, far, deaths } = exposed
  const store = `${addresses.store}/control/${shopDomain}/faults`
  // A large plan's budget: what is short here is time, not points (bench:out is for those).
  await tell(`${addresses.store}/control/${shopDomain}/bucket`, {
    maximum: 20_000,
    restoreRate: 1_000,
  })
  await tell(store, storeFaults)

  const again = async (seconds: number, what: () => Promise<void>) => {
    await sleep(1_000 * seconds * (0.3 + 0.5 * chance()))
    while (!over()) {
      await what()
      await sleep(1_000 * seconds * (0.6 + 0.8 * chance()))
    }
  }
  const pick = <One>(from: readonly One[]): One | undefined =>
    from[Math.floor(chance() * from.length)]

  let isCut = false
  let turn = 0
  const kill = async () => {
    turn += 1
    const kind = turn % 2 === 0 ? 'web' : 'worker'
    const one = pick(kind === 'web' ? webs : workers)
    if (!one) return
    struck.kills[kind] += 1
    struck.accidents.push(Date.now())
    if (kind === 'worker') await deaths.kill(one, isCut && one === workers[0])
    else await one.kill()
  }
  let restarts = 0
  const restart = async () => {
    const from = performance.now()
    restarts += 1
    const how = restarts % 2 === 0 ? 'in order' : 'killed'
    deaths.databaseWent()
    struck.accidents.push(Date.now())
    await database.restart(how)
    struck.dbRestarts[how === 'killed' ? 'killed' : 'inOrder'] += 1
    struck.dbCost.push(await untilBack(exposed, from))
  }
  const inOrder = async () => {
    const one = pick([...webs, ...workers].filter(({ settled }) => settled))
    if (!one) return
    const { code, seconds } = await one.stopInOrder()
    struck.gracefulSeconds.push(seconds)
    if (code !== 0) struck.gracefulBad += 1
    if (code !== 0) say(`  ${one.name} ended with ${code} after SIGTERM`)
  }
  const cut = async () => {
    if (!far) return
    far.cut()
    isCut = true
    struck.cuts += 1
    struck.accidents.push(Date.now())
    await sleep(14_000)
    far.mend()
    isCut = false
  }
  const plan = async (who: 'carrier' | 'partner', kinds: readonly string[]) => {
    const kind = pick(kinds)
    // A partner that is away is told nothing.
    const told = await tell(`${addresses[who]}/control/faults`, { kind, times: 1 }).then(
      () => true,
      () => false,
    )
    if (told) struck.planned[who] += 1
  }
  const away = async () => {
    struck.partnerAway += 1
    await exposed.partnerAway(12_000)
  }

  await Promise.all([
    again(every.kill, kill),
    again(every.database, restart),
    again(every.inOrder, inOrder),
    again(every.cut, cut),
    again(every.carrier, () => plan('carrier', carrierFaults)),
    again(every.partner, () => plan('partner', partnerFaults)),
    again(every.away, away),
  ])
  await tell(store, noFaults)
}
