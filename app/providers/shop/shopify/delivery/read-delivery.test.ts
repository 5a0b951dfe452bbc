import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { peerFiles } from '../../../../../tests/peer-data.ts'
import { ProviderAnswerUnreadable } from '../../../../kernel/faults.ts'
import { readDelivery } from './read-delivery.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (topic: string, body: object) => readDelivery(topic, bytes(JSON.stringify(body)))

const line = {
  id: 11,
  admin_graphql_api_id: 'gid://shopify/LineItem/11',
  variant_id: 21,
  product_id: 31,
  sku: 'MUG-1',
  title: 'Mug',
  variant_title: 'Default Title',
  vendor: 'Clay',
  quantity: 3,
  current_quantity: 2,
  grams: 350,
  requires_shipping: true,
  gift_card: false,
  properties: [{ name: 'Engraving', value: 'Ada' }],
  price: '10.00',
}
const order = {
  id: 1,
  admin_graphql_api_id: 'gid://shopify/Order/1',
  name: '#1001',
  created_at: '2026-11-20T10:00:00+01:00',
  updated_at: '2026-11-20T10:05:00+01:00',
  cancelled_at: null,
  financial_status: 'paid',
  source_name: 'web',
  customer_locale: 'de-DE',
  currency: 'EUR',
  total_price: '35.00',
  email: 'ada@example.com',
  phone: null,
  customer: { id: 5, first_name: 'Ada', last_name: 'Byron', email: 'ada@example.com', phone: null },
  shipping_address: { first_name: 'Ada', last_name: '', address1: 'Pier 1', country_code: 'IE' },
  billing_address: null,
  shipping_lines: [{ title: 'Old', is_removed: true }, { title: 'Standard' }],
  note: '',
  tags: 'vip, , gift',
  note_attributes: [
    { name: 'Gift for', value: 'Mina' },
    { name: 'count', value: 3 },
  ],
  line_items: [line],
}
const orderIn = (meaning: ReturnType<typeof readDelivery>) => {
  if (meaning.kind !== 'order') throw new Error(`read as ${meaning.kind}`)
  return meaning.order
}

describe('an order in a delivery', () => {
  test('is read whole', () => {
    expect(orderIn(read('orders/create', order))).toEqual({
      gid: 'gid://shopify/Order/1',
      name: '#1001',
      placedAt: new Date('2026-11-20T09:00:00Z'),
      updatedAt: new Date('2026-11-20T09:05:00Z'),
      cancelledAt: null,
      financialStatus: 'paid',
      channel: 'web',
      locale: 'de-DE',
      total: { minor: 3500n, currency: 'EUR' },
      email: 'ada@example.com',
      phone: null,
      customer: {
        gid: 'gid://shopify/Customer/5',
        firstName: 'Ada',
        lastName: 'Byron',
        email: 'ada@example.com',
        phone: null,
      },
      shipTo: {
        firstName: 'Ada',
        lastName: null,
        company: null,
        address1: 'Pier 1',
        address2: null,
        city: null,
        provinceCode: null,
        province: null,
        zip: null,
        countryCode: 'IE',
        phone: null,
      },
      billTo: null,
      shippingTitle: 'Standard',
      note: null,
      tags: ['vip', 'gift'],
      attributes: [
        { name: 'Gift for', value: 'Mina' },
        { name: 'count', value: '3' },
      ],
      lines: [
        {
          gid: 'gid://shopify/LineItem/11',
          variantGid: 'gid://shopify/ProductVariant/21',
          productGid: 'gid://shopify/Product/31',
          sku: 'MUG-1',
          title: 'Mug',
          variantTitle: null,
          vendor: 'Clay',
          quantity: 2,
          grams: 350,
          requiresShipping: true,
          giftCard: false,
          properties: [{ name: 'Engraving', value: 'Ada' }],
          price: { minor: 1000n, currency: 'EUR' },
        },
      ],
      deliveryKind: 'shipping',
      fulfilled: false,
      risk: null,
    })
  })

  test.each([
    ['null', { email: null, customer: null, shipping_address: null }],
    ['empty', { email: '', customer: null, shipping_address: null }],
    ['absent', { email: undefined, customer: undefined, shipping_address: undefined }],
  ])('has null for what is %s', (_, missing) => {
    const read_ = orderIn(read('orders/updated', { ...order, ...missing }))
    expect(read_).toMatchObject({ email: null, customer: null, shipTo: null })
    expect(read_.deliveryKind).toBe('unknown')
  })

  test('keeps ids above 2^53 digit for digit, even where only a number tells them', () => {
    const large = JSON.stringify({ ...order, admin_graphql_api_id: undefined }).replace(
      '"id":1,',
      '"id":820982911946154508,',
    )
    expect(orderIn(readDelivery('orders/create', bytes(large))).gid).toBe(
      'gid://shopify/Order/820982911946154508',
    )
    expect(readDelivery('orders/delete', bytes('{"id":820982911946154508}'))).toEqual({
      kind: 'order_deleted',
      orderGid: 'gid://shopify/Order/820982911946154508',
    })
  })

  test('is told in the currency the buyer paid in, with discounts taken off each piece', () => {
    const bag = (shop: string, buyer: string) => ({
      shop_money: { amount: shop, currency_code: 'EUR' },
      presentment_money: { amount: buyer, currency_code: 'JPY' },
    })
    const foreign = orderIn(
      read('orders/create', {
        ...order,
        current_total_price_set: bag('35.00', '5600'),
        line_items: [
          {
            ...line,
            price_set: bag('10.00', '1600.0'),
            discount_allocations: [{ amount: '1.00', amount_set: bag('1.00', '160') }],
          },
        ],
      }),
    )
    expect(foreign.total).toEqual({ minor: 5600n, currency: 'JPY' })
    expect(foreign.lines[0]?.price).toEqual({ minor: 1546n, currency: 'JPY' })
  })

  test('needs no shipping when none of its lines does', () => {
    const digital = { ...order, line_items: [{ ...line, requires_shipping: false }] }
    expect(orderIn(read('orders/create', digital)).deliveryKind).toBe('digital')
  })

  test('is only named when the subscription cuts it down', () => {
    expect(read('orders/updated', { id: 7, updated_at: 'x' })).toEqual({
      kind: 'order_changed',
      orderGid: 'gid://shopify/Order/7',
      what: 'orders/updated',
    })
  })

  test('is refused with the place named when it lacks what it must have', () => {
    const lacking = { ...order, name: undefined, line_items: [{ ...line, quantity: 'many' }] }
    expect(() => read('orders/create', lacking)).toThrow(ProviderAnswerUnreadable)
    expect(() => read('orders/create', lacking)).toThrow('line_items.0.quantity')
  })
})

