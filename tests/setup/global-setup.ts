import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../../app/platform/embedded-postgres.server.ts'
import { migrate } from '../../app/platform/migrate.server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Owner's url of the run's throw-away PostgreSQL, with the template database in it. */
    postgresUrl: string
  }
}

const memory = '/dev/shm'
const enoughBytes = 2e9

/** In memory where the machine has room for it: a test's database is copied there in a quarter of the time. */
function roomyFolder(): string {
  try {
    accessSync(memory, constants.W_OK)
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize > enoughBytes ? memory : tmpdir()
  } catch {
    return tmpdir()
  }
}

/** One real PostgreSQL for the run, with a migrated template that every test's database is a copy of. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(roomyFolder(), 'orderwright-test-'))
  chmodSync(folder, 0o755)
  const server = await startEmbeddedPostgres({
    folder,
    port: 27_000 + (process.pid % 3_000),
    durable: false,
  })
  const admin = new pg.Client({ connectionString: server.ownerUrl })
  await admin.connect()
  await admin.query('create database template_orderwright')
  await migrate(server.urlFor('template_orderwright', 'postgres'))
  const password = new URL(server.ownerUrl).password
  await admin.query(`alter role app_rw password '${decodeURIComponent(password)}'`)
  await admin.end()
  project.provide('postgresUrl', server.ownerUrl)
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
