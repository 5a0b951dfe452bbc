import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sweepStore } from '../../app/journey/jobs.ts'
import { withShop } from '../../app/platform/db.server.ts'
import { enqueue } from '../../app/platform/jobs.server.ts'
import { ledgerEqualsLevels } from '../../app/stages/stock/index.server.ts'
import { readKeys } from '../../tools/backup/keys.ts'
import { openBackup } from '../../tools/backup/read-backup.ts'
import { restoreBackup } from '../../tools/backup/restore-backup.ts'
import { takeBackup } from '../../tools/backup/take-backup.ts'
import { openHouse, runDue, type WholeHouse } from '../arrange/whole-house.ts'
import { type EmptyDatabase, emptyDatabase } from '../database.ts'
import { counts } from '../store/counts.ts'

let house: WholeHouse
let empty: EmptyDatabase
const folder = mkdtempSync(join(tmpdir(), 'orderwright-restore-'))
beforeAll(async () => {
  house = await openHouse()
  empty = await emptyDatabase()
})
afterAll(async () => {
  await house.close()
  await empty.close()
  rmSync(folder, { recursive: true, force: true })
})

const aFile = {
  delivery: 'none',
  shippingLine: null,
  lines: [{ sku: 'FILE', quantity: 1, properties: [] }],
} as const

/** Rows of every table, past row-level security. */
async function rowsOf({ owner }: Pick<EmptyDatabase, 'owner'>): Promise<Map<string, number>> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema in ('public', 'app', 'graphile_worker') and table_type = 'BASE TABLE'`,
  )
  const counted = new Map<string, number>()
  for (const { name } of tables) {
    const { rows } = await owner.query<{ rows: number }>(
      `select count(*)::int as rows from ${name}`,
    )
    counted.set(name, rows[0]?.rows ?? 0)
  }
  return counted
}

test('a backup taken while orders come in is restored whole, and the app carries on where it was', {
  timeout: 240_000,
}, async () => {
  const place = (many: number) => {
    for (let n = 0; n < many; n++) house.place(n % 3 === 0 ? aFile : {})
  }
  place(6)
  await house.work()
  const path = join(folder, 'house.backup')
  const keys = readKeys(process.env)
  place(9)
  const [kept] = await Promise.all([
    takeBackup(house.database.ownerUrl, path, keys.wrapping, keys.prints),
    house.work(),
  ])
  // What is done after it, the store remembers and the backup does not.
  place(3)
  await house.work()
  const orders = house.standIn.world().orders.size
  expect(orders).toBe(18)
  const sent = counts(house.standIn.world()).totals.fulfillments
  expect(sent).toBe(6)

  const backup = await openBackup(path, keys.wrapping, keys.masterKeys)
  const restored = await restoreBackup(empty.ownerUrl, backup)
  expect(restored).toEqual({ tables: kept.tables, rows: kept.rows, migrated: [] })
  const rows = await rowsOf(empty)
  expect(rows.get('app.worker_process')).toBe(0)
  const ours = [...rows].filter(([name]) => !/_prisma_migrations|worker\.migrations/.test(name))
  expect(ours.reduce((sum, [, many]) => sum + many, 0)).toBe(kept.rows)
  expect(rows.get('public.sales_order')).toBeGreaterThanOrEqual(6)
  expect(await triggersOf(empty.owner)).toEqual(await triggersOf(house.database.owner))

  // Another process, on what was restored.
  Object.assign(process.env, { DATABASE_URL: empty.appUrl, OWNER_DATABASE_URL: empty.ownerUrl })
  vi.resetModules()
  const services = (await import('../../app/wiring/services.server.ts')).services()
  const { taskList } = await import('../../app/wiring/jobs.server.ts')
  try {
    expect(await withShop(services.db, house.shop, ledgerEqualsLevels)).toBe(true)
    await withShop(services.db, house.shop, (tx) => enqueue(tx, sweepStore, { shopId: house.shop }))
    await runDue(empty, house.standIn, taskList(services))
    // An order of after the restart goes its whole way as well.
    const { rows: here } = await empty.owner.query(
      `select count(*)::int as orders, count(*) filter (where state = 'released')::int as released,
         count(*) filter (where state in ('delivered', 'completed'))::int as over from sales_order`,
    )
    expect(here).toEqual([{ orders, released: 12, over: 6 }])
    const { totals } = counts(house.standIn.world())
    expect(totals).toMatchObject({ fulfillments: sent, doubles: { all: 0 } })
    expect(await withShop(services.db, house.shop, ledgerEqualsLevels)).toBe(true)
    const number = await empty.owner.query(
      `insert into graphile_worker._private_tasks (identifier) values ('after') returning id`,
    )
    expect(number.rows[0]?.id).toBeGreaterThan(1)
  } finally {
    await services.close()
  }
})

const triggersOf = async (owner: Pick<EmptyDatabase, 'owner'>['owner']) =>
  (
    await owner.query(
      `select tgrelid::regclass::text as of, tgname, tgenabled from pg_trigger where not tgisinternal order by 1, 2`,
    )
  ).rows
