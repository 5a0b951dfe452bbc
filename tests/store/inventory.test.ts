import { expect, test } from 'vitest'
import { act } from './act.ts'
import { ask, at } from './ask.ts'
import { sendTransfer } from './control/transfers.ts'
import { listeningApp, openStore } from './open-store.ts'
import type { StandInStore } from './store.ts'

const group =
  'inventoryAdjustmentGroup { id reason changes { name delta quantityAfterChange location { name } } } userErrors { field message code }'
const adjust = `mutation A($input: InventoryAdjustQuantitiesInput!, $key: String!) { it: inventoryAdjustQuantities(input: $input) @idempotent(key: $key) { ${group} } }`
const set = `mutation S($input: InventorySetQuantitiesInput!, $key: String!) { it: inventorySetQuantities(input: $input) @idempotent(key: $key) { ${group} } }`
const move = `mutation M($input: InventoryMoveQuantitiesInput!, $key: String!) { it: inventoryMoveQuantities(input: $input) @idempotent(key: $key) { ${group} } }`

function shelf(store: StandInStore) {
  const [mug] = store.world().variants.values()
  const [main] = store.world().locations.keys()
  return {
    inventoryItemId: `gid://shopify/InventoryItem/${mug?.itemId}`,
    locationId: `gid://shopify/Location/${main}`,
  }
}

const run = async (store: StandInStore, mutation: string, input: object, key = 'k') =>
  at((await ask(store, mutation, { input, key })).body, 'data.it')

test('stock is adjusted once for each key and tells of it', async () => {
  const app = await listeningApp()
  const store = await openStore({ appUrl: app.url })
  const input = {
    name: 'available',
    reason: 'correction',
    changes: [{ ...shelf(store), delta: -10, changeFromQuantity: 1000 }],
  }
  const first = await run(store, adjust, input)
  expect(first).toMatchObject({
    inventoryAdjustmentGroup: {
      reason: 'correction',
      changes: [
        { name: 'available', delta: -10, quantityAfterChange: 990 },
        { name: 'on_hand', delta: -10, quantityAfterChange: 990 },
      ],
    },
    userErrors: [],
  })
  expect(await run(store, adjust, input)).toEqual(first)
  expect(at(await run(store, adjust, { ...input, reason: 'other' }), 'userErrors.0.code')).toBe(
    'IDEMPOTENCY_KEY_PARAMETER_MISMATCH',
  )
  expect(at(await run(store, adjust, input, 'second'), 'userErrors.0.code')).toBe(
    'CHANGE_FROM_QUANTITY_STALE',
  )
  await store.quiet()
  expect(app.of('inventory_levels/update')).toMatchObject([{ body: { available: 990 } }])
})

test('a count sets what is on hand; goods move to damaged with a document', async () => {
  const store = await openStore()
  const spot = shelf(store)
  expect(
    await run(store, set, {
      name: 'on_hand',
      reason: 'cycle_count_available',
      quantities: [{ ...spot, quantity: 40, changeFromQuantity: null }],
    }),
  ).toMatchObject({
    userErrors: [],
    inventoryAdjustmentGroup: {
      changes: [{ name: 'available', delta: -960 }, { name: 'on_hand' }],
    },
  })
  const change = (to: object) => ({
    reason: 'damaged',
    referenceDocumentUri: 'app://bench/1',
    changes: [
      {
        inventoryItemId: spot.inventoryItemId,
        quantity: 3,
        from: { locationId: spot.locationId, name: 'available', changeFromQuantity: null },
        to: { locationId: spot.locationId, name: 'damaged', changeFromQuantity: null, ...to },
      },
    ],
  })
  expect(at(await run(store, move, change({}), 'a'), 'userErrors.0.code')).toBe(
    'INVALID_QUANTITY_DOCUMENT',
  )
  expect(await run(store, move, change({ ledgerDocumentUri: 'app://bench/1' }), 'b')).toMatchObject(
    { userErrors: [] },
  )
  const [level] = store.world().levels.values()
  expect(level?.quantities).toMatchObject({ available: 37, damaged: 3 })
})

