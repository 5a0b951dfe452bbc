import type { TaskList } from 'graphile-worker'
import { checkJobs } from './jobs/check.server.ts'
import { confirmJobs } from './jobs/confirm.server.ts'
import { distributeJobs } from './jobs/distribute.server.ts'
import { feedbackJobs } from './jobs/feedback.server.ts'
import { handoffJobs } from './jobs/handoff.server.ts'
import { intakeJobs } from './jobs/intake.server.ts'
import { journeyJobs } from './jobs/journey.server.ts'
import { mailJobs } from './jobs/mail.server.ts'
import { packJobs } from './jobs/pack.server.ts'
import { pickJobs } from './jobs/pick.server.ts'
import { returnsJobs } from './jobs/returns.server.ts'
import { shipJobs } from './jobs/ship.server.ts'
import { stockJobs } from './jobs/stock.server.ts'
import { trackJobs } from './jobs/track.server.ts'
import { runJob } from './run-job.server.ts'
import type { Services } from './services.server.ts'

/**
 * The jobs that this process runs, joined to their work: all of the app's, or those that WORKER_TASKS names.
 * @throws Error naming a job that there is not.
 */
export function taskList(services: Services): TaskList {
  const all = everyTask(services)
  const wanted = services.config.WORKER_TASKS?.split(',').map((name) => name.trim())
  if (!wanted) return all
  const unknown = wanted.filter((name) => !Object.hasOwn(all, name))
  if (unknown.length > 0)
    throw new Error(
      `WORKER_TASKS names jobs that there are not: ${unknown.join(', ')}; there are: ${Object.keys(all).sort().join(', ')}`,
    )
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted.includes(name)))
}

function everyTask(services: Services): TaskList {
  const run = runJob(services.log)
  const rooms = [
    intakeJobs,
    checkJobs,
    confirmJobs,
    distributeJobs,
    stockJobs,
    pickJobs,
    packJobs,
    shipJobs,
    handoffJobs,
    trackJobs,
    returnsJobs,
    feedbackJobs,
    mailJobs,
    journeyJobs,
  ]
  return Object.assign({}, ...rooms.map((jobs) => jobs(services, run)))
}
