import { expect, test } from 'vitest'
import { checkDeps, lookAtOrder } from '../../../tests/arrange/check-room.ts'
import { receiveOrder } from '../../../tests/arrange/received-order.ts'
import { oneShop } from '../../../tests/shop.ts'
import { littleAddress, littleSeed } from '../../../tests/store/little-seed.ts'
import { checkOrders, writeBack } from './index.server.ts'

const joined = oneShop({ seed: littleSeed })
const check = () => checkOrders(checkDeps(joined()), joined().shop)
const look = (id: Parameters<typeof lookAtOrder>[1]) => lookAtOrder(joined(), id)

const slips = { ...littleAddress, city: '2000 Maribor', zip: '', phone: '040 111 222' }

test('what is certain is put right here and in the store, and the order goes on', async () => {
  const { id, gid } = await receiveOrder(joined(), { shippingAddress: slips })
  await check()
  const { order, buyer, timeline, holds, calls } = await look(id)
  expect(order).toMatchObject({ state: 'received', nextStep: 'confirm' })
  expect(buyer?.shipTo).toMatchObject({ city: 'Maribor', zip: '2000', phone: '+38640111222' })
  expect(holds).toEqual([])
  const tidied = timeline.find(({ kind }) => kind === 'tidied')
  expect(tidied?.detail).toEqual({ found: ['postcode_in_city', 'phone'] })
  expect(JSON.stringify([timeline, calls.map(({ sealed: _, ...call }) => call)])).not.toMatch(
    /Maribor|40111222|040 111/,
  )
  await writeBack(checkDeps(joined()), joined().shop, id)
  const { provider, store } = joined()
  expect((await provider.order(store, gid))?.shipTo).toMatchObject({ city: 'Maribor', zip: '2000' })
})

test('the store is told the same thing once, however often the order is judged', async () => {
  const { id } = await receiveOrder(joined(), { shippingAddress: slips })
  await check()
  // As if the store wrote things its own way again.
  const { database, shop } = joined()
  const vault = await database.vaults.of(shop)
  const before = (await look(id)).buyer
  await database.owner.query(
    `update sales_order set next_step = 'check', sealed = $1 where id = $2`,
    [
      Buffer.from(
        vault.seal({
          ...before,
          shipTo: { ...before?.shipTo, city: '2000 Maribor', zip: '', phone: '040 111 222' },
        }),
      ),
      id,
    ],
  )
  await database.owner.query(
    `update outside_call set state = 'done', sealed = null where order_id = $1`,
    [id],
  )
  await check()
  const { calls, buyer } = await look(id)
  expect(calls.filter(({ kind }) => kind === 'correct_order')).toHaveLength(1)
  expect(buyer?.shipTo?.city).toBe('Maribor')
})

test('what only looks wrong is looked at by the office while the order goes on', async () => {
  const { id, name } = await receiveOrder(joined(), { email: 'ana@gmial.com' })
  await check()
  await joined().database.owner.query(`update sales_order set next_step = 'check' where id = $1`, [
    id,
  ])
  await check()
  const { order, work, buyer } = await look(id)
  expect(order).toMatchObject({ state: 'received', nextStep: 'confirm' })
  expect(buyer?.email).toBe('ana@gmial.com')
  expect(work.map(({ title, state }) => `${title} ${state}`)).toEqual([
    `Look at ${name}: whether the e-mail address is spelt right (gmail.com?) open`,
  ])
})

test('where the shop wants that, an order waits for what only looks wrong', async () => {
  const { database } = joined()
  await database.owner.query(
    `update shop set settings = '{"doubtfulDetails": "hold", "duplicateStrictness": "off"}'`,
  )
  const { id } = await receiveOrder(joined(), { email: 'ana@gmial.com' })
  await check()
  await database.owner.query(`update shop set settings = '{"duplicateStrictness": "off"}'`)
  const { order, holds, work } = await look(id)
  expect(order.state).toBe('held')
  expect(holds.map(({ missing }) => missing)).toEqual([['email_typo:gmail.com']])
  expect(work).toEqual([])
})
