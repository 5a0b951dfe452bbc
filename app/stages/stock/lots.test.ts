import { expect } from 'vitest'
import { type TestDatabase, test } from '../../../tests/database.ts'
import { buildHouse, type House, orderFrom, piecesOf } from '../../../tests/floor/house.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import {
  allocateWaiting,
  blockLot,
  countBin,
  ledgerEqualsLevels,
  openLot,
  receiveGoods,
} from './index.server.ts'

const day = (from: number) => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10)
let number = 0
const receive = (
  { db }: TestDatabase,
  shop: ShopId,
  house: House,
  quantity: number,
  lot: { code: string; expiresOn: string | null } | null,
) =>
  receiveGoods({ db }, shop, {
    ...{ key: `r:${number++}`, by: 'shopify:1', locationId: house.place },
    ...{ itemId: house.items['JAM'] ?? '', quantity, lot },
  })
const jam = (house: House) => house.items['JAM'] ?? ''
const lots = ({ db }: TestDatabase, shop: ShopId) =>
  withShop(db, shop, async (tx) => {
    const rows = await tx.lot.findMany({ where: { shopId: shop } })
    return new Map(rows.map((row) => [row.code, row.id]))
  })
const reservedOf = ({ db }: TestDatabase, shop: ShopId, shipmentId: string) =>
  withShop(
    db,
    shop,
    (tx) => tx.$queryRaw<{ code: string | null; quantity: number }[]>`
      select lot.code, r.quantity from reservation r left join lot on lot.shop_id = r.shop_id and lot.id = r.lot_id
      where r.shop_id = ${shop}::uuid and r.shipment_id = ${shipmentId}::uuid order by lot.expires_on`,
  )

test('what expires first is promised first; expired and blocked lots are promised to nobody', async ({
  database,
  shop,
}) => {
  const house = await buildHouse(database.db, shop, [{ sku: 'JAM', bin: 'A-01-01', pieces: 0 }])
  await receive(database, shop, house, 4, { code: 'OLD', expiresOn: day(-2) })
  await receive(database, shop, house, 4, { code: 'LATE', expiresOn: day(90) })
  await receive(database, shop, house, 3, { code: 'SOON', expiresOn: day(9) })
  await receive(database, shop, house, 5, { code: 'DOUBT', expiresOn: day(5) })
  const lotId = (await lots(database, shop)).get('DOUBT') ?? ''
  const hand = { by: 'shopify:1', lotId }
  expect(await blockLot(database, shop, { ...hand, key: 'b' })).toBe(5)
  expect(await blockLot(database, shop, { ...hand, key: 'b' })).toBe(0)
  const first = await orderFrom(database.db, shop, house, [['JAM', 5]])
  const second = await orderFrom(database.db, shop, house, [['JAM', 5]])
  expect(await allocateWaiting(database, shop)).toEqual({ ready: 1, waiting: 1 })
  expect(await reservedOf(database, shop, first.shipment)).toEqual([
    { code: 'SOON', quantity: 3 },
    { code: 'LATE', quantity: 2 },
  ])
  // What comes in of a blocked lot is blocked with it.
  await receive(database, shop, house, 1, { code: 'DOUBT', expiresOn: day(5) })
  expect(await allocateWaiting(database, shop)).toEqual({ ready: 0, waiting: 1 })
  expect(await openLot(database, shop, { ...hand, key: 'o' })).toBe(6)
  expect(await allocateWaiting(database, shop)).toEqual({ ready: 1, waiting: 0 })
  expect(await reservedOf(database, shop, second.shipment)).toEqual([
    { code: 'DOUBT', quantity: 5 },
  ])
  expect(await withShop(database.db, shop, ledgerEqualsLevels)).toBe(true)
})

test('a lot has one day: another on the goods is refused with the day that is known', async ({
  database,
  shop,
}) => {
  const house = await buildHouse(database.db, shop, [{ sku: 'JAM', bin: 'A-01-01', pieces: 0 }])
  const known = { code: 'L1', expiresOn: '2031-01-31' }
  expect(await receive(database, shop, house, 2, known)).toMatchObject({ ok: true })
  expect(await receive(database, shop, house, 2, { ...known, expiresOn: '2031-02-01' })).toEqual({
    ok: false,
    refusal: { kind: 'other_expiry', ...known },
  })
  expect(await piecesOf(database.db, shop, jam(house))).toEqual({ on_hand: 2 })
})

test('a lot that is blocked while orders reserve it is promised to nobody afterwards', async ({
  database,
  shop,
}) => {
  const house = await buildHouse(database.db, shop, [{ sku: 'JAM', bin: 'A-01-01', pieces: 0 }])
  await receive(database, shop, house, 30, { code: 'L1', expiresOn: null })
  const lotId = (await lots(database, shop)).get('L1') ?? ''
  for (let n = 0; n < 12; n++) await orderFrom(database.db, shop, house, [['JAM', 2]])
  const [, , blocked] = await Promise.all([
    allocateWaiting(database, shop),
    allocateWaiting(database, shop),
    blockLot(database, shop, { key: 'b', by: 'shopify:1', lotId }),
  ])
  const pieces = await piecesOf(database.db, shop, jam(house))
  expect(pieces).toEqual({
    quarantine: blocked,
    ...((blocked ?? 0) < 30 ? { reserved: 30 - (blocked ?? 0) } : {}),
  })
  expect(await withShop(database.db, shop, ledgerEqualsLevels)).toBe(true)
})

test('each lot in a bin is counted for itself', async ({ database, shop }) => {
  const house = await buildHouse(database.db, shop, [{ sku: 'JAM', bin: 'A-01-01', pieces: 4 }])
  await receive(database, shop, house, 6, { code: 'L1', expiresOn: null })
  const lotId = (await lots(database, shop)).get('L1') ?? ''
  const at = { by: 'shopify:1', binId: house.bins['A-01-01'] ?? '', itemId: jam(house) }
  await countBin(database, shop, { ...at, key: 'c1', lotId, found: 5 })
  await countBin(database, shop, { ...at, key: 'c2', found: 3 })
  const levels = await withShop(database.db, shop, (tx) =>
    tx.stockLevel.findMany({ where: { shopId: shop, quantity: { gt: 0 } } }),
  )
  expect(levels.map((one) => [one.lotId === lotId, one.quantity]).toSorted()).toEqual([
    [false, 3],
    [true, 5],
  ])
})
