import type { JobHelpers } from 'graphile-worker'
import { z } from 'zod'
import { whoWasSilent } from '../kernel/faults.ts'

/** Each job that gets through wakes so many, and each of those as many again: a line that is back is not flooded. */
const most = 20
/** They come within so many seconds; what is due as soon by itself is left alone. */
const withinSeconds = 5

const ofShop = z.object({ shopId: z.uuid() })

/**
 * A job got through whose last try had failed because somebody outside did not answer. Others of its shop that wait
 * for the same one, up to hours by then, are tried now, without a try used up. Once between two tries of their own:
 * what fails for good still comes to its end.
 * @returns how many were woken.
 */
export async function wakeOthers({ job, withPgClient }: JobHelpers): Promise<number> {
  const who = job.last_error === null ? null : whoWasSilent(job.last_error)
  const whose = ofShop.safeParse(job.payload)
  if (who === null || !whose.success) return 0
  const { rowCount } = await withPgClient((client) =>
    client.query(
      `update graphile_worker._private_jobs
       set run_at = now() + random() * $4 * interval '1 second', attempts = greatest(attempts - 1, 0),
         payload = jsonb_set(payload::jsonb, '{_woken}', to_jsonb(attempts))::json
       where id in (
         select id from graphile_worker._private_jobs
         where payload ->> 'shopId' = $1 and last_error is not null and starts_with(last_error, $2)
           and locked_at is null and attempts < max_attempts
           and attempts > coalesce((payload ->> '_woken')::int, 0) and run_at > now() + $4 * interval '1 second'
         order by priority, run_at limit $3
         for update skip locked)`,
      [whose.data.shopId, `${who} did not answer`, most, withinSeconds],
    ),
  )
  return rowCount ?? 0
}
