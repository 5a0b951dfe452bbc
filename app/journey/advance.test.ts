import { expect } from 'vitest'
import { test } from '../../tests/database.ts'
import { type OrderId, orderId, type ShopId, shipmentId } from '../kernel/ids.ts'
import { type Db, withShop } from '../platform/db.server.ts'
import { advanceOrder, advanceShipment } from './advance.server.ts'
import { raiseOverdueAlarms } from './alarm.server.ts'

const soon = () => new Date(Date.now() + 3_600_000)
const checkNext = () => ({ owner: 'system', step: 'check', dueAt: soon() }) as const

const anOrder = (
  db: Db,
  shop: ShopId,
  data: { state?: string; dueAt?: Date } = {},
): Promise<OrderId> =>
  withShop(db, shop, async (tx) => {
    const row = await tx.order.create({
      data: {
        shopId: shop,
        shopifyId: `gid://shopify/Order/${Math.trunc(Math.random() * 1e9)}`,
        name: '#1001',
        currency: 'EUR',
        totalMinor: 1n,
        placedAt: new Date(),
        sourceUpdatedAt: new Date(),
        owner: 'system',
        nextStep: 'check',
        dueAt: soon(),
        ...data,
      },
    })
    return orderId(row.id)
  })

test('of three people moving one order at once, one moves it and the others are told', async ({
  database,
  shop,
}) => {
  const id = await anOrder(database.db, shop)
  const take = () =>
    withShop(database.db, shop, (tx) =>
      advanceOrder(
        tx,
        { id, state: 'received' },
        { to: 'cleared', reason: 'complete', room: 'check', by: 'system', next: checkNext() },
      ),
    )
  const answers = await Promise.all([take(), take(), take()])
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  expect(
    await withShop(database.db, shop, (tx) => tx.timeline.count({ where: { orderId: id } })),
  ).toBe(1)
})

test('a move the life cycle does not have is refused before the database is asked', async ({
  database,
  shop,
}) => {
  const id = await anOrder(database.db, shop)
  const jump = withShop(database.db, shop, (tx) =>
    advanceOrder(
      tx,
      { id, state: 'received' },
      { to: 'delivered', reason: '', room: 'x', by: 'system', next: checkNext() },
    ),
  )
  await expect(jump).rejects.toThrow('received may not become delivered')
})

test('an open order without an owner, a step and a date cannot be stored', async ({
  database,
  shop,
}) => {
  const id = await anOrder(database.db, shop)
  await expect(
    database.owner.query('update sales_order set owner = null where id = $1', [id]),
  ).rejects.toThrow('sales_order_never_dark')
})

test('the order follows its shipments until everything arrived, and then the survey is booked', async ({
  database,
  shop,
}) => {
  const id = await anOrder(database.db, shop, { state: 'released' })
  const make = (number: string) =>
    withShop(database.db, shop, async (tx) => {
      const row = await tx.shipment.create({
        data: {
          shopId: shop,
          orderId: id,
          number,
          kind: 'warehouse',
          state: 'moving',
          owner: 'carrier',
          nextStep: 'carry',
          dueAt: soon(),
        },
      })
      return shipmentId(row.id)
    })
  const [one, two] = [await make('#1001-1'), await make('#1001-2')]
  const arrive = (shipment: typeof one) =>
    withShop(database.db, shop, (tx) =>
      advanceShipment(
        tx,
        { id: shipment, orderId: id, state: 'moving' },
        {
          to: 'delivered',
          reason: 'handed over at the door',
          room: 'track',
          by: 'carrier',
          next: null,
        },
      ),
    )
  await arrive(one)
  const between = await withShop(database.db, shop, (tx) =>
    tx.order.findFirstOrThrow({ where: { id } }),
  )
  expect(between).toMatchObject({ state: 'released', owner: 'carrier', nextStep: 'carry' })
  await arrive(two)
  const after = await withShop(database.db, shop, (tx) =>
    tx.order.findFirstOrThrow({ where: { id } }),
  )
  expect(after).toMatchObject({ state: 'delivered', owner: 'system', nextStep: 'ask_feedback' })
  expect(await database.jobs()).toEqual([{ task: 'feedback.invite', key: `feedback.invite:${id}` }])
})

test('an order past due raises the alarm once, and again only when its next step is late too', async ({
  database,
  shop,
}) => {
  await anOrder(database.db, shop, { dueAt: new Date(Date.now() - 1_000) })
  expect(await raiseOverdueAlarms(database, shop)).toBe(1)
  expect(await raiseOverdueAlarms(database, shop)).toBe(0)
})

test("no shop sees another shop's orders, even when a query forgets to name the shop", async ({
  database,
  shop,
}) => {
  const id = await anOrder(database.db, shop)
  const other = await database.addShop()
  expect(await withShop(database.db, other, (tx) => tx.order.findMany({ where: { id } }))).toEqual(
    [],
  )
  expect(
    await withShop(database.db, other, (tx) => tx.order.updateMany({ data: { name: 'mine' } })),
  ).toEqual({ count: 0 })
  await expect(
    anOrder(database.db, other).then(() =>
      withShop(database.db, other, (tx) => tx.order.updateMany({ data: { shopId: shop } })),
    ),
  ).rejects.toThrow(/row-level security/)
})
