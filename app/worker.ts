import { createServer } from 'node:http'
import { setPriority } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { longestStopMs } from './platform/longest-stop.ts'
import { outsideDoors } from './platform/outside-doors.server.ts'
import { workQueue } from './platform/queue.server.ts'
import { surviveLateTransactions } from './platform/unheard-faults.server.ts'
import { watchYoungTables } from './platform/young-tables.server.ts'
import { startClock } from './wiring/clock.server.ts'
import { taskList } from './wiring/jobs.server.ts'
import { services } from './wiring/services.server.ts'

// On a machine that has both, web goes first: a delivery and a picker want their answer now, a job has a minute.
setPriority(5)

/** The door for jobs: does them until it is told to stop, then finishes what it holds. */
const open = services()
const { config, log } = open
surviveLateTransactions(log)
await open.traces.ready
const queue = workQueue({
  ownerUrl: config.OWNER_DATABASE_URL,
  concurrency: config.WORKER_CONCURRENCY,
  taskList: taskList(open),
  log,
})

const longestCloseMs = 3_000

let stopping = false
const stopClock = startClock(open)
const stopWatching = watchYoungTables({ ownerUrl: config.OWNER_DATABASE_URL, log })

const outside = outsideDoors(open)
const doors = createServer((request, response) => {
  if (!outside(request, response)) response.writeHead(404).end()
})
if (config.WORKER_PORT !== undefined) doors.listen(config.WORKER_PORT, config.HOST)

async function stop() {
  if (stopping) return
  stopping = true
  // What cannot be finished in time goes on in another worker, as after a kill.
  setTimeout(() => {
    log.warn('stopped before all was finished')
    process.exit(0)
  }, longestStopMs)
  // Should the database be away, there is nothing to finish and nobody to tell.
  const quietly = async (what: string, work: () => Promise<unknown>) => {
    try {
      await work()
    } catch (fault) {
      log.warn({ what, err: String(fault) }, 'stopping goes on without it')
    }
  }
  // The queue takes no more jobs from this moment on, however long the others need.
  await Promise.all([
    quietly('queue', queue.stop),
    quietly('clock', stopClock),
    quietly('young tables', stopWatching),
  ])
  doors.close()
  doors.closeAllConnections()
  // A job that was given up with a queue that broke may hold a connection still; nobody waits for that.
  await quietly('services', () => Promise.race([open.close(), wait(longestCloseMs)]))
  log.info('worker stopped')
  process.exit(0)
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
