import { startPlayers } from '../demo/players.ts'
import { say, sleep } from '../demo/progress.ts'
import { findUnended } from '../demo/tally.ts'
import {
  countDoubles,
  type Doubles,
  describeOrders,
  missingDeliveries,
  sentTwice,
  stillMoving,
  storeStrikes,
  stuckRows,
} from './count.ts'
import { watchDeaths } from './deaths.ts'
import type { ChaosHouse } from './house.ts'
import type { ChaosOptions } from './options.ts'
import { badWeather, nothingStruck, type Struck } from './weather.ts'

/** The last line of a run; see docs/under-fire.md for what each says. */
export interface ChaosReport extends Doubles {
  readonly orders: number
  readonly control: string | null
  readonly machines: number
  readonly kills: number
  readonly dbRestarts: number
  /** Every injected fault by its name, and how often it struck. */
  readonly faults: Readonly<Record<string, number>>
  /** Orders that the app does not have, and deliveries answered 200 that are not there. */
  readonly lost: number
  readonly lostOrders: number
  readonly lostDeliveries: number
  readonly acknowledged: number
  /** Order lines in more shipments than were ordered. */
  readonly sentTwice: number
  /** Orders without an end, and everything that waits or was given up. */
  readonly stuck: number
  readonly stuckWhat: readonly string[]
  readonly secondsToQuiet: number
  readonly seconds: number
  readonly deadWorkersJobs: {
    readonly jobs: number
    readonly p99Seconds: number
    readonly maxSeconds: number
    /** Of jobs whose worker was the last there was, the other one being cut off. */
    readonly lastWorkersMaxSeconds: number
  }
  readonly dbCostMaxSeconds: number
  readonly gracefulStops: number
  readonly gracefulMaxSeconds: number
  readonly gracefulBad: number
  readonly crashes: number
  readonly answeredP99Ms: number
}

/** Whether nothing was lost, doubled or stuck, and every limit held. */
export const isClean = (report: ChaosReport): boolean =>
  report.lost + report.stuck + report.sentTwice + report.gracefulBad === 0 &&
  report.doubledFulfillments + report.doubledLabels + report.doubledPartnerOrders === 0 &&
  report.doubledRefunds + report.doubledMails + report.doubledOthers === 0 &&
  report.deadWorkersJobs.p99Seconds <= 10 &&
  report.dbCostMaxSeconds <= 10

/** All orders come in within this time: a minute, and a little longer for every order. */
const comingInMs = (orders: number) => 45_000 + orders * 400
/** Bad weather lasts until most of them were packed, so that it meets every part of their way; so long at most. */
const longestMs = (orders: number) => 120_000 + orders * 1_200
/** Of a hundred orders about so many are packed here: the rest goes by the partner, by wire, or not at all. */
const mostlyPacked = 0.5
/** Times in a row that a person's round may fail: pages are away often here. */
const playersPatience = 200
/** How long the app has afterwards to bring everything to its end. */
const patienceMs = (orders: number) => 240_000 + orders * 2_000

