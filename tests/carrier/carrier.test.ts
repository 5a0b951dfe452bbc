import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { ready } from 'zpl-renderer-js'
import { barcodesIn, pdfPictures } from '../pdf-picture.ts'
import { type CarrierOptions, type RunningCarrier, startCarrier } from './index.ts'
import { signatureOf } from './push.ts'
import { chance, decideWay, usualShares, wayNames } from './ways.ts'

const secret = 'carrier-secret-of-the-tests'
const open: { stop(): Promise<void> }[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.stop()
})

async function carrier(more: Partial<CarrierOptions> = {}): Promise<RunningCarrier> {
  const running = await startCarrier({
    ...{ port: 0, appUrl: 'http://127.0.0.1:1', secret, eventEveryMs: 3_600_000, seed: '1' },
    ...more,
  })
  open.push(running)
  return running
}

const call = (running: RunningCarrier, path: string, body?: unknown, key?: string) =>
  fetch(`${running.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${secret}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key ? { 'idempotency-key': key } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

const home = {
  name: 'Жанна д’Арк',
  company: null,
  street1: 'Große Straße 5',
  street2: null,
  city: '東京',
  region: null,
  postcode: '10115',
  country: 'DE',
}
const wanted = {
  reference: '#1001-1',
  service: 'standard',
  callback: '0199-shop',
  from: { ...home, name: 'Die Werkstatt ^~_' },
  to: home,
  parcel: { weight_g: 1_200 },
}

test('a label bought twice under one key is one label, and the count says so', async () => {
  const running = await carrier()
  const first = await call(running, '/v1/labels', wanted, 'buy:1')
  const second = await call(running, '/v1/labels', wanted, 'buy:1')
  expect([first.status, second.status]).toEqual([201, 200])
  expect((await second.json()).number).toBe((await first.json()).number)
  expect(await (await call(running, '/control/counts')).json()).toMatchObject({
    ...{ labels: 1, repeats: 1, doubles: 0 },
  })
})

test('a second live label for one reference is counted as a double, a void one is not', async () => {
  const running = await carrier()
  const first = await (await call(running, '/v1/labels', wanted, 'buy:1')).json()
  await call(running, '/v1/labels', wanted, 'buy:2')
  expect(await (await call(running, '/control/counts')).json()).toMatchObject({
    ...{ doubles: 1, doubled: ['#1001-1'] },
  })
  expect((await call(running, `/v1/labels/${first.number}/void`, {})).status).toBe(200)
  expect((await call(running, `/v1/labels/${first.number}/void`, {})).status).toBe(200)
  expect(await (await call(running, '/control/counts')).json()).toMatchObject({
    ...{ doubles: 0, voided: 1 },
  })
})

test('the printed label and the ZPL label carry the parcel number in a barcode that reads', async () => {
  const running = await carrier()
  const { number, label, tracking_url } = await (
    await call(running, '/v1/labels', wanted, 'buy:1')
  ).json()
  const [page] = await pdfPictures(Buffer.from(label.pdf, 'base64'))
  expect(page && (await barcodesIn(page))).toEqual([number, tracking_url].toSorted())
  const { api } = await ready
  const png = Buffer.from(await api.zplToBase64Async(label.zpl, 101.6, 152.4, 8), 'base64')
  expect(await barcodesIn(png)).toEqual([number, tracking_url].toSorted())
})

test('everything wrong with an address is named at once', async () => {
  const running = await carrier()
  const bad = { ...wanted, to: { ...home, city: '', country: 'Germany' } }
  const answer = await call(running, '/v1/labels', bad, 'buy:1')
  expect(answer.status).toBe(422)
  expect((await answer.json()).errors).toEqual([
    'to.city: is missing',
    'to.country: two capital letters',
  ])
})

test('a scan is pushed with a signature over the raw bytes, again until it is taken', async () => {
  const got: { body: string; signature: string; url: string }[] = []
  let refusals = 1
  const app = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part: string) => {
      body += part
    })
    request.on('end', () => {
      const signature = String(request.headers['x-parcelnet-signature'])
      got.push({ body, signature, url: request.url ?? '' })
      response.writeHead(refusals-- > 0 ? 503 : 200).end()
    })
  })
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve))
  open.push({ stop: () => new Promise((resolve) => app.close(() => resolve())) })
  const address = app.address()
  const port = typeof address === 'object' ? address?.port : 0
  const running = await carrier({
    appUrl: `http://127.0.0.1:${port}`,
    ...{ eventEveryMs: 40, shares: {} },
  })
  await call(running, '/v1/labels', wanted, 'buy:1')
  await expect
    .poll(() => got.some((each) => each.body.includes('"DL"')), { timeout: 8_000 })
    .toBe(true)
  expect(new Set(got.map((each) => each.url))).toEqual(new Set(['/carrier/parcelnet/0199-shop']))
  for (const each of got) expect(each.signature).toBe(signatureOf(secret, each.body))
})

test('a carrier that was stopped goes on where it was', async () => {
  const stateFile = join(mkdtempSync(join(tmpdir(), 'carrier-')), 'carrier.json')
  const before = await startCarrier({
    ...{ port: 0, appUrl: 'http://127.0.0.1:1', secret, eventEveryMs: 1e7, seed: '1', stateFile },
  })
  const { number } = await (await call(before, '/v1/labels', wanted, 'buy:1')).json()
  await call(before, `/control/parcels/${number}/advance`, { scans: 2, way: 'smooth' })
  await before.stop()
  const after = await carrier({ stateFile })
  const news = await (await call(after, `/v1/track/${number}`)).json()
  expect(news.events.map((event: { code: string }) => event.code)).toEqual(['AN', 'PU'])
  expect((await (await call(after, '/v1/labels', wanted, 'buy:1')).json()).number).toBe(number)
})

test('the tracking page is for people', async () => {
  const running = await carrier()
  const { number } = await (await call(running, '/v1/labels', wanted, 'buy:1')).json()
  await call(running, `/control/parcels/${number}/advance`, { scans: 'end', way: 'smooth' })
  const page = await (await fetch(`${running.url}/track/${number}`)).text()
  expect(page).toContain('Out for delivery')
  expect((await fetch(`${running.url}/track/nope`)).status).toBe(404)
})

test('ways are shared out as asked, and the same seed gives the same', () => {
  const numbers = Array.from({ length: 2_000 }, (_, at) => `PN${at}`)
  const drawn = numbers.map((number) => decideWay('7', number, usualShares))
  expect(numbers.map((number) => decideWay('7', number, usualShares))).toEqual(drawn)
  for (const way of wayNames) {
    const wantedShare = way === 'smooth' ? 69 : (usualShares[way] ?? 0)
    const got = (drawn.filter((one) => one === way).length / drawn.length) * 100
    expect(Math.abs(got - wantedShare), way).toBeLessThan(4)
  }
  expect(chance('a')).toBeLessThan(1)
})
