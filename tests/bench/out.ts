import '@shopify/shopify-api/adapters/node'
import { fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Session } from '@shopify/shopify-api'
import { PrismaSessionStorage } from '@shopify/shopify-app-session-storage-prisma'
import { z } from 'zod'
import { openDatabase } from '#app/platform/db.server.ts'
import { freePort } from '#app/platform/free-port.server.ts'
import { act } from '#tests/store/act.ts'
import { littleOrder, littleSeed, littleShop } from '#tests/store/little-seed.ts'
import { placeOrder } from '#tests/store/orders/place.ts'
import { startStore } from '#tests/store/store.ts'
import { issueToken } from '#tests/store/tokens.ts'
import { openBenchGround } from './load/ground.ts'
import type { OutDone, OutShare } from './load/out-process.ts'

/**
 * What the app has to tell a store, under the store's cost bucket: fulfilments with tracking and their first event
 * (bulk of the work, at normal urgency), holds in between (urgent), by two processes that share nothing but the
 * database. Points are counted by the store. `ratio` is what was used of what the bucket gave, from the moment it
 * first ran dry until the last minute's work began to end. One JSON line; ends with 1 when a call was refused twice
 * or something was done twice.
 */
const { values } = parseArgs({
  options: {
    fulfillments: { type: 'string', default: '2000' },
    restore: { type: 'string', default: '1000' },
    processes: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
  },
})
const whole = (name: 'fulfillments' | 'restore' | 'processes') => {
  const number = Number(values[name])
  if (Number.isSafeInteger(number) && number > 0) return number
  console.error(`bench:out: --${name} is a whole number from 1`)
  process.exit(2)
}
const fulfillments = whole('fulfillments')
const restoreRate = whole('restore')
const processes = whole('processes')
const holds = 40
const keys = { apiKey: 'bench', apiSecret: 'a-secret-for-benchmarks' }
const round = (value: number, digits = 1) => Number(value.toFixed(digits))
const quantile = (numbers: readonly number[], share: number): number => {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

const ground = await openBenchGround('out', 26_500, await freePort(27_300))
const store = await startStore({
  ...{ appUrl: 'https://app.test', ...keys, topics: [], seed: littleSeed },
  bucket: { maximum: restoreRate * 20, restoreRate },
})
let bad = 0
try {
  const databaseUrl = ground.env['DATABASE_URL'] ?? ''
  await ground.addShop(littleShop)
  const { sessions, close } = openDatabase(databaseUrl, 2)
  const token = issueToken(store.world(), { kind: 'offline', userId: null, expiring: false })
  await new PrismaSessionStorage(sessions).storeSession(
    new Session({
      ...{ id: `offline_${littleShop}`, shop: littleShop, state: '', isOnline: false },
      ...{ scope: token.scope, accessToken: token.token },
    }),
  )
  await close()
  const place = () => {
    const order = act(store.world(), (acting) => placeOrder(acting, littleOrder(), null))
    return `gid://shopify/Order/${order.id}`
  }
  const toFulfil = Array.from({ length: fulfillments }, place)
  const toHold = Array.from({ length: holds }, place)
  const mine = (all: readonly string[], nth: number) =>
    all.filter((_, at) => at % processes === nth)

  const from = performance.now()
  const watched = watchBucket()
  const done = await Promise.all(
    Array.from({ length: processes }, (_, nth) =>
      runShare({
        ...{ databaseUrl, storeUrl: store.baseUrl, domain: littleShop, keys },
        ...{ fulfil: mine(toFulfil, nth), hold: mine(toHold, nth), holdEveryMs: 1_000 },
      }),
    ),
  )
  const seconds = (performance.now() - from) / 1_000
  const samples = await watched.stop()
  const { spent, refused, refusedAgain } = await bucket()
  const steady = steadyRate(samples)
  const { doubles } = store.counts().totals
  const holdMs = done.flatMap((one) => one.holdMs)
  const report = {
    allowedPerSecond: restoreRate,
    reachedPerSecond: round(steady.perSecond),
    ratio: round(steady.perSecond / restoreRate, 3),
    throttled: refused,
    throttledTwice: refusedAgain,
    repeated: doubles.fulfillments + doubles.holds,
    fulfilled: done.reduce((sum, one) => sum + one.fulfilled, 0),
    failed: done.flatMap((one) => one.failed).slice(0, 5),
    ...{
      seconds: round(seconds),
      steadySeconds: round(steady.seconds),
      spent: round(spent),
      processes,
    },
    urgentHoldMs: { p50: round(quantile(holdMs, 0.5)), p99: round(quantile(holdMs, 0.99)) },
    fulfilMs: {
      p50: round(
        quantile(
          done.flatMap((one) => one.fulfilMs),
          0.5,
        ),
      ),
      p99: round(
        quantile(
          done.flatMap((one) => one.fulfilMs),
          0.99,
        ),
      ),
    },
  }
  bad = report.throttledTwice + report.repeated + report.failed.length
  console.log(values.json ? JSON.stringify(report) : JSON.stringify(report, null, 2))
} finally {
  await store.close()
  await ground.close()
}
process.exit(bad > 0 ? 1 : 0)

interface Sample {
  readonly at: number
  readonly spent: number
  /** Share of the bucket that is full. */
  readonly level: number
}

async function bucket() {
  const answer = await fetch(`${store.baseUrl}/control/${littleShop}/bucket`)
  return z
    .object({
      ...{ currentlyAvailable: z.number(), maximumAvailable: z.number() },
      ...{ spent: z.number(), refused: z.number(), refusedAgain: z.number() },
    })
    .parse(await answer.json())
}

/** Looks at the bucket five times a second. */
function watchBucket() {
  const samples: Sample[] = []
  let over = false
  const watching = (async () => {
    while (!over) {
      const { spent, currentlyAvailable, maximumAvailable } = await bucket()
      const level = currentlyAvailable / maximumAvailable
      samples.push({ at: performance.now() / 1_000, spent, level })
      await sleep(200)
    }
  })()
  return {
    stop: async () => {
      over = true
      await watching
      return samples
    },
  }
}

/** From the moment the bucket is first as empty as normal calls may make it, to the end of the work but for its last tenth. */
function steadyRate(samples: readonly Sample[]): { perSecond: number; seconds: number } {
  const first = samples.findIndex(({ level }) => level < 0.15)
  const from = samples[first]
  const to = samples[Math.floor(samples.length * 0.9)]
  if (first < 0 || !from || !to || to.at <= from.at) return { perSecond: 0, seconds: 0 }
  return { perSecond: (to.spent - from.spent) / (to.at - from.at), seconds: to.at - from.at }
}

/** Starts a worker process, gives it its share, and waits for what it says at its end. */
function runShare(share: OutShare): Promise<OutDone> {
  return new Promise((resolve, reject) => {
    const child = fork('tests/bench/load/out-process.ts')
    child.once('message', (done: OutDone) => resolve(done))
    child.once('exit', (code) => reject(new Error(`a worker ended with ${code}`)))
    child.once('error', reject)
    child.send(share)
  })
}
