import { expect, test } from 'vitest'
import { ask, at, control, textAt } from './ask.ts'
import { littleOrder } from './little-seed.ts'
import { openStore } from './open-store.ts'
import type { StandInStore } from './store.ts'

const fields =
  'id status requestStatus supportedActions { action } fulfillmentHolds { id handle reason } lineItems(first: 5) { nodes { id totalQuantity remainingQuantity } }'

async function fulfillmentOrders(
  store: StandInStore,
  orderId: number,
): Promise<readonly unknown[]> {
  const { body } = await ask(
    store,
    `query F($id: ID!) { order(id: $id) { fulfillmentOrders(first: 10) { nodes { ${fields} } } } }`,
    { id: `gid://shopify/Order/${orderId}` },
  )
  const nodes = at(body, 'data.order.fulfillmentOrders.nodes')
  if (!Array.isArray(nodes)) throw new Error(JSON.stringify(body))
  return nodes
}

const actions = (one: unknown): readonly unknown[] => {
  const list = at(one, 'supportedActions')
  return Array.isArray(list) ? list.map((each) => at(each, 'action')) : []
}

const holdMutation = `mutation H($id: ID!, $hold: FulfillmentOrderHoldInput!) { fulfillmentOrderHold(id: $id, fulfillmentHold: $hold) {
  fulfillmentHold { id handle reason reasonNotes displayReason heldByRequestingApp } fulfillmentOrder { ${fields} }
  remainingFulfillmentOrder { ${fields} } userErrors { field message code } } }`
const releaseMutation = `mutation R($id: ID!, $holdIds: [ID!]) { fulfillmentOrderReleaseHold(id: $id, holdIds: $holdIds) { fulfillmentOrder { ${fields} } userErrors { field message code } } }`

const hold = async (store: StandInStore, id: string, more: object) =>
  at(
    (await ask(store, holdMutation, { id, hold: { reason: 'INCORRECT_ADDRESS', ...more } })).body,
    'data.fulfillmentOrderHold',
  )
const release = async (store: StandInStore, id: string, holdIds: readonly string[] | null) =>
  at((await ask(store, releaseMutation, { id, holdIds })).body, 'data.fulfillmentOrderReleaseHold')

test('a hold stops an order; the same handle twice is refused; release opens it again', async () => {
  const store = await openStore()
  const order = store.placeNext()
  const [fresh] = await fulfillmentOrders(store, order.id)
  expect(actions(fresh)).toEqual(['CREATE_FULFILLMENT', 'REPORT_PROGRESS', 'MOVE', 'HOLD', 'SPLIT'])
  const id = textAt(fresh, 'id')
  const held = await hold(store, id, { handle: 'address', reasonNotes: 'no street' })
  expect(held).toMatchObject({
    fulfillmentHold: { handle: 'address', reason: 'INCORRECT_ADDRESS', heldByRequestingApp: true },
    fulfillmentOrder: { status: 'ON_HOLD' },
    remainingFulfillmentOrder: null,
    userErrors: [],
  })
  expect(actions(at(held, 'fulfillmentOrder'))).toEqual(['RELEASE_HOLD', 'HOLD', 'MOVE'])
  expect(await hold(store, id, { handle: 'address' })).toMatchObject({
    fulfillmentHold: null,
    userErrors: [
      { field: ['fulfillmentHold', 'handle'], code: 'DUPLICATE_FULFILLMENT_HOLD_HANDLE' },
    ],
  })
  const second = await hold(store, id, { handle: 'payment', reason: 'AWAITING_PAYMENT' })
  const one = await release(store, id, [textAt(second, 'fulfillmentHold.id')])
  expect(one).toMatchObject({
    fulfillmentOrder: { status: 'ON_HOLD', fulfillmentHolds: [{ handle: 'address' }] },
  })
  expect(await release(store, id, null)).toMatchObject({
    fulfillmentOrder: { status: 'OPEN', fulfillmentHolds: [] },
    userErrors: [],
  })
})

test('an eleventh hold of the app on one fulfillment order is refused', async () => {
  const store = await openStore()
  const [one] = await fulfillmentOrders(store, store.placeNext().id)
  const id = textAt(one, 'id')
  for (let nth = 0; nth < 10; nth += 1) await hold(store, id, { handle: `h${nth}` })
  expect(at(await hold(store, id, { handle: 'h10' }), 'userErrors.0.code')).toBe(
    'FULFILLMENT_ORDER_HOLD_LIMIT_REACHED',
  )
})

