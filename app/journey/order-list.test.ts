import { expect } from 'vitest'
import { test } from '../../tests/database.ts'
import { withShop } from '../platform/db.server.ts'
import { readBoard } from './board.server.ts'
import { findAgain } from './buyer.ts'
import { listOrders, orderQuery } from './order-list.server.ts'

test('an order is found by its name, mail, phone, article and parcel, and counted while it is open', async ({
  database,
  shop,
}) => {
  const { db, vaults, owner } = database
  const vault = await vaults.of(shop)
  // As an order is written when it comes in.
  const hashed = (name: string) =>
    findAgain({ email: `${name}@example.com`, phone: '+353 21 000001', shipTo: null }, vault.hash)
  const add = (name: string, state: string, open: boolean) =>
    withShop(db, shop, (tx) =>
      tx.order.create({
        data: {
          ...{ shopId: shop, shopifyId: `gid://shopify/Order/${name}`, name, state },
          ...{ currency: 'EUR', totalMinor: 100n, placedAt: new Date() },
          sourceUpdatedAt: new Date(),
          emailHash: hashed(name).email,
          phoneHash: hashed(name).phone,
          ...(open
            ? { owner: 'office', nextStep: 'check', dueAt: new Date(Date.now() - 1_000) }
            : { endedAt: new Date() }),
        },
      }),
    )
  const first = await add('1001', 'held', true)
  await owner.query("update sales_order set name = '#1001' where id = $1", [first.id])
  await add('1002', 'completed', false)
  await withShop(db, shop, async (tx) => {
    const about = { shopId: shop, orderId: first.id }
    await tx.orderLine.create({
      data: { ...about, shopifyId: 'l', sku: 'MUG-1', title: 'Mug', quantity: 1 },
    })
    const shipment = await tx.shipment.create({
      data: {
        ...{ ...about, number: '#1001-1', kind: 'warehouse', state: 'packed', owner: 'warehouse' },
        ...{ nextStep: 'buy_label', dueAt: new Date() },
      },
    })
    await tx.parcel.create({ data: { ...about, shipmentId: shipment.id, trackingNumber: 'PN7' } })
  })
  const names = async (query: Record<string, string>) =>
    (await listOrders({ db, vaults }, shop, orderQuery.parse(query))).rows.map(({ name }) => name)
  for (const q of ['1001', '#1001', '1001@example.com', 'MUG-1', 'PN7'])
    expect([q, await names({ view: 'all', q })]).toEqual([q, ['#1001']])
  expect(await names({ view: 'all', q: '+353 21 000001' })).toHaveLength(2)
  expect(await names({ view: 'all', q: 'nothing' })).toEqual([])
  expect(await names({ view: 'ended', q: 'MUG-1' })).toEqual([])
  expect(await names({ view: 'open' })).toEqual(['#1001'])
  expect(await names({ view: 'overdue' })).toEqual(['#1001'])
  expect(await names({ view: 'ended' })).toEqual(['1002'])
  const board = await readBoard({ db }, shop)
  expect(board).toMatchObject({ open: 1, late: [{ name: '#1001' }] })
  expect(board.stages.find(({ stage }) => stage === 'ship')).toMatchObject({ open: 1 })
})

test('pages of the list go on where the last one ended, forward and back, and no order is missed', async ({
  database: { db, vaults },
  shop,
}) => {
  const [noon, many] = [Date.UTC(2026, 0, 1, 12), 120]
  await withShop(db, shop, (tx) =>
    tx.order.createMany({
      data: Array.from({ length: many }, (_, nth) => ({
        ...{ shopId: shop, shopifyId: `gid://shopify/Order/${nth}`, name: `#${nth}` },
        ...{ state: 'held', owner: 'office', nextStep: 'check', currency: 'EUR', totalMinor: 100n },
        // Thirty share each moment: their ids settle who comes first.
        ...{ placedAt: new Date(noon + nth), dueAt: new Date(noon + Math.floor(nth / 30)) },
        sourceUpdatedAt: new Date(noon),
      })),
    }),
  )
  const page = (query: Record<string, string>) =>
    listOrders({ db, vaults }, shop, orderQuery.parse(query))
  for (const view of ['open', 'all']) {
    const first = await page({ view })
    const second = await page({ view, after: first.next ?? '' })
    const third = await page({ view, after: second.next ?? '' })
    expect([first.previous, third.next]).toEqual([null, null])
    expect([first, second, third].map(({ rows }) => rows.length)).toEqual([50, 50, 20])
    const seen = [first, second, third].flatMap(({ rows }) => rows)
    expect(new Set(seen.map(({ id }) => id)).size).toBe(many)
    expect(seen.map((row) => (view === 'all' ? row.placedAt : row.dueAt))).toEqual(
      seen
        .map((row) => (view === 'all' ? row.placedAt : row.dueAt))
        .toSorted((a, b) => (view === 'all' ? -1 : 1) * String(a).localeCompare(String(b))),
    )
    const back = await page({ view, before: third.previous ?? '' })
    expect(back.rows).toEqual(second.rows)
    expect(await page({ view, before: back.previous ?? '' })).toEqual(first)
  }
  expect((await page({ view: 'all', after: 'nonsense' })).rows).toHaveLength(50)
})
