import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

export interface Migration {
  readonly name: string
  readonly sql: string
  /** As Prisma works it out, so that its own commands agree. */
  readonly checksum: string
}

/** Whoever wants a table after a migration that waits for it waits as well: so long, then they go first. */
const lockTimeout = '1s'
/** How often it comes back, half a second later each time: about three minutes in all. */
const tries = 120

/**
 * Applies one migration, whole or not at all.
 * @throws Error naming it when it failed, or a transaction that stays open kept it from a table all the time.
 */
export async function applyMigration(client: pg.Client, migration: Migration): Promise<void> {
  // An index made concurrently cannot stand in a transaction; such a file holds nothing else.
  const apply = /\bconcurrently\b/i.test(migration.sql) ? applyAlone : applyInTransaction
  for (let left = tries; ; left--) {
    try {
      return await apply(client, migration)
    } catch (cause) {
      const waited = cause instanceof pg.DatabaseError && cause.code === '55P03'
      if (!waited || left === 0)
        throw new Error(
          `migration ${migration.name} failed${waited ? ': a transaction stays open (select pid, xact_start, query from pg_stat_activity order by xact_start)' : ''}`,
          { cause },
        )
      await wait(500)
    }
  }
}

async function applyInTransaction(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(`set local lock_timeout = '${lockTimeout}'`)
    await client.query(migration.sql)
    await remember(client, migration)
    await client.query('commit')
  } catch (fault) {
    await client.query('rollback')
    throw fault
  }
}

async function applyAlone(client: pg.Client, migration: Migration): Promise<void> {
  const name = /\bindex\s+concurrently\s+("[^"]+"|\w+)/i.exec(migration.sql)?.[1]
  if (!name) throw new Error('only indexes with a name are made concurrently')
  await ensureIndex(client, name, migration.sql)
  await remember(client, migration)
}

/**
 * Makes an index that is not there, by its name as SQL writes it. Made concurrently it holds nobody up, and may have been left half made, or made
 * and not remembered, by a run that was cut.
 */
export async function ensureIndex(client: pg.Client, name: string, sql: string): Promise<void> {
  const { rows } = await client.query<{ whole: boolean }>(
    'select indisvalid as whole from pg_index where indexrelid = to_regclass($1)',
    [name],
  )
  if (rows[0]?.whole === false) await client.query(`drop index concurrently ${name}`)
  if (!rows[0]?.whole) await client.query(sql)
}

async function remember(client: pg.Client, { name, checksum }: Migration): Promise<void> {
  await client.query(
    `insert into _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
     values (gen_random_uuid()::text, $1, now(), $2, 1)`,
    [checksum, name],
  )
}
