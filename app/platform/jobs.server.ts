import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { jsonRows } from '../kernel/json-rows.ts'
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
  readonly key?: string | null
  readonly runAt?: Date
}

/**
 * What the queue keeps: the payload, the key once more (a job that was replaced while it ran loses its own, and is
 * known by this one: `forgetReplaced`), and the trace of the work that booked it, with its span where there are any.
 */
const bodyOf = <P>(
  job: Job<P>,
  payload: P,
  key: string | null,
): Readonly<Record<string, unknown>> => {
  const trace = traceNow()
  const span = spanNow()
  return {
    ...job.payload.parse(payload),
    ...(key === null ? {} : { _key: key }),
    ...(trace ? { _trace: trace } : {}),
    ...(trace && span ? { _span: span } : {}),
  }
}

const traced = z.object({ _trace: z.uuid(), _span: z.string().nullable().default(null) })

/** The trace of the work that booked a job, and its span; a new trace for a job that nothing came before. */
export const traceOf = (raw: unknown): { readonly trace: string; readonly span: string | null } => {
  const read = traced.safeParse(raw)
  return read.success
    ? { trace: read.data._trace, span: read.data._span }
    : { trace: randomUUID(), span: null }
}

/** A job as `app.enqueue_all` reads it. */
interface Booked {
  readonly task: string
  readonly body: Readonly<Record<string, unknown>>
  readonly key: string | null
  readonly max_attempts: number
  /** Null: at once, by the database's clock. */
  readonly run_at: Date | null
  readonly priority: number
}

/** Jobs of transactions under way. They are booked together when their work is through. */
const underWay = new WeakMap<ShopTx, Booked[]>()

/** Books a job in the caller's transaction: both happen, or neither. It runs at least once. */
export async function enqueue<P>(
  tx: ShopTx,
  job: Job<P>,
  payload: P,
  { key = null, runAt }: Booking = {},
): Promise<void> {
  const { name: task, maxAttempts: max_attempts, priority = 0 } = job
  const booked = {
    task,
    body: bodyOf(job, payload, key),
    key,
    max_attempts,
    run_at: runAt ?? null,
    priority,
  }
  const others = underWay.get(tx)
  if (others) {
    others.push(booked)
    return
  }
  const all = [booked]
  underWay.set(tx, all)
  tx.atEnd(() => book(tx, all))
}

/**
 * Of one key the last counts, as it would one by one. Keys go in one order, so that two transactions that
 * book the same ones do not wait for each other crosswise.
 */
async function book(tx: ShopTx, all: readonly Booked[]): Promise<void> {
  const keyed = new Map(all.flatMap((one) => (one.key === null ? [] : [[one.key, one]])))
  const keys = [...keyed.keys()].sort()
  const jobs = [
    ...all.filter(({ key }) => key === null),
    ...keys.flatMap((key) => keyed.get(key) ?? []),
  ]
  await tx.$executeRaw`select app.enqueue_all(${jsonRows(jobs)}::json)`
}
