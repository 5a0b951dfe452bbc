import type { JobHelpers } from 'graphile-worker'
import type pg from 'pg'

/**
 * A job that is booked again under its key while it runs is replaced: the queue takes its key, uses up its tries and
 * books a second one, which does all of it. Failed, or with its worker dead, the first would stand among what was
 * given up for ever, and nothing of it was. Its row is worth nothing from then on, even while it runs.
 */

/** Forgets the job that runs now when it was replaced meanwhile. @returns whether it was. */
export async function standAside({ job, withPgClient }: JobHelpers): Promise<boolean> {
  if (job.key === null) return false
  const { rowCount } = await withPgClient((client) =>
    client.query('delete from graphile_worker._private_jobs where id = $1 and key is null', [
      job.id,
    ]),
  )
  return (rowCount ?? 0) > 0
}

/**
 * Forgets jobs that were replaced and that no living worker has: their key is gone from its place, and is still in
 * their body.
 */
export async function forgetReplaced(pool: pg.Pool, leaseMs: number): Promise<void> {
  await pool.query(
    `delete from graphile_worker._private_jobs
     where key is null and attempts >= max_attempts and payload ->> '_key' is not null
       and (locked_at is null or locked_at < now() - $1 * interval '1 millisecond')
       and not exists (select 1 from app.worker_process p where p.died_at is null
         and p.seen_at >= now() - $1 * interval '1 millisecond' and locked_by = any (p.worker_ids))`,
    [leaseMs],
  )
}
