import type { TaskList } from 'graphile-worker'
import { closeSurvey, inviteFeedback } from '../../journey/jobs.ts'
import { orderId, shopId } from '../../kernel/ids.ts'
import { inviteOne, lapseSurvey } from '../../stages/feedback/index.server.ts'
import type { RunJob } from '../run-job.server.ts'
import type { Services } from '../services.server.ts'

export const feedbackJobs = (services: Services, run: RunJob): TaskList => ({
  ...run(inviteFeedback, (told) => inviteOne(services, shopId(told.shopId), orderId(told.orderId))),
  ...run(closeSurvey, (told) => lapseSurvey(services, shopId(told.shopId), orderId(told.orderId))),
})
