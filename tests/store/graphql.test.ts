import { isObjectType } from 'graphql'
import { expect, test } from 'vitest'
import { ask, at, control, textAt } from './ask.ts'
import { weightOf } from './graphql/cost.ts'
import { modelledFields } from './graphql/model.ts'
import { adminSchema } from './graphql/schema.ts'
import './graphql/types/index.ts'
import { littleOrder } from './little-seed.ts'
import { openStore } from './open-store.ts'

test('every field the store models is in Shopify’s schema', () => {
  const schema = adminSchema()
  const wrong = [...modelledFields()].flatMap(([type, fields]) => {
    const known = schema.getType(type)
    if (!isObjectType(known)) return [type]
    return fields.filter((field) => !(field in known.getFields())).map((one) => `${type}.${one}`)
  })
  expect(wrong).toEqual([])
})

test('a field that is not in the schema is refused as Shopify refuses it', async () => {
  const store = await openStore()
  const { status, body } = await ask(store, 'query Shop { shop { name nme } }')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    errors: [
      {
        message: "Field 'nme' doesn't exist on type 'Shop'",
        path: ['query Shop', 'shop', 'nme'],
        extensions: { code: 'undefinedField' },
      },
    ],
  })
  expect(at(body, 'data')).toBeUndefined()
})

test('an argument, a missing argument and a wrong variable are refused in Shopify’s words', async () => {
  const store = await openStore()
  const unknown = await ask(store, '{ order(id: "gid://shopify/Order/1", nme: 1) { id } }')
  expect(at(unknown.body, 'errors.0.message')).toBe("Field 'order' doesn't accept argument 'nme'")
  expect(at(unknown.body, 'errors.0.extensions.code')).toBe('argumentNotAccepted')

  const missing = await ask(store, '{ order { id } }')
  expect(at(missing.body, 'errors.0.message')).toBe(
    "Field 'order' is missing required arguments: id",
  )

  const update = 'mutation Fix($input: OrderInput!) { orderUpdate(input: $input) { order { id } } }'
  const input = { id: 'gid://shopify/Order/1', staffMemberId: 1 }
  const variable = await ask(store, update, { input })
  expect(at(variable.body, 'errors.0.message')).toBe(
    'Variable $input of type OrderInput! was provided invalid value for staffMemberId (Field is not defined on OrderInput)',
  )
  expect(at(variable.body, 'errors.0.extensions.code')).toBe('INVALID_VARIABLE')
})

test('a field that is in the schema but not modelled fails loudly and names itself', async () => {
  const store = await openStore()
  const { body } = await ask(store, '{ shop { name paymentSettings { supportedDigitalWallets } } }')
  expect(at(body, 'errors.0.extensions')).toMatchObject({
    code: 'STAND_IN_NOT_MODELLED',
    what: 'Shop.paymentSettings',
  })
  expect(at(body, 'data')).toBeUndefined()
})

test('a call without a good token is 401; a version nobody knows is 404; an old one is answered by the oldest', async () => {
  const store = await openStore()
  expect((await ask(store, '{ shop { name } }', {}, { token: 'shpat_none' })).status).toBe(401)
  expect((await ask(store, '{ shop { name } }', {}, { version: 'soon' })).status).toBe(404)
  const old = await ask(store, '{ shop { name } }', {}, { version: '2023-04' })
  expect(old.headers.get('x-shopify-api-version')).toBe('2025-10')
  const asked = await ask(store, '{ shop { name } }', {}, { version: '2026-04' })
  expect(asked.headers.get('x-shopify-api-version')).toBe('2026-04')
})

test('connections cost what was recorded of the live API', () => {
  const cost = (size: number) => Math.ceil(2 + weightOf(size))
  expect([1, 5, 10, 20, 250].map(cost)).toEqual([3, 5, 6, 7, 13])
  expect(Math.ceil(2 + weightOf(50) * 2)).toBe(17)
})

test('every answer says what it cost, and gives back what was not used', async () => {
  const store = await openStore()
  const { body } = await ask(store, '{ orders(first: 250) { nodes { id } } }')
  expect(at(body, 'extensions.cost')).toMatchObject({
    requestedQueryCost: 13,
    actualQueryCost: 2,
    throttleStatus: { maximumAvailable: 2000, restoreRate: 100 },
  })
  expect(at(body, 'extensions.cost.throttleStatus.currentlyAvailable')).toBeGreaterThan(1990)
  const { body: changed } = await ask(
    store,
    'mutation { tagsAdd(id: "gid://shopify/Order/1", tags: ["a"]) { userErrors { message } } }',
  )
  expect(at(changed, 'extensions.cost.requestedQueryCost')).toBe(10)
})

