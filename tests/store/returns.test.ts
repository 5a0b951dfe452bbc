import { expect, test } from 'vitest'
import { ask, at, textAt } from './ask.ts'
import { listeningApp, openStore } from './open-store.ts'
import type { StandInStore } from './store.ts'

/** An order of two mugs, all sent; gives the fulfillment line to be returned. */
async function sentOrder(store: StandInStore) {
  const order = store.placeNext()
  const [fulfillmentOrderId] = order.fulfillmentOrderIds
  const { body } = await ask(
    store,
    'mutation C($f: FulfillmentInput!) { fulfillmentCreate(fulfillment: $f) { fulfillment { fulfillmentLineItems(first: 1) { nodes { id } } } userErrors { message } } }',
    {
      f: {
        lineItemsByFulfillmentOrder: [
          { fulfillmentOrderId: `gid://shopify/FulfillmentOrder/${fulfillmentOrderId}` },
        ],
      },
    },
  )
  return {
    order,
    id: `gid://shopify/Order/${order.id}`,
    line: textAt(body, 'data.fulfillmentCreate.fulfillment.fulfillmentLineItems.nodes.0.id'),
  }
}

const request = `mutation R($input: ReturnRequestInput!) { returnRequest(input: $input) { return { id name status returnLineItems(first: 5) { nodes { id quantity ... on ReturnLineItem { fulfillmentLineItem { lineItem { sku } } } returnReasonDefinition { handle } } } } userErrors { field message code } } }`

test('a customer asks, the shop approves, the goods come back, the money goes back', async () => {
  const app = await listeningApp()
  const store = await openStore({ appUrl: app.url })
  const { id, line, order } = await sentOrder(store)
  const { body: returnable } = await ask(
    store,
    'query R($id: ID!) { returnableFulfillments(orderId: $id, first: 5) { nodes { returnableFulfillmentLineItems(first: 5) { nodes { quantity fulfillmentLineItem { id } } } } } returnReasonDefinitions(first: 20) { nodes { id handle name } } }',
    { id },
  )
  expect(
    at(returnable, 'data.returnableFulfillments.nodes.0.returnableFulfillmentLineItems.nodes'),
  ).toEqual([{ quantity: 2, fulfillmentLineItem: { id: line } }])
  const reason = textAt(returnable, 'data.returnReasonDefinitions.nodes.1.id')
  const asked = await ask(store, request, {
    input: {
      orderId: id,
      returnLineItems: [
        {
          fulfillmentLineItemId: line,
          quantity: 1,
          returnReasonDefinitionId: reason,
          customerNote: 'broken',
        },
      ],
    },
  })
  expect(at(asked.body, 'data.returnRequest')).toMatchObject({
    return: {
      name: '#1001-R1',
      status: 'REQUESTED',
      returnLineItems: {
        nodes: [{ quantity: 1, returnReasonDefinition: { handle: 'defective' } }],
      },
    },
    userErrors: [],
  })
  const returnId = textAt(asked.body, 'data.returnRequest.return.id')
  const returnLine = textAt(asked.body, 'data.returnRequest.return.returnLineItems.nodes.0.id')
  const approve =
    'mutation A($id: ID!) { returnApproveRequest(input: { id: $id }) { return { status reverseFulfillmentOrders(first: 1) { nodes { status lineItems(first: 5) { nodes { id totalQuantity } } } } } userErrors { message code } } }'
  const approved = await ask(store, approve, { id: returnId })
  expect(at(approved.body, 'data.returnApproveRequest.return.status')).toBe('OPEN')
  expect(
    at(
      (await ask(store, approve, { id: returnId })).body,
      'data.returnApproveRequest.userErrors.0.code',
    ),
  ).toBe('INVALID_STATE')
  const reverseLine = textAt(
    approved.body,
    'data.returnApproveRequest.return.reverseFulfillmentOrders.nodes.0.lineItems.nodes.0.id',
  )

  const [sale] = order.transactionIds
  const [main] = store.world().locations.keys()
  const process = `mutation P($input: ReturnProcessInput!) { returnProcess(input: $input) { return { status returnLineItems(first: 5) { nodes { processedQuantity refundedQuantity } } refunds(first: 5) { nodes { totalRefundedSet { shopMoney { amount } } } } } userErrors { field message code } } }`
  const input = (amount: string) => ({
    returnId,
    returnLineItems: [
      {
        id: returnLine,
        quantity: 1,
        dispositions: [
          {
            reverseFulfillmentOrderLineItemId: reverseLine,
            quantity: 1,
            dispositionType: 'RESTOCKED',
            locationId: `gid://shopify/Location/${main}`,
          },
        ],
      },
    ],
    financialTransfer: {
      issueRefund: {
        orderTransactions: [
          {
            parentId: `gid://shopify/OrderTransaction/${sale}`,
            transactionAmount: { amount, currencyCode: 'EUR' },
          },
        ],
      },
    },
  })
  const over = await ask(store, process, { input: input('99.00') })
  expect(textAt(over.body, 'data.returnProcess.userErrors.0.message')).toContain(
    'greater than net payment received 30.00',
  )
  const done = await ask(store, process, { input: input('12.50') })
  expect(at(done.body, 'data.returnProcess')).toMatchObject({
    return: {
      status: 'OPEN',
      returnLineItems: { nodes: [{ processedQuantity: 1, refundedQuantity: 1 }] },
      refunds: { nodes: [{ totalRefundedSet: { shopMoney: { amount: '12.5' } } }] },
    },
    userErrors: [],
  })
  const twice = await ask(store, process, { input: input('12.50') })
  expect(at(twice.body, 'data.returnProcess.userErrors.0.code')).toBe('INVALID')
  const close = await ask(
    store,
    'mutation C($id: ID!) { returnClose(id: $id) { return { status order { returnStatus displayFinancialStatus } } userErrors { message } } }',
    { id: returnId },
  )
  expect(at(close.body, 'data.returnClose.return')).toEqual({
    status: 'CLOSED',
    order: { returnStatus: 'RETURNED', displayFinancialStatus: 'PARTIALLY_REFUNDED' },
  })
  const shelf = [...store.world().levels.values()].find(
    (level) => level.locationId === main && level.quantities.available === 999,
  )
  expect(shelf).toBeDefined()
  expect(store.counts().totals).toMatchObject({ refunds: 1, doubles: { all: 0 } })
  expect(store.counts().orders[0]).toMatchObject({
    paid: '30.00',
    refunded: '12.50',
    refundsRefused: 1,
  })
  await store.quiet()
  for (const topic of [
    'returns/request',
    'returns/approve',
    'returns/process',
    'returns/close',
    'reverse_fulfillment_orders/dispose',
    'refunds/create',
  ]) {
    expect(app.of(topic), topic).toHaveLength(1)
  }
})