test('a partial hold splits the rest off with a new id; release merges it back', async () => {
  const store = await openStore()
  const order = store.placeNext()
  const [one] = await fulfillmentOrders(store, order.id)
  const id = textAt(one, 'id')
  const lineId = textAt(one, 'lineItems.nodes.0.id')
  const held = await hold(store, id, {
    handle: 'part',
    fulfillmentOrderLineItems: [{ id: lineId, quantity: 1 }],
  })
  expect(held).toMatchObject({
    fulfillmentOrder: { id, status: 'ON_HOLD', lineItems: { nodes: [{ remainingQuantity: 1 }] } },
    remainingFulfillmentOrder: { status: 'OPEN', lineItems: { nodes: [{ remainingQuantity: 1 }] } },
  })
  await release(store, id, null)
  expect(await fulfillmentOrders(store, order.id)).toMatchObject([
    { id, status: 'OPEN', lineItems: { nodes: [{ totalQuantity: 2, remainingQuantity: 2 }] } },
    { status: 'CLOSED', lineItems: { nodes: [{ remainingQuantity: 0 }] } },
  ])
})

const create = `mutation C($fulfillment: FulfillmentInput!) { fulfillmentCreate(fulfillment: $fulfillment) {
  fulfillment { id name status totalQuantity trackingInfo { company number url } fulfillmentLineItems(first: 5) { nodes { id quantity } } } userErrors { field message } } }`

const send = async (
  store: StandInStore,
  id: string,
  lines?: readonly object[],
  number = 'TRACK1',
) => {
  const fulfillment = {
    lineItemsByFulfillmentOrder: [
      { fulfillmentOrderId: id, ...(lines && { fulfillmentOrderLineItems: lines }) },
    ],
    trackingInfo: { company: 'DHL Express', number },
  }
  const { body } = await ask(store, create, { fulfillment })
  return at(body, 'data.fulfillmentCreate')
}

test('a fulfillment sends what it names, never more than is left, and closes the order of work', async () => {
  const store = await openStore()
  const order = store.placeNext()
  const [one] = await fulfillmentOrders(store, order.id)
  const id = textAt(one, 'id')
  const line = textAt(one, 'lineItems.nodes.0.id')
  expect(await send(store, id, [{ id: line, quantity: 3 }])).toMatchObject({
    fulfillment: null,
    userErrors: [
      {
        field: ['fulfillment'],
        message: 'Invalid fulfillment order line item quantity requested.',
      },
    ],
  })
  expect(at(await send(store, id, [{ id: line, quantity: 0 }]), 'userErrors.0.field')).toEqual(
    'fulfillment.lineItemsByFulfillmentOrder.0.fulfillmentOrderLineItems.0.quantity'.split('.'),
  )
  expect(await send(store, id, [{ id: line, quantity: 1 }])).toMatchObject({
    fulfillment: {
      name: '#1001-F1',
      totalQuantity: 1,
      trackingInfo: [{ company: 'DHL Express', number: 'TRACK1' }],
    },
    userErrors: [],
  })
  expect(await fulfillmentOrders(store, order.id)).toMatchObject([{ status: 'IN_PROGRESS' }])
  expect(await send(store, id, undefined, 'TRACK2')).toMatchObject({
    fulfillment: { totalQuantity: 1 },
  })
  expect(await fulfillmentOrders(store, order.id)).toMatchObject([{ status: 'CLOSED' }])
  const number = id.slice(id.lastIndexOf('/') + 1)
  expect(at(await send(store, id), 'userErrors.0.message')).toBe(
    `Fulfillment order ${number} has an unfulfillable status= closed.`,
  )
  const { body } = await ask(
    store,
    'query O($id: ID!) { order(id: $id) { displayFulfillmentStatus } }',
    {
      id: `gid://shopify/Order/${order.id}`,
    },
  )
  expect(at(body, 'data.order.displayFulfillmentStatus')).toBe('FULFILLED')
  expect(store.counts().totals.doubles.all).toBe(0)
})

