import pg from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { sweepStore } from '../../app/journey/jobs.ts'
import { withShop } from '../../app/platform/db.server.ts'
import { enqueue } from '../../app/platform/jobs.server.ts'
import { migrate, migrations } from '../../app/platform/migrate.server.ts'
import { ledgerEqualsLevels } from '../../app/stages/stock/index.server.ts'
import { keptTables } from '../../tools/backup/tables.ts'
import { copyRows, digests } from '../arrange/old-schema.ts'
import { openHouse, runDue, type WholeHouse } from '../arrange/whole-house.ts'
import { type EmptyDatabase, emptyDatabase } from '../database.ts'
import { counts } from '../store/counts.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

let house: WholeHouse
beforeAll(async () => {
  house = await openHouse()
  const file = { sku: 'FILE', quantity: 1, properties: [] }
  for (let n = 0; n < 6; n++)
    house.place(n % 3 === 0 ? { delivery: 'none', shippingLine: null, lines: [file] } : {})
  await house.work()
})
afterAll(() => house.close())

const names = migrations().map(({ name }) => name)
const upTo = (last: string) => names.filter((name) => name <= last)
/** The schema that the app began with, one that stood for a while, and the one before the newest. */
const first = '20261123030000_check_room'
const stood = '20261127231500_sealed_labels'
const beforeLast = names.at(-2) ?? ''

/** A database as it was after a migration, with an old shop's orders in it. */
async function asOf(last: string) {
  const empty = await emptyDatabase()
  onTestFinished(empty.close)
  await migrate(empty.ownerUrl, new Set(upTo(last)))
  const tables = await keptTables(empty.owner)
  await copyRows(house.database.owner, empty.owner, tables)
  return { ...empty, tables }
}

const columnsOf = async ({ owner }: Pick<EmptyDatabase, 'owner'>) =>
  (
    await owner.query<{ column: string; type: string; needed: boolean }>(
      `select c.oid::regclass || '.' || a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
         a.attnotnull and not a.atthasdef and a.attgenerated = '' as needed
       from pg_attribute a join pg_class c on c.oid = a.attrelid
       where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'app'::regnamespace)
         and a.attnum > 0 and not a.attisdropped and c.relname <> '_prisma_migrations' order by 1`,
    )
  ).rows
/** What the app's role may call, by name and kinds of arguments. */
const callable = async ({ owner }: Pick<EmptyDatabase, 'owner'>) =>
  (
    await owner.query<{ call: string }>(
      `select oid::regprocedure::text as call from pg_proc where pronamespace = 'app'::regnamespace
       and has_function_privilege('app_rw', oid, 'execute') and prorettype <> 'trigger'::regtype order by 1`,
    )
  ).rows.map(({ call }) => call)
const unproven = ({ owner }: Pick<EmptyDatabase, 'owner'>) =>
  owner.query('select conname from pg_constraint where not convalidated').then(({ rows }) => rows)

test.each([first, stood, beforeLast])(
  'a database as it was after %s comes up to date with every row as it was',
  async (last) => {
    const old = await asOf(last)
    const before = await digests(old.owner, old.tables)
    expect(before.get('public.sales_order')?.rows).toBe(6)
    expect(await migrate(old.ownerUrl)).toEqual(names.slice(upTo(last).length))
    expect(await digests(old.owner, old.tables)).toEqual(before)
    expect(await unproven(old)).toEqual([])
    expect(await columnsOf(old)).toEqual(await columnsOf(house.database))
    expect(await migrate(old.ownerUrl)).toEqual([])
  },
)

test.each([stood, beforeLast])(
  'what processes of after %s read, write and call is still there when the newest migration has run',
  async (last) => {
    const old = await asOf(last)
    const [columns, calls] = [await columnsOf(old), await callable(old)]
    const newest = await emptyDatabase()
    onTestFinished(newest.close)
    await migrate(newest.ownerUrl)
    const now = new Map((await columnsOf(newest)).map((one) => [one.column, one]))
    for (const { column, type } of columns) expect(now.get(column)).toMatchObject({ column, type })
    // What they do not know of, they need not fill in.
    const known = new Set(columns.map(({ column }) => column))
    const tables = new Set(columns.map(({ column }) => column.split('.')[0]))
    const asked = [...now.values()].filter(
      ({ column, needed }) => needed && !known.has(column) && tables.has(column.split('.')[0]),
    )
    expect(asked).toEqual([])
    expect(await callable(newest)).toEqual(expect.arrayContaining(calls))
    await copyRows(old.owner, newest.owner, old.tables)
    expect(await digests(newest.owner, old.tables)).toEqual(await digests(old.owner, old.tables))
  },
)

