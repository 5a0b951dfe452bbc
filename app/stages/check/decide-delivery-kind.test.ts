import { expect, test } from 'vitest'
import { decideDeliveryKind } from './decide-delivery-kind.ts'

test.each([
  [['SHIPPING'], 'shipping'],
  [['LOCAL'], 'shipping'],
  [['PICKUP_POINT'], 'shipping'],
  [['PICK_UP'], 'pickup'],
  [['RETAIL'], 'pickup'],
  [['NONE'], 'digital'],
  [['NONE', 'PICK_UP'], 'pickup'],
  [['PICK_UP', 'SHIPPING', 'NONE'], 'shipping'],
  [[null], 'shipping'],
  [[], 'shipping'],
] as const)('parts of an order with %j are, as a whole, %s', (methods, kind) => {
  expect(decideDeliveryKind(methods, true)).toBe(kind)
})

test('where the store says nothing, things are sent and files are not', () => {
  expect(decideDeliveryKind([], false)).toBe('digital')
  expect(decideDeliveryKind([null], false)).toBe('digital')
})
