import type { TaskList } from 'graphile-worker'
import { askConfirmation as askJob, confirmationTimeout } from '../../journey/jobs.ts'
import { orderId, shopId } from '../../kernel/ids.ts'
import { askConfirmation, confirmationTimedOut } from '../../stages/confirm/index.server.ts'
import type { RunJob } from '../run-job.server.ts'
import type { Services } from '../services.server.ts'

export const confirmJobs = (services: Services, run: RunJob): TaskList => ({
  ...run(askJob, ({ shopId: shop, orderId: order }) =>
    askConfirmation(services, shopId(shop), orderId(order)),
  ),
  ...run(confirmationTimeout, ({ shopId: shop, orderId: order }) =>
    confirmationTimedOut(services, shopId(shop), orderId(order)),
  ),
})
