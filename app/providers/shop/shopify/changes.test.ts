import { describe, expect, test } from 'vitest'
import { oneShop } from '../../../../tests/shop.ts'
import { act } from '../../../../tests/store/act.ts'
import { littleOrder, littleSeed } from '../../../../tests/store/little-seed.ts'
import { placeOrder } from '../../../../tests/store/orders/place.ts'
import type { SeedOrder } from '../../../../tests/store/seed/shapes.ts'
import { type Gid, gid } from '../../../kernel/ids.ts'
import type { FulfilRequest, HoldRequest } from '../contract.ts'

const joined = oneShop({ seed: littleSeed, bucket: { maximum: 20_000, restoreRate: 1_000 } })

const place = (change: Partial<SeedOrder> = {}): Gid => {
  const order = act(joined().standIn.world(), (acting) =>
    placeOrder(acting, littleOrder(change), null),
  )
  return gid(`gid://shopify/Order/${order.id}`)
}
const atPartner = { lines: [{ sku: 'POSTER', quantity: 2, properties: [] }] }
const only = async (order: Gid) => {
  const { provider, store } = joined()
  const open = (await provider.fulfillmentOrders(store, order)).filter(
    ({ status }) => status !== 'CLOSED',
  )
  const [one] = open
  if (!one || open.length > 1) throw new Error(`${open.length} fulfillment orders`)
  return one
}
const countsOf = (order: Gid) => {
  const counted = joined().standIn.counts().orders
  const one = counted.find(({ id }) => order.endsWith(`/${id}`))
  if (!one) throw new Error('not counted')
  return one
}

describe('a hold', () => {
  const address: HoldRequest = {
    reason: 'INCORRECT_ADDRESS',
    notes: 'no street',
    handle: 'orderwright-address',
  }

  test('placed twice under one handle is one hold', async () => {
    const { provider, store } = joined()
    const order = place()
    const { gid: id } = await only(order)
    await provider.hold(store, id, address)
    await provider.hold(store, id, address)
    const held = await only(order)
    expect(held.status).toBe('ON_HOLD')
    expect(held.holds).toMatchObject([
      { handle: 'orderwright-address', reason: 'INCORRECT_ADDRESS', ours: true },
    ])
  })

  test('is released alone, by its handle, and releasing it again is fine', async () => {
    const { provider, store } = joined()
    const order = place()
    const { gid: id } = await only(order)
    await provider.hold(store, id, address)
    await provider.hold(store, id, { ...address, reason: 'OTHER', handle: 'orderwright-other' })
    await provider.releaseHold(store, order, 'orderwright-address')
    await provider.releaseHold(store, order, 'orderwright-address')
    expect((await only(order)).holds.map(({ handle }) => handle)).toEqual(['orderwright-other'])
    await provider.releaseHold(store, order, 'orderwright-other')
    expect((await only(order)).status).toBe('OPEN')
    expect(countsOf(order)).toMatchObject({ holdsPlaced: 2, holdsReleased: 2, holdsLive: 0 })
  })

  test('on what is gone is refused', async () => {
    const { provider, store } = joined()
    const none = provider.hold(store, gid('gid://shopify/FulfillmentOrder/1'), address)
    await expect(none).rejects.toMatchObject({ code: 'provider_refused' })
  })
})

