import {
  checkLedger,
  compareStock,
  forgetOld,
  planFloor,
  raiseAlarms,
  readTransfers,
  sweepStore,
} from '../journey/jobs.ts'
import { shopId } from '../kernel/ids.ts'
import { withShop } from '../platform/db.server.ts'
import { enqueue, type Job } from '../platform/jobs.server.ts'
import type { Services } from './services.server.ts'

/** Books a keyed job for every shop that has the app: however many processes tick, one waits a shop. */
async function everyShop(services: Services, job: Job<{ shopId: string }>): Promise<void> {
  const shops = await services.db.shop.findMany({
    where: { installedAt: { not: null }, uninstalledAt: null },
    select: { id: true },
  })
  for (const { id } of shops)
    await withShop(services.db, shopId(id), (tx) =>
      enqueue(tx, job, { shopId: id }, { key: `${job.name}:${id}` }),
    )
}

const oneHour = 3_600_000
const sixHours = 6 * oneHour

/**
 * What happens by the clock in every worker: alarms each minute, sweeps as configured, work on the floor planned and
 * the store's transfers read each hour; four times a day ledgers are looked through and compared with the store, and
 * what was kept long enough is forgotten.
 * @returns stops it; resolves when a tick under way is over.
 */
export function startClock(services: Services): () => Promise<void> {
  const under = new Set<Promise<void>>()
  const tick = (job: Job<{ shopId: string }>) => {
    const running = everyShop(services, job)
      .catch((err: unknown) =>
        services.log.warn({ job: job.name, err: String(err) }, 'tick failed'),
      )
      .finally(() => under.delete(running))
    under.add(running)
  }
  const timers = [
    setInterval(() => tick(raiseAlarms), 30_000),
    setInterval(() => tick(sweepStore), services.config.SWEEP_EVERY_SECONDS * 1_000),
    setInterval(() => tick(checkLedger), sixHours),
    setInterval(() => tick(compareStock), sixHours),
    setInterval(() => tick(planFloor), oneHour),
    setInterval(() => tick(readTransfers), oneHour),
    setInterval(() => tick(forgetOld), sixHours),
  ]
  tick(raiseAlarms)
  return async () => {
    for (const timer of timers) clearInterval(timer)
    await Promise.all(under)
  }
}
