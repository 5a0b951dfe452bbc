import { describe, expect } from 'vitest'
import { test as base, type TestDatabase } from '../../../../tests/database.ts'
import {
  domainOf,
  lineBody,
  type OpenDoor,
  openDoor,
  orderBody,
} from '../../../../tests/intake/deliveries.ts'
import { drain } from '../../../../tests/intake/drain.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { withShop } from '../../../platform/db.server.ts'
import {
  closePrivacyRequest,
  eraseShop,
  listPrivacyRequests,
  readCollected,
} from '../index.server.ts'

const test = base.extend<{ door: OpenDoor }>({
  door: async ({ database, shop }, use) => {
    const door = await openDoor(database, await domainOf(database, shop))
    await use(door)
    await door.close()
  },
})

const engraved = {
  line_items: [lineBody(1, 1, { properties: [{ name: 'Name', value: 'Aoife' }] })],
}
const stranger = { email: 'other@example.com', customer: { id: 99, email: 'other@example.com' } }

/** Two orders of a customer, one of somebody else, a letter, and an unreadable delivery about the customer. */
async function lived(database: TestDatabase, shop: ShopId, door: OpenDoor) {
  await door.send('orders/create', orderBody(1, engraved))
  await door.send('orders/create', orderBody(2, { customer: null, email: 'AOIFE@example.com' }))
  await door.send('orders/create', orderBody(3, stranger))
  await door.send('orders/create', '{"email":"aoife@example.com","line_items":3}')
  await door.send(
    'orders/create',
    '{"email":"other@example.com","line_items":3,"note":"flat 71 / 1"}',
  )
  await drain(database, shop)
  const vault = await database.vaults.of(shop)
  await withShop(database.db, shop, async (tx) => {
    const [order] = await tx.order.findMany({ where: { shopId: shop, name: '#1' } })
    const letter = { to: 'aoife@example.com', subject: 'Hello', html: '', text: 'Dear Aoife' }
    await tx.mail.create({
      data: {
        shopId: shop,
        orderId: order?.id ?? '',
        kind: 'confirmation',
        key: 'k',
        sealed: vault.seal(letter),
      },
    })
  })
}
const customer = { customer: { id: 71, email: 'aoife@example.com', phone: null } }
const sealedLeft = async (database: TestDatabase) => {
  const { rows } = await database.owner.query<{ what: string; kept: boolean }>(`
    select name as what, sealed is not null as kept from sales_order
    union all select 'mail', sealed is not null from mail
    union all select 'letter ' || row_number() over (order by id), body is not null from delivery where state = 'dead'
    order by what`)
  return Object.fromEntries(rows.map(({ what, kept }) => [what, kept]))
}