describe('a fulfilment', () => {
  const requestFor = async (order: Gid, quantity: number, number: string | null) => {
    const one = await only(order)
    const [line] = one.lines
    if (!line) throw new Error('no line')
    const request: FulfilRequest = {
      orderGid: order,
      lines: [{ fulfillmentOrderGid: one.gid, lineGid: line.gid, quantity }],
      tracking: number === null ? null : { company: 'DHL Express', numbers: [number], urls: [] },
      notifyCustomer: false,
    }
    return request
  }

  test('asked for twice is made once', async () => {
    const { provider, store } = joined()
    const order = place()
    const request = await requestFor(order, 2, 'JJD0001')
    const made = await provider.fulfil(store, request)
    expect(made).toMatchObject({
      status: 'SUCCESS',
      tracking: { company: 'DHL Express', numbers: ['JJD0001'] },
      lines: [{ quantity: 2 }],
    })
    expect(await provider.fulfil(store, request)).toEqual(made)
    expect(await provider.fulfillments(store, order)).toEqual([made])
    expect((await provider.order(store, order))?.fulfilled).toBe(true)
    expect(countsOf(order)).toMatchObject({ fulfillments: 1, fulfillmentsRefused: 0 })
  })

  test('asked for by two at once is made once, and both get it', async () => {
    const { provider, store, anotherProcess } = joined()
    const order = place()
    const request = await requestFor(order, 2, 'JJD0002')
    const other = anotherProcess()
    const [one, two] = await Promise.all([
      provider.fulfil(store, request),
      other.fulfil(store, request),
    ])
    expect(two).toEqual(one)
    expect(countsOf(order)).toMatchObject({ fulfillments: 1, piecesFulfilled: 2 })
  })

  test('in two parcels is two, each once', async () => {
    const { provider, store } = joined()
    const order = place()
    const first = await requestFor(order, 1, 'JJD0003')
    await provider.fulfil(store, first)
    const second = await requestFor(order, 1, 'JJD0004')
    await provider.fulfil(store, second)
    await provider.fulfil(store, first)
    await provider.fulfil(store, second)
    const made = await provider.fulfillments(store, order)
    expect(made.map(({ tracking }) => tracking.numbers).sort()).toEqual([['JJD0003'], ['JJD0004']])
    expect(countsOf(order).doubles.fulfillments).toBe(0)
  })

  test('of more than is there is refused in the words of the store', async () => {
    const { provider, store } = joined()
    const request = await requestFor(place(), 3, 'JJD0005')
    await expect(provider.fulfil(store, request)).rejects.toMatchObject({
      code: 'provider_refused',
      reasons: ['Invalid fulfillment order line item quantity requested.'],
    })
  })

  test('of lines that the order has no more has to be asked for anew', async () => {
    const { provider, store } = joined()
    const request = await requestFor(place(), 2, null)
    const stale = {
      ...request,
      lines: request.lines.map((line) => ({
        ...line,
        lineGid: gid('gid://shopify/FulfillmentOrderLineItem/1'),
      })),
    }
    await expect(provider.fulfil(store, stale)).rejects.toMatchObject({ code: 'moved_meanwhile' })
  })

  test('gets another tracking number', async () => {
    const { provider, store } = joined()
    const order = place()
    const { gid: id } = await provider.fulfil(store, await requestFor(order, 2, 'JJD0006'))
    const tracking = { company: 'UPS', numbers: ['1Z1', '1Z2'], urls: ['https://ups.test/1Z1'] }
    await provider.updateTracking(store, id, tracking, true)
    await provider.updateTracking(store, id, tracking, true)
    const [now] = await provider.fulfillments(store, order)
    expect(now?.tracking).toMatchObject({ company: 'UPS', numbers: ['1Z1', '1Z2'] })
  })

  test('has each event once', async () => {
    const { provider, store, standIn } = joined()
    const order = place()
    const { gid: id } = await provider.fulfil(store, await requestFor(order, 2, 'JJD0007'))
    const event = {
      status: 'IN_TRANSIT',
      happenedAt: new Date('2026-11-20T10:00:00.500Z'),
      message: 'left Cork',
      estimatedDeliveryAt: new Date('2026-11-22T18:00:00Z'),
    } as const
    await provider.addEvent(store, id, event)
    await provider.addEvent(store, id, event)
    await provider.addEvent(store, id, { ...event, happenedAt: new Date('2026-11-20T11:00:00Z') })
    await provider.addEvent(store, id, { ...event, status: 'DELIVERED', estimatedDeliveryAt: null })
    const kept = [...standIn.world().fulfillments.values()].find((one) => id.endsWith(`/${one.id}`))
    expect(kept?.events.map(({ status }) => status).sort()).toEqual([
      'DELIVERED',
      'IN_TRANSIT',
      'IN_TRANSIT',
    ])
  })

  test('to be collected is announced, and announcing it again is fine', async () => {
    const { provider, store, standIn } = joined()
    const order = place({ delivery: 'pickup', shippingAddress: null })
    const { gid: id } = await only(order)
    await provider.readyForPickup(store, id)
    await provider.readyForPickup(store, id)
    const kept = [...standIn.world().fulfillmentOrders.values()]
    expect(kept.find((one) => id.endsWith(`/${one.id}`))?.preparedForPickupAt).not.toBeNull()
  })
})

