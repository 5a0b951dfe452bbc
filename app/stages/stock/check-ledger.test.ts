import { expect } from 'vitest'
import { test } from '../../../tests/database.ts'
import { buildHouse, orderFrom } from '../../../tests/floor/house.ts'
import { allocateWaiting, checkLedger, readLedgerCheck } from './index.server.ts'

test('the check counts what it looked at, and names every level and reservation that is wrong', async ({
  database,
  shop,
}) => {
  const many = Array.from({ length: 7 }, (_, n) => ({
    ...{ sku: `CUP${n}`, bin: `A-01-0${n}`, pieces: 5 },
  }))
  const house = await buildHouse(database.db, shop, many)
  await orderFrom(database.db, shop, house, [['CUP1', 2]])
  await allocateWaiting(database, shop)
  expect(await readLedgerCheck(database, shop)).toBeNull()
  expect(await checkLedger(database, shop)).toBe(0)
  expect(await readLedgerCheck(database, shop)).toMatchObject({
    ...{ levels: 8, entries: 9, gaps: 0, found: [], finishedAt: expect.any(Date) },
  })
  // Only somebody who takes the guards off can do this.
  await database.owner.query(`select set_config('app.shop_id', $1, false)`, [shop])
  await database.owner.query(`alter table stock_level disable trigger user`)
  await database.owner.query(
    `update stock_level set quantity = 7 where item_id = $1 and state = 'on_hand'`,
    [house.items['CUP3']],
  )
  await database.owner.query(`update reservation set quantity = 1`)
  expect(await checkLedger(database, shop)).toBe(2)
  const check = await readLedgerCheck(database, shop)
  expect(
    check?.found.map((gap) => [gap.of, gap.sku, gap.bin, gap.level, gap.ledger]).toSorted(),
  ).toEqual([
    ['entries', 'CUP3', 'A-01-03', 7, 5],
    ['reservations', 'CUP1', 'A-01-01', 2, 1],
  ])
  // Another shop's check sees nothing of it.
  expect(await checkLedger(database, await database.addShop())).toBe(0)
})

test('a ledger of more items than one look takes is looked through to its end', async ({
  database,
  shop,
}) => {
  const house = await buildHouse(database.db, shop, [{ sku: 'CUP', bin: 'A-01-01', pieces: 1 }])
  await database.owner.query(`select set_config('app.shop_id', $1, false)`, [shop])
  await database.owner.query(
    `insert into stock_entry (shop_id, bin_id, item_id, state, delta, cause, key, by)
     select $1, $2, uuidv7(), 'on_hand', 3, 'opening', 'o' || n, 'system' from generate_series(1, 1200) n`,
    [shop, house.bins['A-01-01']],
  )
  await database.owner.query(`alter table stock_level disable trigger user`)
  await database.owner.query(
    `update stock_level set quantity = 4 where item_id = (select max(item_id::text)::uuid from stock_entry)`,
  )
  expect(await checkLedger(database, shop)).toBe(1)
  expect(await readLedgerCheck(database, shop)).toMatchObject({ levels: 1201, entries: 1201 })
})
