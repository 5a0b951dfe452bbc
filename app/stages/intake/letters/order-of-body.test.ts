import { expect, test } from 'vitest'
import { orderOfBody } from './order-of-body.ts'

test.each([
  ['orders/cancelled', '{"id": 78, "line_items": [{}]}', '78'],
  ['orders/cancelled', '{"id": 820982911946154508, "name": 7}', '820982911946154508'],
  ['orders/updated', '{"admin_graphql_api_id": "gid://shopify/Order/9", "id": 1}', '9'],
  ['orders/edited', '{"order_edit": {"id": 4, "order_id": 12}}', '12'],
  ['refunds/create', '{"id": 5, "order_id": 13}', '13'],
  [
    'returns/update',
    '{"admin_graphql_api_id": "gid://shopify/Return/5", "order": {"id": 14}}',
    '14',
  ],
  ['refunds/create', '{"id": 5, "admin_graphql_api_id": "gid://shopify/Refund/5"}', null],
  ['orders/paid', '{"id": {"not": "an id"}, "order_id": [1]}', null],
  ['orders/paid', 'no json', null],
  ['orders/paid', '[7]', null],
])('%s %s is about order %s', (topic, body, order) => {
  expect(orderOfBody(topic, Buffer.from(body))).toBe(order)
})
