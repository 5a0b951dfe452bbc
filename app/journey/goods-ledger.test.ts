import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { type TestDatabase, test } from '../../tests/database.ts'
import { buildHouse, type House, piecesOf } from '../../tests/floor/house.ts'
import { type ShopId, shipmentId } from '../kernel/ids.ts'
import { withShop } from '../platform/db.server.ts'
import { withShopInTurn } from '../platform/in-turn.server.ts'
import type { GoodsMove, GoodsState } from './goods.ts'
import { type GoodsCommand, goodsHeldBy, moveGoods } from './goods-ledger.server.ts'

const stocked = (database: TestDatabase, shop: ShopId) =>
  buildHouse(database.db, shop, [{ sku: 'CUP', bin: 'A-01-01', pieces: 5 }])
const cupsOf = (house: House) => {
  const at = { itemId: house.items['CUP'] ?? '', binId: house.bins['A-01-01'] ?? '' }
  const move = (quantity: number, from: GoodsState | null, to: GoodsState | null): GoodsMove => ({
    ...{ itemId: at.itemId, quantity },
    from: from && { binId: at.binId, state: from },
    to: to && { binId: at.binId, state: to },
  })
  return { ...at, move }
}
const book = (
  { db }: TestDatabase,
  shop: ShopId,
  command: Pick<GoodsCommand, 'moves'> & Partial<GoodsCommand>,
) =>
  withShopInTurn(db, shop, (tx) =>
    moveGoods(tx, { key: randomUUID(), cause: 'moved', by: 'system', ...command }),
  )

test('a level changes by entries alone: no one writes it by hand, the owner of the database neither', async ({
  database,
  shop,
}) => {
  const { itemId, binId, move } = cupsOf(await stocked(database, shop))
  const byHand = [
    `update stock_level set quantity = 9`,
    `delete from stock_level`,
    `insert into stock_level (shop_id, bin_id, item_id, state, quantity) values ('${shop}', '${binId}', '${itemId}', 'damaged', 3)`,
    `update stock_entry set delta = 9`,
    `delete from stock_entry`,
    `truncate stock_entry`,
  ]
  await database.owner.query(`select set_config('app.shop_id', $1, false)`, [shop])
  for (const text of byHand) {
    await expect(database.owner.query(text), text).rejects.toThrow('is not changed by hand')
    const asApp = withShop(database.db, shop, (tx) => tx.$executeRawUnsafe(text))
    await expect(asApp, text).rejects.toThrow(/not changed by hand|permission denied/)
  }
  expect(await book(database, shop, { moves: [move(2, 'on_hand', 'damaged')] })).toEqual({
    ok: true,
    value: 'moved',
  })
  expect(await piecesOf(database.db, shop, itemId)).toEqual({ on_hand: 3, damaged: 2 })
})

test('an entry that would take a level below none fails whole, whoever writes it', async ({
  database,
  shop,
}) => {
  const { itemId, binId } = cupsOf(await stocked(database, shop))
  const entry = (state: string, delta: number) =>
    withShop(
      database.db,
      shop,
      (tx) => tx.$executeRaw`
      insert into stock_entry (shop_id, bin_id, item_id, state, delta, cause, key, by)
      values (${shop}::uuid, ${binId}::uuid, ${itemId}::uuid, ${state}, ${delta}::int, 'moved', 'x', 'system')`,
    )
  await expect(entry('on_hand', -6)).rejects.toThrow('stock_level_never_negative')
  await expect(entry('packed', -1)).rejects.toThrow('a level that is not there')
  await expect(entry('somewhere', 1)).rejects.toThrow('stock_entry_state')
  expect(await piecesOf(database.db, shop, itemId)).toEqual({ on_hand: 5 })
})

test('a shipment gives only what it holds itself, though the bin has promised pieces of others', async ({
  database,
  shop,
}) => {
  const { move, itemId } = cupsOf(await stocked(database, shop))
  const [mine, other] = [shipmentId(randomUUID()), shipmentId(randomUUID())]
  await book(database, shop, { shipmentId: mine, moves: [move(2, 'on_hand', 'reserved')] })
  await book(database, shop, { shipmentId: other, moves: [move(3, 'on_hand', 'reserved')] })
  const three = { moves: [move(3, 'reserved', 'picked')] }
  expect(await book(database, shop, { ...three, shipmentId: mine })).toMatchObject({
    refusal: { kind: 'not_enough', places: [{ state: 'reserved', has: 2, needs: 3 }] },
  })
  await expect(book(database, shop, three)).rejects.toThrow('does not name it')
  expect(await book(database, shop, { ...three, shipmentId: other })).toMatchObject({ ok: true })
  expect(await withShop(database.db, shop, (tx) => goodsHeldBy(tx, other, 'picked'))).toMatchObject(
    [{ itemId, quantity: 3, lotId: null, serial: null }],
  )
})

test('the same key is applied once: at the same moment, for other goods, and when it could not be done again', async ({
  database,
  shop,
}) => {
  const { move, itemId } = cupsOf(await stocked(database, shop))
  const key = 'scan:1'
  const [one, another] = await Promise.all([
    book(database, shop, { key, moves: [move(4, 'on_hand', 'damaged')] }),
    book(database, shop, { key, moves: [move(4, null, 'quarantine')] }),
  ])
  expect([one, another].map((answer) => answer.ok && answer.value).toSorted()).toEqual([
    'moved',
    'seen',
  ])
  await book(database, shop, { key: 'k', moves: [move(1, 'on_hand', null)] })
  const before = await piecesOf(database.db, shop, itemId)
  for (const moves of [[move(5, 'on_hand', null)], [move(1, null, 'on_hand')]])
    expect(await book(database, shop, { key: 'k', moves })).toEqual({ ok: true, value: 'seen' })
  expect(await piecesOf(database.db, shop, itemId)).toEqual(before)
})

test('a piece with a serial is in one place, goes from bin to bin, and leaves nothing behind', async ({
  database,
  shop,
}) => {
  const { move, itemId } = cupsOf(await stocked(database, shop))
  const serial = (moving: GoodsMove, name = 'S-1'): GoodsMove => ({ ...moving, serial: name })
  const came = {
    moves: [serial(move(1, null, 'on_hand')), serial(move(1, null, 'on_hand'), 'S-2')],
  }
  await book(database, shop, came)
  await expect(
    book(database, shop, { moves: [serial(move(1, null, 'damaged'))] }),
  ).rejects.toThrow()
  await book(database, shop, { moves: [serial(move(1, 'on_hand', 'damaged'))] })
  await book(database, shop, { moves: [serial(move(1, 'damaged', null))] })
  await book(database, shop, { moves: [serial(move(1, null, 'quarantine'))] })
  const levels = await withShop(database.db, shop, (tx) =>
    tx.stockLevel.findMany({ where: { shopId: shop, itemId, serial: { not: '' } } }),
  )
  expect(levels.map((one) => [one.serial, one.state, one.quantity]).toSorted()).toEqual([
    ['S-1', 'quarantine', 1],
    ['S-2', 'on_hand', 1],
  ])
})

test('entries carry what they were booked by', async ({ database, shop }) => {
  const { move } = cupsOf(await stocked(database, shop))
  await book(database, shop, { key: 'd', document: 'ASN 7', moves: [move(1, null, 'in_transit')] })
  const [entry] = await withShop(database.db, shop, (tx) =>
    tx.stockEntry.findMany({ where: { shopId: shop, key: 'd' } }),
  )
  expect(entry).toMatchObject({ document: 'ASN 7', state: 'in_transit', delta: 1, by: 'system' })
})
