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

/** Every job of the app, joined to its work. */
export function taskList(services: Services): TaskList {
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
