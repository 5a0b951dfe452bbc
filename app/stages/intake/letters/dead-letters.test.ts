import { expect } from 'vitest'
import { test as base } from '../../../../tests/database.ts'
import {
  domainOf,
  type OpenDoor,
  openDoor,
  orderBody,
} from '../../../../tests/intake/deliveries.ts'
import { drain } from '../../../../tests/intake/drain.ts'
import { shopId } from '../../../kernel/ids.ts'
import {
  discardDeadLetter,
  listDeadLetters,
  retryDeadLetter,
  showDeadLetter,
} from './dead-letters.server.ts'

const test = base.extend<{ door: OpenDoor }>({
  door: async ({ database, shop }, use) => {
    const door = await openDoor(database, await domainOf(database, shop))
    await use(door)
    await door.close()
  },
})

test('a letter is listed with its reason and shown with everything personal blurred', async ({
  database,
  shop,
  door,
}) => {
  await door.send('orders/create', { ...orderBody(1), line_items: 7 })
  await drain(database, shop)
  const { letters, total } = await listDeadLetters(database, shop)
  expect([total, letters]).toMatchObject([
    1,
    [{ topic: 'orders/create', reason: expect.stringContaining('line_items'), hasBody: true }],
  ])
  expect(letters[0]).toMatchObject({ isUnreadable: true, order: { storeId: '1', here: null } })
  const shown = await showDeadLetter(database, shop, letters[0]?.id ?? '')
  if (!shown.ok) throw new Error(shown.refusal.kind)
  expect(shown.value).toContain('gid://shopify/Order/1')
  expect(shown.value).not.toContain('Fern Row')
})

test('a letter about an order that is here leads to it; one that can be tried again is not called unreadable', async ({
  database,
  shop,
  door,
}) => {
  await door.send('orders/create', orderBody(7))
  await drain(database, shop)
  await door.send('orders/cancelled', { id: 7, line_items: [{}] })
  await drain(database, shop)
  const { letters } = await listDeadLetters(database, shop)
  const here = { id: expect.any(String), name: '#7' }
  expect(letters).toMatchObject([{ isUnreadable: true, order: { storeId: '7', here } }])
  await database.owner.query(
    "update delivery set outcome = 'given up after 12 tries: a rule of the database' where state = 'dead'",
  )
  const given = await listDeadLetters(database, shop)
  expect(given.letters).toMatchObject([{ isUnreadable: false, order: { here } }])
})

test('tried again, a letter waits for the drain and ends where it ends', async ({
  database,
  shop,
  door,
}) => {
  await door.send('orders/create', '{no json')
  await drain(database, shop)
  const id = (await listDeadLetters(database, shop)).letters[0]?.id ?? ''
  expect((await retryDeadLetter(database, shop, id)).ok).toBe(true)
  expect(await listDeadLetters(database, shop)).toMatchObject({ total: 0, waiting: 1 })
  expect((await retryDeadLetter(database, shop, id)).ok).toBe(false)
  await drain(database, shop)
  expect(await listDeadLetters(database, shop)).toMatchObject({ total: 1, waiting: 0 })
})

test('discarded, it is gone from the list with its body; who did it and why stays', async ({
  database,
  shop,
  door,
}) => {
  await door.send('orders/create', '{no json')
  await drain(database, shop)
  const id = (await listDeadLetters(database, shop)).letters[0]?.id ?? ''
  const discarded = { id, reason: 'sent by a test of ours', by: 'shopify:7' }
  expect((await discardDeadLetter(database, shop, discarded)).ok).toBe(true)
  expect((await listDeadLetters(database, shop)).total).toBe(0)
  const { rows } = await database.owner.query<Record<string, unknown>>(
    'select state, outcome, body from delivery',
  )
  expect(rows).toEqual([
    { state: 'ignored', outcome: 'discarded by shopify:7: sent by a test of ours', body: null },
  ])
})

test('another shop sees nothing of it and can do nothing with it', async ({
  database,
  shop,
  door,
}) => {
  const other = shopId(await database.addShop('other.myshopify.com'))
  await door.send('orders/create', '{no json')
  await drain(database, shop)
  const id = (await listDeadLetters(database, shop)).letters[0]?.id ?? ''
  expect((await listDeadLetters(database, other)).total).toBe(0)
  expect((await showDeadLetter(database, other, id)).ok).toBe(false)
  expect((await retryDeadLetter(database, other, id)).ok).toBe(false)
  expect((await discardDeadLetter(database, other, { id, reason: 'x', by: 'y' })).ok).toBe(false)
  expect((await showDeadLetter(database, shop, 'not-an-id')).ok).toBe(false)
  expect((await listDeadLetters(database, shop)).total).toBe(1)
})
