import { setTimeout as wait } from 'node:timers/promises'
import { Logger, type Runner, run, type TaskList } from 'graphile-worker'
import pg from 'pg'
import { keepAliveOnTheLine, longestSilenceMs } from './db.server.ts'
import type { Log } from './log.server.ts'
import { giveUpSilentLines, hearLostLines } from './lost-lines.server.ts'
import { keepWorkerLives, type WorkerLives } from './worker-lives.server.ts'

export interface QueueOptions {
  /** As the queue's owner. */
  readonly ownerUrl: string
  /** Jobs at once. */
  readonly concurrency: number
  readonly taskList: TaskList
  readonly log: Log
  /** A question that the database does not answer for so long has lost its line. */
  readonly silenceMs?: number
}

export interface Queue {
  /** Takes no more jobs; resolves when those under way are done and nothing is held. */
  stop(): Promise<void>
}

/** Jobs under way when the queue breaks have so long to end before they are given to others. */
const lastWordsMs = 2_000

/**
 * Does jobs until it is told to stop. While the database is away it waits, gives back what the queue had taken, and
 * goes on when it is back.
 */
export function workQueue(options: QueueOptions): Queue {
  const { log } = options
  let stopping = false
  let working: Working | null = null

  async function keepWorking(): Promise<void> {
    const abandoned: string[] = []
    while (!stopping) {
      try {
        working = await begin(options, abandoned)
        abandoned.length = 0
        log.info({ concurrency: options.concurrency }, 'worker ready')
        if (stopping) working.stop()
        await working.ended
      } catch (fault) {
        log.warn({ err: String(fault) }, 'the queue stands still; it is started again')
        abandoned.push(...((await working?.giveUp()) ?? []))
        working = null
        if (!stopping) await wait(500)
      }
    }
  }
  const over = keepWorking()
  return {
    async stop() {
      stopping = true
      working?.stop()
      await over
    },
  }
}

interface Working {
  /** Resolves when it has stopped and said goodbye; rejects when it broke. */
  readonly ended: Promise<void>
  /** Takes no more jobs, and ends when those under way are done. */
  stop(): void
  /** Lets go of everything. @returns the names it took jobs in: those jobs are nobody's now. */
  giveUp(): Promise<readonly string[]>
}

async function begin(
  { ownerUrl, concurrency, taskList, log, silenceMs = longestSilenceMs }: QueueOptions,
  abandoned: readonly string[],
): Promise<Working> {
  const { pool, cut } = openPool(ownerUrl, concurrency + 4, log, silenceMs)
  let lives: WorkerLives | null = null
  try {
    lives = await keepWorkerLives({ pool, log, abandoned })
    const alive = lives
    const runner = await run({
      pgPool: pool,
      events: alive.events,
      ...{ concurrency, taskList },
      pollInterval: 1_000,
      noHandleSignals: true,
      // In batches, the queue says that it could not write down what became of its jobs; one by one, a connection
      // that is lost in that moment would end the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      logger: new Logger(() => (level, message) => {
        // A job that failed has its own line already, with its ids and its code (run-job).
        if (level === 'error' && !message.startsWith('Failed task')) log.error({ message }, 'queue')
      }),
    })
    return {
      ended: untilBroken(runner, alive)
        .then(alive.stop)
        .then(() => pool.end()),
      // Should it break meanwhile, `ended` says so.
      stop: () => void runner.stop().catch(() => undefined),
      async giveUp() {
        await Promise.race([runner.promise.catch(() => undefined), wait(lastWordsMs)])
        const names = await alive.leave()
        cut()
        return names
      },
    }
  } catch (fault) {
    await lives?.leave()
    cut()
    throw fault
  }
}

/**
 * Once it cannot write down what became of a job, the queue takes no more of them and means to end. Where that befell
 * several jobs at once its own end never comes, so its word that it broke is enough.
 */
function untilBroken(runner: Runner, { events }: WorkerLives): Promise<void> {
  const broken = new Promise<never>((_, reject) => {
    events.once('pool:fatalError', ({ error }) => reject(error))
  })
  return Promise.race([runner.promise, broken])
}

type Connected = Parameters<pg.Pool['connect']>[0]

/**
 * The queue's listener lets go of a connection that broke, and once more when the queue stops: the second time would
 * be thrown at nobody and end the process.
 */
class QueuePool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>
  override connect(callback: Connected): void
  override connect(callback?: Connected): Promise<pg.PoolClient> | undefined {
    if (!callback) return super.connect()
    super.connect((fault, client, release) => {
      let isLetGo = false
      callback(fault, client, (destroy) => {
        if (!isLetGo) release(destroy)
        isLetGo = true
      })
    })
    return undefined
  }
}

function openPool(connectionString: string, max: number, log: Log, silenceMs: number) {
  const pool = new QueuePool({
    ...{ connectionString, max, ...keepAliveOnTheLine },
    connectionTimeoutMillis: 10_000,
    // Which index finds the next job depends on the tasks that are asked for and on what waits: planned each time.
    // And the database ends a statement before its line is given up: a job that it took after that would be nobody's.
    // Not by the connection's options, which a pooler in between may refuse.
    verify: (client, done) =>
      void client
        .query(`set plan_cache_mode = force_custom_plan; set statement_timeout = '15s'`)
        .then(() => done(), done),
  })
  const clients = new Set<pg.PoolClient>()
  hearLostLines(pool, (err) => log.warn({ err: err.message }, 'a connection of the queue was lost'))
  giveUpSilentLines(pool, silenceMs)
  pool.on('connect', (client) => clients.add(client))
  pool.on('remove', (client) => clients.delete(client))
  return {
    pool,
    /** Ends every connection, in use or not, without waiting for the other side. */
    cut() {
      pool.end().catch(() => undefined)
      for (const client of clients)
        if (client instanceof pg.Client) client.end().catch(() => undefined)
    },
  }
}