test('the app reads what the first version left, and carries on with it', async () => {
  const old = await asOf(first)
  await migrate(old.ownerUrl)
  Object.assign(process.env, { DATABASE_URL: old.appUrl, OWNER_DATABASE_URL: old.ownerUrl })
  vi.resetModules()
  const services = (await import('../../app/wiring/services.server.ts')).services()
  const { taskList } = await import('../../app/wiring/jobs.server.ts')
  try {
    expect(await withShop(services.db, house.shop, ledgerEqualsLevels)).toBe(true)
    house.place()
    await withShop(services.db, house.shop, (tx) => enqueue(tx, sweepStore, { shopId: house.shop }))
    await runDue(old, house.standIn, taskList(services))
    const { rows } = await old.owner.query(
      'select state, count(*)::int as orders from sales_order group by 1 order by 2',
    )
    expect(rows.reduce((sum, { orders }) => sum + orders, 0)).toBe(7)
    expect(rows.find(({ state }) => state === 'released')).toEqual({ state: 'released', orders: 5 })
    expect(counts(house.standIn.world()).totals.doubles.all).toBe(0)
    expect(await withShop(services.db, house.shop, ledgerEqualsLevels)).toBe(true)
  } finally {
    await services.close()
  }
})

test('a migration that waits for somebody keeps nobody else waiting behind it', async () => {
  const old = await asOf('20261127223000_goods_in')
  const [long, other] = [await connected(old), await connected(old)]
  const letter = (by: pg.Client, key: string) =>
    by.query(`insert into mail (shop_id, kind, key) values ($1, 'test', $2)`, [house.shop, key])
  await long.query('begin')
  await letter(long, 'long')
  // It changes this table, and cannot while the long transaction is open.
  const migrating = migrate(old.ownerUrl, new Set(upTo('20261127224500_leases_end_with_lives')))
  const waiting = () =>
    other
      .query(
        `select 1 from pg_locks where relation = 'mail'::regclass and not granted and mode = 'AccessExclusiveLock'`,
      )
      .then(({ rowCount }) => rowCount)
  await expect.poll(waiting, { timeout: 30_000, interval: 20 }).toBeGreaterThan(0)
  // Behind the migration in the queue; the long one ends only after this is through.
  await letter(other, 'other')
  await long.query('commit')
  expect(await migrating).toEqual(['20261127224500_leases_end_with_lives'])
  const { rows } = await other.query(
    'select key, leased_by from mail where kind = $1 order by key',
    ['test'],
  )
  expect(rows).toEqual([
    { key: 'long', leased_by: null },
    { key: 'other', leased_by: null },
  ])
})

async function connected({ ownerUrl }: EmptyDatabase): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

test('of two that migrate at once one waits, and its waiting holds up no index of the other', async () => {
  const empty = await emptyDatabase()
  onTestFinished(empty.close)
  const both = await Promise.all([migrate(empty.ownerUrl), migrate(empty.ownerUrl)])
  expect(both.toSorted((a, b) => a.length - b.length)).toEqual([[], names])
  const { rows } = await empty.owner.query('select 1 from pg_index where not indisvalid')
  expect(rows).toEqual([])
})

test('an index that an earlier run left half made, or did not remember, is no hindrance', async () => {
  const old = await asOf('20261127233001_orders_open')
  await old.owner.query(
    `create index shipment_delivered on shipment (shop_id); create index shipment_handed_over on shipment (shop_id);
     create index "return_line_shop_id_return_id_idx" on return_line (shop_id);
     update pg_index set indisvalid = false where indexrelid = 'shipment_delivered'::regclass`,
  )
  // Ours on the queue's own table is made after the queue's migrations.
  await old.owner.query(
    `update pg_index set indisvalid = false where indexrelid = 'graphile_worker.jobs_by_task'::regclass`,
  )
  await migrate(old.ownerUrl)
  const { rows: queue } = await old.owner.query(
    `select indisvalid from pg_index where indexrelid = 'graphile_worker.jobs_by_task'::regclass`,
  )
  expect(queue).toEqual([{ indisvalid: true }])
  const { rows } = await old.owner.query(
    `select c.relname, i.indisvalid, pg_get_indexdef(c.oid) like '%(shop_id, %' as ours from pg_index i
     join pg_class c on c.oid = i.indexrelid where c.relname in ('shipment_delivered', 'shipment_handed_over', 'return_line_shop_id_return_id_idx') order by 1`,
  )
  expect(rows).toEqual([
    { relname: 'return_line_shop_id_return_id_idx', indisvalid: true, ours: false },
    { relname: 'shipment_delivered', indisvalid: true, ours: true },
    { relname: 'shipment_handed_over', indisvalid: true, ours: false },
  ])
})
