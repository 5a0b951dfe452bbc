import type { TaskList } from 'graphile-worker'
import { finishLabel, fulfilShipment } from '../../journey/jobs.ts'
import { shipmentId, shopId } from '../../kernel/ids.ts'
import { finishLabels, fulfil } from '../../stages/ship/index.server.ts'
import type { RunJob } from '../run-job.server.ts'
import type { Services } from '../services.server.ts'

export const shipJobs = (services: Services, run: RunJob): TaskList => ({
  ...run(finishLabel, (told) =>
    finishLabels(services, shopId(told.shopId), shipmentId(told.shipmentId)),
  ),
  ...run(fulfilShipment, (told) =>
    fulfil(services, shopId(told.shopId), shipmentId(told.shipmentId)),
  ),
})
