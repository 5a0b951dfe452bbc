import type { TaskList } from 'graphile-worker'
import { pollParcel, tellParcel } from '../../journey/jobs.ts'
import { parcelId, shopId } from '../../kernel/ids.ts'
import { poll, tell } from '../../stages/track/index.server.ts'
import type { RunJob } from '../run-job.server.ts'
import type { Services } from '../services.server.ts'

export const trackJobs = (services: Services, run: RunJob): TaskList => ({
  ...run(pollParcel, (told) => poll(services, shopId(told.shopId), parcelId(told.parcelId))),
  ...run(tellParcel, (told) => tell(services, shopId(told.shopId), parcelId(told.parcelId))),
})
