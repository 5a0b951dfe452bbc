import type { TaskList } from 'graphile-worker'
import { mirrorReturn, takeInReturn } from '../../journey/jobs.ts'
import { gid, returnId, shopId } from '../../kernel/ids.ts'
import {
  mirrorReturn as mirror,
  type ReturnsDeps,
  takeInStoreReturn,
} from '../../stages/returns/index.server.ts'
import type { RunJob } from '../run-job.server.ts'

export const returnsJobs = (services: ReturnsDeps, run: RunJob): TaskList => ({
  ...run(mirrorReturn, (told) => mirror(services, shopId(told.shopId), returnId(told.returnId))),
  ...run(takeInReturn, (told) =>
    takeInStoreReturn(services, shopId(told.shopId), gid(told.returnGid)),
  ),
})
