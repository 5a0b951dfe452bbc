import { expect } from 'vitest'
import { test } from '../../tests/database.ts'
import { openDatabase, type Prisma, type ShopTx, sql, withShop } from './db.server.ts'

test('values go in and come back as the client of the database gives them', async ({
  database,
  shop,
}) => {
  const at = new Date('2026-11-28T23:30:00.123Z')
  const bytes = Uint8Array.from([0, 128, 255])
  const one = (tx: Pick<Prisma.TransactionClient, '$queryRaw'>) => tx.$queryRaw<object[]>`
    select ${12}::int as small, ${2n ** 60n}::bigint as large, 1.5::numeric::text as exact, 2.5::float8 as float,
      ${at}::timestamptz as at, '2026-11-28'::date as day, ${bytes}::bytea as bytes, ${null}::text as nothing,
      ${{ a: [1, 'ü'] }}::json as json, ${['a', 'b"c']}::text[] as texts, ${[1, 2]}::int[] as numbers, true as yes,
      ${[at]}::timestamptz[] as times, ${'O’Neill; --'} as text, ${shop}::uuid as id`
  const [direct] = await withShop(database.db, shop, one)
  const [client] = await database.db.$queryRaw<object[]>`
    select ${12}::int as small, ${2n ** 60n}::bigint as large, 1.5::numeric::text as exact, 2.5::float8 as float,
      ${at}::timestamptz as at, '2026-11-28'::date as day, ${bytes}::bytea as bytes, ${null}::text as nothing,
      ${{ a: [1, 'ü'] }}::json as json, ${['a', 'b"c']}::text[] as texts, ${[1, 2]}::int[] as numbers, true as yes,
      ${[at.toISOString()]}::timestamptz[] as times, ${'O’Neill; --'} as text, ${shop}::uuid as id`
  const plain = (row: object | undefined) => ({ ...row, bytes: [...bytesOf(row)] })
  expect(plain(direct)).toEqual(plain(client))
  expect(plain(direct)).toMatchObject({ large: 2n ** 60n, at, bytes: [0, 128, 255], times: [at] })
  expect(direct).toMatchObject({ day: new Date('2026-11-28T00:00:00Z') })
})

const bytesOf = (row: object | undefined): Uint8Array =>
  row && 'bytes' in row && row.bytes instanceof Uint8Array ? row.bytes : new Uint8Array()

test('pieces of a query are put together, and rows that changed are counted', async ({
  database,
  shop,
}) => {
  const changed = await withShop(database.db, shop, (tx) => {
    const where = sql.sql`id = ${tx.shopId}::uuid`
    return tx.$executeRaw(sql.sql`update shop set name = ${'Blüte'} where ${where}`)
  })
  expect(changed).toBe(1)
  const { rows } = await database.owner.query('select name from shop where id = $1', [shop])
  expect(rows).toEqual([{ name: 'Blüte' }])
})

test('what fails says so in the words of the database, and takes the rest of its work with it', async ({
  database,
  shop,
}) => {
  const fails = withShop(database.db, shop, async (tx) => {
    await tx.$executeRaw`update shop set name = 'gone again' where id = ${shop}::uuid`
    await tx.$queryRaw`select 1 / ${0}::int`
  })
  await expect(fails).rejects.toMatchObject({ code: '22012', message: 'division by zero' })
  const { rows } = await database.owner.query('select name from shop where id = $1', [shop])
  expect(rows).not.toEqual([{ name: 'gone again' }])
})

test('nothing is asked on a connection that the transaction has let go of: somebody else has it', async ({
  database,
  shop,
}) => {
  const { late } = await withShop(database.db, shop, async (late) => ({ late }))
  await expect(late.$queryRaw`select 1`).rejects.toMatchObject({ code: 'P2028' })
  await expect(late.$executeRaw`select 1`).rejects.toMatchObject({ code: 'P2028' })
})

test('a connection that ends in the middle of its transaction gives its place in the pool back', async ({
  database,
  shop,
}) => {
  const { db, pool, close } = openDatabase(database.appUrl, 1)
  try {
    const broken = withShop(db, shop, async (tx) => {
      const [me] = await tx.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`
      await database.owner.query('select pg_terminate_backend($1)', [me?.pid])
      await tx.$queryRaw`select 1`
    })
    await expect(broken).rejects.toThrow()
    expect((await pool.query('select 1 as there')).rows).toEqual([{ there: 1 }])
  } finally {
    await close()
  }
})

test('twenty transactions at once each see their own shop alone', async ({ database, shop }) => {
  const seen = await Promise.all(
    Array.from({ length: 20 }, (_, nth) =>
      withShop(database.db, shop, async (tx) => {
        await tx.$executeRaw`select set_config('app.bench', ${String(nth)}, true)`
        await tx.shop.findUnique({ where: { id: shop } })
        const [row] = await tx.$queryRaw<{ nth: string; shop: string }[]>`
          select current_setting('app.bench') as nth, current_setting('app.shop_id') as shop`
        return row
      }),
    ),
  )
  expect(seen).toEqual(seen.map((_, nth) => ({ nth: String(nth), shop })))
})

test('a prepared statement is planned once a connection; what a migration changed is planned anew', async ({
  database,
  shop,
}) => {
  const ask = (tx: ShopTx) =>
    tx.$queryRaw`select * from deleted_order where shop_id = ${shop}::uuid`
  const kept = (tx: ShopTx) =>
    tx.$queryRaw`select name from pg_prepared_statements where statement like 'select * from deleted_order%'`
  const twice = async (tx: ShopTx) => {
    await ask(tx)
    await ask(tx)
    return kept(tx)
  }
  expect(await withShop(database.db, shop, twice)).toEqual([])
  const prepared = { prepared: true }
  expect(await withShop(database.db, shop, twice, prepared)).toHaveLength(1)
  await database.owner.query('alter table deleted_order add column why text')
  await expect(withShop(database.db, shop, ask, prepared)).rejects.toMatchObject({ code: '0A000' })
  expect(await withShop(database.db, shop, ask, prepared)).toEqual([])
})
