/// <reference types="@shopify/ui-extensions/admin.order-details.block.render" />
import { getExtension } from '@shopify/ui-extensions-tester'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { translator } from '../../translated.ts'

const block = getExtension('admin.order-details.block.render', {
  configSearchDir: 'extensions/order-journey-block',
})
const order = 'gid://shopify/Order/820982911946154508'

beforeEach(() => {
  block.setUp()
  Object.assign(block.shopify.i18n, {
    translate: translator('extensions/order-journey-block/locales/en.default.json'),
  })
  block.shopify.data.selected = [{ id: order }]
})
afterEach(() => {
  block.tearDown()
  vi.unstubAllGlobals()
})

const answer = (body: unknown, status = 200) => {
  const asked = vi.fn(async (_url: string) => Response.json(body, { status }))
  vi.stubGlobal('fetch', asked)
  return asked
}
const shown = () => document.body.textContent ?? ''

test('the merchant sees room, owner, next step and due time of the order on the page', async () => {
  const asked = answer({
    found: true,
    room: 'Pick',
    step: 'Pick',
    owner: 'Warehouse',
    due: 'Mon 23 Nov, 14:00',
    overdue: false,
    path: 'app:/app/orders/1',
  })
  await block.render()
  await vi.waitFor(() => expect(shown()).toContain('Warehouse'))
  expect(shown()).toContain('Mon 23 Nov, 14:00')
  expect(asked).toHaveBeenCalledWith(`/api/order-journey?order=${encodeURIComponent(order)}`)
  expect(document.querySelector('s-link')?.getAttribute('href')).toBe('app:/app/orders/1')
})

test('an overdue order says so loudly', async () => {
  answer({
    found: true,
    room: 'Pick',
    step: 'Pick',
    owner: 'Warehouse',
    due: 'Mon 23 Nov, 14:00',
    overdue: true,
    path: 'app:/x',
  })
  await block.render()
  await vi.waitFor(() => expect(document.querySelector('s-badge[tone="critical"]')).not.toBeNull())
})

test('an order the app does not know yet is said to be unknown, not empty', async () => {
  answer({}, 404)
  await block.render()
  await vi.waitFor(() => expect(document.querySelector('s-spinner')).toBeNull())
  expect(document.querySelector('s-link')).toBeNull()
  expect(shown()).toContain('does not know this order')
})

test('when the app does not answer the merchant may try again', async () => {
  answer({}, 503)
  await block.render()
  await vi.waitFor(() => expect(document.querySelector('s-banner[tone="critical"]')).not.toBeNull())
  answer({
    found: true,
    room: 'Pack',
    step: 'Pack',
    owner: 'Warehouse',
    due: 'now',
    overdue: false,
    path: 'app:/x',
  })
  document.querySelector('s-button')?.dispatchEvent(new Event('click'))
  await vi.waitFor(() => expect(shown()).toContain('Pack'))
})
