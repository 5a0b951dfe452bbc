import type { JobHelpers, Task, TaskList } from 'graphile-worker'
import { Fault, ProviderThrottled } from '../kernel/faults.ts'
import { isUuid } from '../kernel/ids.ts'
import { acting } from '../platform/acting.server.ts'
import { type Job, traceOf } from '../platform/jobs.server.ts'
import type { Log } from '../platform/log.server.ts'
import { type JobEnd, metrics } from '../platform/metrics.server.ts'
import { type Piece, pieceOfWork } from '../platform/piece-of-work.server.ts'
import { putOff } from '../platform/put-off.server.ts'
import { standAside } from '../platform/stand-aside.server.ts'
import { inSpan } from '../platform/traces.server.ts'
import { wakeOthers } from '../platform/wake-others.server.ts'

/**
 * Joins a job to its work. The payload is read first. A fault worth repeating is thrown on, so that
 * the queue repeats it later; one that is not is logged by its code and not repeated: the room has
 * already put it on a person's list. A call that was not made for want of the other side's rate limit is
 * nobody's fault: the job comes back in its time, without a try used up.
 * Every run is a line: its ids, its trace, the orders it wrote about.
 */
export const runJob =
  (log: Log) =>
  <Payload>(job: Job<Payload>, work: (payload: Payload) => Promise<unknown>): TaskList => {
    /** The job itself is done: what goes wrong here is told, and they wait as long as they would have. */
    const wakeThose = async (helpers: JobHelpers) => {
      try {
        const woken = await wakeOthers(helpers)
        if (woken > 0)
          log.info({ job: job.name, woken }, 'others that waited for the same are tried')
      } catch (fault) {
        log.warn(inWords(fault), 'others that wait for the same were not woken')
      }
    }
    const task: Task = async (raw, helpers) => {
      const from = performance.now()
      const pieces: Piece[] = []
      const tell = (ended: JobEnd) => {
        const ms = performance.now() - from
        metrics.jobEnded(job.name, ended, ms / 1_000)
        const { attempts: attempt } = helpers.job
        return { ...lineOf(job.name, raw, pieces[0]), attempt, ms: Math.round(ms) }
      }
      const { trace, span: parent } = traceOf(raw)
      const told = { ...idsOf(raw), attempt: helpers.job.attempts }
      try {
        await pieceOfWork((piece) => {
          pieces.push(piece)
          return inSpan({ name: `job ${job.name}`, kind: 'job', parent, told }, () =>
            acting({ by: 'system', source: `job ${job.name}` }, () => work(job.payload.parse(raw))),
          )
        }, trace)
        log.info(tell('done'), 'job done')
        await wakeThose(helpers)
      } catch (fault) {
        if (await standAside(helpers)) {
          log.info({ ...tell('replaced'), ...inWords(fault) }, 'job replaced by another of its key')
          return
        }
        if (fault instanceof ProviderThrottled) {
          log.debug({ ...tell('put_off'), waitMs: fault.waitMs }, 'job put off')
          await putOff(helpers, fault.waitMs)
          throw fault
        }
        log.warn({ ...tell(howItEnds(fault, helpers)), ...inWords(fault) }, 'job failed')
        if (!isForGood(fault)) throw fault
      }
    }
    return { [job.name]: task }
  }

const isForGood = (fault: unknown) => fault instanceof Fault && fault.retry === 'never'
const howItEnds = (fault: unknown, { job }: JobHelpers): JobEnd =>
  isForGood(fault) || job.attempts >= job.max_attempts ? 'given_up' : 'again'

const inWords = (fault: unknown) => ({
  code: fault instanceof Fault ? fault.code : 'unexpected',
  err: fault instanceof Error ? fault.message : String(fault),
})

/** Our own ids of what a job is about, for its span: nothing else of a payload leaves the house. */
const idsOf = (raw: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(typeof raw === 'object' && raw !== null ? raw : {}).filter(
      ([name, value]: [string, unknown]) =>
        name.endsWith('Id') && typeof value === 'string' && isUuid(value),
    ),
  )

/** Orders named in one line at most; a batch has many. */
const mostOrders = 20

/** Ids of a payload, the trace, and the orders that were written about. */
function lineOf(job: string, raw: unknown, piece: Piece | undefined): Record<string, unknown> {
  const whole: Record<string, unknown> = typeof raw === 'object' && raw !== null ? { ...raw } : {}
  const { _trace: _, _span: __, _key: ___, _woken: ____, ...ids } = whole
  const orders = [...(piece?.orders ?? [])]
  const named =
    orders.length > 0 ? { orders: orders.slice(0, mostOrders), ordersInAll: orders.length } : {}
  return { job, ...ids, trace: piece?.trace, ...named }
}
export type RunJob = ReturnType<typeof runJob>
