import { say, sleep } from '../demo/progress.ts'
import type { ChaosDatabase } from './database.ts'
import type { Supervised } from './supervised.ts'

/** What dead workers left behind, and how long it lay. */
export interface Deaths {
  /**
   * Kills a worker and follows the jobs it had.
   * @param isLast nobody else was there to take them: what counts then is how soon it is back itself.
   */
  kill(worker: Supervised, isLast: boolean): Promise<void>
  /** Jobs that wait for the database are not waiting for a worker: those under way are followed no longer. */
  databaseWent(): void
  /** Seconds from the kill until each job was taken up by another, or done. */
  readonly seconds: readonly number[]
  /** The same of jobs whose worker was the last one. */
  readonly ofTheLast: readonly number[]
  /** Waits until nothing is followed any more. */
  settled(): Promise<void>
}

const tooLongSeconds = 60
/** A job that lay for longer than this is named. */
const worthTelling = 7

interface Left {
  readonly id: string
  readonly task: string
}
const idsOf = (jobs: readonly { readonly id: string }[]) => jobs.map(({ id }) => id)

/** @param database asked as the queue's owner. */
export function watchDeaths(database: ChaosDatabase): Deaths {
  const seconds: number[] = []
  const ofTheLast: number[] = []
  const following = new Set<Promise<void>>()
  let databaseGone = 0

  /** Jobs that stand in the name of the dead, by the names they took them in. */
  const jobsOf = (workers: readonly string[]) =>
    database.ask<{ id: string; task: string }>(
      `select j.id::text, t.identifier as task from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id where j.locked_by = any($1)`,
      [workers],
    )
  /** Of these jobs: those nobody has taken up yet, and whether anybody could. */
  const untaken = (jobs: readonly string[], workers: readonly string[]) =>
    database.ask<{ id: string; free: boolean }>(
      `select id::text, locked_by is null as free from graphile_worker._private_jobs
       where id = any($1::bigint[]) and (locked_by is null or locked_by = any($2))
         and run_at <= now() and attempts < max_attempts`,
      [jobs, workers],
    )

  /** Follows jobs until each is taken up, the database goes away, or it takes too long. */
  async function follow(
    name: string,
    workers: readonly string[],
    diedAt: number,
    into: number[],
  ): Promise<void> {
    const gone = databaseGone
    const after = () => (performance.now() - diedAt) / 1_000
    const freed = new Map<string, string>()
    const taken = ({ id, task }: Left) => {
      into.push(after())
      if (after() > worthTelling)
        say(`  ${name}'s ${task} lay ${after().toFixed(1)} s, ${freed.get(id) ?? 'never free'}`)
    }
    let left = (await jobsOf(workers)) ?? []
    while (left.length > 0) {
      await sleep(150)
      const still = gone === databaseGone ? await untaken(idsOf(left), workers) : null
      if (still === null) return
      for (const { id } of still.filter(({ id, free }) => free && !freed.has(id)))
        freed.set(id, `free after ${after().toFixed(1)} s`)
      const waiting = new Set(after() < tooLongSeconds ? idsOf(still) : [])
      left.filter(({ id }) => !waiting.has(id)).forEach(taken)
      left = left.filter(({ id }) => waiting.has(id))
    }
  }

  return {
    ...{ seconds, ofTheLast },
    databaseWent: () => {
      databaseGone += 1
    },
    async kill(worker, isLast) {
      const rows = await database.ask<{ worker_ids: string[] }>(
        `select worker_ids from app.worker_process where split_part(label, '/', 2) = $1`,
        [String(worker.pid)],
      )
      await worker.kill()
      const diedAt = performance.now()
      const one: Promise<void> = follow(
        worker.name,
        rows?.flatMap((row) => row.worker_ids) ?? [],
        diedAt,
        isLast ? ofTheLast : seconds,
      ).finally(() => following.delete(one))
      following.add(one)
    },
    settled: async () => {
      await Promise.all(following)
    },
  }
}
