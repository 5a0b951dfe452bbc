import { EventEmitter } from 'node:events'
import type { WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import type { Log } from './log.server.ts'
import { thisProcess } from './piece-of-work.server.ts'
import { keepAlive, usualBeatMs, usualLeaseMs } from './process-life.server.ts'
import { forgetReplaced } from './stand-aside.server.ts'

export interface WorkerLivesOptions {
  /** As the queue's owner. */
  readonly pool: pg.Pool
  readonly log: Log
  /** How long a process may be silent before its jobs are given to others. */
  readonly leaseMs?: number
  readonly beatMs?: number
  /** Names in which this process took jobs before its queue broke: those jobs are free. */
  readonly abandoned?: readonly string[]
}

export interface WorkerLives {
  /** Handed to the queue, which says here in whose name it takes jobs. */
  readonly events: WorkerEvents
  /** This process leaves in order; it has finished its jobs. */
  stop(): Promise<void>
  /** Says nothing any more, and does not tell: its queue broke. @returns the names it took jobs in. */
  leave(): Promise<readonly string[]>
}

/**
 * Says every moment that this process lives, and takes the jobs of those that no longer do.
 * The queue itself leaves a dead worker's jobs locked for four hours. Times are the database's. A process
 * that was only slow may find its job done twice: jobs run at least once, and running twice changes nothing.
 */
export async function keepWorkerLives({
  pool,
  log,
  leaseMs = usualLeaseMs,
  beatMs = usualBeatMs,
  abandoned = [],
}: WorkerLivesOptions): Promise<WorkerLives> {
  // The queue locks jobs in the name of a pool of workers, not of each worker.
  const workers = new Set<string>()
  const events: WorkerEvents = new EventEmitter()

  // Whoever died before the first word about it is known by nobody: looked for at a start, and now and then.
  await forgetReplaced(pool, leaseMs)
  await takeFromUnknown(pool, leaseMs)
  const heard = openHearing(leaseMs - beatMs)
  const lost = lostAnswers(pool, events, leaseMs)
  let beats = 0
  if (abandoned.length > 0) await pool.query('select app.free_jobs($1::text[])', [[...abandoned]])
  const life = keepAlive({
    ...{ pool, log, beatMs },
    workers: () => [...workers],
    afterBeat: async () => {
      await forgetReplaced(pool, leaseMs)
      beats += 1
      if (beats % beatsBetweenLooks === 0) await takeFromUnknown(pool, leaseMs)
      await lost.giveBack([...workers])
      if (!heard.wholly(leaseMs)) return
      const freed = await takeFromDead(pool, leaseMs)
      if (freed.length > 0)
        log.warn({ workers: freed.length }, 'a worker died; its jobs go on here')
    },
  })
  events.on('pool:create', ({ workerPool }) => {
    workers.add(workerPool.id)
    // Jobs are taken from now on: killed in the next moment, it has to be known whose they were.
    void life.sayNow()
  })
  try {
    await life.begun
  } catch (fault) {
    await life.leave()
    throw fault
  }
  return {
    ...{ events, stop: life.stop },
    leave: async () => {
      await life.leave()
      return [...workers]
    },
  }
}

/** Jobs of workers that nobody knows are looked for every so many words: it reads all jobs there are. */
const beatsBetweenLooks = 15

/**
 * The database gave a job, and its answer did not come: the job is locked in this process's name, and nobody does it.
 * It is looked for once such an answer was lost, after so long that no other job can be meant.
 */
function lostAnswers(pool: pg.Pool, events: WorkerEvents, leaseMs: number) {
  const underWay = new Set<string>()
  let lostAt: number | null = null
  events.on('job:start', ({ job }) => underWay.add(job.id))
  events.on('job:complete', ({ job }) => underWay.delete(job.id))
  events.on('worker:getJob:error', () => {
    lostAt = performance.now()
  })
  return {
    async giveBack(workers: readonly string[]): Promise<void> {
      if (lostAt === null || performance.now() - lostAt <= leaseMs) return
      lostAt = null
      await pool.query(
        `update graphile_worker._private_jobs set id = default, locked_at = null, locked_by = null
         where locked_by = any ($1) and locked_at < now() - $2 * interval '1 millisecond' and id <> all ($3::bigint[])`,
        [[...workers], leaseMs, [...underWay]],
      )
    },
  }
}

/**
 * Who could not be heard itself for a while cannot tell who is dead: the database may have stood still for everybody,
 * and the first to get through again would bury all others.
 * @param longestGapMs between two words that came through.
 */
function openHearing(longestGapMs: number) {
  let last: number | null = null
  let since = Number.NEGATIVE_INFINITY
  return {
    /** Whether every word of the last `leaseMs` came through. Asked after each one. */
    wholly(leaseMs: number): boolean {
      const now = performance.now()
      if (last !== null && now - last > longestGapMs) since = now
      last = now
      return now - since >= leaseMs
    },
  }
}

/**
 * Who was silent for too long is dead: its jobs are free, and what it leased is (`app.is_leased`). In the first
 * moments after the database came back nobody is: none of them could say that it lives. Everybody who waits for
 * jobs is told at once, as when new ones come.
 * @returns the workers whose jobs were freed.
 */
async function takeFromDead(pool: pg.Pool, leaseMs: number): Promise<readonly string[]> {
  const { rows } = await pool.query<{ workers: string[] | null }>(
    `with dead as (
       update app.worker_process set died_at = now()
       where died_at is null and seen_at < now() - $1 * interval '1 millisecond' and id <> $2
         and pg_postmaster_start_time() < now() - $1 * interval '1 millisecond'
       returning worker_ids
     ), gone as (
       delete from app.worker_process where died_at < now() - interval '1 hour'
     ), freed as (select array_agg(w) as workers from dead, unnest(worker_ids) as w)
     select workers, app.free_jobs(workers), pg_notify('jobs:insert', '{"count": 64}')
     from freed where workers is not null`,
    [leaseMs, thisProcess],
  )
  return rows[0]?.workers ?? []
}

async function takeFromUnknown(pool: pg.Pool, leaseMs: number): Promise<void> {
  await pool.query(
    `select app.free_jobs(array_agg(distinct locked_by)) from graphile_worker.jobs
     where locked_at < now() - $1 * interval '1 millisecond'
       and locked_by not in (select unnest(worker_ids) from app.worker_process where died_at is null)
     having count(*) > 0`,
    [leaseMs],
  )
}
