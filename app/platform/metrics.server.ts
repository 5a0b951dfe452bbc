import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What this process counts, in Prometheus' words. Names and units: docs/seen-from-outside.md. */
const registry = new Registry()
collectDefaultMetrics({ register: registry })
const registers = [registry]

/** From quick statements to a call that ran into its time limit. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

const answered = new Histogram({
  name: 'orderwright_delivery_answer_seconds',
  help: 'Time from the first byte of a delivery to its answer, by status',
  labelNames: ['status'],
  ...{ buckets, registers },
})
const jobs = new Histogram({
  name: 'orderwright_job_seconds',
  help: 'Time a job ran, by its name and how it ended: done, again, put_off, replaced, given_up',
  labelNames: ['job', 'ended'],
  ...{ buckets, registers },
})
const storeCalls = new Counter({
  name: 'orderwright_store_calls_total',
  help: 'Calls to stores, by how they ended: data, throttled, failed',
  labelNames: ['ended'],
  registers,
})

/** Looking a series up by its labels costs more than counting in it: it is looked up once. */
const answeredBy = new Map<number, ReturnType<typeof answered.labels>>()
function answeredWith(status: number) {
  const series = answeredBy.get(status) ?? answered.labels(String(status))
  answeredBy.set(status, series)
  return series
}

export type JobEnd = 'done' | 'again' | 'put_off' | 'replaced' | 'given_up'
export type StoreCallEnd = 'data' | 'throttled' | 'failed'

export const metrics = {
  deliveryAnswered: (status: number, seconds: number) => answeredWith(status).observe(seconds),
  jobEnded: (job: string, ended: JobEnd, seconds: number) => jobs.observe({ job, ended }, seconds),
  storeCalled: (ended: StoreCallEnd) => storeCalls.inc({ ended }),
}

const waiting = new Gauge({
  name: 'orderwright_waiting',
  help: 'What waits now in all shops, by what it is and its state or kind',
  labelNames: ['what', 'name'],
  registers,
})
const oldest = new Gauge({
  name: 'orderwright_oldest_seconds',
  help: 'How long the oldest of it has waited; of orders, shipments and returns: how long it is past its due time',
  labelNames: ['what', 'name'],
  registers,
})
const queued = new Gauge({
  name: 'orderwright_jobs_due',
  help: 'Jobs that are due and not done, by name',
  labelNames: ['job'],
  registers,
})
const queueAge = new Gauge({
  name: 'orderwright_jobs_oldest_seconds',
  help: 'For how long the oldest of them has been due',
  labelNames: ['job'],
  registers,
})
const alive = new Gauge({
  name: 'orderwright_processes_alive',
  help: 'Processes that said within ten seconds that they live, by kind: worker, all',
  labelNames: ['kind'],
  registers,
})

/** What the database says waits; see app.standing and app.queue_standing. */
export interface Standing {
  readonly waiting: readonly {
    readonly what: string
    readonly name: string
    readonly many: number
    readonly since: Date | null
  }[]
  readonly queue: readonly {
    readonly task: string
    readonly many: number
    readonly since: Date | null
  }[]
  readonly alive: { readonly workers: number; readonly everybody: number }
}

const secondsSince = (at: Date | null, now: Date): number =>
  at === null ? 0 : Math.max(0, (now.getTime() - at.getTime()) / 1_000)

/** All that this process counted, and what the database says waits, as Prometheus reads it. */
export async function exposition(
  standing: Standing | null,
  now = new Date(),
): Promise<{ readonly type: string; readonly text: string }> {
  for (const gauge of [waiting, oldest, queued, queueAge, alive]) gauge.reset()
  for (const { what, name, many, since } of standing?.waiting ?? []) {
    waiting.set({ what, name }, many)
    oldest.set({ what, name }, secondsSince(since, now))
  }
  for (const { task, many, since } of standing?.queue ?? []) {
    queued.set({ job: task }, many)
    queueAge.set({ job: task }, secondsSince(since, now))
  }
  if (standing) {
    alive.set({ kind: 'worker' }, standing.alive.workers)
    alive.set({ kind: 'all' }, standing.alive.everybody)
  }
  return { type: registry.contentType, text: await registry.metrics() }
}
