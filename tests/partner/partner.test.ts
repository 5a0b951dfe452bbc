import { createServer } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { afterEach, expect, test } from 'vitest'
import { shipBody } from '../../app/stages/handoff/index.ts'
import { startCarrier } from '../carrier/index.ts'
import { type PartnerOptions, type RunningPartner, startPartner } from './index.ts'

const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`
const open: { stop(): Promise<void> }[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.stop()
})

/** An app that takes every answer, and remembers them. */
async function listeningApp(status = () => 200, before = () => Promise.resolve()) {
  const told: { path: string; body: unknown }[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += String(part)
    told.push({ path: request.url ?? '', body: JSON.parse(body) })
    await before()
    response.writeHead(status()).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({ stop: () => new Promise((resolve) => server.close(() => resolve())) })
  const address = server.address()
  return { told, url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}` }
}

async function partner(more: Partial<PartnerOptions> = {}): Promise<RunningPartner> {
  const running = await startPartner({
    ...{ port: 0, appUrl: 'http://127.0.0.1:9', secret, answerAfterMs: 3_600_000, seed: '1' },
    apiKey: 'owp_0199aa000000700080000000000000ab_secret',
    rejectPercent: 0,
    ...more,
  })
  open.push(running)
  return running
}

const requested = (number = '#1001-1') => ({
  type: 'fulfillment.requested',
  timestamp: '2026-11-23T08:00:00.000Z',
  data: {
    id: `id-of-${number}`,
    number,
    ship_to: {
      name: 'Ana Kos',
      street1: 'Trg 5',
      city: 'Maribor',
      postcode: '2000',
      country: 'SI',
    },
    lines: [{ line_id: 'l1', sku: 'MUG', title: 'Mug', quantity: 8 }],
  },
})

function send({ endpointUrl }: RunningPartner, id: string, message: object, key = secret) {
  const body = JSON.stringify(message)
  const at = new Date()
  return fetch(endpointUrl, {
    method: 'POST',
    body,
    headers: {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(key).sign(id, at, body),
    },
  })
}
const counts = async ({ url }: RunningPartner): Promise<unknown> =>
  (await fetch(`${url}/control/counts`)).json()

test('the same message makes one order; the same shipment under another name is counted as a double', async () => {
  const running = await partner()
  const first = await send(running, 'm1', requested())
  const again = await send(running, 'm1', requested())
  expect([first.status, again.status]).toEqual([202, 200])
  expect(await again.json()).toEqual(await first.json())
  expect(await counts(running)).toMatchObject({ orders: 1, repeats: 1, doubles: 0 })
  await send(running, 'm2', requested())
  expect(await counts(running)).toMatchObject({ orders: 2, doubles: 1, doubled: ['#1001-1'] })
})

test('a message with a wrong signature is turned away and counted', async () => {
  const running = await partner()
  const other = `whsec_${Buffer.alloc(32, 6).toString('base64')}`
  expect((await send(running, 'm1', requested(), other)).status).toBe(401)
  expect(await counts(running)).toMatchObject({ orders: 0, badSignatures: 1 })
})

test('it accepts, buys labels that the carrier knows, and reports them; its parcels carry the shop', async () => {
  const app = await listeningApp()
  const carrier = await startCarrier({
    ...{ port: 0, appUrl: app.url, secret: 'carrier-secret-1', eventEveryMs: 3_600_000, seed: '1' },
  })
  open.push(carrier)
  const running = await partner({
    appUrl: app.url,
    carrier: { url: carrier.url, secret: 'carrier-secret-1' },
  })
  await send(running, 'm1', requested())
  await running.work()
  await running.work()
  expect(app.told.map(({ path }) => path)).toEqual([
    '/api/partner/v1/requests/id-of-%231001-1/accept',
    '/api/partner/v1/requests/id-of-%231001-1/ship',
  ])
  const parcels = [...carrier.carrier.book.byNumber.values()]
  expect(parcels).toHaveLength(2)
  expect(parcels[0]).toMatchObject({
    callback: '0199aa00-0000-7000-8000-0000000000ab',
    to: { city: 'Maribor' },
  })
  expect(app.told[1]?.body).toMatchObject({
    carrier: 'Parcelnet',
    tracking: parcels.map(({ number }) => expect.objectContaining({ number })),
  })
  expect(shipBody.safeParse(app.told[1]?.body)).toMatchObject({ success: true })
})

test('a partner that goes away in the middle of a step does it again when it is back', async () => {
  const answers = Promise.withResolvers<void>()
  const app = await listeningApp(
    () => 200,
    () => answers.promise,
  )
  const running = await partner({ appUrl: app.url })
  await send(running, 'm1', requested())
  const working = running.work()
  await expect.poll(() => app.told.length).toBe(1)
  // What would stand in its book, were it killed now.
  expect(running.house.book.orders[0]?.nextAt).not.toBeNull()
  answers.resolve()
  await working
  expect(running.house.book.orders[0]).toMatchObject({ state: 'accepted' })
})

test('while the app is down the same is said again, and no second label is bought', async () => {
  let status = 503
  const app = await listeningApp(() => status)
  const carrier = await startCarrier({
    ...{ port: 0, appUrl: app.url, secret: 'carrier-secret-1', eventEveryMs: 3_600_000, seed: '1' },
  })
  open.push(carrier)
  const running = await partner({
    appUrl: app.url,
    carrier: { url: carrier.url, secret: 'carrier-secret-1' },
  })
  await send(running, 'm1', requested())
  await running.work()
  expect(running.house.book.orders[0]).toMatchObject({ state: 'received', tries: 1 })
  status = 200
  await running.work()
  status = 503
  await running.work()
  status = 200
  await running.work()
  expect(running.house.book.orders[0]).toMatchObject({ state: 'shipped' })
  expect(carrier.carrier.book.byNumber.size).toBe(2)
})

test('what it shall stop it stops, unless the parcel has its label', async () => {
  const app = await listeningApp()
  const running = await partner({ appUrl: app.url })
  await send(running, 'm1', requested('#1-1'))
  await send(running, 'm2', requested('#2-1'))
  await running.work()
  const [, second] = running.house.book.orders
  if (second) second.tracking = [{ number: 'X1', url: null }]
  for (const number of ['#1-1', '#2-1']) {
    const stop = {
      type: 'fulfillment.cancel_requested',
      timestamp: '2026-11-23T08:00:00.000Z',
      data: { id: `id-of-${number}`, number },
    }
    expect((await send(running, `stop ${number.slice(1)}`, stop)).status).toBe(200)
  }
  await running.work()
  expect(app.told.slice(-2).map(({ body }) => body)).toEqual([
    { answer: 'confirm' },
    { answer: 'refuse' },
  ])
  await running.work()
  expect(running.house.book.orders.map((order) => order.state)).toEqual(['stopped', 'shipped'])
})

test('faults come when they are planned, and its page shows its orders', async () => {
  const running = await partner()
  const plan = (kind: string) =>
    fetch(`${running.url}/control/faults`, { method: 'POST', body: JSON.stringify({ kind }) })
  await plan('after_work')
  expect((await send(running, 'm1', requested())).status).toBe(500)
  await plan('down')
  await expect(send(running, 'm1', requested())).rejects.toThrow()
  await plan('page')
  const maintained = await send(running, 'm1', requested())
  expect(maintained.headers.get('content-type')).toContain('text/html')
  expect((await send(running, 'm1', requested())).status).toBe(200)
  expect(await counts(running)).toMatchObject({ orders: 1, doubles: 0 })
  expect(await (await fetch(running.url)).text()).toContain('HF-000001')
})
