import { describe, expect, test } from 'vitest'
import { oneShop } from '../../../../tests/shop.ts'
import { act } from '../../../../tests/store/act.ts'
import { littleOrder, littleSeed } from '../../../../tests/store/little-seed.ts'
import { placeOrder } from '../../../../tests/store/orders/place.ts'
import type { SeedOrder } from '../../../../tests/store/seed/shapes.ts'
import { type Gid, gid } from '../../../kernel/ids.ts'
import type { ProcessReturnRequest, StoreReturn } from '../contract.ts'

const joined = oneShop({ seed: littleSeed, bucket: { maximum: 20_000, restoreRate: 1_000 } })

/** An order of two mugs that was sent. */
async function sentOrder(change: Partial<SeedOrder> = {}): Promise<Gid> {
  const { provider, store, standIn } = joined()
  const placed = act(standIn.world(), (acting) => placeOrder(acting, littleOrder(change), null))
  const order = gid(`gid://shopify/Order/${placed.id}`)
  const [one] = await provider.fulfillmentOrders(store, order)
  const lines = (one?.lines ?? []).map((line) => ({
    fulfillmentOrderGid: one?.gid ?? order,
    lineGid: line.gid,
    quantity: line.remaining,
  }))
  await provider.fulfil(store, { orderGid: order, lines, tracking: null, notifyCustomer: false })
  return order
}

async function asked(order: Gid, key: string): Promise<StoreReturn> {
  const { provider, store } = joined()
  const [line] = await provider.returnable(store, order)
  if (!line) throw new Error('nothing to return')
  return provider.requestReturn(
    store,
    order,
    [
      {
        fulfillmentLineGid: line.fulfillmentLineGid,
        quantity: 2,
        reason: 'DEFECTIVE',
        note: 'chipped',
      },
    ],
    key,
  )
}

async function open(order: Gid, key: string): Promise<StoreReturn> {
  const { provider, store } = joined()
  const { gid: id } = await asked(order, key)
  await provider.approveReturn(store, id)
  const now = await provider.storeReturn(store, id)
  if (!now) throw new Error('gone')
  return now
}

async function processing(one: StoreReturn, minor: bigint | null): Promise<ProcessReturnRequest> {
  const { provider, store } = joined()
  const place = (await provider.locations(store)).find(({ name }) => name === 'Warehouse')
  const [line] = one.lines
  const [back] = one.reverseLines
  if (!place || !line || !back) throw new Error('nothing open')
  return {
    returnGid: one.gid,
    locationGid: place.gid,
    lines: [
      {
        returnLineGid: line.gid,
        quantity: 2,
        dispositions: [
          { reverseLineGid: back.gid, quantity: 1, type: 'RESTOCKED' },
          { reverseLineGid: back.gid, quantity: 1, type: 'NOT_RESTOCKED' },
        ],
      },
    ],
    refund: minor === null ? null : { minor, currency: 'EUR' },
    note: 'one was chipped',
    notifyCustomer: false,
  }
}

const countsOf = (order: Gid) =>
  joined()
    .standIn.counts()
    .orders.find(({ id }) => order.endsWith(`/${id}`))

