import { expect, test } from 'vitest'
import { ask, at, control, textAt } from './ask.ts'
import { littleOrder } from './little-seed.ts'
import { listeningApp, openStore } from './open-store.ts'

const update = `mutation U($input: OrderInput!) { orderUpdate(input: $input) {
  order { email phone note tags customAttributes { key value } shippingAddress { address1 city zip provinceCode province country lastName } updatedAt } userErrors { field message } } }`

test('a correction is written into the order; a bad one is refused field by field', async () => {
  const store = await openStore()
  const id = `gid://shopify/Order/${store.placeNext().id}`
  const said = async (input: object) =>
    at((await ask(store, update, { input: { id, ...input } })).body, 'data.orderUpdate')
  expect(at(await said({}), 'userErrors')).toEqual([
    { field: null, message: 'No valid update parameters have been provided' },
  ])
  expect(at(await said({ phone: 'call me' }), 'userErrors')).toEqual([
    { field: ['phone'], message: 'Phone is invalid' },
  ])
  const address = {
    firstName: 'A',
    address1: 'Main 1',
    city: 'Austin',
    countryCode: 'US',
    provinceCode: 'ZZ',
  }
  expect(at(await said({ shippingAddress: address }), 'userErrors')).toEqual([
    { field: ['shippingAddress', 'lastName'], message: 'Enter a last name' },
    { field: ['shippingAddress', 'zip'], message: 'Enter a ZIP code' },
    {
      field: ['shippingAddress', 'province'],
      message: 'State is not a valid state in United States',
    },
  ])
  const good = { ...address, lastName: 'B', zip: '78701', provinceCode: 'TX' }
  expect(
    await said({
      email: 'new@example.com',
      shippingAddress: good,
      tags: ['x'],
      customAttributes: [{ key: 'k', value: 'v' }],
    }),
  ).toMatchObject({
    order: {
      email: 'new@example.com',
      tags: ['x'],
      customAttributes: [{ key: 'k', value: 'v' }],
      shippingAddress: { city: 'Austin', province: 'Texas', country: 'United States' },
    },
    userErrors: [],
  })
  const none = await ask(store, update, { input: { id: 'gid://shopify/Order/1', note: 'x' } })
  expect(at(none.body, 'data.orderUpdate.userErrors')).toEqual([
    { field: ['id'], message: 'Order does not exist' },
  ])
})

test('an order is cancelled a moment after it was asked for; a sent one is not', async () => {
  const app = await listeningApp()
  const store = await openStore({ appUrl: app.url })
  const order = store.placeNext()
  const cancel = `mutation C($id: ID!) { orderCancel(orderId: $id, reason: CUSTOMER, restock: true, refundMethod: { originalPaymentMethodsRefund: true }) { job { id done } orderCancelUserErrors { field message code } } }`
  const id = `gid://shopify/Order/${order.id}`
  const { body } = await ask(store, cancel, { id })
  expect(at(body, 'data.orderCancel.job.done')).toBe(false)
  expect(order.cancelledAt).toBeNull()
  const job = textAt(body, 'data.orderCancel.job.id')
  await expect
    .poll(
      async () => {
        const { body: asked } = await ask(store, 'query J($id: ID!) { job(id: $id) { done } }', {
          id: job,
        })
        return at(asked, 'data.job.done')
      },
      { timeout: 10_000 },
    )
    .toBe(true)
  const { body: after } = await ask(
    store,
    'query O($id: ID!) { order(id: $id) { cancelledAt cancelReason displayFinancialStatus totalRefundedSet { shopMoney { amount } } fulfillmentOrders(first: 2) { nodes { status } } refunds { refundLineItems(first: 5) { nodes { quantity restockType } } } } }',
    { id },
  )
  expect(at(after, 'data.order')).toMatchObject({
    cancelReason: 'CUSTOMER',
    displayFinancialStatus: 'REFUNDED',
    totalRefundedSet: { shopMoney: { amount: '30.0' } },
    fulfillmentOrders: { nodes: [{ status: 'CLOSED' }] },
    refunds: [{ refundLineItems: { nodes: [{ quantity: 2, restockType: 'CANCEL' }] } }],
  })
  await store.quiet()
  expect(app.of('orders/cancelled')).toHaveLength(1)
  expect(app.of('refunds/create')).toHaveLength(1)
  const level = [...store.world().levels.values()].find((one) => one.quantities.available === 1000)
  expect(level?.quantities.committed).toBe(0)
  const again = await ask(store, cancel, { id })
  expect(at(again.body, 'data.orderCancel.orderCancelUserErrors.0.message')).toBe(
    'Cannot cancel an order that has already been canceled',
  )
})

