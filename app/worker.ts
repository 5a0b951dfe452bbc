import { Logger, run } from 'graphile-worker'
import pg from 'pg'
import { keepWorkerLives } from './platform/worker-lives.server.ts'
import { startClock } from './wiring/clock.server.ts'
import { taskList } from './wiring/jobs.server.ts'
import { services } from './wiring/services.server.ts'

/** The door for jobs: runs the queue until it is told to stop, then finishes what it holds. */
const open = services()
const { config, log } = open

const queue = new pg.Pool({
  connectionString: config.OWNER_DATABASE_URL,
  max: config.WORKER_CONCURRENCY + 4,
})
const lost = (err: Error) => log.warn({ err: err.message }, 'a connection of the queue was lost')
// One in use that breaks says so itself: unheard, it would end the process when the database restarts.
queue.on('error', lost)
queue.on('connect', (client) => client.on('error', lost))
const lives = await keepWorkerLives({ pool: queue, log })
const runner = await run({
  pgPool: queue,
  events: lives.events,
  concurrency: config.WORKER_CONCURRENCY,
  pollInterval: 1_000,
  noHandleSignals: true,
  taskList: taskList(open),
  logger: new Logger(() => (level, message) => {
    // A job that failed has its own line already, with its ids and its code (run-job).
    if (level === 'error' && !message.startsWith('Failed task')) log.error({ message }, 'queue')
  }),
})
const stopClock = startClock(open)
log.info({ concurrency: config.WORKER_CONCURRENCY }, 'worker ready')

let stopping = false
async function stop() {
  if (stopping) return
  stopping = true
  await stopClock()
  await runner.stop()
  await lives.stop()
  await queue.end()
  await open.close()
  log.info('worker stopped')
  process.exit(0)
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
await runner.promise
