import { expect } from 'vitest'
import { test } from '../../tests/database.ts'
import { conflictsRetried, withShopInTurn } from './in-turn.server.ts'

const person = (tx: Parameters<Parameters<typeof withShopInTurn>[2]>[0], handle: string) =>
  tx.$executeRaw`update person set seen_at = now() where shop_id = ${tx.shopId}::uuid and handle = ${handle}`

test('two that lock each other’s rows both get through, and the one that waited says so', async ({
  database: { db },
  shop,
}) => {
  await withShopInTurn(db, shop, (tx) =>
    tx.person.createMany({
      data: ['a', 'b'].map((handle) => ({ shopId: shop, handle, role: 'office' })),
    }),
  )
  const before = conflictsRetried()
  const conflicts = () => conflictsRetried() - before
  const meeting = Promise.withResolvers<void>()
  let there = 0
  const both = async () => {
    if (++there === 2) meeting.resolve()
    await Promise.race([meeting.promise, new Promise((go) => setTimeout(go, 2000))])
  }
  const crossing = (first: string, second: string) =>
    withShopInTurn(db, shop, async (tx) => {
      await person(tx, first)
      if (there < 2) await both()
      await person(tx, second)
      return first
    })
  expect(await Promise.all([crossing('a', 'b'), crossing('b', 'a')])).toEqual(['a', 'b'])
  expect(conflicts()).toBeGreaterThanOrEqual(1)
})

test('the same key by two at once is written once, and a fault that is no conflict is not repeated', async ({
  database: { db },
  shop,
}) => {
  const before = conflictsRetried()
  const conflicts = () => conflictsRetried() - before
  const write = () =>
    withShopInTurn(db, shop, async (tx) => {
      const known = await tx.person.count({ where: { shopId: shop, handle: 'c' } })
      if (known > 0) return 'seen'
      await tx.$executeRaw`select pg_sleep(0.2)`
      await tx.$executeRaw`insert into person (shop_id, handle, role) values (${shop}::uuid, 'c', 'office')`
      return 'written'
    })
  expect((await Promise.all([write(), write()])).toSorted()).toEqual(['seen', 'written'])
  expect(conflicts()).toBe(1)
  await expect(withShopInTurn(db, shop, (tx) => tx.$executeRaw`select 1 / 0`)).rejects.toThrow(
    'division by zero',
  )
  expect(conflicts()).toBe(1)
})
