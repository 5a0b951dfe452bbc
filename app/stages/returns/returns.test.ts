import { expect } from 'vitest'
import { type TestDatabase, test } from '../../../tests/database.ts'
import { makeCustomerLink, openCustomerLink } from '../../journey/customer-link.server.ts'
import { daysAfter } from '../../journey/due.ts'
import { findCustomerOrder } from '../../journey/find-customer-order.server.ts'
import { type OrderId, orderId, type ShopId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import { approveReturn, declineReturn } from './answer-request.server.ts'
import { inspectReturn } from './inspect.server.ts'
import { makeReturnLink } from './link.server.ts'
import { listReturns, readOrderReturns, readReturn } from './read-returns.server.ts'
import { receiveReturn } from './receive.server.ts'
import { requestReturn } from './request.server.ts'
import { settleReturn } from './settle.server.ts'

/** No test here talks to the store: its calls are booked, and made by a job. */
const depsOf = ({ db, vaults }: TestDatabase) => ({
  ...{ db, vaults, linkKey: new Uint8Array(32).fill(7) },
  storefrontUrl: (domain: string) => `https://${domain}/apps/orderwright`,
})

async function arrived(database: TestDatabase, shop: ShopId, daysAgo = 1) {
  const vault = await database.vaults.of(shop)
  const buyer = { email: 'mia@example.com', phone: null, firstName: 'Mia', lastName: 'Lund' }
  const at = daysAfter(new Date(), -daysAgo)
  return withShop(database.db, shop, async (tx) => {
    const order = await tx.order.create({
      data: {
        ...{ shopId: shop, shopifyId: 'gid://shopify/Order/1', name: '#1001', state: 'completed' },
        ...{ currency: 'EUR', totalMinor: 3_750n, placedAt: at, sourceUpdatedAt: at },
        sealed: vault.seal({ ...buyer, shipTo: null, billTo: null, note: null }),
        emailHash: vault.hash('mia@example.com'),
        lines: {
          create: [
            {
              ...{ shopifyId: 'gid://shopify/LineItem/1', title: 'Mug', quantity: 3 },
              priceMinor: 1_250n,
            },
          ],
        },
      },
      include: { lines: true },
    })
    const line = order.lines[0]?.id ?? ''
    await tx.shipment.create({
      data: {
        ...{ shopId: shop, orderId: order.id, number: '#1001-1', kind: 'warehouse' },
        ...{ state: 'delivered', deliveredAt: at },
        lines: { create: [{ orderLineId: line, quantity: 3 }] },
      },
    })
    return { id: orderId(order.id), line }
  })
}

async function linkOf(database: TestDatabase, shop: ShopId, id: OrderId) {
  const deps = depsOf(database)
  const url = await withShop(database.db, shop, (tx) =>
    makeCustomerLink(tx, deps, {
      ...{ orderId: id, purpose: 'return' },
      expiresAt: daysAfter(new Date(), 10),
    }),
  )
  const opened = await openCustomerLink(deps, 'return', url.split('/').at(-1) ?? '')
  if (!opened.ok) throw new Error(opened.refusal.kind)
  return opened.value.linkId
}

const wish = (line: string, pieces = '2') => ({
  lines: { [line]: { quantity: pieces, reason: 'defective' } },
  note: 'Ñandú 🦤',
})

test('a form sent three times at once is one return, one letter and one call', async ({
  database,
  shop,
}) => {
  const deps = depsOf(database)
  const { id, line } = await arrived(database, shop)
  const linkId = await linkOf(database, shop, id)
  const ask = () => requestReturn(deps, shop, id, { typed: wish(line, '1'), linkId })
  const answers = await Promise.all([ask(), ask(), ask()])
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  expect(answers.find((answer) => !answer.ok)).toMatchObject({ refusal: { kind: 'asked_before' } })
  const counts = await withShop(database.db, shop, async (tx) => ({
    returns: await tx.return.count({ where: { shopId: shop } }),
    letters: await tx.mail.count({ where: { shopId: shop, kind: 'return_requested' } }),
    calls: await tx.outsideCall.count({ where: { shopId: shop, kind: 'return_request' } }),
  }))
  expect(counts).toEqual({ returns: 1, letters: 1, calls: 1 })
  const page = await readOrderReturns(deps, shop, id)
  expect(page?.goods).toMatchObject([{ most: 2 }])
  expect(page?.returns).toMatchObject([{ number: '#1001-R1', state: 'requested' }])
})

test('two links at once cannot ask for the same pieces', async ({ database, shop }) => {
  const deps = depsOf(database)
  const { id, line } = await arrived(database, shop)
  const links = [await linkOf(database, shop, id), await linkOf(database, shop, id)]
  const answers = await Promise.all(
    links.map((linkId) => requestReturn(deps, shop, id, { typed: wish(line, '2'), linkId })),
  )
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
})

test('what is wrong with a request leaves the link as it was', async ({ database, shop }) => {
  const deps = depsOf(database)
  const { id, line } = await arrived(database, shop)
  const linkId = await linkOf(database, shop, id)
  const typed = wish(line, '4')
  expect(await requestReturn(deps, shop, id, { typed, linkId })).toMatchObject({
    refusal: { kind: 'not_yet', problems: [{ field: `quantity-${line}` }] },
  })
  expect(await requestReturn(deps, shop, id, { typed: wish(line), linkId })).toMatchObject({
    ok: true,
  })
})

test('after the window nothing may come back', async ({ database, shop }) => {
  const deps = depsOf(database)
  const { id, line } = await arrived(database, shop, 31)
  const linkId = await linkOf(database, shop, id)
  expect(await requestReturn(deps, shop, id, { typed: wish(line), linkId })).toMatchObject({
    ok: false,
  })
})

test('approve and decline at once: one counts, one letter goes out', async ({ database, shop }) => {
  const deps = depsOf(database)
  const { id, line } = await arrived(database, shop)
  const linkId = await linkOf(database, shop, id)
  const asked = await requestReturn(deps, shop, id, { typed: wish(line), linkId })
  if (!asked.ok) throw new Error('not asked')
  const by = 'shopify:1'
  const answers = await Promise.all([
    approveReturn(deps, shop, asked.value, by),
    declineReturn(deps, shop, asked.value, { why: 'worn', by }),
  ])
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  expect(answers.find((answer) => !answer.ok)).toMatchObject({
    refusal: { kind: 'moved_meanwhile' },
  })
  const mails = await withShop(database.db, shop, (tx) =>
    tx.mail.count({
      where: { shopId: shop, kind: { in: ['return_approved', 'return_declined'] } },
    }),
  )
  expect(mails).toBe(1)
})

test('every open state has owner, step and due time; counts that cannot be are refused', async ({
  database,
  shop,
}) => {
  const deps = depsOf(database)
  const { id, line } = await arrived(database, shop)
  const linkId = await linkOf(database, shop, id)
  const asked = await requestReturn(deps, shop, id, { typed: wish(line), linkId })
  if (!asked.ok) throw new Error('not asked')
  const by = 'shopify:1'
  const read = async () => await readReturn(deps, shop, asked.value)
  expect(await read()).toMatchObject({ owner: 'office', step: 'approve_return', note: 'Ñandú 🦤' })
  await approveReturn(deps, shop, asked.value, by)
  expect(await read()).toMatchObject({ owner: 'customer', step: 'send_back' })
  const part = (await read())?.lines[0]?.id ?? ''
  const count = (pieces: number) =>
    receiveReturn(deps, shop, asked.value, { counted: new Map([[part, pieces]]), by })
  expect(await count(3)).toMatchObject({ refusal: { kind: 'wrong_count', most: 2 } })
  expect(await count(0)).toMatchObject({ refusal: { kind: 'nothing_counted' } })
  expect(await count(2)).toMatchObject({ ok: true })
  expect(await read()).toMatchObject({ owner: 'warehouse', step: 'inspect' })
  const findings = [{ lineId: part, good: 1, damaged: 0, note: '' }]
  expect(await inspectReturn(deps, shop, asked.value, { findings, by })).toMatchObject({
    refusal: { kind: 'does_not_add_up', received: 2 },
  })
  // A line of another return or order counts for nothing, here or in what is found.
  const strange = [
    { lineId: part, good: 2, damaged: 0, note: '' },
    { lineId: line, good: 9, damaged: 0, note: '' },
  ]
  expect(await inspectReturn(deps, shop, asked.value, { findings: strange, by })).toMatchObject({
    ok: true,
  })
  const settle = (amount: string) => settleReturn(deps, shop, asked.value, { amount, by })
  for (const bad of ['-1', '1e3', '0x10', '25.005', '', '١٢'])
    expect([bad, await settle(bad)]).toMatchObject([bad, { refusal: { kind: 'not_an_amount' } }])
  expect(await settle('25.01')).toMatchObject({ refusal: { kind: 'too_much', mostMinor: '2500' } })
  const tabs = await Promise.all([settle('25'), settle('25'), settle('1')])
  expect(tabs.filter((tab) => tab.ok)).toHaveLength(1)
  expect(tabs.filter((tab) => !tab.ok)).toMatchObject([
    { refusal: { kind: 'being_settled' } },
    { refusal: { kind: 'being_settled' } },
  ])
  const calls = await withShop(database.db, shop, (tx) =>
    tx.outsideCall.count({ where: { shopId: shop, kind: 'return_process' } }),
  )
  expect(calls).toBe(1)
})

test('another shop sees and moves nothing of ours', async ({ database, shop }) => {
  const deps = depsOf(database)
  const { id, line } = await arrived(database, shop)
  const linkId = await linkOf(database, shop, id)
  const asked = await requestReturn(deps, shop, id, { typed: wish(line), linkId })
  if (!asked.ok) throw new Error('not asked')
  const other = await database.addShop()
  expect(await readReturn(deps, other, asked.value)).toBeNull()
  expect(await readOrderReturns(deps, other, id)).toBeNull()
  expect((await listReturns(deps, other, { view: 'open', page: 1 })).returns).toEqual([])
  expect(await approveReturn(deps, other, asked.value, 'shopify:9')).toEqual({
    ok: false,
    refusal: { kind: 'not_found' },
  })
})

test('asking for the return page often leaves one link; a used one is not given again', async ({
  database,
  shop,
}) => {
  const deps = depsOf(database)
  const { id, line } = await arrived(database, shop)
  const link = () => withShop(database.db, shop, (tx) => makeReturnLink(tx, deps, id))
  const first = await link()
  expect(await link()).toBe(first)
  const opened = await openCustomerLink(deps, 'return', first.split('/').at(-1) ?? '')
  if (!opened.ok) throw new Error('not open')
  await requestReturn(deps, shop, id, { typed: wish(line), linkId: opened.value.linkId })
  expect(await link()).not.toBe(first)
})

test('an order is found by number and e-mail, and never by one of them', async ({
  database,
  shop,
}) => {
  const { id } = await arrived(database, shop)
  const find = (name: string, email: string) =>
    findCustomerOrder(depsOf(database), shop, { name, email })
  for (const name of ['#1001', ' 1001 ']) expect(await find(name, ' Mia@Example.com ')).toBe(id)
  expect(await find('#1001', 'eve@example.com')).toBeNull()
  expect(await find('#1002', 'mia@example.com')).toBeNull()
  expect(await find('', 'mia@example.com')).toBeNull()
  expect(await find('#1001', '')).toBeNull()
  const other = await database.addShop()
  expect(
    await findCustomerOrder(depsOf(database), other, { name: '#1001', email: 'mia@example.com' }),
  ).toBeNull()
})