describe('a customer asks what is known of them', () => {
  test('all of it is collected for the office, with a date; nothing of anybody else', async ({
    database,
    shop,
    door,
  }) => {
    await lived(database, shop, door)
    await door.send('customers/data_request', { ...customer, orders_requested: [1] })
    await drain(database, shop)
    const [request] = await listPrivacyRequests(database, shop)
    expect(request).toMatchObject({
      kind: 'customer_data_request',
      state: 'open',
      hasData: true,
      outcome: '2 orders collected for the customer: the office sends the data on',
    })
    const days = ((request?.dueAt?.getTime() ?? 0) - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(6)
    expect(days).toBeLessThan(30)
    const collected = await readCollected(database, shop, request?.id ?? '')
    if (!collected.ok) throw new Error(collected.refusal.kind)
    expect(collected.value).toContain('Dear Aoife')
    expect(collected.value).toContain('4 Fern Row')
    expect(collected.value).toContain('"#2"')
    expect(collected.value).not.toContain('other@example.com')
    expect(collected.value).not.toContain('"#3"')
    const { rows } = await database.owner.query<{ sealed: Buffer }>(
      "select sealed from mail where kind = 'privacy_request'",
    )
    expect(rows).toHaveLength(1)
    const letter = (await database.vaults.of(shop)).open(rows[0]?.sealed ?? Buffer.of())
    expect(letter).toMatchObject({ to: 'shop@example.com' })
    expect(JSON.stringify(letter)).not.toMatch(/Aoife|Fern Row|#2/)
  })

  test('sent on by a person, the collection is erased', async ({ database, shop, door }) => {
    await lived(database, shop, door)
    await door.send('customers/data_request', customer)
    await drain(database, shop)
    const [request] = await listPrivacyRequests(database, shop)
    const done = { id: request?.id ?? '', by: 'shopify:7' }
    expect((await closePrivacyRequest(database, shop, done)).ok).toBe(true)
    expect((await closePrivacyRequest(database, shop, done)).ok).toBe(false)
    expect(await listPrivacyRequests(database, shop)).toMatchObject([
      { state: 'done', hasData: false },
    ])
  })

  test('of a shop that knows nothing of them, there is a record all the same', async ({
    database,
    shop,
    door,
  }) => {
    await door.send('customers/data_request', customer)
    await drain(database, shop)
    expect(await listPrivacyRequests(database, shop)).toMatchObject([{ state: 'open' }])
  })
})

describe('a customer is to be erased', () => {
  test('their orders, letters, engravings and unread deliveries are; nobody else is', async ({
    database,
    shop,
    door,
  }) => {
    await lived(database, shop, door)
    await door.send('customers/data_request', customer)
    await door.send('customers/redact', { ...customer, orders_to_redact: [1] })
    await drain(database, shop)
    expect(await sealedLeft(database)).toEqual({
      '#1': false,
      '#2': false,
      '#3': true,
      mail: false,
      'letter 1': false,
      'letter 2': true,
    })
    const { rows } = await database.owner.query<Record<string, unknown>>(
      'select name, email_hash is null and customer_gid is null as unfindable from sales_order order by name',
    )
    expect(rows.map((row) => row['unfindable'])).toEqual([true, true, false])
    const lines = await database.owner.query<Record<string, unknown>>(
      "select 1 from order_line where properties <> '[]'",
    )
    expect(lines.rowCount).toBe(0)
    expect(await listPrivacyRequests(database, shop)).toMatchObject([
      { kind: 'customer_data_request', hasData: false },
      {
        kind: 'customer_redact',
        outcome: 'personal data erased of 2 orders, and of 1 unread delivery',
      },
    ])
  })

  test('every unread delivery that names them is emptied, however many there are', async ({
    database,
    shop,
    door,
  }) => {
    await lived(database, shop, door)
    // Each twice in turn, 120 times: more than is opened at once, the others' among them.
    await database.owner.query(
      `insert into delivery (shop_id, topic, event_key, triggered_at, api_version, state, outcome, body)
       select shop_id, topic, event_key || '/' || nth, triggered_at, api_version, state, outcome, body
       from generate_series(1, 120) as nth, delivery where state = 'dead' order by nth`,
    )
    await door.send('customers/redact', customer)
    await drain(database, shop)
    const { rows } = await database.owner.query(
      `select count(*)::int as unread, count(body)::int as kept from delivery where state = 'dead'`,
    )
    expect(rows).toEqual([{ unread: 242, kept: 121 }])
  })

  test('the history stands, and says that it was done', async ({ database, shop, door }) => {
    await lived(database, shop, door)
    await door.send('customers/redact', customer)
    await drain(database, shop)
    const texts = await withShop(database.db, shop, (tx) =>
      tx.timeline.findMany({ where: { shopId: shop }, select: { text: true } }),
    )
    expect(texts.filter(({ text }) => text.startsWith('Taken in'))).toHaveLength(3)
    expect(texts.filter(({ text }) => text.startsWith('Personal data erased'))).toHaveLength(2)
  })

  test('what the store sends of them later does not fill the gaps again', async ({
    database,
    shop,
    door,
  }) => {
    await lived(database, shop, door)
    await door.send('customers/redact', customer)
    await drain(database, shop)
    await door.send(
      'orders/updated',
      orderBody(1, { ...engraved, updated_at: '2026-12-01T00:00:00Z', tags: 'later' }),
    )
    await drain(database, shop)
    const { rows } = await database.owner.query<Record<string, unknown>>(
      "select tags, sealed, email_hash, phone_hash, customer_gid from sales_order where name = '#1'",
    )
    expect(rows).toEqual([
      { tags: ['later'], sealed: null, email_hash: null, phone_hash: null, customer_gid: null },
    ])
    const lines = await database.owner.query<Record<string, unknown>>(
      "select 1 from order_line where properties <> '[]'",
    )
    expect(lines.rowCount).toBe(0)
  })
})

const session = (database: TestDatabase, domain: string) =>
  database.owner.query<Record<string, unknown>>(
    `insert into session (id, shop, state, "accessToken") values ('offline_' || $1, $1, '', 'token')`,
    [domain],
  )
const shopRow = async (database: TestDatabase, shop: ShopId) =>
  (await database.owner.query<Record<string, unknown>>('select * from shop where id = $1', [shop]))
    .rows[0]

describe('a shop goes', () => {
  test('uninstalled: its sessions are forgotten, its orders stay', async ({
    database,
    shop,
    door,
  }) => {
    await session(database, await domainOf(database, shop))
    await door.send('orders/create', orderBody(1))
    await door.send('app/uninstalled', { id: 1, domain: null })
    await drain(database, shop)
    expect((await shopRow(database, shop))?.['uninstalled_at']).not.toBeNull()
    expect(
      (await database.owner.query<Record<string, unknown>>('select 1 from session')).rowCount,
    ).toBe(0)
    expect(
      (await database.owner.query<Record<string, unknown>>('select 1 from sales_order')).rowCount,
    ).toBe(1)
  })

  test('an uninstall that arrives after the shop came back changes nothing', async ({
    database,
    shop,
    door,
  }) => {
    await session(database, await domainOf(database, shop))
    await door.send(
      'app/uninstalled',
      { id: 1 },
      { 'x-shopify-triggered-at': '2026-01-01T00:00:00Z' },
    )
    await drain(database, shop)
    expect((await shopRow(database, shop))?.['uninstalled_at']).toBeNull()
    expect(
      (await database.owner.query<Record<string, unknown>>('select 1 from session')).rowCount,
    ).toBe(1)
  })

  test('other scopes are remembered with its session', async ({ database, shop, door }) => {
    await session(database, await domainOf(database, shop))
    await door.send('app/scopes_update', { id: 1, current: ['read_orders', 'write_orders'] })
    await drain(database, shop)
    const { rows } = await database.owner.query<Record<string, unknown>>(
      'select scope from session',
    )
    expect(rows).toEqual([{ scope: 'read_orders,write_orders' }])
  })

  test('erased: its key is thrown away and nothing of it can be opened; another shop stands', async ({
    database,
    shop,
    door,
  }) => {
    await lived(database, shop, door)
    const other = await database.addShop('other.myshopify.com')
    await door.send('orders/create', orderBody(9), {
      'x-shopify-shop-domain': 'other.myshopify.com',
    })
    await drain(database, other)
    await door.send('app/uninstalled', { id: 1 })
    await drain(database, shop)
    await door.send('shop/redact', { shop_id: 1 })
    await drain(database, shop)
    expect(await shopRow(database, shop)).toMatchObject({ wrapped_key: null, name: '', email: '' })
    await expect(database.vaults.of(shop)).rejects.toThrow('thrown away')
    await eraseShop(database, shop)
    const left = await sealedLeft(database)
    expect(left).toMatchObject({ '#1': false, '#2': false, '#3': false, mail: false, '#9': true })
    expect(await listPrivacyRequests(database, shop)).toMatchObject([
      { kind: 'shop_redact', state: 'done' },
    ])
    await expect(database.vaults.of(other)).resolves.toBeDefined()
  })

  test('a body that was overheard does nothing under another topic, nor to another shop', async ({
    database,
    shop,
    door,
  }) => {
    await lived(database, shop, door)
    const before = await sealedLeft(database)
    for (const topic of ['app/uninstalled', 'customers/redact', 'shop/redact'])
      await door.send(topic, JSON.stringify(orderBody(1)))
    const theirs = { shop_domain: 'other.myshopify.com', myshopify_domain: 'other.myshopify.com' }
    await door.send('app/uninstalled', theirs)
    await door.send('customers/redact', { ...theirs, ...customer })
    await door.send('shop/redact', theirs)
    await drain(database, shop)
    expect(await shopRow(database, shop)).toMatchObject({ uninstalled_at: null })
    expect(await sealedLeft(database)).toMatchObject(before)
    expect(await listPrivacyRequests(database, shop)).toEqual([])
    const { rows } = await database.owner.query<{ topic: string; outcome: string }>(
      `select topic, outcome from delivery where state = 'dead' and topic not like 'orders/%' order by 1`,
    )
    expect(rows.map(({ topic }) => topic)).toEqual([
      ...['app/uninstalled', 'app/uninstalled', 'customers/redact', 'customers/redact'],
      ...['shop/redact', 'shop/redact'],
    ])
    expect(rows.filter(({ outcome }) => outcome.includes('of another shop'))).toHaveLength(3)
  })

  test('a shop that has the app is not erased by a request that comes late', async ({
    database,
    shop,
    door,
  }) => {
    await lived(database, shop, door)
    await door.send('shop/redact', { shop_id: 1 })
    await drain(database, shop)
    expect((await shopRow(database, shop))?.['wrapped_key']).not.toBeNull()
    expect(await listPrivacyRequests(database, shop)).toMatchObject([{ state: 'refused' }])
  })

  test('what comes for it after it was erased is sealed with a new key, and worked through', async ({
    database,
    shop,
    door,
  }) => {
    await lived(database, shop, door)
    await door.send('app/uninstalled', { id: 1 })
    await door.send('shop/redact', { shop_id: 1 })
    await drain(database, shop)
    await door.send('orders/create', orderBody(8))
    await drain(database, shop)
    await eraseShop(database, shop)
    expect(await sealedLeft(database)).toMatchObject({ '#1': false, '#8': true })
  })
})
