import type { TaskList } from 'graphile-worker'
import * as jobs from '../../journey/jobs.ts'
import { shopId } from '../../kernel/ids.ts'
import { lookAtArrivals } from '../../stages/check/index.server.ts'
import * as intake from '../../stages/intake/index.server.ts'
import { readShopRules } from '../order-form.server.ts'
import type { RunJob } from '../run-job.server.ts'
import type { Services } from '../services.server.ts'

export const intakeJobs = (services: Services, run: RunJob): TaskList => ({
  ...run(jobs.drainDeliveries, (told) =>
    intake.drainDeliveries({ ...services, arrivals: lookAtArrivals }, shopId(told.shopId)),
  ),
  ...run(jobs.sweepStore, (told) => intake.sweepStore(services, shopId(told.shopId))),
  ...run(jobs.readBacklog, (told) => intake.readBacklog(services, shopId(told.shopId))),
  ...run(jobs.welcomeShop, (told) => intake.welcomeShop(services, shopId(told.shopId))),
  ...run(jobs.readShop, (told) => intake.readShop(services, shopId(told.shopId))),
  ...run(jobs.readCatalogue, (told) => intake.readCatalogue(services, shopId(told.shopId))),
  ...run(jobs.rereadOrder, (told) => intake.rereadOrder(services, shopId(told.shopId), told)),
  ...run(jobs.rereadFulfillmentOrder, (told) =>
    intake.followFulfillmentOrder(services, shopId(told.shopId), told),
  ),
  ...run(jobs.placeForm, async (told) => {
    const shop = shopId(told.shopId)
    const { domain } = await readShopRules(services, shop)
    await intake.placeForm(services, shop, told.formId, { domain })
  }),
  ...run(jobs.awaitPayment, async (told) => {
    const shop = shopId(told.shopId)
    const { domain } = await readShopRules(services, shop)
    await intake.awaitPayment(services, shop, {
      ...{ id: told.formId, store: { domain }, now: new Date() },
    })
  }),
  ...run(jobs.forgetOld, (told) => intake.forgetOld(services, shopId(told.shopId))),
  ...run(jobs.eraseShop, (told) => intake.eraseShop(services, shopId(told.shopId))),
})
