import { describe, expect, test } from 'vitest'
import { appUrl, oneShop } from '../../../../tests/shop.ts'
import { act } from '../../../../tests/store/act.ts'
import { littleAddress, littleOrder, littleSeed } from '../../../../tests/store/little-seed.ts'
import { addService } from '../../../../tests/store/mutations/services.ts'
import { placeOrder } from '../../../../tests/store/orders/place.ts'
import type { SeedOrder, SeedProduct } from '../../../../tests/store/seed/shapes.ts'
import { type Gid, gid } from '../../../kernel/ids.ts'

const cup = (at: number): SeedProduct => ({
  handle: `cup-${at}`,
  title: `Cup ${at}`,
  vendor: 'Clay',
  productType: 'Cups',
  tags: [],
  sizeMm: { length: 120, width: 80, height: 95 },
  picture: '<svg xmlns="http://www.w3.org/2000/svg"/>',
  kind: 'physical',
  variants: [
    {
      sku: `CUP-${at}`,
      title: 'Default Title',
      price: '9.00',
      grams: 210,
      barcode: '5000000000017',
      onHand: { main: 10 + at },
      tracked: true,
    },
  ],
})
const cups = Array.from({ length: 60 }, (_, at) => cup(at))
const joined = oneShop({ seed: { ...littleSeed, products: [...littleSeed.products, ...cups] } })

const place = (change: Partial<SeedOrder> = {}): Gid => {
  const order = act(joined().standIn.world(), (acting) =>
    placeOrder(acting, littleOrder(change), null),
  )
  return gid(`gid://shopify/Order/${order.id}`)
}

describe('what the store is', () => {
  test('its name, money, zone and country', async () => {
    const { provider, store } = joined()
    expect(await provider.shop(store)).toEqual({
      name: 'Little',
      email: 'shop@example.com',
      currency: 'EUR',
      timeZone: 'Europe/Dublin',
      country: 'IE',
    })
  })

  test('its places, and which of them is a fulfillment service of this app', async () => {
    const { provider, store, standIn } = joined()
    act(standIn.world(), (acting) =>
      addService(
        acting,
        { name: 'Ours', callbackUrl: `${appUrl}/callbacks`, trackingSupport: true },
        { key: 'ours', address1: '', city: '', zip: '', countryCode: 'NL', phone: null },
      ),
    )
    const places = await provider.locations(store)
    expect(places.map(({ name, service }) => [name, service?.ours]).sort()).toEqual([
      ['Ours', true],
      ['Partner', false],
      ['Shop floor', undefined],
      ['Warehouse', undefined],
    ])
    expect(places.find(({ name }) => name === 'Warehouse')).toMatchObject({
      active: true,
      address: { address1: 'Quay 1', city: 'Cork', zip: 'T12 X000', countryCode: 'IE' },
    })
  })

  test('its goods, page by page to the last, with what was measured and counted', async () => {
    const { provider, store } = joined()
    const first = await provider.items(store, null)
    const second = await provider.items(store, first.next)
    expect(second.next).toBeNull()
    const items = [...first.items, ...second.items]
    expect(new Set(items.map(({ sku }) => sku)).size).toBe(63)
    expect(items.find(({ sku }) => sku === 'CUP-7')).toMatchObject({
      barcode: '5000000000017',
      title: 'Cup 7',
      variantTitle: null,
      vendor: 'Clay',
      productType: 'Cups',
      grams: 210,
      size: { length: 120, width: 80, height: 95 },
      requiresShipping: true,
      giftCard: false,
      tracked: true,
      onHand: [{ quantity: 17 }],
    })
    const mug = items.find(({ sku }) => sku === 'MUG')
    expect(mug?.size).toBeNull()
    expect(mug?.onHand.map(({ quantity }) => quantity).sort()).toEqual([1000, 5].sort())
    expect(items.find(({ sku }) => sku === 'FILE')?.requiresShipping).toBe(false)
  })
})

