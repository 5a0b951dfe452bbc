import { expect } from 'vitest'
import { test } from '../../../tests/database.ts'
import { withShop } from '../../platform/db.server.ts'
import { auditQuery, readAudit } from './read-audit.server.ts'

test('the audit names every table that has entries once, and is narrowed by day, person and table', async ({
  database,
  shop,
}) => {
  const other = await database.addShop()
  const add = (of: string, by: string, thing: string) =>
    database.owner.query(
      `insert into audit (shop_id, by, source, thing, deed, row_id)
       select $1, $2, 'page /app/settings', $3, 'changed', nth::text from generate_series(1, 3) nth`,
      [of, by, thing],
    )
  await database.owner.query('delete from audit')
  for (const thing of ['shop', 'hold', 'person', 'hold']) await add(shop, 'shopify:7', thing)
  await add(shop, 'system', 'parcel')
  await add(other, 'shopify:7', 'carton')
  const { db, vaults } = database
  const read = (query: Record<string, string>) =>
    readAudit({ db, vaults }, shop, auditQuery.parse(query))
  expect((await read({})).things).toEqual(['hold', 'parcel', 'person', 'shop'])
  expect((await read({})).entries).toHaveLength(15)
  expect((await read({ by: 'shopify:7' })).entries).toHaveLength(12)
  expect((await read({ by: 'shopify:7', thing: 'hold' })).entries).toHaveLength(6)
  const [written] = await withShop(db, shop, (tx) =>
    tx.audit.findMany({ where: { shopId: shop }, orderBy: { id: 'desc' }, take: 1 }),
  )
  const day = written?.at.toISOString().slice(0, 10) ?? ''
  expect((await read({ from: day, until: day })).entries.length).toBeGreaterThan(0)
  expect((await read({ until: '2026-01-01' })).entries).toEqual([])
  expect((await read({ from: '2199-01-01' })).entries).toEqual([])
})
