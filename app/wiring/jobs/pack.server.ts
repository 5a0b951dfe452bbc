import type { TaskList } from 'graphile-worker'
import { readyForPickup, repackShipment } from '../../journey/jobs.ts'
import { shipmentId, shopId } from '../../kernel/ids.ts'
import { repack, tellReadyForPickup } from '../../stages/pack/index.server.ts'
import type { RunJob } from '../run-job.server.ts'
import type { Services } from '../services.server.ts'

export const packJobs = (services: Services, run: RunJob): TaskList => ({
  ...run(readyForPickup, (told) =>
    tellReadyForPickup(services, shopId(told.shopId), shipmentId(told.shipmentId)),
  ),
  ...run(repackShipment, ({ shipmentId: id, by, ...told }) =>
    repack(services, shopId(told.shopId), { shipmentId: id, by }),
  ),
})
