import '@shopify/shopify-api/adapters/node'
import { createServer } from 'node:http'
import { ApiVersion, shopifyApi } from '@shopify/shopify-api'
import { expect, onTestFinished, test } from 'vitest'
import { ask, at, control, textAt } from './ask.ts'
import { littleAddress, littleOrder, littleShop } from './little-seed.ts'
import { apiKey, apiSecret, listeningApp, openStore } from './open-store.ts'

const shopify = shopifyApi({
  apiKey,
  apiSecretKey: apiSecret,
  hostName: 'app.example.com',
  apiVersion: ApiVersion.July26,
  isEmbeddedApp: true,
  logger: { level: 0 },
})

test('Shopify’s own library accepts a delivery’s signature and headers', async () => {
  const verdicts: unknown[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const rawBody = Buffer.concat(chunks).toString('utf8')
    verdicts.push(
      await shopify.webhooks.validate({ rawBody, rawRequest: request, rawResponse: response }),
    )
    response.writeHead(200).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const store = await openStore({ appUrl: `http://127.0.0.1:${port}`, topics: ['orders/create'] })
  store.placeNext()
  await store.quiet()
  expect(verdicts).toMatchObject([
    { valid: true, topic: 'ORDERS_CREATE', domain: littleShop, apiVersion: '2026-07' },
  ])
})

test('an order tells of itself, its payment, its routing and its stock, all of one event', async () => {
  const app = await listeningApp()
  const store = await openStore({ appUrl: app.url })
  const order = store.placeNext()
  await store.quiet()
  expect(app.received.map(({ topic }) => topic).sort()).toEqual([
    'fulfillment_orders/order_routing_complete',
    'inventory_levels/update',
    'order_transactions/create',
    'orders/create',
    'orders/paid',
  ])
  expect(new Set(app.received.map(({ headers }) => headers['x-shopify-event-id'])).size).toBe(1)
  expect(new Set(app.received.map(({ headers }) => headers['x-shopify-webhook-id'])).size).toBe(5)
  const [created] = app.of('orders/create')
  expect(created?.path).toBe('/webhooks')
  expect(created?.headers).toMatchObject({
    'x-shopify-shop-domain': littleShop,
    'x-shopify-api-version': '2026-07',
    'x-shopify-test': 'false',
  })
  expect(created?.headers['x-shopify-triggered-at']).toMatch(/^\d{4}-.*\.\d{9}Z$/)
  expect(created?.raw.byteLength).toBeGreaterThan(6000)
  expect(created?.body).toMatchObject({
    admin_graphql_api_id: `gid://shopify/Order/${order.id}`,
    name: '#1001',
    email: 'ana@example.com',
    total_price: '30.00',
    financial_status: 'paid',
    fulfillment_status: null,
    line_items: [{ sku: 'MUG', quantity: 2, grams: 300, fulfillable_quantity: 2 }],
    shipping_address: { city: 'Maribor', country_code: 'SI', name: 'Ana Kos' },
  })
})

test('what a buyer left out stays left out: absent, null and empty are three things', async () => {
  const app = await listeningApp()
  const store = await openStore({ appUrl: app.url, topics: ['orders/create'] })
  const bodyOf = async (change: Parameters<typeof littleOrder>[0]) => {
    await control(store, 'orders', { order: littleOrder(change) })
    await store.quiet()
    return app.received.at(-1)?.body
  }
  const absent = await bodyOf({ email: 'absent', customer: 'absent', shippingAddress: 'absent' })
  for (const key of ['email', 'contact_email', 'customer', 'shipping_address']) {
    expect(absent, key).not.toHaveProperty(key)
  }
  const empty = await bodyOf({ email: '', customer: null, shippingAddress: null })
  expect(empty).toMatchObject({
    email: '',
    contact_email: null,
    customer: null,
    shipping_address: null,
  })
  expect(await bodyOf({ email: null })).toMatchObject({ email: null })
  const half = await bodyOf({ shippingAddress: { ...littleAddress, address1: '', zip: null } })
  expect(half).toMatchObject({ shipping_address: { address1: '', zip: null, city: 'Maribor' } })
  const { body } = await ask(
    store,
    '{ orders(first: 5, sortKey: ID) { nodes { email shippingAddress { city } customer { id } } } }',
  )
  expect(at(body, 'data.orders.nodes.0')).toEqual({
    email: null,
    shippingAddress: null,
    customer: null,
  })
  expect(at(body, 'data.orders.nodes.1.email')).toBeNull()
})

test('a delivery that is answered with 500 comes again, byte for byte, with the same webhook id', async () => {
  const app = await listeningApp((nth) => (nth < 2 ? 500 : 200))
  const store = await openStore({
    appUrl: app.url,
    topics: ['orders/create'],
    webhooks: { retryFactor: 0.001 },
  })
  store.placeNext()
  await store.quiet()
  expect(app.received).toHaveLength(3)
  const [first, , third] = app.received
  expect(first?.raw.equals(third?.raw ?? Buffer.alloc(0))).toBe(true)
  expect(first?.headers['x-shopify-webhook-id']).toBe(third?.headers['x-shopify-webhook-id'])
  expect(first?.headers['x-shopify-hmac-sha256']).toBe(third?.headers['x-shopify-hmac-sha256'])
  expect(store.webhooks()).toMatchObject({ delivered: 1, failedTries: 2, lost: 0, quiet: true })
})

test('an app that does not answer in time is tried again; after eight retries the delivery is lost', async () => {
  const slow = await listeningApp((nth) => (nth === 0 ? 0 : 200))
  const store = await openStore({
    appUrl: slow.url,
    topics: ['orders/create'],
    webhooks: { timeoutMs: 100, retryFactor: 0.001 },
  })
  store.placeNext()
  await store.quiet()
  expect(store.webhooks()).toMatchObject({ delivered: 1, lost: 0 })
  expect(store.webhooks().failedTries).toBeGreaterThan(0)

  const down = await listeningApp(() => 503)
  const other = await openStore({
    appUrl: down.url,
    topics: ['orders/create'],
    webhooks: { retryFactor: 0.00001 },
  })
  other.placeNext()
  await other.quiet()
  expect(down.received).toHaveLength(9)
  expect(other.webhooks()).toMatchObject({ delivered: 0, lost: 1, quiet: true })
})

test('deliveries are lost, doubled and overtaken on demand', async () => {
  const app = await listeningApp()
  const store = await openStore({ appUrl: app.url, topics: ['orders/create'] })
  await control(store, 'faults', { webhooks: { drop: 1 } })
  store.placeNext()
  await store.quiet()
  expect(app.received).toHaveLength(0)
  expect(store.webhooks().dropped).toBe(1)
  await control(store, 'faults', { webhooks: { drop: 0, duplicate: 1 } })
  store.placeNext()
  await store.quiet()
  expect(app.received.map(({ headers }) => headers['x-shopify-webhook-id']).length).toBe(2)
  expect(new Set(app.received.map(({ headers }) => headers['x-shopify-webhook-id'])).size).toBe(1)
  await control(store, 'faults', { webhooks: { duplicate: 0, reorder: 1 } })
  store.placeNext()
  await control(store, 'faults', { webhooks: { reorder: 0 } })
  store.placeNext()
  await store.quiet()
  expect(app.received.slice(2).map(({ body }) => at(body, 'name'))).toEqual(['#1004', '#1003'])
  await expect(control(store, 'faults', { webhooks: { explode: 1 } })).rejects.toThrow(
    'no fault "explode"',
  )
})

test('the API breaks on demand: 429, 5xx, throttled, and a line that is cut after the work', async () => {
  const store = await openStore()
  const order = store.placeNext()
  const tag = 'mutation T($id: ID!) { tagsAdd(id: $id, tags: ["done"]) { userErrors { message } } }'
  const id = `gid://shopify/Order/${order.id}`
  await control(store, 'faults', { api: { error429: 1 } })
  const busy = await ask(store, tag, { id })
  expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '1.0'])
  await control(store, 'faults', { api: { error429: 0, error5xx: 1 } })
  await expect(ask(store, tag, { id })).rejects.toThrow(SyntaxError)
  await control(store, 'faults', { api: { error5xx: 0, throttled: 1 } })
  expect(at((await ask(store, tag, { id })).body, 'errors.0.extensions.code')).toBe('THROTTLED')
  expect(order.tags).toEqual([])
  await control(store, 'faults', { api: { throttled: 0, timeoutAfterWork: 1, hangMs: 20 } })
  await expect(ask(store, tag, { id })).rejects.toThrow('fetch failed')
  expect(order.tags).toEqual(['done'])
})

