import { expect } from 'vitest'
import { test } from '../../tests/database.ts'
import { withShop } from '../platform/db.server.ts'
import { readBoard } from './board.server.ts'
import { listOrders, orderQuery } from './order-list.server.ts'

test('an order is found by its name, mail, phone, article and parcel, and counted while it is open', async ({
  database,
  shop,
}) => {
  const { db, vaults, owner } = database
  const vault = await vaults.of(shop)
  const add = (name: string, state: string, open: boolean) =>
    withShop(db, shop, (tx) =>
      tx.order.create({
        data: {
          ...{ shopId: shop, shopifyId: `gid://shopify/Order/${name}`, name, state },
          ...{ currency: 'EUR', totalMinor: 100n, placedAt: new Date() },
          ...{ sourceUpdatedAt: new Date(), emailHash: vault.hash(`${name}@example.com`) },
          phoneHash: vault.hash('+35321000001'),
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
