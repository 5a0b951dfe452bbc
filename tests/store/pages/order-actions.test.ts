import { beforeEach, expect, test } from 'vitest'
import { act } from '../act.ts'
import { placeHold } from '../fulfillment/hold.ts'
import { type Answer, makeRouter } from '../http.ts'
import { fulfillmentOrdersOf, netPayment } from '../orders/sums.ts'
import type { OrderRecord } from '../records/orders.ts'
import { pageRoutes } from './index.ts'
import { type LittleStore, littleStore } from './little-store.ts'

const find = makeRouter(pageRoutes)
let store: LittleStore
let order: OrderRecord

beforeEach(() => {
  store = littleStore()
  // The first order of the seed that is sent, paid and has a line of one and another line.
  for (let n = 0; n < 60; n += 1) store.place(n)
  const found = [...store.shop.orders.values()].find(
    (one) =>
      one.delivery === 'shipping' &&
      one.lines.length > 1 &&
      netPayment(store.shop, one).shop > 0 &&
      one.refundIds.length === 0,
  )
  if (!found) throw new Error('the seed has no such order')
  order = found
})

interface Asked {
  readonly form?: Readonly<Record<string, string | number>>
  readonly origin?: string
}

async function ask(
  method: string,
  path: string,
  { form = {}, origin }: Asked = {},
): Promise<Answer> {
  const url = new URL(path, store.baseUrl)
  const found = find(method, url.pathname)
  if (!found) throw new Error(`no route for ${method} ${path}`)
  const fields = Object.entries(form).map(([name, value]) => [name, String(value)])
  return found.route.handle({
    store,
    request: {
      method,
      url,
      headers: origin === undefined ? {} : { origin },
      body: Buffer.from(new URLSearchParams(fields).toString()),
    },
    params: found.params,
  })
}

const home = () => `/store/orderwright-demo/admin/orders/${order.id}`
const press = (action: string, form: Asked['form']) =>
  ask('POST', `${home()}/${action}`, { form: form ?? {} })
const told = (answer: Answer) =>
  new URL(answer.headers?.['location'] ?? '', store.baseUrl).searchParams
const text = async (path: string) => String((await ask('GET', path)).body)

test('an edited quantity changes the order and tells the app', async () => {
  const line = order.lines[0]
  const to = (line?.currentQuantity ?? 0) + 2
  const answer = await press('edit', { line: 0, to })
  expect(answer.status).toBe(303)
  expect(told(answer).get('done')).toContain(`now ${to}`)
  expect(line?.currentQuantity).toBe(to)
  expect(store.told).toContain('orders/edited')
})

test('nonsense is refused by name and changes nothing', async () => {
  const before = order.lines.map((line) => line.currentQuantity)
  expect(told(await press('edit', { line: 99, to: 1 })).get('refused')).toBe(
    'The order has no line 99.',
  )
  expect(told(await press('edit', { line: 0, to: '-3' })).get('refused')).toContain(
    'no number of pieces',
  )
  expect(told(await press('refund', { line: 0, quantity: 50 })).get('refused')).toContain(
    'not 50 pieces',
  )
  expect(order.lines.map((line) => line.currentQuantity)).toEqual(before)
  await expect(press('explode', {})).rejects.toThrow('no action "explode"')
})

test('a refunded piece is paid back at its price', async () => {
  const line = order.lines[0]
  const before = netPayment(store.shop, order).presentment
  expect(told(await press('refund', { line: 0, quantity: 1 })).get('done')).toContain('Refunded 1')
  expect(before - netPayment(store.shop, order).presentment).toBe(line?.unitPrice.presentment)
  expect(store.told).toContain('refunds/create')
})

test('a cancelled order cannot be cancelled again', async () => {
  expect(told(await press('cancel', {})).has('done')).toBe(true)
  expect(order.cancelledAt).not.toBe(null)
  expect(store.told).toContain('orders/cancelled')
  expect(told(await press('cancel', {})).get('refused')).toContain('already been canceled')
})

