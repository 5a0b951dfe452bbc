import type { TaskList } from 'graphile-worker'
import {
  allocateStock,
  checkLedger as checkLedgerJob,
  compareStock as compareStockJob,
  countBinSoon,
  holdForStock as holdForStockJob,
  mirrorStock,
  openStock as openStockJob,
  planFloor,
  readTransfers as readTransfersJob,
  releaseStock,
  restockReturn as restockReturnJob,
  shipStock,
  tellTransfers as tellTransfersJob,
} from '../../journey/jobs.ts'
import { returnId, shipmentId, shopId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import {
  allocateWaiting,
  bookCount,
  checkLedger,
  compareStock,
  holdForStock,
  mirrorBookings,
  openStock,
  planCounts,
  planReplenish,
  readTransfers,
  releaseShipment,
  restockReturn,
  shipOut,
  tellTransfers,
} from '../../stages/stock/index.server.ts'
import type { RunJob } from '../run-job.server.ts'
import type { Services } from '../services.server.ts'

export const stockJobs = (services: Services, run: RunJob): TaskList => ({
  ...run(openStockJob, (told) => openStock(services, shopId(told.shopId))),
  ...run(allocateStock, async (told) => {
    const shop = shopId(told.shopId)
    const { waiting } = await allocateWaiting(services, shop)
    // What waits may lie behind the pick bins.
    if (waiting > 0)
      await withShop(services.db, shop, (tx) =>
        enqueue(tx, planFloor, { shopId: shop }, { key: `${planFloor.name}:${shop}` }),
      )
  }),
  ...run(holdForStockJob, (told) =>
    holdForStock(services, shopId(told.shopId), {
      id: shipmentId(told.shipmentId),
      since: new Date(told.since),
    }),
  ),
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
  ...run(countBinSoon, ({ shopId: shop, ...wanted }) =>
    withShop(services.db, shopId(shop), (tx) => bookCount(tx, wanted)),
  ),
  ...run(planFloor, async (told) => {
    await planReplenish(services, shopId(told.shopId))
    await planCounts(services, shopId(told.shopId))
  }),
  ...run(readTransfersJob, (told) => readTransfers(services, shopId(told.shopId))),
  ...run(tellTransfersJob, (told) => tellTransfers(services, shopId(told.shopId))),
})
