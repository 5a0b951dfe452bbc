import { expect } from 'vitest'
import { test } from '../../tests/database.ts'
import { buildHouse, orderFrom, piecesOf } from '../../tests/floor/house.ts'
import type { ShopId } from '../kernel/ids.ts'
import { type Db, withShop } from '../platform/db.server.ts'
import { withShopInTurn } from '../platform/in-turn.server.ts'
import { reserveGoods } from './reservations.server.ts'

/** A line of nine cups, and how pieces of the bin are promised to it. */
async function lineOfCups(db: Db, shop: ShopId, inBin: number) {
  const house = await buildHouse(db, shop, [{ sku: 'CUP', bin: 'A-01-01', pieces: inBin }])
  const [itemId = '', binId = ''] = [house.items['CUP'], house.bins['A-01-01']]
  const cup = { itemId, lotId: null, serial: null }
  const { shipment } = await orderFrom(db, shop, house, [['CUP', 9]])
  const where = { shopId: shop, shipmentId: shipment }
  const { id: lineId } = await withShop(db, shop, (tx) =>
    tx.shipmentLine.findFirstOrThrow({ where }),
  )
  const reserve = (key: string, ...pieces: readonly number[]) =>
    withShopInTurn(db, shop, (tx) =>
      reserveGoods(tx, {
        ...{ key, by: 'system', shipmentId: shipment },
        takes: pieces.map((quantity) => ({ ...cup, lineId, binId, quantity })),
      }),
    )
  const promised = () =>
    withShop(db, shop, async (tx) =>
      (await tx.reservation.findMany({ where })).map(({ quantity }) => quantity),
    )
  return { reserve, promised, pieces: () => piecesOf(db, shop, itemId) }
}

test('a line that gets more from a bin it already has pieces of gets them on top', async ({
  database: { db },
  shop,
}) => {
  const { reserve, promised, pieces } = await lineOfCups(db, shop, 9)
  expect(await reserve('first', 2)).toBe('moved')
  expect(await reserve('second', 3)).toBe('moved')
  expect(await reserve('second', 3), 'sent again').toBe('seen')
  expect(await reserve('in two parts', 1, 1)).toBe('moved')
  expect(await promised()).toEqual([7])
  expect(await pieces()).toEqual({ on_hand: 2, reserved: 7 })
})

test('of many who promise the same line pieces of one bin at once as many come through as there are pieces', async ({
  database: { db },
  shop,
}) => {
  const { reserve, promised, pieces } = await lineOfCups(db, shop, 5)
  const keys = Array.from({ length: 8 }, (_, at) => `take ${at}`)
  const answers = await Promise.all(
    [...keys, ...keys].map(async (key) => [key, await reserve(key, 1)] as const),
  )
  const moved = answers.filter(([, answer]) => answer === 'moved')
  expect(new Set(moved.map(([key]) => key)).size, 'each key once').toBe(5)
  expect(moved).toHaveLength(5)
  expect(await promised()).toEqual([5])
  expect(await pieces()).toEqual({ reserved: 5 })
})
