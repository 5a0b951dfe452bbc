import type { Task, TaskList } from 'graphile-worker'
import { Fault } from '../kernel/faults.ts'
import { acting } from '../platform/acting.server.ts'
import type { Job } from '../platform/jobs.server.ts'
import type { Log } from '../platform/log.server.ts'

/**
 * Joins a job to its work. The payload is read first. A fault worth repeating is thrown on, so that
 * the queue repeats it later; one that is not is logged by its code and not repeated: the room has
 * already put it on a person's list.
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
        const code = fault instanceof Fault ? fault.code : 'unexpected'
        log.warn(
          { ...line, code, err: fault instanceof Error ? fault.message : String(fault) },
          'job failed',
        )
        if (fault instanceof Fault && fault.retry === 'never') return
        throw fault
      }
    }
    return { [job.name]: task }
  }

/** Ids of a payload, for the log line. */
function describe(raw: unknown): Record<string, unknown> {
  return typeof raw === 'object' && raw !== null ? { ...raw } : {}
}
export type RunJob = ReturnType<typeof runJob>
