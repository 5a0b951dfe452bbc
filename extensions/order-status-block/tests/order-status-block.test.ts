/// <reference types="@shopify/ui-extensions/customer-account.order-status.block.render" />
import { getExtension } from '@shopify/ui-extensions-tester'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { translator } from '../../translated.ts'
import type { OrderStatus } from '../src/order-status.ts'

const block = getExtension('customer-account.order-status.block.render', {
  configSearchDir: 'extensions/order-status-block',
})
const moving: OrderStatus = {
  stage: 'onTheWay',
  expectedDay: '2026-03-04T12:00:00Z',
  later: false,
  parcels: [
    {
      number: 'PN123',
      carrier: 'Parcelnet',
      url: 'https://track.example/PN123',
      expectedDay: '2026-03-04T12:00:00Z',
    },
  ],
}

beforeEach(() => {
  block.setUp()
  block.shopify.order.value = {
    id: 'gid://shopify/Order/1',
    name: '#1001',
    confirmationNumber: 'XPAV284CT',
  }
  Object.assign(block.shopify.i18n, {
    translate: translator('extensions/order-status-block/locales/en.default.json'),
  })
})
afterEach(() => {
  block.tearDown()
  vi.unstubAllGlobals()
})

const answer = (body: unknown, status = 200) => {
  const asked = vi.fn(async (_url: string, _init: RequestInit) => Response.json(body, { status }))
  vi.stubGlobal('fetch', asked)
  return asked
}
const shown = () => document.body.textContent ?? ''

test('the shopper sees the stage, the parcel and the expected day', async () => {
  const asked = answer(moving)
  await block.render()
  await vi.waitFor(() => expect(shown()).toContain('PN123'))
  expect(shown()).toContain('On its way')
  expect(document.querySelector('s-link')?.getAttribute('href')).toBe('https://track.example/PN123')
  expect(new Headers(asked.mock.calls[0]?.[1].headers).get('authorization')).toMatch(/^Bearer /)
  const { searchParams } = new URL(asked.mock.calls[0]?.[0] ?? '', 'https://app.test')
  expect(searchParams.get('confirmation')).toBe('XPAV284CT')
})

test('a day that slipped is called later, not hidden', async () => {
  answer({ ...moving, later: true })
  await block.render()
  await vi.waitFor(() => expect(shown()).toContain('Later than first promised'))
})

test('a held order asks the shopper to look at the e-mail', async () => {
  answer({ stage: 'held', expectedDay: null, later: false, parcels: [] })
  await block.render()
  await vi.waitFor(() =>
    expect(document.querySelector('s-banner')?.textContent).toContain('We need something from you'),
  )
})

test('an order the app does not know shows no block at all', async () => {
  answer({}, 404)
  await block.render()
  await vi.waitFor(() => expect(document.querySelector('s-spinner')).toBeNull())
  expect(document.querySelector('s-section')).toBeNull()
})

test('when the app is down the shopper is told the order is safe', async () => {
  answer({}, 500)
  await block.render()
  await vi.waitFor(() => expect(shown()).toContain('Your order is safe'))
})
