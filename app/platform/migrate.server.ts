import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { applyMigration, ensureIndex, type Migration } from './apply-migration.server.ts'

const folder = 'prisma/migrations'

const migrationLock = 72_707_369
/** Between two looks whether it is free. */
const lookAgainMs = 250

/**
 * Waits until nobody migrates, and sees to it that nobody begins to as long as the client is connected. `together`
 * with others who only want no migration in the middle of their work.
 * Asked for again and again: a statement that waits in the database keeps a snapshot meanwhile, and whoever makes an index
 * concurrently waits for every snapshot. The two would wait for each other.
 */
export async function holdMigrations(client: pg.Client, how: 'alone' | 'together'): Promise<void> {
  const take = how === 'alone' ? 'pg_try_advisory_lock' : 'pg_try_advisory_lock_shared'
  for (;;) {
    const { rows } = await client.query<{ held: boolean }>(`select ${take}($1) as held`, [
      migrationLock,
    ])
    if (rows[0]?.held) return
    await wait(lookAgainMs)
  }
}

/** This version's migrations in the order in which they are applied. */
export const migrations = (): readonly Migration[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))

/**
 * Ours on the queue's table, for workers that do some kinds of work only (`WORKER_TASKS`): the queue's own index has all
 * that waits in the order of its time, and such a worker read past everything that is not its own whenever it asked
 * for more, 30 ms each time behind 60,000 jobs of others.
 */
const jobsByTask = `create index concurrently jobs_by_task
  on graphile_worker._private_jobs (task_id, priority, run_at) where is_available = true`

/** For those who look for what a shop's other jobs failed of (`wakeOthers`): the few that failed, not all that wait. */
const jobsThatFailed = `create index concurrently jobs_that_failed
  on graphile_worker._private_jobs ((payload ->> 'shopId')) where last_error is not null`

/**
 * Brings the database up to date: ours in `prisma/migrations`, then the job queue's own and our indexes on it.
 * Written into `_prisma_migrations` as Prisma does, so `prisma migrate status` agrees; one process
 * at a time, held by an advisory lock; each migration is one transaction. Others go on working meanwhile.
 * @param only names of the migrations to apply; all of them unless given. For a schema as it was.
 * @returns names of the migrations that were new.
 * @throws Error naming the migration that failed, or one that was changed after it was applied.
 */
export async function migrate(
  ownerUrl: string,
  only?: ReadonlySet<string>,
): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await holdMigrations(client, 'alone')
    await client.query(`create table if not exists _prisma_migrations (
      id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz,
      migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
      started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`)
    const applied = await appliedChecksums(client)
    const done: string[] = []
    for (const migration of migrations()) {
      const before = applied.get(migration.name)
      if (before === migration.checksum || only?.has(migration.name) === false) continue
      if (before !== undefined)
        throw new Error(
          `migration ${migration.name} was changed after it was applied; write a new one`,
        )
      await applyMigration(client, migration)
      done.push(migration.name)
    }
    await runMigrations({ connectionString: ownerUrl })
    await ensureIndex(client, 'graphile_worker.jobs_by_task', jobsByTask)
    await ensureIndex(client, 'graphile_worker.jobs_that_failed', jobsThatFailed)
    return done
  } finally {
    await client.end()
  }
}

async function appliedChecksums(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    'select migration_name, checksum from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  )
  return new Map(rows.map((row) => [row.migration_name, row.checksum]))
}