describe('a request to a fulfillment service', () => {
  test('is sent, accepted, stopped and the stop turned down, each once however often asked', async () => {
    const { provider, store } = joined()
    const order = place(atPartner)
    const { gid: id } = await only(order)
    const twice = async (
      step:
        | 'submitRequest'
        | 'acceptRequest'
        | 'submitCancellation'
        | 'rejectCancellation'
        | 'acceptCancellation',
    ) => {
      await provider[step](store, id, 'please')
      await provider[step](store, id, 'please')
    }
    await twice('submitRequest')
    expect((await only(order)).requestStatus).toBe('SUBMITTED')
    await twice('acceptRequest')
    expect(await only(order)).toMatchObject({ status: 'IN_PROGRESS', requestStatus: 'ACCEPTED' })
    await twice('submitCancellation')
    await twice('rejectCancellation')
    expect((await only(order)).requestStatus).toBe('CANCELLATION_REJECTED')
    await twice('submitCancellation')
    await twice('acceptCancellation')
    const [gone] = await provider.fulfillmentOrders(store, order)
    expect(gone?.requestStatus).toBe('CANCELLATION_ACCEPTED')
    expect(countsOf(order)).toMatchObject({ requests: 1, accepted: 1 })
  })

  test('can be rejected and sent again', async () => {
    const { provider, store } = joined()
    const order = place(atPartner)
    const { gid: id } = await only(order)
    await provider.submitRequest(store, id, '')
    await provider.rejectRequest(store, id, 'sold out')
    await provider.rejectRequest(store, id, 'sold out')
    expect((await only(order)).requestStatus).toBe('REJECTED')
    await provider.submitRequest(store, id, '')
    expect((await only(order)).requestStatus).toBe('SUBMITTED')
  })

  test('cannot be accepted before it was sent', async () => {
    const { provider, store } = joined()
    const { gid: id } = await only(place(atPartner))
    await expect(provider.acceptRequest(store, id, '')).rejects.toMatchObject({
      code: 'provider_refused',
    })
  })
})

describe('moving goods to another place', () => {
  test('answers the same fulfillment order when they lie there already', async () => {
    const { provider, store } = joined()
    const order = place()
    const there = (await provider.locations(store)).find(({ name }) => name === 'Shop floor')
    if (!there) throw new Error('no such place')
    const { gid: id } = await only(order)
    const moved = await provider.move(store, id, there.gid)
    expect(await only(order)).toMatchObject({ gid: moved, locationGid: there.gid })
    expect(await provider.move(store, id, there.gid)).toBe(moved)
    expect(await provider.move(store, moved, there.gid)).toBe(moved)
  })
})

describe('stock', () => {
  const available = (sku: string): number => {
    const world = joined().standIn.world()
    const variant = [...world.variants.values()].find((one) => one.sku === sku)
    const levels = [...world.levels.values()].filter(({ itemId }) => itemId === variant?.itemId)
    return levels.reduce((sum, level) => sum + level.quantities.available, 0)
  }

  test('is adjusted once for a key', async () => {
    const { provider, store } = joined()
    const { items } = await provider.items(store, null)
    const poster = items.find(({ sku }) => sku === 'POSTER')
    const [level] = poster?.onHand ?? []
    if (!poster || !level) throw new Error('no such goods')
    const change = {
      inventoryItemGid: poster.inventoryItemGid,
      locationGid: level.locationGid,
      delta: -3,
      changeFrom: null,
      reason: 'damaged',
    } as const
    const before = available('POSTER')
    await provider.adjustStock(store, change, 'count:1')
    await provider.adjustStock(store, change, 'count:1')
    expect(available('POSTER')).toBe(before - 3)
    await provider.adjustStock(store, change, 'count:2')
    expect(available('POSTER')).toBe(before - 6)
    const other = provider.adjustStock(store, { ...change, delta: -4 }, 'count:1')
    await expect(other).rejects.toMatchObject({ code: 'provider_refused' })
  })

  test('is told item by item and place by place, and changed only from what was seen', async () => {
    const { provider, store } = joined()
    const { items } = await provider.items(store, null)
    const gids = items.map((one) => one.inventoryItemGid)
    const unknown = gid('gid://shopify/InventoryItem/1')
    const levels = await provider.stockLevels(store, [...gids, unknown])
    expect(new Set(levels.map((one) => one.inventoryItemGid)).size).toBe(gids.length)
    const [one] = levels
    if (!one) throw new Error('no levels')
    expect(one.good).toBe(one.available + one.committed)
    const spot = { inventoryItemGid: one.inventoryItemGid, locationGid: one.locationGid }
    const from = { ...spot, changeFrom: one.available }
    const down = { ...from, delta: -2, reason: 'shrinkage' } as const
    expect(await provider.adjustStock(store, down, 'seen:1')).toBe('done')
    expect(await provider.adjustStock(store, down, 'seen:1')).toBe('done')
    expect(await provider.adjustStock(store, down, 'seen:2')).toBe('stale')
    expect(await provider.setStock(store, { ...from, available: 9 }, 'set:1')).toBe('stale')
    const set = { ...spot, available: 9, changeFrom: one.available - 2 }
    expect(await provider.setStock(store, set, 'set:2')).toBe('done')
    const after = await provider.stockLevels(store, [one.inventoryItemGid])
    expect(after.find((level) => level.locationGid === one.locationGid)?.available).toBe(9)
  })
})