test('bad names, reasons, places, items and amounts are refused as recorded', async () => {
  const store = await openStore()
  const spot = shelf(store)
  const code = async (mutation: string, input: object) =>
    at(await run(store, mutation, input, JSON.stringify(input)), 'userErrors.0.code')
  const one = { ...spot, delta: 1, changeFromQuantity: null }
  const base = { name: 'available', reason: 'correction', changes: [one] }
  expect(await code(adjust, { ...base, name: 'sold' })).toBe('INVALID_QUANTITY_NAME')
  expect(await code(adjust, { ...base, reason: 'mood' })).toBe('INVALID_REASON')
  expect(
    await code(adjust, { ...base, changes: [{ ...one, locationId: 'gid://shopify/Location/1' }] }),
  ).toBe('INVALID_LOCATION')
  expect(
    await code(adjust, {
      ...base,
      changes: [{ ...one, inventoryItemId: 'gid://shopify/InventoryItem/1' }],
    }),
  ).toBe('INVALID_INVENTORY_ITEM')
  const quantity = { ...spot, quantity: 2_000_000_000, changeFromQuantity: null }
  expect(await code(set, { name: 'available', reason: 'correction', quantities: [quantity] })).toBe(
    'INVALID_QUANTITY_TOO_HIGH',
  )
  expect(
    await code(set, {
      name: 'available',
      reason: 'correction',
      quantities: [
        { ...quantity, quantity: 1 },
        { ...quantity, quantity: 2 },
      ],
    }),
  ).toBe('NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR')
  const { body } = await ask(store, adjust, {
    input: { ...base, changes: [{ ...spot, delta: 1 }] },
    key: 'x',
  })
  expect(at(body, 'errors.0.extensions.code')).toBe('INVALID_FIELD_ARGUMENTS')
})

test('the app registers its own fulfillment service, which brings a place of its own', async () => {
  const store = await openStore()
  const make =
    'mutation F($name: String!, $url: URL) { fulfillmentServiceCreate(name: $name, callbackUrl: $url, trackingSupport: true) { fulfillmentService { id handle serviceName callbackUrl location { id name isFulfillmentService } } userErrors { field message } } }'
  const made = async (name: string, url: string) =>
    at((await ask(store, make, { name, url })).body, 'data.fulfillmentServiceCreate')
  expect(await made('Orderwright 3PL', 'http://127.0.0.1:3000/service')).toMatchObject({
    fulfillmentService: {
      handle: 'orderwright-3pl',
      location: { name: 'Orderwright 3PL', isFulfillmentService: true },
    },
    userErrors: [],
  })
  expect(at(await made('Orderwright 3PL', 'http://127.0.0.1:3000'), 'userErrors.0.message')).toBe(
    'Name has already been taken',
  )
  expect(at(await made(' x', 'ftp://a.b'), 'userErrors')).toMatchObject([
    { message: 'Name cannot begin with a whitespace character' },
    { message: 'Callback url protocol ftp:// is not supported' },
  ])
})

const receive =
  'inventoryShipment { status totalAcceptedQuantity totalRejectedQuantity lineItems(first: 5) { nodes { unreceivedQuantity } } } userErrors { field code }'
const receiving = (directive: string) =>
  `mutation R($id: ID!, $lineItems: [InventoryShipmentReceiveItemInput!]${directive ? ', $key: String!' : ''}) { it: inventoryShipmentReceive(id: $id, lineItems: $lineItems) ${directive} { ${receive} } }`

test('a shipment of a transfer is received line by line, once a key, and no more than was sent', async () => {
  const store = await openStore()
  const transfer = act(store.world(), (acting) =>
    sendTransfer(acting, { from: 'floor', to: 'main', lines: [{ sku: 'MUG', quantity: 3 }] }),
  )
  const [shipment] = transfer.shipments
  const id = `gid://shopify/InventoryShipment/${shipment?.id}`
  const line = (quantity: number, reason = 'ACCEPTED') => ({
    ...{ shipmentLineItemId: `gid://shopify/InventoryShipmentLineItem/${shipment?.lines[0]?.id}` },
    ...{ quantity, reason },
  })
  const take = async (key: string, ...lineItems: readonly object[]) =>
    at(
      (await ask(store, receiving('@idempotent(key: $key)'), { id, lineItems, key })).body,
      'data.it',
    )
  const bare = await ask(store, receiving(''), { id, lineItems: [line(1)] })
  expect(at(bare.body, 'errors.0.extensions.code')).toBe('BAD_REQUEST')
  expect(at(await take('a', line(3), line(1)), 'userErrors')).toEqual([
    { field: ['lineItems', '1', 'quantity'], code: 'INVALID_QUANTITY' },
  ])
  const first = await take('b', line(1), line(1, 'REJECTED'))
  expect(first).toMatchObject({
    inventoryShipment: {
      ...{ status: 'PARTIALLY_RECEIVED', totalAcceptedQuantity: 1, totalRejectedQuantity: 1 },
      lineItems: { nodes: [{ unreceivedQuantity: 1 }] },
    },
    userErrors: [],
  })
  expect(await take('b', line(1), line(1, 'REJECTED'))).toEqual(first)
  expect(await take('c', line(1))).toMatchObject({ inventoryShipment: { status: 'RECEIVED' } })
  expect(at(await take('d', line(1)), 'userErrors.0.code')).toBe('INVALID_SHIPMENT_STATUS')
  const levels = [...store.world().levels.values()].map(({ quantities }) => quantities)
  expect(levels).toContainEqual(expect.objectContaining({ available: 1002, incoming: 0 }))
})
