import { Logger, run } from 'graphile-worker'
import { startClock } from './wiring/clock.server.ts'
import { taskList } from './wiring/jobs.server.ts'
import { services } from './wiring/services.server.ts'

/** The door for jobs: runs the queue until it is told to stop, then finishes what it holds. */
const open = services()
const { config, log } = open

const runner = await run({
  connectionString: config.OWNER_DATABASE_URL,
  concurrency: config.WORKER_CONCURRENCY,
  pollInterval: 1_000,
  noHandleSignals: true,
  taskList: taskList(open),
  logger: new Logger(() => (level, message) => {
    if (level === 'error') log.error({ message }, 'queue')
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
  await open.close()
  log.info('worker stopped')
  process.exit(0)
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
await runner.promise
