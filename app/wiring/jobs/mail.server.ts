import type { TaskList } from 'graphile-worker'
import { sendMails } from '../../journey/jobs.ts'
import { deliverMails } from '../../journey/mail.server.ts'
import { shopId } from '../../kernel/ids.ts'
import type { RunJob } from '../run-job.server.ts'
import type { Services } from '../services.server.ts'

export const mailJobs = (services: Services, run: RunJob): TaskList => ({
  ...run(sendMails, ({ shopId: shop }) => deliverMails(services, shopId(shop))),
})
