import pg from 'pg'
import {
  type EmbeddedDatabase,
  startEmbeddedPostgres,
} from '../app/platform/embedded-postgres.server.ts'
import { migrate } from '../app/platform/migrate.server.ts'

export interface LocalDatabase {
  readonly server: EmbeddedDatabase
  /** What web and worker need. */
  readonly env: { readonly DATABASE_URL: string; readonly OWNER_DATABASE_URL: string }
}

/** Starts PostgreSQL from the npm package in a folder, and brings the database `orderwright` in it up to date. */
export async function openLocalDatabase(folder: string, port = 25_432): Promise<LocalDatabase> {
  const server = await startEmbeddedPostgres({ folder, port })
  const admin = new pg.Client({ connectionString: server.ownerUrl })
  await admin.connect()
  const there = await admin.query("select 1 from pg_database where datname = 'orderwright'")
  if (there.rowCount === 0) await admin.query('create database orderwright')
  const ownerUrl = server.urlFor('orderwright', 'postgres')
  await migrate(ownerUrl)
  const password = decodeURIComponent(new URL(ownerUrl).password)
  await admin.query(`alter role app_rw password ${admin.escapeLiteral(password)}`)
  await admin.end()
  return {
    server,
    env: { DATABASE_URL: server.urlFor('orderwright', 'app_rw'), OWNER_DATABASE_URL: ownerUrl },
  }
}
