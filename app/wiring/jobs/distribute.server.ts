import type { TaskList } from 'graphile-worker'
import {
  distributeOrder as distributeOrderJob,
  stopOrder as stopOrderJob,
} from '../../journey/jobs.ts'
import { orderId, shopId } from '../../kernel/ids.ts'
import { distributeOrder, stopOrder } from '../../stages/distribute/index.server.ts'
import type { RunJob } from '../run-job.server.ts'
import type { Services } from '../services.server.ts'

export const distributeJobs = (services: Services, run: RunJob): TaskList => ({
  ...run(distributeOrderJob, (told) =>
    distributeOrder(services, shopId(told.shopId), orderId(told.orderId)),
  ),
  ...run(stopOrderJob, (told) => stopOrder(services, shopId(told.shopId), orderId(told.orderId))),
})
