import { describe, expect } from 'vitest'
import { test } from '../../../../tests/database.ts'
import { openBudget } from './budget.server.ts'

const cost = (available: number, more: { maximum?: number; actual?: number | null } = {}) => ({
  requested: 100,
  actual: more.actual === undefined ? 100 : more.actual,
  maximum: more.maximum ?? 1_000,
  available,
  restoreRate: 1,
})

describe("a store's query budget", () => {
  test('is one for all processes, and never overdrawn', async ({ database, shop }) => {
    const processes = [openBudget(database.pool), openBudget(database.pool)]
    for (const one of processes)
      await one.settle(shop, 'Read', await one.take(shop, 'Read', 'urgent', 0), cost(1_000))
    await database.owner.query('update store_budget set available = 1000')
    const takes = Array.from({ length: 24 }, (_, at) =>
      processes[at % 2]?.take(shop, 'Read', 'urgent', 0),
    )
    const done = await Promise.allSettled(takes)
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    for (const one of done)
      if (one.status === 'rejected')
        expect(one.reason).toMatchObject({
          code: 'provider_unavailable',
          waitMs: expect.any(Number),
        })
  })

  test('keeps a share for what is more urgent', async ({ database, shop }) => {
    const budget = openBudget(database.pool)
    await budget.settle(shop, 'Read', await budget.take(shop, 'Read', 'urgent', 0), cost(550))
    await expect(budget.take(shop, 'Read', 'bulk', 0)).rejects.toMatchObject({
      waitMs: expect.closeTo(50_000, -4),
    })
    for (let at = 0; at < 4; at += 1) await budget.take(shop, 'Read', 'normal', 0)
    await expect(budget.take(shop, 'Read', 'normal', 0)).rejects.toMatchObject({
      code: 'provider_unavailable',
    })
    expect(await budget.take(shop, 'Read', 'urgent', 0)).toBe(100)
  })

  test('gives back what a query did not use', async ({ database, shop }) => {
    const budget = openBudget(database.pool)
    const level = async () => {
      const { rows } = await database.owner.query('select available from store_budget')
      return Math.round(rows[0]?.available)
    }
    await budget.settle(shop, 'Read', await budget.take(shop, 'Read', 'urgent', 0), cost(1_000))
    const taken = await budget.take(shop, 'Read', 'urgent', 0)
    expect(await level()).toBeCloseTo(900, -1)
    await budget.settle(shop, 'Read', taken, cost(1_000, { actual: 10 }))
    expect(await level()).toBeCloseTo(990, -1)
  })

  test('waits for what comes back when that is soon', async ({ database, shop }) => {
    const budget = openBudget(database.pool)
    const soon = { ...cost(50), restoreRate: 500 }
    await budget.settle(shop, 'Read', await budget.take(shop, 'Read', 'urgent', 0), soon)
    expect(await budget.take(shop, 'Read', 'urgent', 5_000)).toBe(100)
  })

  test('lets a query through that is larger than the share would allow', async ({
    database,
    shop,
  }) => {
    const budget = openBudget(database.pool)
    const full = { ...cost(1_000), requested: 900 }
    await budget.settle(shop, 'List', await budget.take(shop, 'List', 'urgent', 0), full)
    expect(await budget.take(shop, 'List', 'bulk', 0)).toBe(900)
  })

  test('of one shop is nothing to another', async ({ database, shop }) => {
    const other = await database.addShop()
    const budget = openBudget(database.pool)
    await budget.settle(shop, 'Read', await budget.take(shop, 'Read', 'urgent', 0), cost(0))
    expect(await budget.take(other, 'Read', 'normal', 0)).toBe(100)
    // Outside the one statement of each step no shop is set: rows are out of reach.
    await expect(database.pool.query('select * from store_budget')).rejects.toThrow()
    const { rows } = await database.owner.query('select shop_id from store_budget')
    expect(rows.map((row) => row.shop_id).sort()).toEqual([shop, other].sort())
  })
})
