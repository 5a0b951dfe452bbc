import { rename, rm } from 'node:fs/promises'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { holdMigrations } from '../../app/platform/migrate.server.ts'
import type { Wrapping } from '../../app/platform/vault.server.ts'
import { type BackupWriter, type Heading, writeBackup } from './backup-file.ts'
import { keptTables, mustSeeAll, sequences, type Table } from './tables.ts'

export interface Kept {
  readonly tables: number
  readonly rows: number
  readonly bytes: number
}

/** About so much of a table's text is sealed at once. */
const frameBytes = 1 << 20

/**
 * Writes all that the database holds, as it was in one moment, while everybody goes on working.
 * The file has its name only when it is whole and on the disk.
 * @throws Error when a file of that name is there; what was there is never written over.
 */
export async function takeBackup(
  ownerUrl: string,
  path: string,
  wrapping: Wrapping,
  keys: Pick<Heading, 'masterKey' | 'linkKey'>,
): Promise<Kept> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const part = `${path}.part`
  try {
    await mustSeeAll(client)
    // No migration in the middle: what is kept and what it is kept by belong together.
    await holdMigrations(client, 'together')
    await client.query('begin isolation level repeatable read read only')
    const file = await writeBackup(
      part,
      { madeAt: new Date().toISOString(), ...keys, ...(await migrationsOf(client)) },
      wrapping,
    )
    const tables = await keptTables(client)
    let rows = 0
    for (const table of tables) rows += await keep(client, table, file)
    await file.write({ is: 'sequences', last: await sequences(client) })
    const bytes = await file.close()
    await client.query('commit')
    await rename(part, path)
    return { tables: tables.length, rows, bytes }
  } catch (fault) {
    // What somebody else is writing at the same place is theirs.
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'EEXIST'))
      await rm(part, { force: true })
    throw fault
  } finally {
    await client.end()
  }
}

async function migrationsOf(client: pg.Client) {
  const { rows: migrations } = await client.query<{ name: string; checksum: string }>(
    `select migration_name as name, checksum from _prisma_migrations
     where finished_at is not null and rolled_back_at is null order by 1`,
  )
  const { rows: queue } = await client.query<{ id: number }>(
    'select max(id)::int as id from graphile_worker.migrations',
  )
  return { migrations, queueMigration: queue[0]?.id ?? 0 }
}

async function keep(client: pg.Client, table: Table, file: BackupWriter): Promise<number> {
  await file.write({ is: 'table', table: table.name, columns: [...table.columns] })
  const stream = client.query(copyTo(`copy ${table.name} (${table.columns.join(', ')}) to stdout`))
  let held: Buffer[] = []
  let size = 0
  const flush = async () => {
    if (size > 0) await file.write({ is: 'rows' }, Buffer.concat(held))
    held = []
    size = 0
  }
  for await (const chunk of stream) {
    held.push(chunk)
    size += chunk.length
    if (size >= frameBytes) await flush()
  }
  await flush()
  await file.write({ is: 'table_end', rows: stream.rowCount })
  return stream.rowCount
}
