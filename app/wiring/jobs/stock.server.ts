import type { TaskList } from 'graphile-worker'
import {
  allocateStock,
  checkLedger as checkLedgerJob,
  compareStock as compareStockJob,
  mirrorStock,
  openStock as openStockJob,
  releaseStock,
  restockReturn as restockReturnJob,
  shipStock,
} from '../../journey/jobs.ts'
import { returnId, shipmentId, shopId } from '../../kernel/ids.ts'
import {
  allocateWaiting,
  checkLedger,
  compareStock,
  mirrorBookings,
  openStock,
  releaseShipment,
  restockReturn,
  shipOut,
} from '../../stages/stock/index.server.ts'
import type { RunJob } from '../run-job.server.ts'
import type { Services } from '../services.server.ts'

export const stockJobs = (services: Services, run: RunJob): TaskList => ({
  ...run(openStockJob, (told) => openStock(services, shopId(told.shopId))),
  ...run(allocateStock, (told) => allocateWaiting(services, shopId(told.shopId))),
  ...run(releaseStock, (told) =>
    releaseShipment(services, shopId(told.shopId), shipmentId(told.shipmentId)),
  ),
  ...run(shipStock, (told) => shipOut(services, shopId(told.shopId), shipmentId(told.shipmentId))),
  ...run(restockReturnJob, (told) =>
    restockReturn(services, shopId(told.shopId), returnId(told.returnId)),
  ),
  ...run(checkLedgerJob, async (told) => {
    const gaps = await checkLedger(services, shopId(told.shopId))
    // Nobody may miss it, though no order waits for it.
    if (gaps > 0) services.log.error({ shop: told.shopId, gaps }, 'levels are not their entries')
  }),
  ...run(compareStockJob, (told) =>
    compareStock(services, shopId(told.shopId), told.which ?? 'all'),
  ),
  ...run(mirrorStock, (told) => mirrorBookings(services, shopId(told.shopId))),
})
