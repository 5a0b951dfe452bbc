import { createServer } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { Logger, type Runner, run } from 'graphile-worker'
import pg from 'pg'
import { outsideDoors } from './platform/outside-doors.server.ts'
import { keepWorkerLives, type WorkerLives } from './platform/worker-lives.server.ts'
import { startClock } from './wiring/clock.server.ts'
import { taskList } from './wiring/jobs.server.ts'
import { services } from './wiring/services.server.ts'

/**
 * The door for jobs: runs the queue until it is told to stop, then finishes what it holds. While the database is
 * away it waits, and goes on when it is back.
 */
const open = services()
const { config, log } = open
const tasks = taskList(open)

const queue = new pg.Pool({
  connectionString: config.OWNER_DATABASE_URL,
  max: config.WORKER_CONCURRENCY + 4,
  keepAlive: true,
})
const lost = (err: Error) => log.warn({ err: err.message }, 'a connection of the queue was lost')
// One in use that breaks says so itself: unheard, it would end the process when the database restarts.
queue.on('error', lost)
queue.on('connect', (client) => client.on('error', lost))

interface Working {
  readonly lives: WorkerLives
  readonly runner: Runner
}

async function start(abandoned: readonly string[]): Promise<Working> {
  const lives = await keepWorkerLives({ pool: queue, log, abandoned })
  try {
    const runner = await run({
      pgPool: queue,
      events: lives.events,
      concurrency: config.WORKER_CONCURRENCY,
      pollInterval: 1_000,
      noHandleSignals: true,
      taskList: tasks,
      // In batches, the queue writes down again and again what became of its jobs, and says when it gives up;
      // one by one, a connection that is lost in that moment would end the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      logger: new Logger(() => (level, message) => {
        // A job that failed has its own line already, with its ids and its code (run-job).
        if (level === 'error' && !message.startsWith('Failed task')) log.error({ message }, 'queue')
      }),
    })
    return { lives, runner }
  } catch (fault) {
    await lives.leave()
    throw fault
  }
}

/** A job may take 20 s (a drain); whoever stops us waits half a minute as a rule. */
const longestStopMs = 25_000

let working: Working | null = null
let stopping = false

/** Runs the queue, again and again should it break: only the database's absence breaks it. */
async function keepWorking(): Promise<void> {
  const abandoned: string[] = []
  while (!stopping) {
    try {
      working = await start(abandoned)
      abandoned.length = 0
      log.info({ concurrency: config.WORKER_CONCURRENCY }, 'worker ready')
      await working.runner.promise
    } catch (fault) {
      log.warn({ err: String(fault) }, 'the queue stands still; it is started again')
      abandoned.push(...((await working?.lives.leave()) ?? []))
      working = null
      if (!stopping) await wait(500)
    }
  }
}

const stopClock = startClock(open)

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
  const quietly = async (what: string, work: () => Promise<unknown> | undefined) => {
    try {
      await work()
    } catch (fault) {
      log.warn({ what, err: String(fault) }, 'stopping goes on without it')
    }
  }
  await quietly('clock', stopClock)
  await quietly('queue', () => working?.runner.stop())
  await quietly('life', () => working?.lives.stop())
  doors.close()
  doors.closeAllConnections()
  await quietly('connections', () => queue.end())
  await quietly('services', open.close)
  log.info('worker stopped')
  process.exit(0)
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
await open.traces.ready
await keepWorking()
