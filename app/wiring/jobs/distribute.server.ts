import type { TaskList } from 'graphile-worker'
import {
  distributeOrder as distributeOrderJob,
  redoShipment as redoShipmentJob,
  stopOrder as stopOrderJob,
  tellRest as tellRestJob,
} from '../../journey/jobs.ts'
import { orderId, shipmentId, shopId } from '../../kernel/ids.ts'
import {
  distributeOrder,
  redoShipment,
  stopOrder,
  tellRest,
} from '../../stages/distribute/index.server.ts'
import type { RunJob } from '../run-job.server.ts'
import type { Services } from '../services.server.ts'

export const distributeJobs = (services: Services, run: RunJob): TaskList => ({
  ...run(distributeOrderJob, (told) =>
    distributeOrder(services, shopId(told.shopId), orderId(told.orderId)),
  ),
  ...run(redoShipmentJob, ({ shipmentId: id, by, ...told }) =>
    redoShipment(services, shopId(told.shopId), { id: shipmentId(id), by }),
  ),
  ...run(tellRestJob, (told) =>
    tellRest(services, shopId(told.shopId), shipmentId(told.shipmentId)),
  ),
  ...run(stopOrderJob, (told) => stopOrder(services, shopId(told.shopId), orderId(told.orderId))),
})