describe('a body', () => {
  test.each([
    ['nothing at all', ''],
    ['a page', '<!doctype html>'],
    ['a list', '[]'],
    ['half of itself', '{"id":'],
  ])('that is %s is told apart from one without news', (_, body) => {
    expect(() => readDelivery('orders/create', bytes(body))).toThrow(ProviderAnswerUnreadable)
  })

  test('that is no text is unreadable', () => {
    const odd = new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])
    expect(() => readDelivery('orders/create', odd)).toThrow(ProviderAnswerUnreadable)
  })

  test('of a topic nobody knows means nothing, and says so', () => {
    expect(read('carts/update', {})).toEqual({
      kind: 'nothing',
      why: 'The app knows no topic carts/update',
    })
  })
})

describe('other deliveries', () => {
  const gid = (type: string, id: string | number) => `gid://shopify/${type}/${id}`
  test.each([
    [
      'orders/edited',
      { order_edit: { order_id: 4 } },
      { kind: 'order_changed', orderGid: gid('Order', 4) },
    ],
    [
      'fulfillments/create',
      { id: 1, order_id: 4 },
      { kind: 'order_changed', orderGid: gid('Order', 4) },
    ],
    [
      'refunds/create',
      { id: 1, order_id: 4 },
      { kind: 'order_changed', orderGid: gid('Order', 4) },
    ],
    [
      'orders/risk_assessment_changed',
      { order_id: 1, admin_graphql_api_order_id: gid('Order', 4), risk_level: 'high' },
      { kind: 'risk_changed', orderGid: gid('Order', 4), level: 'high' },
    ],
    [
      'orders/risk_assessment_changed',
      { order_id: 4, risk_level: 'enormous' },
      { kind: 'risk_changed', orderGid: gid('Order', 4), level: 'unknown' },
    ],
    ['orders/risk_assessment_changed', { order_id: null }, { kind: 'nothing' }],
    [
      'fulfillment_holds/added',
      { fulfillment_order: { id: gid('FulfillmentOrder', 3) }, fulfillment_hold: {} },
      { kind: 'fulfillment_order_changed', fulfillmentOrderGid: gid('FulfillmentOrder', 3) },
    ],
    [
      'fulfillment_orders/moved',
      {
        original_fulfillment_order: { id: gid('FulfillmentOrder', 1) },
        moved_fulfillment_order: { id: gid('FulfillmentOrder', 2) },
      },
      { kind: 'fulfillment_order_changed', fulfillmentOrderGid: gid('FulfillmentOrder', 2) },
    ],
    [
      'fulfillment_orders/merged',
      { fulfillment_order_merges: [{ fulfillment_order: { id: gid('FulfillmentOrder', 9) } }] },
      { kind: 'fulfillment_order_changed', fulfillmentOrderGid: gid('FulfillmentOrder', 9) },
    ],
    [
      'returns/request',
      { admin_graphql_api_id: gid('Return', 8), order: { id: 4 } },
      { kind: 'return_changed', returnGid: gid('Return', 8), orderGid: gid('Order', 4) },
    ],
    [
      'returns/close',
      { id: 8, order_id: 4, status: 'closed' },
      { kind: 'return_changed', returnGid: gid('Return', 8), orderGid: gid('Order', 4) },
    ],
    [
      'inventory_levels/update',
      {
        inventory_item_id: 1,
        location_id: 2,
        available: -3,
        admin_graphql_api_id: `${gid('InventoryLevel', 2)}?inventory_item_id=271878346596884015`,
      },
      {
        kind: 'stock_changed',
        inventoryItemGid: gid('InventoryItem', '271878346596884015'),
        locationGid: gid('Location', 2),
        available: -3,
      },
    ],
    ['inventory_levels/update', {}, { kind: 'catalogue_changed' }],
    ['products/delete', { id: 1 }, { kind: 'catalogue_changed' }],
    ['locations/update', { id: 1 }, { kind: 'locations_changed' }],
    ['shop/update', { id: 1 }, { kind: 'shop_changed' }],
    [
      'app/uninstalled',
      { id: 1, myshopify_domain: 'a.myshopify.com' },
      { kind: 'uninstalled', shopDomain: 'a.myshopify.com' },
    ],
    [
      'app/scopes_update',
      { current: ['read_orders'] },
      { kind: 'scopes_changed', scopes: ['read_orders'] },
    ],
    [
      'shop/redact',
      { shop_id: 1, shop_domain: 'a.myshopify.com' },
      { kind: 'shop_redact', shopDomain: 'a.myshopify.com' },
    ],
    [
      'customers/redact',
      {
        shop_domain: 'a.myshopify.com',
        ...{ customer: { id: 7, email: '' }, orders_to_redact: [1, 2] },
      },
      {
        kind: 'customer_redact',
        shopDomain: 'a.myshopify.com',
        customerGid: gid('Customer', 7),
        email: null,
        orderGids: [gid('Order', 1), gid('Order', 2)],
      },
    ],
    ['draft_orders/create', { id: 1 }, { kind: 'nothing' }],
  ])('%s', (topic, body, meaning) => {
    expect(read(topic, body)).toMatchObject(meaning)
  })
})