test('an empty bucket answers THROTTLED inside a 200 and fills again', async () => {
  const store = await openStore({ bucket: { maximum: 30, restoreRate: 0 } })
  const query = '{ orders(first: 250) { nodes { id } } }'
  const dear =
    'mutation { a: tagsAdd(id: "gid://shopify/Order/1", tags: []) { userErrors { message } } b: tagsAdd(id: "gid://shopify/Order/1", tags: []) { userErrors { message } } }'
  expect(at((await ask(store, dear)).body, 'extensions.cost.actualQueryCost')).toBe(20)
  const { status, body } = await ask(store, query)
  expect(status).toBe(200)
  expect(at(body, 'errors.0')).toMatchObject({
    message: 'Throttled',
    extensions: { code: 'THROTTLED' },
  })
  expect(at(body, 'extensions.cost.actualQueryCost')).toBeNull()
  await control(store, 'bucket', { restoreRate: 1000 })
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(at((await ask(store, query)).body, 'data.orders.nodes')).toEqual([])
})

test('a query that could cost more than 1000 is not run at all', async () => {
  const store = await openStore({ bucket: { maximum: 20_000, restoreRate: 1000 } })
  const { body } = await ask(
    store,
    '{ orders(first: 250) { nodes { fulfillmentOrders(first: 250) { nodes { lineItems(first: 250) { nodes { lineItem { id } } } } } } } }',
  )
  expect(at(body, 'errors.0.extensions.code')).toBe('MAX_COST_EXCEEDED')
  expect(at(body, 'errors.0.extensions.maxCost')).toBe(1000)
})

test('pages go on where the last one ended, forwards and backwards', async () => {
  const store = await openStore()
  for (let at = 0; at < 5; at += 1) store.placeNext()
  const query =
    'query Page($first: Int, $last: Int, $after: String, $before: String, $reverse: Boolean) { orders(first: $first, last: $last, after: $after, before: $before, sortKey: ID, reverse: $reverse) { nodes { name } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor startCursor } } }'
  const names = (body: unknown) => {
    const nodes = at(body, 'data.orders.nodes')
    return Array.isArray(nodes) ? nodes.map((node) => at(node, 'name')) : []
  }
  const first = await ask(store, query, { first: 2 })
  expect(names(first.body)).toEqual(['#1001', '#1002'])
  expect(at(first.body, 'data.orders.pageInfo')).toMatchObject({
    hasNextPage: true,
    hasPreviousPage: false,
  })
  const after = textAt(first.body, 'data.orders.pageInfo.endCursor')
  const second = await ask(store, query, { first: 10, after })
  expect(names(second.body)).toEqual(['#1003', '#1004', '#1005'])
  expect(at(second.body, 'data.orders.pageInfo.hasNextPage')).toBe(false)
  const back = await ask(store, query, {
    last: 1,
    before: textAt(second.body, 'data.orders.pageInfo.startCursor'),
  })
  expect(names(back.body)).toEqual(['#1002'])
  const newest = await ask(store, query, { first: 2, reverse: true })
  expect(names(newest.body)).toEqual(['#1005', '#1004'])
})

test('orders are found by time, name, status and words, alone and together', async () => {
  const store = await openStore()
  await control(store, 'orders', {
    order: littleOrder({ tags: ['rush'], email: 'bo@example.com' }),
  })
  await control(store, 'orders', { order: littleOrder({ financialStatus: 'pending' }) })
  const found = async (query: string) => {
    const { body } = await ask(
      store,
      'query F($q: String) { orders(first: 10, query: $q) { nodes { name } } ordersCount(query: $q) { count } }',
      { q: query },
    )
    expect(at(body, 'errors')).toBeUndefined()
    const nodes = at(body, 'data.orders.nodes')
    const names = Array.isArray(nodes) ? nodes.map((node) => at(node, 'name')) : []
    expect(at(body, 'data.ordersCount.count')).toBe(names.length)
    return names
  }
  expect(await found("updated_at:>'2020-01-01T00:00:00Z'")).toEqual(['#1001', '#1002'])
  expect(await found(`updated_at:>${new Date(Date.now() + 5000).toISOString()}`)).toEqual([])
  expect(await found('name:#1002')).toEqual(['#1002'])
  expect(await found('name:1002 OR tag:rush')).toEqual(['#1001', '#1002'])
  expect(await found('financial_status:pending -tag:rush')).toEqual(['#1002'])
  expect(await found('(tag:rush financial_status:pending) OR email:bo@example.com')).toEqual([
    '#1001',
  ])
  expect(await found('status:open fulfillment_status:unfulfilled tag_not:rush')).toEqual(['#1002'])
  const { body } = await ask(store, '{ orders(first: 1, query: "colour:red") { nodes { id } } }')
  expect(textAt(body, 'errors.0.message')).toContain('cannot search this list by "colour"')
})