test('staff edit, refund, pay and cancel by hand; the work follows', async () => {
  const app = await listeningApp()
  const store = await openStore({ appUrl: app.url })
  const order = store.placeNext()
  expect(
    await control(store, `orders/${order.name.slice(1)}/edit`, { line: 0, to: 3 }),
  ).toMatchObject({
    lines: [{ quantity: 3, currentQuantity: 3 }],
  })
  await control(store, `orders/${order.id}/edit`, { line: 0, to: 1 })
  const [open] = store.world().fulfillmentOrders.values()
  expect(open?.lines[0]).toMatchObject({ totalQuantity: 1, remainingQuantity: 1 })
  await expect(control(store, `orders/${order.id}/edit`, { line: 4, to: 1 })).rejects.toThrow(
    'cannot be set',
  )
  await control(store, `orders/${order.id}/refund`, { line: 0, quantity: 1 })
  expect(open?.status).toBe('CLOSED')
  const pending = await control(store, 'orders', {
    order: littleOrder({ financialStatus: 'pending' }),
  })
  const id = String(at(pending, 'orders.0.id'))
  expect(at(await control(store, `orders/${id}/pay`, {}), 'financialStatus')).toBe('PAID')
  expect(at(await control(store, `orders/${id}/cancel`, {}), 'cancelledAt')).not.toBeNull()
  await store.quiet()
  const edits = app.of('orders/edited').map(({ body }) => at(body, 'order_edit.line_items'))
  expect(edits).toHaveLength(2)
  const [line] = order.lines
  expect(edits).toContainEqual({ additions: [{ id: line?.id, delta: 1 }], removals: [] })
  expect(edits).toContainEqual({ additions: [], removals: [{ id: line?.id, delta: 2 }] })
})

test('a bad order is refused with every fault named', async () => {
  const store = await openStore()
  await expect(
    control(store, 'orders', { order: { email: 3, lines: [], currency: 'EURO' } }),
  ).rejects.toThrow(/email: .*currency: .*lines: /s)
  const unknown = { order: littleOrder({ lines: [{ sku: 'NOPE', quantity: 1, properties: [] }] }) }
  await expect(control(store, 'orders', unknown)).rejects.toThrow('SKU "NOPE"')
})

test('what a seed says happens later happens, and orders come at a rate', async () => {
  const store = await openStore()
  await control(store, 'orders', {
    order: littleOrder({ later: [{ kind: 'cancel', afterMs: 30 }] }),
  })
  const [order] = store.world().orders.values()
  await expect.poll(() => order?.cancelledAt, { timeout: 10_000 }).not.toBeNull()
  await control(store, 'rate', { perMinute: 1200, count: 3 })
  await expect.poll(() => store.world().orders.size, { timeout: 10_000 }).toBe(4)
  expect(store.world().cells.rate.perMinute).toBe(0)
})

test('two currencies: the shop’s and the buyer’s, side by side', async () => {
  const store = await openStore()
  await control(store, 'orders', {
    order: littleOrder({
      currency: 'JPY',
      shippingLine: { title: 'Air', code: 'AIR', price: '825' },
    }),
  })
  const { body } = await ask(
    store,
    '{ orders(first: 1) { nodes { currencyCode presentmentCurrencyCode totalPriceSet { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } } } } }',
  )
  expect(at(body, 'data.orders.nodes.0')).toEqual({
    currencyCode: 'EUR',
    presentmentCurrencyCode: 'JPY',
    totalPriceSet: {
      shopMoney: { amount: '30.0', currencyCode: 'EUR' },
      presentmentMoney: { amount: '4951.0', currencyCode: 'JPY' },
    },
  })
})

test('a draft order becomes an order once', async () => {
  const app = await listeningApp()
  const store = await openStore({ appUrl: app.url })
  const [mug] = store.world().variants.values()
  const make =
    'mutation D($input: DraftOrderInput!) { draftOrderCreate(input: $input) { draftOrder { id name status totalPriceSet { shopMoney { amount } } lineItems(first: 5) { nodes { title custom } } } userErrors { field message } } }'
  expect(
    at(
      (await ask(store, make, { input: { email: 'x' } })).body,
      'data.draftOrderCreate.userErrors',
    ),
  ).toMatchObject([
    { message: 'Add at least 1 product' },
    { message: 'Email is invalid', field: ['email'] },
  ])
  const input = {
    email: 'phone@example.com',
    lineItems: [
      { variantId: `gid://shopify/ProductVariant/${mug?.id}`, quantity: 1 },
      {
        title: 'Engraving',
        quantity: 1,
        originalUnitPriceWithCurrency: { amount: '4.00', currencyCode: 'EUR' },
      },
    ],
  }
  const { body } = await ask(store, make, { input })
  expect(at(body, 'data.draftOrderCreate.draftOrder')).toMatchObject({
    name: '#D1',
    status: 'OPEN',
    totalPriceSet: { shopMoney: { amount: '16.5' } },
  })
  const complete =
    'mutation D($id: ID!) { draftOrderComplete(id: $id, paymentPending: true) { draftOrder { status order { name sourceName displayFinancialStatus } } userErrors { message } } }'
  const id = textAt(body, 'data.draftOrderCreate.draftOrder.id')
  expect(
    at((await ask(store, complete, { id })).body, 'data.draftOrderComplete.draftOrder'),
  ).toEqual({
    status: 'COMPLETED',
    order: { name: '#1001', sourceName: 'shopify_draft_order', displayFinancialStatus: 'PENDING' },
  })
  expect(
    at((await ask(store, complete, { id })).body, 'data.draftOrderComplete.userErrors.0.message'),
  ).toBe('This order has been paid')
  await store.quiet()
  expect(app.of('draft_orders/create')).toHaveLength(1)
  expect(app.of('orders/create')).toHaveLength(1)
})

