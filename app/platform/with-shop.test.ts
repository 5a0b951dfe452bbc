import { expect } from 'vitest'
import { test } from '../../tests/database.ts'
import type { ShopId } from '../kernel/ids.ts'
import { withShop } from './db.server.ts'

test('transactions of two shops at once each know their own shop, from first to last', async ({
  database,
}) => {
  const [one, other] = [await database.addShop(), await database.addShop()]
  const look = (shop: ShopId) =>
    withShop(database.db, shop, async (tx) => {
      const seen = new Set<string>()
      for (let nth = 0; nth < 20; nth++) {
        const [row] = await tx.$queryRaw<{ shop: string }[]>`
          select current_setting('app.shop_id', true) as shop`
        seen.add(tx.shopId)
        seen.add(row?.shop ?? '')
      }
      return [...seen]
    })
  const seen = await Promise.all([look(one), look(other), look(one), look(other)])
  expect(seen).toEqual([[one], [other], [one], [other]])
})

test('two shops write at the same time, and each has what it wrote', async ({ database }) => {
  const shops = await Promise.all([1, 2, 3].map(() => database.addShop()))
  await Promise.all(
    shops.flatMap((shop) =>
      Array.from({ length: 5 }, (_, nth) =>
        withShop(database.db, shop, async (tx) => {
          await tx.$executeRaw`select pg_sleep(0.01)`
          await tx.bin.create({
            data: { shopId: tx.shopId, locationId: shop, code: `A-${nth}`, zone: shop },
          })
        }),
      ),
    ),
  )
  for (const shop of shops) {
    const bins = await withShop(database.db, shop, (tx) =>
      tx.bin.findMany({ where: { shopId: tx.shopId } }),
    )
    expect(bins.map(({ zone }) => zone)).toEqual([shop, shop, shop, shop, shop])
  }
})
