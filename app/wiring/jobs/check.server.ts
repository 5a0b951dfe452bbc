import type { TaskList } from 'graphile-worker'
import {
  cancelInStore as cancelJob,
  checkOrders as checkJob,
  correctionTimeout,
  takeStoreHolds as holdsJob,
  mirrorHolds,
  releaseHoldOnDate,
  remindCorrection,
  writeCorrection,
} from '../../journey/jobs.ts'
import { orderId, shopId } from '../../kernel/ids.ts'
import {
  cancelInStore,
  checkOrders,
  correctionTimedOut,
  mirrorOrderHolds,
  releaseOnDate,
  remindCustomer,
  takeStoreHolds,
  writeBack,
} from '../../stages/check/index.server.ts'
import type { RunJob } from '../run-job.server.ts'
import type { Services } from '../services.server.ts'

export const checkJobs = (services: Services, run: RunJob): TaskList => ({
  ...run(checkJob, ({ shopId: shop }) => checkOrders(services, shopId(shop))),
  ...run(mirrorHolds, ({ shopId: shop, orderId: order }) =>
    mirrorOrderHolds(services, shopId(shop), orderId(order)),
  ),
  ...run(correctionTimeout, ({ shopId: shop, orderId: order }) =>
    correctionTimedOut(services, shopId(shop), orderId(order)),
  ),
  ...run(releaseHoldOnDate, ({ shopId: shop, orderId: order, holdId }) =>
    releaseOnDate(services, shopId(shop), orderId(order), holdId),
  ),
  ...run(cancelJob, ({ shopId: shop, orderId: order, refund }) =>
    cancelInStore(services, shopId(shop), orderId(order), refund),
  ),
  ...run(holdsJob, ({ shopId: shop, orderId: order }) =>
    takeStoreHolds(services, shopId(shop), orderId(order)),
  ),
  ...run(remindCorrection, ({ shopId: shop, orderId: order }) =>
    remindCustomer(services, shopId(shop), orderId(order)),
  ),
  ...run(writeCorrection, ({ shopId: shop, orderId: order }) =>
    writeBack(services, shopId(shop), orderId(order)),
  ),
})
