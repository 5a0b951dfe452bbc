import type { TaskList } from 'graphile-worker'
import { finishLabel, fulfilShipment, relabelShipment } from '../../journey/jobs.ts'
import { shipmentId, shopId } from '../../kernel/ids.ts'
import { finishLabels, fulfil, relabel } from '../../stages/ship/index.server.ts'
import type { RunJob } from '../run-job.server.ts'
import type { Services } from '../services.server.ts'

export const shipJobs = (services: Services, run: RunJob): TaskList => ({
  ...run(finishLabel, (told) =>
    finishLabels(services, shopId(told.shopId), shipmentId(told.shipmentId), told.parcelId ?? null),
  ),
  ...run(relabelShipment, ({ shipmentId: id, by, ...told }) =>
    relabel(services, shopId(told.shopId), {
      id: shipmentId(id),
      decidedAt: new Date(told.decidedAt),
      by,
    }),
  ),
  ...run(fulfilShipment, (told) =>
    fulfil(services, shopId(told.shopId), shipmentId(told.shipmentId)),
  ),
})
