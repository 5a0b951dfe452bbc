import type { Task, TaskList } from 'graphile-worker'
import { Fault, ProviderThrottled } from '../kernel/faults.ts'
import { acting } from '../platform/acting.server.ts'
import type { Job } from '../platform/jobs.server.ts'
import type { Log } from '../platform/log.server.ts'
import { putOff } from '../platform/put-off.server.ts'

/**
 * Joins a job to its work. The payload is read first. A fault worth repeating is thrown on, so that
 * the queue repeats it later; one that is not is logged by its code and not repeated: the room has
 * already put it on a person's list. A call that was not made for want of the other side's rate limit is
 * nobody's fault: the job comes back in its time, without a try used up.
 */
export const runJob =
  (log: Log) =>
  <Payload>(job: Job<Payload>, work: (payload: Payload) => Promise<unknown>): TaskList => {
    const task: Task = async (raw, helpers) => {
      const payload = job.payload.parse(raw)
      const line = { job: job.name, attempt: helpers.job.attempts, ...describe(raw) }
      try {
        await acting({ by: 'system', source: `job ${job.name}` }, () => work(payload))
      } catch (fault) {
        if (fault instanceof ProviderThrottled) {
          log.debug({ ...line, waitMs: fault.waitMs }, 'job put off')
          await putOff(helpers, fault.waitMs)
          throw fault
        }
        log.warn({ ...line, ...inWords(fault) }, 'job failed')
        if (!(fault instanceof Fault && fault.retry === 'never')) throw fault
      }
    }
    return { [job.name]: task }
  }

const inWords = (fault: unknown) => ({
  code: fault instanceof Fault ? fault.code : 'unexpected',
  err: fault instanceof Error ? fault.message : String(fault),
})

/** Ids of a payload, for the log line. */
function describe(raw: unknown): Record<string, unknown> {
  return typeof raw === 'object' && raw !== null ? { ...raw } : {}
}
export type RunJob = ReturnType<typeof runJob>
