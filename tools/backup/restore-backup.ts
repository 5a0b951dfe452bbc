import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { migrate, migrations } from '../../app/platform/migrate.server.ts'
import type { Heading } from './backup-file.ts'
import { BackupUnreadable, type OpenBackup, type ReadFrame } from './read-backup.ts'
import { keptTables, mustSeeAll } from './tables.ts'

export interface Restored {
  readonly tables: number
  readonly rows: number
  /** Migrations that came after the backup was made. */
  readonly migrated: readonly string[]
}

/**
 * Brings what a backup holds into an empty database: its schema as it was then, all rows or none, then the
 * migrations that came since. Foreign keys and checks are held against every row; triggers are not run, since
 * what they would do was done.
 * @throws Error when the database is not empty; BackupUnreadable, with nothing restored, when the file is not whole.
 */
export async function restoreBackup(ownerUrl: string, backup: OpenBackup): Promise<Restored> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await mustSeeAll(client)
    const { heading } = backup
    await mustFit(client, heading)
    await mustBeEmpty(client)
    await migrate(ownerUrl, new Set(heading.migrations.map(({ name }) => name)))
    const tables = (await keptTables(client)).map(({ name }) => name)
    await client.query('begin')
    for (const table of tables) await client.query(`alter table ${table} disable trigger user`)
    const done = await load(client, backup)
    for (const table of tables) await client.query(`alter table ${table} enable trigger user`)
    // Whoever held these is gone.
    await client.query(
      'update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_by is not null',
    )
    await client.query(
      'update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_by is not null',
    )
    await client.query('commit')
    await client.query('analyze')
    return { ...done, migrated: await migrate(ownerUrl) }
  } finally {
    await client.end()
  }
}

/** @throws Error when this version of the app, or this database, is not one the backup goes into. */
async function mustFit(client: pg.Client, heading: Heading): Promise<void> {
  const ours = new Map(migrations().map(({ name, checksum }) => [name, checksum]))
  const strange = heading.migrations.filter(({ name, checksum }) => ours.get(name) !== checksum)
  if (strange.length > 0)
    throw new Error(
      `the backup was made by another version of the app: this one does not know ${strange.map(({ name }) => name).join(', ')}. Restore it with the version of then, or a newer one`,
    )
  const { rows } = await client.query<{ there: boolean }>(
    "select to_regclass('public._prisma_migrations') is not null as there",
  )
  if (!rows[0]?.there) return
  const then = heading.migrations.map(({ name }) => name)
  const { rows: newer } = await client.query<{ name: string }>(
    'select migration_name as name from _prisma_migrations where migration_name <> all ($1)',
    [then],
  )
  if (newer.length > 0)
    throw new Error(
      `the database has ${newer[0]?.name} already, which is newer than the backup: restore into a database that was just created`,
    )
}

async function mustBeEmpty(client: pg.Client): Promise<void> {
  const filled: string[] = []
  for (const { name } of await keptTables(client)) {
    const { rows } = await client.query<{ some: boolean }>(
      `select exists (select 1 from ${name}) as some`,
    )
    if (rows[0]?.some) filled.push(name)
  }
  if (filled.length > 0)
    throw new Error(
      `the database is not empty (${filled.slice(0, 5).join(', ')}): restore into a database that was just created; nothing was changed`,
    )
}

async function load(client: pg.Client, backup: OpenBackup): Promise<Omit<Restored, 'migrated'>> {
  const frames = backup.frames()
  let tables = 0
  let rows = 0
  for await (const { frame } of frames) {
    if (frame.is === 'table') {
      rows += await loadTable(client, frame, frames)
      tables += 1
    }
    if (frame.is === 'sequences')
      for (const [name, last] of Object.entries(frame.last))
        await client.query('select setval($1::regclass, $2::bigint)', [name, last])
  }
  return { tables, rows }
}

async function loadTable(
  client: pg.Client,
  { table, columns }: { readonly table: string; readonly columns: readonly string[] },
  frames: AsyncGenerator<ReadFrame>,
): Promise<number> {
  let written = 0
  async function* text(): AsyncGenerator<Buffer> {
    for (;;) {
      const { value, done } = await frames.next()
      if (done) return
      if (value.frame.is === 'table_end') written = value.frame.rows
      if (value.frame.is !== 'rows') return
      yield value.body
    }
  }
  const copy = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`))
  await pipeline(text(), copy)
  if (copy.rowCount !== written)
    throw new BackupUnreadable(`${table} has ${copy.rowCount} rows of ${written} in the backup`)
  return written
}