/** Numbers from 0 to (never) 1 that a seed decides (mulberry32). */
function chanceOf(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Lets orders come in while everything breaks, waits until all is at its end, and counts. */
export async function runChaos(
  house: ChaosHouse,
  { orders, seed, control, machines }: ChaosOptions,
): Promise<ChaosReport> {
  const startedAt = performance.now()
  const { addresses, database, balancer } = house
  const players = startPlayers(house, playersPatience)
  const { stand, everybody } = players
  everybody.catch((error: unknown) => say(`  ${error instanceof Error ? error.message : error}`))
  const struck = nothingStruck()
  const deaths = watchDeaths(database)
  let placed = 0
  const placing = (async () => {
    const from = performance.now()
    const lasts = comingInMs(orders)
    for (let failures = 0; placed < orders; ) {
      const due = Math.min(orders, Math.ceil(((performance.now() - from) / lasts) * orders))
      try {
        if (due > placed) await stand.placeOrders(due - placed)
        placed = Math.max(placed, due)
        failures = 0
      } catch (fault) {
        // A line to the stand-in that breaks on this busy machine is no finding: a few orders more do no harm.
        failures += 1
        if (failures > 20) throw fault
      }
      await sleep(400)
    }
  })()
  const telling = setInterval(() => {
    say(
      `  ${placed} orders placed; kills ${struck.kills.web + struck.kills.worker}, database ${struck.dbCost.length}, cuts ${struck.cuts}; packed ${players.floor.packed}, labels ${players.floor.labels}, surveys ${players.customers.surveys}`,
    )
  }, 10_000)
  const weather = badWeather(
    { ...house, deaths },
    struck,
    chanceOf(seed),
    () =>
      placed >= orders &&
      (players.floor.packed >= orders * mostlyPacked ||
        performance.now() - startedAt > longestMs(orders)),
  )
  await Promise.race([Promise.all([placing, weather]), everybody])
  say('  the weather is good again')
  const calmAt = performance.now()
  await deaths.settled()
  const unended = await untilQuiet(house, players, patienceMs(orders))
  const secondsToQuiet = (performance.now() - calmAt) / 1_000
  clearInterval(telling)
  await Promise.race([players.stop(), sleep(5_000)])

  const known = await stand.orders()
  const here = new Set(
    ((await database.ask<{ shopify_id: string }>('select shopify_id from sales_order')) ?? []).map(
      (row) => row.shopify_id,
    ),
  )
  const lostOrders = known.filter(({ gid }) => !here.has(gid)).length
  const lostDeliveries = await missingDeliveries(database, balancer.acknowledged)
  const stuckWhat = [...(await describeOrders(database, unended)), ...(await stuckRows(database))]
  return {
    orders: known.length,
    ...{ control, machines },
    kills: struck.kills.web + struck.kills.worker,
    dbRestarts: struck.dbRestarts.inOrder + struck.dbRestarts.killed,
    faults: await faultsOf(house, struck),
    lost: lostOrders + lostDeliveries,
    ...{ lostOrders, lostDeliveries, acknowledged: balancer.acknowledged.length },
    ...(await countDoubles(addresses, database, struck.accidents)),
    sentTwice: await sentTwice(database, addresses),
    stuck: stuckWhat.length,
    stuckWhat: stuckWhat.slice(0, 30),
    secondsToQuiet: tenth(secondsToQuiet),
    seconds: tenth((performance.now() - startedAt) / 1_000),
    deadWorkersJobs: {
      jobs: deaths.seconds.length,
      p99Seconds: tenth(quantile(deaths.seconds, 0.99)),
      maxSeconds: tenth(Math.max(0, ...deaths.seconds)),
      lastWorkersMaxSeconds: tenth(Math.max(0, ...deaths.ofTheLast)),
    },
    dbCostMaxSeconds: tenth(Math.max(0, ...struck.dbCost)),
    gracefulStops: struck.gracefulSeconds.length,
    gracefulMaxSeconds: tenth(Math.max(0, ...struck.gracefulSeconds)),
    gracefulBad: struck.gracefulBad,
    crashes: [...house.webs, ...house.workers].reduce((sum, one) => sum + one.crashes, 0),
    answeredP99Ms: tenth(quantile(balancer.answeredMs, 0.99)),
  }
}

const tenth = (value: number): number => Math.round(value * 10) / 10

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** @returns names of the orders that have not come to their end when patience ended. */
async function untilQuiet(
  { database }: ChaosHouse,
  { owner, stand }: ReturnType<typeof startPlayers>,
  patience: number,
): Promise<readonly string[]> {
  const until = performance.now() + patience
  for (let told = 0; ; ) {
    const unended = await findUnended(owner, stand).catch(() => null)
    const moving = await stillMoving(database)
    const quiet = unended?.length === 0 && moving !== null && Object.keys(moving).length === 0
    if (quiet && (await stand.quiet())) return []
    if (performance.now() > until) return unended ?? ['the orders page does not answer']
    if (performance.now() - told > 10_000) {
      told = performance.now()
      say(`  not yet: ${unended?.length ?? '?'} orders, ${JSON.stringify(moving)}`)
    }
    await sleep(500)
  }
}

async function faultsOf(
  { addresses }: ChaosHouse,
  struck: Struck,
): Promise<Record<string, number>> {
  return {
    ...(await storeStrikes(addresses)),
    killedWeb: struck.kills.web,
    killedWorker: struck.kills.worker,
    databaseKilled: struck.dbRestarts.killed,
    databaseStopped: struck.dbRestarts.inOrder,
    cutOff: struck.cuts,
    carrier: struck.planned.carrier,
    partner: struck.planned.partner,
    partnerAway: struck.partnerAway,
  }
}
