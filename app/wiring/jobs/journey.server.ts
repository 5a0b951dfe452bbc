import type { TaskList } from 'graphile-worker'
import { raiseOverdueAlarms } from '../../journey/alarm.server.ts'
import { raiseAlarms } from '../../journey/jobs.ts'
import { shopId } from '../../kernel/ids.ts'
import type { RunJob } from '../run-job.server.ts'
import type { Services } from '../services.server.ts'

export const journeyJobs = (services: Services, run: RunJob): TaskList => ({
  ...run(raiseAlarms, ({ shopId: shop }) => raiseOverdueAlarms(services, shopId(shop))),
})