test('a return is declined, created by the shop, cancelled; never for more than was sent', async () => {
  const store = await openStore()
  const { id, line } = await sentOrder(store)
  const ask1 = async (quantity: number) =>
    (
      await ask(store, request, {
        input: {
          orderId: id,
          returnLineItems: [{ fulfillmentLineItemId: line, quantity, returnReason: 'UNWANTED' }],
        },
      })
    ).body
  expect(at(await ask1(3), 'data.returnRequest.userErrors')).toEqual([
    {
      field: ['input', 'returnLineItems', '0', 'quantity'],
      message: 'Return line item has an invalid quantity.',
      code: 'INVALID',
    },
  ])
  const asked = await ask1(2)
  expect(at(await ask1(1), 'data.returnRequest.userErrors.0.code')).toBe('INVALID')
  const decline =
    'mutation D($id: ID!) { returnDeclineRequest(input: { id: $id, declineReason: FINAL_SALE, declineNote: "sorry" }) { return { status decline { reason note } } userErrors { message } } }'
  const first = textAt(asked, 'data.returnRequest.return.id')
  expect(
    at((await ask(store, decline, { id: first })).body, 'data.returnDeclineRequest.return'),
  ).toEqual({
    status: 'DECLINED',
    decline: { reason: 'FINAL_SALE', note: 'sorry' },
  })
  expect(
    at(
      (await ask(store, decline, { id: first })).body,
      'data.returnDeclineRequest.userErrors.0.message',
    ),
  ).toBe('The return is already declined.')
  const create =
    'mutation C($r: ReturnInput!) { returnCreate(returnInput: $r) { return { id status } userErrors { field message code } } }'
  const make = async (more: object) =>
    (
      await ask(store, create, {
        r: {
          orderId: id,
          returnLineItems: [{ fulfillmentLineItemId: line, quantity: 2, ...more }],
        },
      })
    ).body
  expect(at(await make({ returnReason: 'OTHER' }), 'data.returnCreate.userErrors.0.code')).toBe(
    'BLANK',
  )
  const made = await make({ returnReason: 'DEFECTIVE' })
  expect(at(made, 'data.returnCreate.return.status')).toBe('OPEN')
  const cancel = await ask(
    store,
    'mutation X($id: ID!) { returnCancel(id: $id) { return { status order { returnStatus } } userErrors { message } } }',
    { id: textAt(made, 'data.returnCreate.return.id') },
  )
  expect(at(cancel.body, 'data.returnCancel.return')).toEqual({
    status: 'CANCELED',
    order: { returnStatus: 'RETURN_FAILED' },
  })
})

const refund = `mutation R($input: RefundInput!, $key: String!) { refundCreate(input: $input) @idempotent(key: $key) { refund { id totalRefundedSet { shopMoney { amount } } } userErrors { field message } } }`

test('a refund needs a key; the same key pays once; more than was paid is refused', async () => {
  const store = await openStore()
  const order = store.placeNext()
  const input = (amount: string) => ({
    orderId: `gid://shopify/Order/${order.id}`,
    note: 'late',
    transactions: [
      {
        orderId: `gid://shopify/Order/${order.id}`,
        parentId: `gid://shopify/OrderTransaction/${order.transactionIds[0]}`,
        amount,
        gateway: 'shopify_payments',
        kind: 'REFUND',
      },
    ],
  })
  const bare = await ask(
    store,
    refund.replace(' @idempotent(key: $key)', '').replace(', $key: String!', ''),
    { input: input('1.00') },
  )
  expect(at(bare.body, 'errors.0')).toMatchObject({
    message: 'The @idempotent directive is required for this mutation but was not provided.',
    extensions: { code: 'BAD_REQUEST' },
  })
  const first = await ask(store, refund, { input: input('5.00'), key: 'a' })
  const repeated = await ask(store, refund, { input: input('5.00'), key: 'a' })
  expect(at(repeated.body, 'data')).toEqual(at(first.body, 'data'))
  expect(store.counts().orders[0]).toMatchObject({ refunds: 1, refunded: '5.00' })
  const other = await ask(store, refund, { input: input('6.00'), key: 'a' })
  expect(at(other.body, 'data.refundCreate.userErrors')).toHaveLength(1)
  const over = await ask(store, refund, { input: input('26.00'), key: 'b' })
  expect(at(over.body, 'data.refundCreate.userErrors.0.message')).toBe(
    'Refund amount $26.00 is greater than net payment received $25.00',
  )
  expect(store.counts().totals.doubles.refunds).toBe(0)
  await ask(store, refund, { input: input('5.00'), key: 'c' })
  expect(store.counts().totals.doubles.refunds).toBe(1)
})
