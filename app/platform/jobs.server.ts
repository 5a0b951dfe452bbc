import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { ShopTx } from './db.server.ts'
import { traceNow } from './piece-of-work.server.ts'
import { spanNow } from './traces.server.ts'

/** A named piece of background work and the shape of what it is told: ids, never data. */
export interface Job<Payload> {
  readonly name: string
  readonly payload: z.ZodType<Payload>
  /** Tries before it ends on a person's list. Waits between them grow from seconds to about a day. */
  readonly maxAttempts: number
  /** Smaller runs first. Urgent: -10, normal: 0, bulk: 10. */
  readonly priority?: number
}

export interface Booking {
  /** A job waiting under the same key is replaced; one already running is left alone and a second is booked. */
  readonly key?: string
  readonly runAt?: Date
}

/** What the queue keeps: the payload, and the trace of the work that booked it, with its span where there are any. */
const bodyOf = <P>(job: Job<P>, payload: P): string => {
  const trace = traceNow()
  const span = spanNow()
  return JSON.stringify({
    ...job.payload.parse(payload),
    ...(trace ? { _trace: trace } : {}),
    ...(trace && span ? { _span: span } : {}),
  })
}

const traced = z.object({ _trace: z.uuid(), _span: z.string().nullable().default(null) })

/** The trace of the work that booked a job, and its span; a new trace for a job that nothing came before. */
export const traceOf = (raw: unknown): { readonly trace: string; readonly span: string | null } => {
  const read = traced.safeParse(raw)
  return read.success
    ? { trace: read.data._trace, span: read.data._span }
    : { trace: randomUUID(), span: null }
}

/** Books a job in the caller's transaction: both happen, or neither. It runs at least once. */
export async function enqueue<P>(
  tx: ShopTx,
  job: Job<P>,
  payload: P,
  booking: Booking = {},
): Promise<void> {
  const body = bodyOf(job, payload)
  await tx.$executeRaw`select app.enqueue(${job.name}, ${body}::json, ${booking.key ?? null}, ${job.maxAttempts}::int, ${booking.runAt ?? new Date()}::timestamptz, ${job.priority ?? 0}::int)`
}

/** A job that is booked under a key, for `enqueueTogether`. */
export interface KeyedJob {
  readonly name: string
  readonly body: string
  readonly key: string
  readonly maxAttempts: number
  readonly priority: number
}
export const booked = <P>(job: Job<P>, payload: P, key: string): KeyedJob => ({
  ...{ name: job.name, body: bodyOf(job, payload), key },
  ...{ maxAttempts: job.maxAttempts, priority: job.priority ?? 0 },
})

/** Books several jobs, to run at once, in one statement and in their order. */
export async function enqueueTogether(tx: ShopTx, ...all: readonly KeyedJob[]): Promise<void> {
  await tx.$executeRaw`
    select app.enqueue(name, body::json, key, tries, now(), priority)
    from unnest(${all.map((one) => one.name)}::text[], ${all.map((one) => one.body)}::text[],
      ${all.map((one) => one.key)}::text[], ${all.map((one) => one.maxAttempts)}::int[],
      ${all.map((one) => one.priority)}::int[]) as r(name, body, key, tries, priority)`
}

/** Books one job many times over, each for another payload, in one statement. */
export async function enqueueAll<P>(
  tx: ShopTx,
  job: Job<P>,
  all: readonly { readonly payload: P; readonly key: string | null }[],
): Promise<void> {
  if (all.length === 0) return
  const bodies = all.map(({ payload }) => bodyOf(job, payload))
  const keys = all.map(({ key }) => key)
  await tx.$executeRaw`
    select app.enqueue(${job.name}, body::json, key, ${job.maxAttempts}::int, now(), ${job.priority ?? 0}::int)
    from unnest(${bodies}::text[], ${keys}::text[]) as r(body, key)`
}