test('nothing is sent before the app is installed, and after it is removed only that it was', async () => {
  const app = await listeningApp()
  const store = await openStore({ appUrl: app.url, installed: false })
  store.placeNext()
  await store.quiet()
  expect(app.received).toHaveLength(0)
  await control(store, 'install', {})
  await control(store, 'uninstall', {})
  store.placeNext()
  await control(store, 'compliance', { topic: 'shop/redact' })
  await control(store, 'compliance', { topic: 'customers/redact', order: '1001' })
  await store.quiet()
  expect(app.received.map(({ topic }) => topic).sort()).toEqual([
    'app/uninstalled',
    'customers/redact',
    'shop/redact',
  ])
  expect(app.of('customers/redact')[0]?.body).toMatchObject({
    shop_domain: littleShop,
    customer: { email: 'ana@example.com' },
    orders_to_redact: [expect.any(Number), expect.any(Number)],
  })
})

test('a fulfillment service is called back without ids, signed like a webhook', async () => {
  const app = await listeningApp()
  const store = await openStore({
    appUrl: app.url,
    serviceCallbackUrl: `${app.url}/service`,
    topics: [],
  })
  await control(store, 'orders', {
    order: littleOrder({ lines: [{ sku: 'POSTER', quantity: 1, properties: [] }] }),
  })
  const { body } = await ask(store, '{ fulfillmentOrders(first: 1) { nodes { id } } }')
  const id = textAt(body, 'data.fulfillmentOrders.nodes.0.id')
  await ask(
    store,
    'mutation S($id: ID!) { fulfillmentOrderSubmitFulfillmentRequest(id: $id) { userErrors { message } } }',
    { id },
  )
  await store.quiet()
  expect(app.received).toMatchObject([
    { path: '/service/fulfillment_order_notification', body: { kind: 'FULFILLMENT_REQUEST' } },
  ])
  expect(app.received[0]?.headers['x-shopify-hmac-sha256']).toBeTruthy()
})
