import { setTimeout as sleep } from 'node:timers/promises'
import { appScripts } from '../../../tools/app-processes.ts'
import { startProcess } from '../../../tools/processes.ts'
import { openLoop, quantile } from './drive.ts'
import type { BenchGround } from './ground.ts'
import { orderBodies, renumbered } from './orders.ts'
import { type Aim, type Prepared, prepare } from './request.ts'

const round = (value: number) => Number(value.toFixed(1))

/** How long a delivery waits at fixed arrival rates (a second), one after the other, from the moment it was due. */
export async function openRates(
  wish: {
    readonly aim: Aim
    readonly prepared: readonly Prepared[]
    readonly seconds: number
    readonly rates: readonly number[]
  },
  answered: string[],
) {
  const { aim, prepared, seconds } = wish
  const rates = []
  for (const perSecond of wish.rates) {
    const run = `open-${perSecond}`
    const driven = await openLoop({ aim, prepared, connections: 256, seconds, perSecond, run })
    for (const event of driven.answered) answered.push(event)
    rates.push({
      perSecond,
      reached: round(driven.answered.length / driven.seconds),
      p50Ms: round(quantile(driven.ms, 0.5)),
      p99Ms: round(quantile(driven.ms, 0.99)),
      statuses: driven.statuses,
    })
  }
  return rates
}

const burstSeconds = 30

/**
 * Ten times the usual for half a minute, every delivery another order, with a worker that drains beside: answered
 * within a second or refused in time, nothing lost, and drained within twice the burst's length after its end.
 */
export async function burstOf(
  wish: {
    readonly aim: Aim
    readonly ground: BenchGround
    readonly domain: string
    readonly usual: number
  },
  answered: string[],
) {
  const { aim, ground, domain, usual } = wish
  const bodies = orderBodies(400)
  const many = usual * 10 * burstSeconds
  const prepared = Array.from({ length: many }, (_, nth) =>
    prepare(aim, domain, renumbered(bodies[nth % bodies.length] ?? Buffer.alloc(0), nth)),
  )
  // What was sent before is not the burst's to drain.
  await ground.owner.query("update delivery set state = 'ignored' where state = 'waiting'")
  const worker = startProcess({
    ...{ name: 'worker', script: appScripts.worker, logs: ground.logs },
    env: { ...ground.env, WORKER_TASKS: 'intake.deliveries' },
  })
  try {
    const common = { aim, prepared, connections: 256 }
    const before = await openLoop({ ...common, seconds: 5, perSecond: usual, run: 'usual' })
    const burst = { seconds: burstSeconds, perSecond: usual * 10, run: 'burst' }
    const driven = await openLoop({ ...common, ...burst })
    // One by one: as arguments of one call so many do not fit the stack.
    for (const run of [before, driven]) for (const event of run.answered) answered.push(event)
    const drainedAfterSeconds = await drained(ground, 300)
    return {
      ...{ usualPerSecond: usual, burstPerSecond: usual * 10, sent: many },
      usualP99Ms: round(quantile(before.ms, 0.99)),
      burstP99Ms: round(quantile(driven.ms, 0.99)),
      slowestMs: round(quantile(driven.ms, 1)),
      statuses: driven.statuses,
      drainedAfterSeconds,
    }
  } finally {
    await worker.stop()
  }
}

/** Seconds until no delivery waits any more; null when that takes longer than `most`. */
async function drained({ owner }: BenchGround, most: number): Promise<number | null> {
  const from = performance.now()
  while (performance.now() - from < most * 1_000) {
    const { rows } = await owner.query("select 1 from delivery where state = 'waiting' limit 1")
    if (rows.length === 0) return round((performance.now() - from) / 1_000)
    await sleep(250)
  }
  return null
}
