import { expect, test } from 'vitest'
import { urgencyOf } from './urgent.ts'

const settings = { urgentTags: ['VIP'], urgentServices: ['express'] }
const order = { urgentAt: null, tags: ['gift'], shippingTitle: 'Standard' }

test('an order is urgent by a person, a tag or its service, and says why', () => {
  expect(urgencyOf(order, settings)).toBeNull()
  expect(urgencyOf({ ...order, urgentAt: new Date() }, settings)).toBe('Urgent')
  expect(urgencyOf({ ...order, tags: ['gift', ' vip '] }, settings)).toBe(' vip ')
  expect(urgencyOf({ ...order, shippingTitle: 'DHL Express 12:00' }, settings)).toBe(
    'DHL Express 12:00',
  )
  expect(urgencyOf({ ...order, shippingTitle: null }, settings)).toBeNull()
  expect(
    urgencyOf(
      { ...order, tags: ['VIP'], shippingTitle: 'Express' },
      {
        urgentTags: [],
        urgentServices: [],
      },
    ),
  ).toBeNull()
})
