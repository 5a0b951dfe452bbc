import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import type { WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import type { Log } from './log.server.ts'

export interface WorkerLivesOptions {
  /** As the queue's owner. */
  readonly pool: pg.Pool
  readonly log: Log
  /** How long a process may be silent before its jobs are given to others. */
  readonly leaseMs?: number
  readonly beatMs?: number
}

export interface WorkerLives {
  /** Handed to the queue, which says here in whose name it takes jobs. */
  readonly events: WorkerEvents
  /** This process leaves in order; it has finished its jobs. */
  stop(): Promise<void>
}

/**
 * Says every moment that this process lives, and takes the jobs of those that no longer do.
 * The queue itself leaves a dead worker's jobs locked for four hours. Times are the database's. A process
 * that was only slow may find its job done twice: jobs run at least once, and running twice changes nothing.
 */
export async function keepWorkerLives({
  pool,
  log,
  leaseMs = 6_000,
  beatMs = 1_500,
}: WorkerLivesOptions): Promise<WorkerLives> {
  const process = randomUUID()
  // The queue locks jobs in the name of a pool of workers, not of each worker.
  const workers = new Set<string>()
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => workers.add(workerPool.id))

  const beat = async () => {
    await pool.query(
      `insert into app.worker_process (id, worker_ids, seen_at) values ($1, $2, now())
       on conflict (id) do update set worker_ids = excluded.worker_ids, seen_at = now()`,
      [process, [...workers]],
    )
    const freed = await takeFromDead(pool, leaseMs)
    if (freed.length > 0) log.warn({ workers: freed.length }, 'a worker died; its jobs go on here')
  }
  // Whoever died before the first word about it is known by nobody: looked for once, at a start.
  await takeFromUnknown(pool, leaseMs)
  await beat()
  let beating: Promise<void> | null = null
  const timer = setInterval(() => {
    beating ??= beat()
      // The database is away: nobody else can take jobs either. The next beat tries again.
      .catch((err: unknown) => log.warn({ err: String(err) }, 'no word to the queue'))
      .finally(() => {
        beating = null
      })
  }, beatMs)
  return {
    events,
    stop: async () => {
      clearInterval(timer)
      await beating
      await pool.query('delete from app.worker_process where id = $1', [process])
    },
  }
}

/** @returns the workers whose jobs were freed. */
async function takeFromDead(pool: pg.Pool, leaseMs: number): Promise<readonly string[]> {
  const { rows } = await pool.query<{ workers: string[] | null }>(
    `with dead as (
       delete from app.worker_process where seen_at < now() - $1 * interval '1 millisecond' returning worker_ids
     ), freed as (select array_agg(w) as workers from dead, unnest(worker_ids) as w)
     select workers, graphile_worker.force_unlock_workers(workers) from freed where workers is not null`,
    [leaseMs],
  )
  return rows[0]?.workers ?? []
}

async function takeFromUnknown(pool: pg.Pool, leaseMs: number): Promise<void> {
  await pool.query(
    `select graphile_worker.force_unlock_workers(array_agg(distinct locked_by)) from graphile_worker.jobs
     where locked_at < now() - $1 * interval '1 millisecond'
       and locked_by not in (select unnest(worker_ids) from app.worker_process)
     having count(*) > 0`,
    [leaseMs],
  )
}
