import type { TaskList } from 'graphile-worker'
import { planTours } from '../../journey/jobs.ts'
import { shopId } from '../../kernel/ids.ts'
import { suggestTours } from '../../stages/pick/index.server.ts'
import type { RunJob } from '../run-job.server.ts'
import type { Services } from '../services.server.ts'

export const pickJobs = (services: Services, run: RunJob): TaskList => ({
  ...run(planTours, (told) => suggestTours(services, shopId(told.shopId))),
})
