import type { JobHelpers } from 'graphile-worker'

/** Those who wait for the same thing do not all come back at the same moment. */
const spread = 1.5

/**
 * Lets the job that runs now come back after `waitMs` or a little later, as if this try had not been: it keeps its
 * key and its place, and no try is used up. The task throws afterwards; the queue then finds the job let go and
 * leaves it as it stands here (its own rule waits longer with every try, and gives up in the end).
 */
export async function putOff({ job, withPgClient }: JobHelpers, waitMs: number): Promise<void> {
  const wait = Math.max(250, waitMs) * (1 + Math.random() * spread)
  await withPgClient((client) =>
    client.query(
      `update graphile_worker._private_jobs
       set attempts = greatest(attempts - 1, 0), run_at = now() + $2 * interval '1 millisecond',
         locked_at = null, locked_by = null
       where id = $1 and locked_by = $3`,
      [job.id, wait, job.locked_by],
    ),
  )
}