describe('a return', () => {
  test('asked for twice with one key is one return', async () => {
    const { provider, store } = joined()
    const order = await sentOrder()
    const first = await asked(order, 'request_return:1')
    expect(first).toMatchObject({
      orderGid: order,
      status: 'REQUESTED',
      lines: [{ quantity: 2, processed: 0 }],
      reverseLines: [],
      refunds: [],
    })
    const [line] = first.lines
    if (!line) throw new Error('no line')
    const again = await provider.requestReturn(
      store,
      order,
      [{ ...line, quantity: 2, reason: 'DEFECTIVE', note: 'chipped' }],
      'request_return:1',
    )
    expect(again).toEqual(first)
    expect(await provider.returnsOf(store, order)).toEqual([first])
    expect(await provider.returnable(store, order)).toEqual([])
  })

  test('of more than was sent is refused in the words of the store', async () => {
    const { provider, store } = joined()
    const order = await sentOrder()
    const [line] = await provider.returnable(store, order)
    if (!line) throw new Error('nothing to return')
    const greedy = provider.requestReturn(
      store,
      order,
      [{ ...line, quantity: 9, reason: 'it itches', note: '' }],
      'request_return:2',
    )
    await expect(greedy).rejects.toMatchObject({
      code: 'provider_refused',
      reasons: ['Return line item has an invalid quantity.'],
    })
  })

  test('is approved once and declined once, however often asked', async () => {
    const { provider, store } = joined()
    const one = await asked(await sentOrder(), 'request_return:3')
    await provider.approveReturn(store, one.gid)
    await provider.approveReturn(store, one.gid)
    expect((await provider.storeReturn(store, one.gid))?.status).toBe('OPEN')
    await expect(provider.declineReturn(store, one.gid, 'worn')).rejects.toMatchObject({
      code: 'provider_refused',
    })

    const other = await asked(await sentOrder(), 'request_return:4')
    await provider.declineReturn(store, other.gid, 'worn')
    await provider.declineReturn(store, other.gid, 'worn')
    expect((await provider.storeReturn(store, other.gid))?.status).toBe('DECLINED')
  })

  test('that the store does not have is null', async () => {
    const { provider, store } = joined()
    expect(await provider.storeReturn(store, gid('gid://shopify/Return/1'))).toBeNull()
  })
})

describe('processing a return', () => {
  test('gives back goods and money once, however often asked', async () => {
    const { provider, store } = joined()
    const order = await sentOrder()
    const one = await open(order, 'request_return:5')
    expect(one.reverseLines).toMatchObject([{ remaining: 2, returnLineGid: one.lines[0]?.gid }])
    const request = await processing(one, 2000n)
    const done = await provider.processReturn(store, request)
    expect(done).toMatchObject({
      lines: [{ quantity: 2, processed: 2 }],
      reverseLines: [],
      refunds: [{ amount: { minor: 2000n, currency: 'EUR' } }],
    })
    expect(await provider.processReturn(store, request)).toEqual(done)
    expect(countsOf(order)).toMatchObject({ refunds: 1, refunded: '20.00', refundsRefused: 0 })
  })

  test('gives back no more than was paid', async () => {
    const { provider, store } = joined()
    const order = await sentOrder()
    const request = await processing(await open(order, 'request_return:6'), 99_900n)
    const done = await provider.processReturn(store, request)
    expect(done.refunds).toMatchObject([{ amount: { minor: 3000n, currency: 'EUR' } }])
    expect(countsOf(order)).toMatchObject({ paid: '30.00', refunded: '30.00' })
  })

  test('without money moves only goods', async () => {
    const { provider, store } = joined()
    const order = await sentOrder()
    const done = await provider.processReturn(
      store,
      await processing(await open(order, 'request_return:7'), null),
    )
    expect(done).toMatchObject({ lines: [{ processed: 2 }], refunds: [] })
    expect(countsOf(order)?.refunds).toBe(0)
  })

  test('in the currency the buyer paid in, yen without cents', async () => {
    const { provider, store } = joined()
    const order = await sentOrder({ currency: 'JPY' })
    const request = await processing(await open(order, 'request_return:8'), null)
    const done = await provider.processReturn(store, {
      ...request,
      refund: { minor: 900n, currency: 'JPY' },
    })
    expect(done.refunds).toMatchObject([{ amount: { minor: 900n, currency: 'JPY' } }])
  })

  test('is refused in another currency than it was paid in, before anything is done', async () => {
    const { provider, store } = joined()
    const one = await open(await sentOrder(), 'request_return:9')
    const request = await processing(one, null)
    const wrong = provider.processReturn(store, {
      ...request,
      refund: { minor: 900n, currency: 'USD' },
    })
    await expect(wrong).rejects.toMatchObject({ code: 'provider_refused' })
    expect(await provider.storeReturn(store, one.gid)).toEqual(one)
  })
})
