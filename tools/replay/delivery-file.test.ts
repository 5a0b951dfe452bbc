import { expect, test } from 'vitest'
import { readDeliveryFile, topicOfName } from './delivery-file.ts'

const read = (file: string, content: string, shop: string | null = null) =>
  readDeliveryFile(file, Buffer.from(content), shop)

test('the topic of a body is its file name', () => {
  expect(topicOfName('orders__create.json')).toBe('orders/create')
  expect(topicOfName('orders.create.json')).toBe('orders/create')
  expect(topicOfName('fulfillment_orders__hold_released.json')).toBe(
    'fulfillment_orders/hold_released',
  )
})

test('a plain body is sent byte for byte', () => {
  const content = '{ "id": 820982911946154508 }\n'
  const sent = read('orders__delete.json', content)
  expect(sent.body.toString()).toBe(content)
  expect(sent).toMatchObject({ topic: 'orders/delete', shop: 'replay.myshopify.com' })
})

test('a sample sends its response under its own name', () => {
  const sent = read('any.json', '{"name":"orders/paid","response":{"id":820982911946154508}}')
  expect(sent.topic).toBe('orders/paid')
  expect(sent.body.toString()).toBe('{"id":820982911946154508}')
})

test('a file with headers keeps what the store said and drops what belongs to the line', () => {
  const headers = {
    'X-Shopify-Topic': 'orders/updated',
    'x-shopify-shop-domain': 'shop.myshopify.com',
    'x-shopify-webhook-id': 'w-1',
    'x-shopify-triggered-at': '2024-08-07T22:57:57.290670248Z',
    'x-shopify-hmac-sha256': 'of another secret',
    'content-length': '9',
  }
  const sent = read('x.json', JSON.stringify({ headers, body: { id: 1 }, topic: 'orders/updated' }))
  expect(sent).toMatchObject({ topic: 'orders/updated', shop: 'shop.myshopify.com', id: 'w-1' })
  expect(sent.headers['x-shopify-triggered-at']).toBe('2024-08-07T22:57:57.290670248Z')
  expect(Object.keys(sent.headers)).not.toContain('content-length')
  expect(Object.keys(sent.headers)).not.toContain('x-shopify-hmac-sha256')
})

test('a shop named on the command line goes before the one in the file', () => {
  expect(read('orders.paid.json', '{}', 'mine.myshopify.com').shop).toBe('mine.myshopify.com')
})

test('what is no JSON is sent as it is', () => {
  expect(read('orders.create.json', 'no json').body.toString()).toBe('no json')
  expect(read('orders.create.json', '').body).toHaveLength(0)
})
