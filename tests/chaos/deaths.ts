import { sleep } from '../demo/progress.ts'
import type { ChaosDatabase } from './database.ts'
import type { Supervised } from './supervised.ts'

/** What dead workers left behind, and how long it lay. */
export interface Deaths {
  /** Kills a worker and follows the jobs it had. */
  kill(worker: Supervised): Promise<void>
  /** Jobs that wait for the database are not waiting for a worker: those under way are followed no longer. */
  databaseWent(): void
  /** Seconds from the kill until each job was taken up by another, or done. */
  readonly seconds: readonly number[]
  /** Waits until nothing is followed any more. */
  settled(): Promise<void>
}

const tooLongMs = 60_000

/** @param database asked as the queue's owner. */
export function watchDeaths(database: ChaosDatabase): Deaths {
  const seconds: number[] = []
  const following = new Set<Promise<void>>()
  let databaseGone = 0

  /** Jobs that stand in the name of the dead, by the names they took them in. */
  const jobsOf = (workers: readonly string[]) =>
    database.ask<{ id: string }>(
      'select id::text from graphile_worker._private_jobs where locked_by = any($1)',
      [workers],
    )
  /** Of these jobs: those nobody has taken up yet. */
  const untaken = (jobs: readonly string[], workers: readonly string[]) =>
    database.ask<{ id: string }>(
      `select id::text from graphile_worker._private_jobs where id = any($1::bigint[])
       and (locked_by is null or locked_by = any($2)) and run_at <= now() and attempts < max_attempts`,
      [jobs, workers],
    )

  /** Follows jobs until each is taken up, the database goes away, or it takes too long. */
  async function follow(workers: readonly string[], diedAt: number): Promise<void> {
    const gone = databaseGone
    const after = () => performance.now() - diedAt
    let left = ((await jobsOf(workers)) ?? []).map(({ id }) => id)
    while (left.length > 0 && after() < tooLongMs) {
      await sleep(150)
      const still = gone === databaseGone ? await untaken(left, workers) : null
      if (still === null) return
      const open = new Set(still.map(({ id }) => id))
      seconds.push(...left.filter((id) => !open.has(id)).map(() => after() / 1_000))
      left = left.filter((id) => open.has(id))
    }
    seconds.push(...left.map(() => after() / 1_000))
  }

  return {
    seconds,
    databaseWent: () => {
      databaseGone += 1
    },
    async kill(worker) {
      const rows = await database.ask<{ worker_ids: string[] }>(
        `select worker_ids from app.worker_process where split_part(label, '/', 2) = $1`,
        [String(worker.pid)],
      )
      await worker.kill()
      const diedAt = performance.now()
      const one: Promise<void> = follow(
        rows?.flatMap((row) => row.worker_ids) ?? [],
        diedAt,
      ).finally(() => following.delete(one))
      following.add(one)
    },
    settled: async () => {
      await Promise.all(following)
    },
  }
}