test('the counts find the same parcel sent twice', async () => {
  const store = await openStore()
  const [one] = await fulfillmentOrders(store, store.placeNext().id)
  const line = { id: textAt(one, 'lineItems.nodes.0.id'), quantity: 1 }
  await send(store, textAt(one, 'id'), [line], 'SAME')
  await send(store, textAt(one, 'id'), [line], 'SAME')
  const { totals, orders } = store.counts()
  expect(totals.doubles).toEqual({ fulfillments: 1, refunds: 0, requests: 0, holds: 0, all: 1 })
  expect(orders[0]).toMatchObject({ fulfillments: 2, piecesOrdered: 2, piecesFulfilled: 2 })
  expect(await control(store, 'counts')).toEqual(store.counts())
})

test('a held order cannot be sent; a cancelled fulfillment waits again', async () => {
  const store = await openStore()
  const order = store.placeNext()
  const [one] = await fulfillmentOrders(store, order.id)
  const id = textAt(one, 'id')
  await hold(store, id, { handle: 'x' })
  expect(textAt(await send(store, id), 'userErrors.0.message')).toContain(
    'unfulfillable status= on_hold',
  )
  await control(store, `orders/${order.id}/release-holds`, {})
  const sent = await send(store, id)
  await ask(
    store,
    'mutation X($id: ID!) { fulfillmentCancel(id: $id) { fulfillment { status } userErrors { message } } }',
    {
      id: textAt(sent, 'fulfillment.id'),
    },
  )
  expect(await fulfillmentOrders(store, order.id)).toMatchObject([
    { status: 'CLOSED' },
    { status: 'OPEN' },
  ])
})

const poster = () => littleOrder({ lines: [{ sku: 'POSTER', quantity: 1, properties: [] }] })
const say = async (store: StandInStore, mutation: string, id: string) => {
  const { body } = await ask(
    store,
    `mutation S($id: ID!) { it: ${mutation}(id: $id, message: "please") { userErrors { message } ${
      mutation === 'fulfillmentOrderSubmitFulfillmentRequest'
        ? `submittedFulfillmentOrder { ${fields} }`
        : `fulfillmentOrder { ${fields} merchantRequests(first: 5) { nodes { kind message responseData } } }`
    } } }`,
    { id },
  )
  expect(at(body, 'errors')).toBeUndefined()
  return at(body, 'data.it')
}

test('a partner is asked, accepts, and sends', async () => {
  const store = await openStore()
  await control(store, 'orders', { order: poster() })
  const [order] = store.world().orders.values()
  const [one] = await fulfillmentOrders(store, order?.id ?? 0)
  const id = textAt(one, 'id')
  expect(actions(one)).toEqual(['REQUEST_FULFILLMENT', 'CREATE_FULFILLMENT', 'HOLD', 'MOVE'])
  expect(
    at(await say(store, 'fulfillmentOrderAcceptFulfillmentRequest', id), 'userErrors'),
  ).toHaveLength(1)
  expect(await say(store, 'fulfillmentOrderSubmitFulfillmentRequest', id)).toMatchObject({
    submittedFulfillmentOrder: { status: 'OPEN', requestStatus: 'SUBMITTED' },
    userErrors: [],
  })
  const { body } = await ask(
    store,
    '{ assignedFulfillmentOrders(first: 5, assignmentStatus: FULFILLMENT_REQUESTED) { nodes { id merchantRequests(first: 1) { nodes { kind message } } } } }',
  )
  expect(at(body, 'data.assignedFulfillmentOrders.nodes')).toMatchObject([
    { id, merchantRequests: { nodes: [{ kind: 'FULFILLMENT_REQUEST', message: 'please' }] } },
  ])
  expect(await say(store, 'fulfillmentOrderAcceptFulfillmentRequest', id)).toMatchObject({
    fulfillmentOrder: { status: 'IN_PROGRESS', requestStatus: 'ACCEPTED' },
  })
  expect(await send(store, id)).toMatchObject({ fulfillment: { status: 'SUCCESS' } })
  expect(await fulfillmentOrders(store, order?.id ?? 0)).toMatchObject([
    { status: 'CLOSED', requestStatus: 'CLOSED' },
  ])
  expect(store.counts().totals).toMatchObject({ accepted: 1, doubles: { all: 0 } })
})