test('a bulk operation gives every order as lines of JSON, children after their parents', async () => {
  const app = await listeningApp()
  const store = await openStore({ appUrl: app.url })
  store.placeNext()
  store.placeNext()
  const run =
    'mutation B($query: String!) { bulkOperationRunQuery(query: $query) { bulkOperation { id status } userErrors { message } } }'
  const query = '{ orders { edges { node { id name lineItems { edges { node { id sku } } } } } } }'
  const { body } = await ask(store, run, { query })
  expect(at(body, 'data.bulkOperationRunQuery')).toMatchObject({
    bulkOperation: { status: 'CREATED' },
    userErrors: [],
  })
  const poll = async () =>
    at(
      (await ask(store, '{ currentBulkOperation { status url objectCount rootObjectCount } }'))
        .body,
      'data.currentBulkOperation',
    )
  await expect.poll(async () => at(await poll(), 'status'), { timeout: 10_000 }).toBe('COMPLETED')
  const done = await poll()
  expect(done).toMatchObject({ objectCount: '4', rootObjectCount: '2' })
  const text = await (await fetch(textAt(done, 'url'))).text()
  const lines: unknown[] = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map((line) => at(line, 'name') ?? at(line, 'sku'))).toEqual([
    '#1001',
    'MUG',
    '#1002',
    'MUG',
  ])
  expect(at(lines[1], '__parentId')).toBe(at(lines[0], 'id'))
  await store.quiet()
  expect(app.of('bulk_operations/finish')[0]?.body).toMatchObject({
    status: 'completed',
    error_code: null,
  })
})

test('metafields are set, read back and kept apart by namespace', async () => {
  const store = await openStore()
  const id = `gid://shopify/Order/${store.placeNext().id}`
  const set =
    'mutation M($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { metafields { key value } userErrors { field code } } }'
  const m = [
    {
      ownerId: id,
      namespace: '$app:desk',
      key: 'room',
      type: 'single_line_text_field',
      value: 'pick',
    },
  ]
  expect(at((await ask(store, set, { m })).body, 'data.metafieldsSet.metafields')).toEqual([
    { key: 'room', value: 'pick' },
  ])
  const { body } = await ask(
    store,
    'query O($id: ID!) { order(id: $id) { a: metafield(namespace: "$app:desk", key: "room") { value type } b: metafield(namespace: "x", key: "room") { value } } }',
    { id },
  )
  expect(at(body, 'data.order')).toEqual({
    a: { value: 'pick', type: 'single_line_text_field' },
    b: null,
  })
})

test('a risk, a new price and a deleted order are told to the app', async () => {
  const app = await listeningApp()
  const store = await openStore({ appUrl: app.url })
  const order = store.placeNext()
  await control(store, `orders/${order.id}/risk`, { level: 'high' })
  await control(store, 'products/MUG', { price: '13.00' })
  await expect(control(store, `orders/${order.id}/delete`, {})).rejects.toThrow('not cancelled')
  await control(store, `orders/${order.id}/cancel`, { reason: 'fraud' })
  await control(store, `orders/${order.id}/delete`, {})
  await store.quiet()
  expect(app.of('orders/risk_assessment_changed')[0]?.body).toMatchObject({ risk_level: 'high' })
  expect(app.of('products/update')[0]?.body).toMatchObject({ variants: [{ price: '13.00' }] })
  expect(app.of('orders/delete')[0]?.body).toEqual({ id: order.id })
  const { body } = await ask(
    store,
    '{ orders(first: 5) { nodes { id } } fulfillmentOrders(first: 5, includeClosed: true) { nodes { id } } }',
  )
  expect(at(body, 'data')).toEqual({ orders: { nodes: [] }, fulfillmentOrders: { nodes: [] } })
})
