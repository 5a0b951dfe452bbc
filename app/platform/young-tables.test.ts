import pg from 'pg'
import { expect, vi } from 'vitest'
import { overALine } from '../../tests/arrange/database-line.ts'
import { type TestDatabase, test } from '../../tests/database.ts'
import { openLog } from './log.server.ts'
import { lookAtYoungTables, watchYoungTables } from './young-tables.server.ts'

const grow = async ({ owner }: TestDatabase, rows: number) => {
  await owner.query(
    `insert into shop (domain, name, email, country, wrapped_key)
     select 'shop-' || uuidv7(), 'Grown', 'grown@example.com', 'IE', '\\x00' from generate_series(1, $1::int)`,
    [rows],
  )
  // What a connection did is counted a second later, unless it is told to at once.
  await owner.query('select pg_stat_force_next_flush()')
}

const known = async ({ owner }: TestDatabase) =>
  (await owner.query(`select reltuples::int as rows from pg_class where oid = 'shop'::regclass`))
    .rows[0].rows

test('a table that more than doubled is looked at, one that grew by less is not', async ({
  database,
}) => {
  await database.owner.query('analyze shop')
  await grow(database, 2_000)
  expect(await lookAtYoungTables(database.owner)).toContain('public.shop')
  expect(await known(database)).toBeGreaterThanOrEqual(2_000)
  await grow(database, 1_500)
  expect(await lookAtYoungTables(database.owner)).not.toContain('public.shop')
  await grow(database, 1_000)
  expect(await lookAtYoungTables(database.owner)).toContain('public.shop')
})

test('what a migration holds is passed over, and looked at later', async ({ database }) => {
  const migration = new pg.Client({ connectionString: database.ownerUrl })
  await migration.connect()
  await grow(database, 1_000)
  await migration.query('begin')
  await migration.query('lock table shop in share row exclusive mode')
  await lookAtYoungTables(database.owner)
  expect(await known(database)).toBeLessThan(1_000)
  await migration.query('rollback')
  await migration.end()
  await lookAtYoungTables(database.owner)
  expect(await known(database)).toBeGreaterThanOrEqual(1_000)
})

test('it goes on after its connection broke', async ({ database }) => {
  const log = openLog('silent', 'test')
  const stop = watchYoungTables({ ownerUrl: database.ownerUrl, log, everyMs: 50 })
  try {
    const its = "datname = current_database() and application_name = 'young tables'"
    await vi.waitFor(async () => {
      const cut = `select pg_terminate_backend(pid) from pg_stat_activity where ${its}`
      expect((await database.owner.query(cut)).rows).toHaveLength(1)
    }, 5_000)
    await grow(database, 1_000)
    const isKnown = async () => expect(await known(database)).toBeGreaterThanOrEqual(1_000)
    await vi.waitFor(isKnown, 5_000)
  } finally {
    await stop()
  }
})

test('a look that never comes back does not keep whoever stops it', async ({ database }) => {
  const line = await overALine(database.ownerUrl)
  const log = openLog('silent', 'test')
  const stop = watchYoungTables({ ownerUrl: line.url, log, everyMs: 50 })
  const its = `select 1 from pg_stat_activity where datname = current_database() and application_name = 'young tables'`
  await expect.poll(() => database.owner.query(its).then(({ rowCount }) => rowCount)).toBe(1)
  line.cut()
  await new Promise((resolve) => setTimeout(resolve, 200))
  const from = performance.now()
  await stop()
  expect(performance.now() - from).toBeLessThan(2_000)
})
