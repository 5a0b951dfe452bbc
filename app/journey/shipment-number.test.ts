import { expect, test } from 'vitest'
import { nextShipmentNumber } from './shipment-number.ts'

test('numbers run on, also past nine and over gaps', () => {
  expect(nextShipmentNumber('#1001', [])).toBe('#1001-1')
  expect(nextShipmentNumber('#1001', ['#1001-9', '#1001-12'])).toBe('#1001-13')
})