test('anything is found by its global id; a bad id is an error at the top', async () => {
  const store = await openStore()
  const order = store.placeNext()
  const { body } = await ask(
    store,
    'query N($ids: [ID!]!) { nodes(ids: $ids) { id ... on Order { name } ... on LineItem { title } } }',
    {
      ids: [
        `gid://shopify/Order/${order.id}`,
        `gid://shopify/LineItem/${order.lines[0]?.id}`,
        'gid://shopify/Order/1',
      ],
    },
  )
  expect(at(body, 'data.nodes')).toMatchObject([{ name: '#1001' }, { title: 'mug' }, null])
  const bad = await ask(
    store,
    'mutation { fulfillmentOrderOpen(id: "gid://shopify/FulfillmentOrder/0") { userErrors { message } } }',
  )
  expect(at(bad.body, 'errors.0')).toMatchObject({
    message: 'Invalid id: gid://shopify/FulfillmentOrder/0',
    extensions: { code: 'RESOURCE_NOT_FOUND' },
  })
})

test('a wide query over everything an order has comes back without an error', async () => {
  const store = await openStore()
  const order = store.placeNext()
  const { body } = await ask(
    store,
    `query Wide($id: ID!) { order(id: $id) {
      id legacyResourceId name createdAt updatedAt email phone note tags statusPageUrl returnStatus
      displayFinancialStatus displayFulfillmentStatus requiresShipping totalWeight
      customer { id displayName defaultEmailAddress { emailAddress } numberOfOrders }
      shippingAddress { formatted(withName: true) countryCodeV2 name } billingAddress { zip }
      totalPriceSet { presentmentMoney { amount currencyCode } }
      shippingLine { title code originalPriceSet { shopMoney { amount } } }
      transactions(first: 5) { id kind status amountSet { shopMoney { amount } } }
      risk { recommendation assessments { riskLevel facts { description } } }
      metafield(namespace: "$app", key: "k") { value }
      lineItems(first: 5) { nodes { id sku image { url } variant { id barcode inventoryItem { measurement { weight { value unit } } inventoryLevels(first: 3) { nodes { location { name } quantities(names: ["available", "committed", "on_hand"]) { name quantity } } } } } product { featuredMedia { preview { image { url } } } } } }
    } shop { ianaTimezone fulfillmentServices { serviceName location { id } } } currentAppInstallation { accessScopes { handle } } }`,
    { id: `gid://shopify/Order/${order.id}` },
  )
  expect(at(body, 'errors')).toBeUndefined()
  expect(
    at(
      body,
      'data.order.lineItems.nodes.0.variant.inventoryItem.inventoryLevels.nodes.0.quantities',
    ),
  ).toEqual([
    { name: 'available', quantity: 998 },
    { name: 'committed', quantity: 2 },
    { name: 'on_hand', quantity: 1000 },
  ])
  const picture = await fetch(textAt(body, 'data.order.lineItems.nodes.0.image.url'))
  expect(picture.headers.get('content-type')).toContain('image/svg+xml')
})

test('times, amounts and addresses on the web are checked like any other variable', async () => {
  const store = await openStore()
  const event = (happenedAt: string) =>
    ask(
      store,
      'mutation E($e: FulfillmentEventInput!) { fulfillmentEventCreate(fulfillmentEvent: $e) { userErrors { message } } }',
      { e: { fulfillmentId: 'gid://shopify/Fulfillment/1', status: 'DELIVERED', happenedAt } },
    )
  expect(at((await event('yesterday')).body, 'errors.0.extensions.code')).toBe('INVALID_VARIABLE')
  expect(
    at((await event('2026-11-01T10:00:00Z')).body, 'data.fulfillmentEventCreate.userErrors'),
  ).toEqual([{ message: 'Fulfillment does not exist.' }])
})