test('a request can be rejected, and one that was accepted can be asked back', async () => {
  const store = await openStore()
  await control(store, 'orders', { order: poster() })
  const [order] = store.world().orders.values()
  const [one] = await fulfillmentOrders(store, order?.id ?? 0)
  const id = textAt(one, 'id')
  await say(store, 'fulfillmentOrderSubmitFulfillmentRequest', id)
  expect(await say(store, 'fulfillmentOrderRejectFulfillmentRequest', id)).toMatchObject({
    fulfillmentOrder: { status: 'OPEN', requestStatus: 'REJECTED' },
  })
  await say(store, 'fulfillmentOrderSubmitFulfillmentRequest', id)
  await say(store, 'fulfillmentOrderAcceptFulfillmentRequest', id)
  expect(await say(store, 'fulfillmentOrderSubmitCancellationRequest', id)).toMatchObject({
    fulfillmentOrder: { status: 'IN_PROGRESS', requestStatus: 'ACCEPTED' },
  })
  expect(await say(store, 'fulfillmentOrderRejectCancellationRequest', id)).toMatchObject({
    fulfillmentOrder: { status: 'IN_PROGRESS', requestStatus: 'CANCELLATION_REJECTED' },
  })
  await say(store, 'fulfillmentOrderSubmitCancellationRequest', id)
  expect(await say(store, 'fulfillmentOrderAcceptCancellationRequest', id)).toMatchObject({
    fulfillmentOrder: {
      status: 'CLOSED',
      requestStatus: 'CANCELLATION_ACCEPTED',
      lineItems: { nodes: [{ totalQuantity: 0, remainingQuantity: 0 }] },
    },
  })
  expect(await fulfillmentOrders(store, order?.id ?? 0)).toMatchObject([
    { status: 'CLOSED' },
    { status: 'OPEN', requestStatus: 'UNSUBMITTED' },
  ])
})

test('a partner that cannot finish closes the work as incomplete', async () => {
  const store = await openStore()
  await control(store, 'orders', { order: poster() })
  const [order] = store.world().orders.values()
  const [one] = await fulfillmentOrders(store, order?.id ?? 0)
  const id = textAt(one, 'id')
  await say(store, 'fulfillmentOrderSubmitFulfillmentRequest', id)
  await say(store, 'fulfillmentOrderAcceptFulfillmentRequest', id)
  expect(await say(store, 'fulfillmentOrderClose', id)).toMatchObject({
    fulfillmentOrder: { status: 'INCOMPLETE', requestStatus: 'CLOSED' },
  })
})

test('work moves to another place with its stock, unless progress was reported', async () => {
  const store = await openStore()
  const order = store.placeNext()
  const [one] = await fulfillmentOrders(store, order.id)
  const id = textAt(one, 'id')
  const { body: places } = await ask(
    store,
    '{ locations(first: 5, includeLegacy: true) { nodes { id name isFulfillmentService } } }',
  )
  expect(at(places, 'data.locations.nodes')).toMatchObject([
    { name: 'Partner' },
    { name: 'Shop floor' },
    { name: 'Warehouse' },
  ])
  const move = `mutation M($id: ID!, $to: ID!) { fulfillmentOrderMove(id: $id, newLocationId: $to) { movedFulfillmentOrder { id assignedLocation { name } } userErrors { message code } } }`
  const report =
    'mutation P($id: ID!) { fulfillmentOrderReportProgress(id: $id) { fulfillmentOrder { status } userErrors { message } } }'
  const open =
    'mutation O($id: ID!) { fulfillmentOrderOpen(id: $id) { fulfillmentOrder { status } userErrors { message } } }'
  expect(
    at((await ask(store, open, { id })).body, 'data.fulfillmentOrderOpen.userErrors.0.message'),
  ).toBe('Expected fulfillment order status to be valid but it was open.')
  await ask(store, report, { id })
  const to = textAt(places, 'data.locations.nodes.1.id')
  expect(
    at((await ask(store, move, { id, to })).body, 'data.fulfillmentOrderMove.userErrors.0.code'),
  ).toBe('CANNOT_MOVE_FULFILLMENT_ORDER_WITH_REPORTED_PROGRESS')
  expect(
    at((await ask(store, open, { id })).body, 'data.fulfillmentOrderOpen.fulfillmentOrder.status'),
  ).toBe('OPEN')
  expect(at((await ask(store, move, { id, to })).body, 'data.fulfillmentOrderMove')).toMatchObject({
    movedFulfillmentOrder: { id, assignedLocation: { name: 'Shop floor' } },
    userErrors: [],
  })
  const committed = [...store.world().levels.values()]
    .filter((level) => level.quantities.committed > 0)
    .map((level) => [
      store.world().locations.get(level.locationId)?.key,
      level.quantities.committed,
    ])
  expect(committed).toEqual([['floor', 2]])
})