test('a sample that names no shop, as Shopify sends it to try a door, does nothing', () => {
  const shop = { shop_id: 1, shop_domain: '{shop}.myshopify.com' }
  const customer = { ...shop, customer: { id: 7, email: 'a@example.com' } }
  const bodies: Readonly<Record<string, object>> = {
    'app/uninstalled': { id: 1, myshopify_domain: null },
    'shop/redact': shop,
    'customers/redact': { ...customer, orders_to_redact: [1] },
    'customers/data_request': { ...customer, orders_requested: [1] },
  }
  for (const [topic, body] of Object.entries(bodies))
    expect(read(topic, body), topic).toEqual({ kind: 'nothing', why: 'It names no shop: a sample' })
})

test('what cannot be undone is read from no body but its own topic’s: the header that names the topic is not signed', () => {
  const shop = { shop_id: 1, shop_domain: 'a.myshopify.com' }
  const customer = { ...shop, customer: { id: 7, email: 'a@example.com' } }
  const bodies: Readonly<Record<string, object>> = {
    'orders/create': order,
    'app/uninstalled': { id: 1, myshopify_domain: 'a.myshopify.com' },
    'shop/redact': shop,
    'customers/redact': { ...customer, orders_to_redact: [] },
    'customers/data_request': { ...customer, orders_requested: [], data_request: { id: 9 } },
  }
  for (const topic of Object.keys(bodies).slice(1))
    for (const [of, body] of Object.entries(bodies)) {
      const asked = () => read(topic, body)
      if (of === topic) expect(asked()).toMatchObject({ shopDomain: 'a.myshopify.com' })
      else expect(asked, `${topic} by the body of ${of}`).toThrow(ProviderAnswerUnreadable)
    }
})

const samples = ['official-samples', 'deliveries-with-headers'].flatMap((folder) =>
  peerFiles('shopify', folder),
)

describe("Shopify's own samples", () => {
  test.runIf(samples.length === 0)('are skipped: there is no peer data beside the project', (one) =>
    one.skip(),
  )

  test.each(samples)('%s is read', (path) => {
    const file = JSON.parse(readFileSync(path, 'utf8'))
    const meaning = read(file.topic ?? file.name, file.body ?? file.response)
    if (meaning.kind === 'order') expect(meaning.order.gid).toMatch(/154508$/)
    const whole = /\/orders(__|\.)(create|updated|cancelled|paid|.*fulfilled|link_requested)/
    expect(meaning.kind === 'order').toBe(whole.test(path))
  })
})
