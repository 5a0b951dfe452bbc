import { expect } from 'vitest'
import { type TestDatabase, test } from '../../../../tests/database.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { withShop } from '../../../platform/db.server.ts'
import { soldPieces } from './sold-pieces.server.ts'

const variant = 'gid://shopify/ProductVariant/1'
const midday = 12 * 3_600_000

/** An order of `quantity` pieces, placed at midday (UTC) so many days ago. */
const sell = (database: TestDatabase, shop: ShopId, daysAgo: number, quantity: number) =>
  withShop(database.db, shop, async (tx) => {
    const today = Math.floor(Date.now() / 86_400_000) * 86_400_000
    const placedAt = new Date(today - daysAgo * 86_400_000 + midday)
    const order = await tx.order.create({
      data: {
        ...{ shopId: shop, shopifyId: `gid://shopify/Order/${daysAgo}-${quantity}`, name: '#1' },
        ...{ state: 'completed', currency: 'EUR', totalMinor: 100n, endedAt: placedAt },
        ...{ placedAt, sourceUpdatedAt: placedAt },
        lines: { create: { shopifyId: 'l', variantGid: variant, title: 'Mug', quantity } },
      },
    })
    return order.id
  })
const goods = (database: TestDatabase, shop: ShopId) =>
  withShop(database.db, shop, (tx) =>
    tx.item.create({
      data: { shopId: shop, variantGid: variant, productGid: 'p', title: 'Mug', tracked: true },
    }),
  )
const sold = async (database: TestDatabase, shop: ShopId, days: number) => [
  ...(await withShop(database.db, shop, (tx) => soldPieces(tx, days))).values(),
]

test('what was sold in the days looked back at is added up, the same whether its days are kept or not', async ({
  database,
  shop,
}) => {
  await goods(database, shop)
  expect(await sold(database, shop, 30)).toEqual([0])
  const other = await database.addShop()
  await goods(database, other)
  const lately = await sell(database, shop, 2, 4)
  await sell(database, shop, 40, 16)
  expect(await sold(database, shop, 30)).toEqual([4])
  // Its day was added up when nothing was sold on it; one further back was not yet.
  expect(await sold(database, shop, 56)).toEqual([20])
  expect(await sold(database, shop, 56)).toEqual([20])
  await withShop(database.db, shop, (tx) =>
    tx.order.updateMany({ where: { shopId: shop, id: lately }, data: { cancelledAt: new Date() } }),
  )
  expect(await sold(database, shop, 56)).toEqual([16])
  expect(await sold(database, other, 56)).toEqual([0])
})

test('orders from before the app count once they are read, whatever was added up until then', async ({
  database,
  shop,
}) => {
  await goods(database, shop)
  expect(await sold(database, shop, 56)).toEqual([0])
  await sell(database, shop, 20, 3)
  expect(await sold(database, shop, 56), 'that day is over').toEqual([0])
  const backlog = await withShop(database.db, shop, (tx) =>
    tx.backlog.create({ data: { shopId: shop, since: new Date(0), state: 'reading' } }),
  )
  expect(await sold(database, shop, 56)).toEqual([3])
  await sell(database, shop, 21, 5)
  expect(await sold(database, shop, 56)).toEqual([8])
  await withShop(database.db, shop, (tx) =>
    tx.backlog.update({
      where: { shopId_id: { shopId: shop, id: backlog.id } },
      data: { state: 'done', doneAt: new Date() },
    }),
  )
  await sell(database, shop, 22, 7)
  expect(await sold(database, shop, 56)).toEqual([15])
  const days = await withShop(database.db, shop, (tx) => tx.soldDay.count())
  expect(days).toBeGreaterThanOrEqual(53)
})