describe('an order', () => {
  test('is read by its id, and null when the store has none', async () => {
    const { provider, store } = joined()
    const id = place({ note: 'ring twice', tags: ['vip'] })
    expect(await provider.order(store, id)).toMatchObject({
      gid: id,
      email: 'ana@example.com',
      note: 'ring twice',
      tags: ['vip'],
      shippingTitle: 'Standard',
      deliveryKind: 'shipping',
      total: { currency: 'EUR', minor: 3000n },
      lines: [{ sku: 'MUG', quantity: 2, price: { minor: 1250n }, grams: 300 }],
      fulfilled: false,
    })
    expect(await provider.order(store, gid('gid://shopify/Order/1'))).toBeNull()
  })

  test('with more lines than a page has all of them', async () => {
    const { provider, store } = joined()
    const lines = cups.map((_, at) => ({ sku: `CUP-${at}`, quantity: 1, properties: [] }))
    const order = await provider.order(store, place({ lines: [...lines, ...lines] }))
    expect(order?.lines).toHaveLength(120)
  })

  test('to be collected or downloaded is told from one whose address is missing', async () => {
    const { provider, store } = joined()
    const kind = async (change: Partial<SeedOrder>) =>
      (await provider.order(store, place(change)))?.deliveryKind
    const file = [{ sku: 'FILE', quantity: 1, properties: [] }]
    expect(await kind({ delivery: 'pickup', shippingAddress: null })).toBe('pickup')
    expect(await kind({ delivery: 'none', lines: file, shippingLine: null })).toBe('digital')
    expect(await kind({ shippingAddress: null })).toBe('shipping')
    expect(await kind({ shippingAddress: 'absent', email: 'absent' })).toBe('shipping')
  })

  test('changed since a moment comes oldest change first, page by page', async () => {
    const { provider, store, standIn } = joined()
    const before = standIn.world().orders.size
    for (let at = 0; at < 30; at += 1) place()
    const seen: string[] = []
    let after: string | null = null
    do {
      const page: Awaited<ReturnType<typeof provider.ordersUpdatedSince>> =
        await provider.ordersUpdatedSince(store, new Date(0), after)
      seen.push(...page.orders.map((order) => `${order.updatedAt.getTime()} ${order.gid}`))
      after = page.next
    } while (after !== null)
    expect(new Set(seen).size).toBe(before + 30)
    expect(seen.map((one) => one.split(' ')[0])).toEqual(
      seen.map((one) => one.split(' ')[0]).sort(),
    )
    const later = new Date(Date.now() + 60_000)
    expect((await provider.ordersUpdatedSince(store, later, null)).orders).toEqual([])
  })

  test('can be found by its fulfillment order, and null when that is gone', async () => {
    const { provider, store } = joined()
    const id = place()
    const [one] = await provider.fulfillmentOrders(store, id)
    const found = await provider.orderOfFulfillmentOrder(store, one?.gid ?? id)
    expect(found).toBe(id)
    const gone = gid('gid://shopify/FulfillmentOrder/1')
    expect(await provider.orderOfFulfillmentOrder(store, gone)).toBeNull()
  })

  test('gets the facts that a customer corrected', async () => {
    const { provider, store } = joined()
    const id = place({ shippingAddress: null, email: '' })
    const { country: _, ...shipTo } = { ...littleAddress, address2: 'c/o Kos' }
    await provider.correctOrder(store, id, { email: 'new@example.com', shipTo })
    const order = await provider.order(store, id)
    expect(order).toMatchObject({ email: 'new@example.com', shipTo })
  })

  test('is not corrected with a country that is none, in the words of the store', async () => {
    const { provider, store } = joined()
    const { country: _, ...address } = littleAddress
    const wrong = provider.correctOrder(store, place(), {
      shipTo: { ...address, countryCode: 'XX' },
    })
    await expect(wrong).rejects.toMatchObject({ code: 'provider_refused' })
    await expect(wrong).rejects.toThrow('countryCode')
  })

  test('of a store that does not have it has no fulfillment orders: that is refused', async () => {
    const { provider, store } = joined()
    const none = provider.fulfillmentOrders(store, gid('gid://shopify/Order/1'))
    await expect(none).rejects.toMatchObject({ reasons: ['The store has no such order'] })
  })
})