test('a hold is released by hand, once', async () => {
  const [one] = fulfillmentOrdersOf(store.shop, order)
  if (!one) throw new Error('no fulfillment order')
  const wish = {
    reason: 'INCORRECT_ADDRESS',
    reasonNotes: '<i>street</i>',
    handle: 'orderwright',
    externalId: null,
  }
  const { hold } = act(store.shop, (doing) => placeHold(doing, one, wish, []))
  const page = await text(home())
  expect(page).toContain('On hold: Incorrect address')
  expect(page).toContain('&lt;i&gt;street&lt;/i&gt;')
  const form = { fulfillmentOrder: one.id, hold: hold.id }
  expect(told(await press('release', form)).has('done')).toBe(true)
  expect(one.status).toBe('OPEN')
  expect(told(await press('release', form)).get('refused')).toBe('That hold is gone already.')
})

test('fulfilment is requested only where a partner sends', async () => {
  const all = [...store.shop.fulfillmentOrders.values()]
  const atPartner = (service: boolean) =>
    all.find((one) => (store.shop.locations.get(one.locationId)?.serviceId !== null) === service)
  for (const service of [true, false]) {
    const one = atPartner(service)
    const owner = one && store.shop.orders.get(one.orderId)
    if (!owner) throw new Error('no such fulfillment order')
    order = owner
    const answer = told(await press('request', { fulfillmentOrder: one.id }))
    expect(answer.has('done')).toBe(service)
    expect(one.requestStatus).toBe(service ? 'SUBMITTED' : 'UNSUBMITTED')
  }
})

test('a form of another site is not taken', async () => {
  const asked = { form: {}, origin: 'https://evil.example' }
  await expect(ask('POST', `${home()}/cancel`, asked)).rejects.toThrow('not taken here')
  await expect(ask('POST', '/store/orderwright-demo/admin/id-token', asked)).rejects.toThrow(
    'not taken here',
  )
  expect(order.cancelledAt).toBe(null)
  const own = await ask('POST', '/store/orderwright-demo/admin/id-token', { origin: store.baseUrl })
  expect(JSON.parse(String(own.body)).idToken.split('.')).toHaveLength(3)
})

test('what buyers wrote is shown as they wrote it, never as markup', async () => {
  order.note = '</p><script>alert(1)</script>'
  const page = await text(home())
  expect(page).toContain('&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(page).not.toContain('<script>alert')
})

test('the shopper’s page hides what is meant for the merchant, and opens only with its token', async () => {
  const line = order.lines[0]
  if (!line) throw new Error('no line')
  const properties = [
    { name: 'Engraving', value: 'A & J' },
    { name: '_internal', value: 'batch 7' },
  ]
  order.lines[0] = { ...line, properties }
  const page = await text(`/shops/orderwright-demo.myshopify.com/orders/${order.statusToken}`)
  expect(page).toContain('A &amp; J')
  expect(page).not.toContain('batch 7')
  expect(await text(home())).toContain('batch 7')
  const guessed = await ask('GET', '/shops/orderwright-demo.myshopify.com/orders/guessed')
  expect(guessed.status).toBe(404)
  expect(String(guessed.body)).toContain('no order has this page')
})

test('the newest customer’s page has an address of its own', async () => {
  const newest = [...store.shop.orders.values()].at(-1)
  const led = await ask('GET', '/store/orderwright-demo/orders/latest')
  expect(led.headers?.['location']).toBe(
    `/shops/orderwright-demo.myshopify.com/orders/${newest?.statusToken}`,
  )
})

test('after switching the user, the browser comes back only to pages of the admin', async () => {
  const path = '/store/orderwright-demo/admin/user'
  const answer = await ask('POST', path, {
    form: { user: 2, back: '/store/orderwright-demo/admin/orders' },
  })
  expect(answer.headers).toMatchObject({
    location: '/store/orderwright-demo/admin/orders',
    'set-cookie': 'stand_in_user=2; Path=/store; SameSite=Lax; HttpOnly',
  })
  const away = await ask('POST', path, { form: { user: 2, back: '//evil.example' } })
  expect(away.headers?.['location']).toBe('/store/orderwright-demo/admin')
})
