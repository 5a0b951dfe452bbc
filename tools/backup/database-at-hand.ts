import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../app/platform/embedded-postgres.server.ts'

/** The database of this installation, as its owner. */
export interface DatabaseAtHand {
  readonly ownerUrl: string
  close(): Promise<void>
}

const name = 'orderwright'
const nothing = () => Promise.resolve()

/**
 * The database that `npm start` would use here: the one of OWNER_DATABASE_URL, or PostgreSQL from the npm package in
 * `./data`, running already or started for as long as this takes. It is made when it is not there; its schema is
 * left as it is.
 */
export async function databaseAtHand(
  env: Readonly<Record<string, string | undefined>>,
): Promise<DatabaseAtHand> {
  const given = env['OWNER_DATABASE_URL']
  if (given) return { ownerUrl: given, close: nothing }
  const folder = env['DATA_FOLDER'] ?? 'data'
  const running = runningIn(folder)
  if (running) return { ownerUrl: running, close: nothing }
  const server = await startEmbeddedPostgres({ folder })
  const admin = new pg.Client({ connectionString: server.ownerUrl })
  await admin.connect()
  const there = await admin.query('select 1 from pg_database where datname = $1', [name])
  if (there.rowCount === 0) await admin.query(`create database ${name}`)
  await admin.end()
  return { ownerUrl: server.urlFor(name, 'postgres'), close: server.stop }
}

/** Where a PostgreSQL of our own that runs already is reached; null when none does. */
function runningIn(folder: string): string | null {
  const file = join(folder, 'cluster', 'postmaster.pid')
  if (!existsSync(file)) return null
  // PostgreSQL's own lines: process id, folder, start, port.
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n')
  try {
    process.kill(Number(pid), 0)
  } catch {
    return null
  }
  const password = readFileSync(join(folder, 'password'), 'utf8').trim()
  return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`
}
