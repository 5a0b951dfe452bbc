import type { TaskList } from 'graphile-worker'
import {
  askConfirmation as askJob,
  confirmationTimeout,
  confirmReleased,
} from '../../journey/jobs.ts'
import { orderId, shopId } from '../../kernel/ids.ts'
import {
  askConfirmation,
  confirmationTimedOut,
  confirmOrder,
} from '../../stages/confirm/index.server.ts'
import type { RunJob } from '../run-job.server.ts'
import type { Services } from '../services.server.ts'

export const confirmJobs = (services: Services, run: RunJob): TaskList => ({
  ...run(askJob, ({ shopId: shop, orderId: order }) =>
    askConfirmation(services, shopId(shop), orderId(order)),
  ),
  ...run(confirmationTimeout, ({ shopId: shop, orderId: order }) =>
    confirmationTimedOut(services, shopId(shop), orderId(order)),
  ),
  // Whoever released the wait said yes for the customer; one that is confirmed already stays so.
  ...run(confirmReleased, ({ shopId: shop, orderId: order, by }) =>
    confirmOrder(services, shopId(shop), orderId(order), { by }),
  ),
})