test('a pickup order is made ready at the shop floor', async () => {
  const store = await openStore()
  await control(store, 'orders', {
    order: littleOrder({ delivery: 'pickup', shippingAddress: null, shippingLine: null }),
  })
  const [order] = store.world().orders.values()
  const [one] = await fulfillmentOrders(store, order?.id ?? 0)
  const prepare =
    'mutation P($id: ID!) { fulfillmentOrderLineItemsPreparedForPickup(input: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: $id }] }) { userErrors { code message } } }'
  const { body } = await ask(store, prepare, { id: textAt(one, 'id') })
  expect(at(body, 'data.fulfillmentOrderLineItemsPreparedForPickup.userErrors')).toEqual([])
  const shipped = await fulfillmentOrders(store, store.placeNext().id)
  const { body: wrong } = await ask(store, prepare, { id: textAt(shipped[0], 'id') })
  expect(at(wrong, 'data.fulfillmentOrderLineItemsPreparedForPickup.userErrors.0.code')).toBe(
    'FULFILLMENT_ORDER_INVALID',
  )
})

test('tracking changes and carrier events show in the fulfillment', async () => {
  const store = await openStore()
  const [one] = await fulfillmentOrders(store, store.placeNext().id)
  const sent = await send(store, textAt(one, 'id'))
  const id = textAt(sent, 'fulfillment.id')
  await ask(
    store,
    'mutation T($id: ID!) { fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: { company: "UPS", number: "1Z9" }) { userErrors { message } } }',
    { id },
  )
  const event =
    'mutation E($e: FulfillmentEventInput!) { fulfillmentEventCreate(fulfillmentEvent: $e) { fulfillmentEvent { status happenedAt } userErrors { message } } }'
  await ask(store, event, {
    e: { fulfillmentId: id, status: 'IN_TRANSIT', happenedAt: '2026-11-01T10:00:00Z' },
  })
  await ask(store, event, {
    e: { fulfillmentId: id, status: 'DELIVERED', happenedAt: '2026-11-02T10:00:00Z' },
  })
  const { body } = await ask(
    store,
    'query F($id: ID!) { fulfillment(id: $id) { displayStatus deliveredAt trackingInfo { number url } events(first: 5) { nodes { status } } } }',
    { id },
  )
  expect(at(body, 'data.fulfillment')).toEqual({
    displayStatus: 'DELIVERED',
    deliveredAt: '2026-11-02T10:00:00Z',
    trackingInfo: [{ number: '1Z9', url: 'https://www.ups.com/track?tracknum=1Z9' }],
    events: { nodes: [{ status: 'IN_TRANSIT' }, { status: 'DELIVERED' }] },
  })
})

test('a request nobody answered can be taken back: the work starts anew under a new id', async () => {
  const store = await openStore()
  await control(store, 'orders', { order: poster() })
  const [order] = store.world().orders.values()
  const [one] = await fulfillmentOrders(store, order?.id ?? 0)
  const id = textAt(one, 'id')
  const cancel = async () =>
    at(
      (
        await ask(
          store,
          'mutation X($id: ID!) { fulfillmentOrderCancel(id: $id) { fulfillmentOrder { status } replacementFulfillmentOrder { status requestStatus } userErrors { message } } }',
          { id },
        )
      ).body,
      'data.fulfillmentOrderCancel',
    )
  expect(at(await cancel(), 'userErrors.0.message')).toBe(
    "Fulfillment order is not in cancelable request state and can't be canceled.",
  )
  await say(store, 'fulfillmentOrderSubmitFulfillmentRequest', id)
  expect(await cancel()).toEqual({
    fulfillmentOrder: { status: 'CLOSED' },
    replacementFulfillmentOrder: { status: 'OPEN', requestStatus: 'UNSUBMITTED' },
    userErrors: [],
  })
})
