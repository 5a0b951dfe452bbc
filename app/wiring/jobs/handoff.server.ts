import type { TaskList } from 'graphile-worker'
import {
  cancelAtPartner as cancelJob,
  mirrorPartnerAnswer,
  requestPartner,
} from '../../journey/jobs.ts'
import { shipmentId, shopId } from '../../kernel/ids.ts'
import { askPartner, cancelAtPartner, mirrorAnswer } from '../../stages/handoff/index.server.ts'
import type { RunJob } from '../run-job.server.ts'
import type { Services } from '../services.server.ts'

export const handoffJobs = (services: Services, run: RunJob): TaskList => ({
  ...run(requestPartner, (about) =>
    askPartner(services, shopId(about.shopId), shipmentId(about.shipmentId)),
  ),
  ...run(cancelJob, (about) =>
    cancelAtPartner(services, shopId(about.shopId), shipmentId(about.shipmentId)),
  ),
  ...run(mirrorPartnerAnswer, (about) =>
    mirrorAnswer(services, shopId(about.shopId), shipmentId(about.shipmentId)),
  ),
})
