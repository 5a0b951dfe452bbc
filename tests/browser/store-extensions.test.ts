/** The app's own extension bundles inside the stand-in's admin and on its order page. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import '@shopify/shopify-api/adapters/node'
import { ApiVersion, LogSeverity, shopifyApi } from '@shopify/shopify-api'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildExtensions } from '../../tools/build.ts'
import { pageRoutes } from '../store/pages/index.ts'
import type { OrderRecord } from '../store/records/orders.ts'
import { type StandInStore, startStore } from '../store/store.ts'
import { desktop, openChromium, phone } from './chromium.ts'

const apiKey = 'key-of-the-app'
const apiSecret = 'a-secret-of-the-app-in-tests'
const shopify = shopifyApi({
  apiKey,
  apiSecretKey: apiSecret,
  hostName: 'app.example.com',
  apiVersion: ApiVersion.July26,
  isEmbeddedApp: true,
  logger: { level: LogSeverity.Error },
})

let browser: Browser
let app: Server
let store: StandInStore
let order: OrderRecord
const tokens: string[] = []

const journey = {
  found: true,
  room: 'Check',
  step: 'Ask for the address',
  owner: 'Customer',
  due: 'Tuesday, 10:00',
  overdue: true,
  path: 'app:/app/orders/1',
}
const status = {
  stage: 'onTheWay',
  expectedDay: '2026-11-27',
  later: false,
  parcels: [
    {
      number: 'PN12',
      carrier: 'Parcelnet',
      url: 'https://carrier.example/PN12',
      expectedDay: null,
    },
  ],
}

function answerAsApp(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*')
  response.setHeader('access-control-allow-headers', 'authorization')
  if (request.method === 'OPTIONS' || !request.url?.startsWith('/api/')) {
    response.end()
    return
  }
  tokens.push(request.headers.authorization?.replace('Bearer ', '') ?? '')
  const body = request.url.startsWith('/api/order-journey') ? journey : status
  response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
}

beforeAll(async () => {
  await buildExtensions()
  app = createServer(answerAsApp)
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve))
  const address = app.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  store = await startStore({
    appUrl: `http://127.0.0.1:${address.port}`,
    apiKey,
    apiSecret,
    seed: 7,
    installed: false,
    pages: pageRoutes,
  })
  order = store.placeNext()
  browser = await openChromium()
})
afterAll(async () => {
  await browser.close()
  await store.close()
  app.close()
})

async function open(path: string, viewport = desktop): Promise<Page> {
  const page = await browser.newPage({ viewport })
  page.setDefaultTimeout(5000)
  await page.goto(store.baseUrl + path)
  return page
}
const adminOrder = () => `/store/orderwright-demo/admin/orders/${order.id}`
const shopperOrder = () => `/shops/orderwright-demo.myshopify.com/orders/${order.statusToken}`

test('the app’s block stands on the order in the admin and asks with the staff’s token', async () => {
  const page = await open(adminOrder())
  const block = page.frameLocator('iframe.block-frame')
  await block.getByText('Ask for the address').waitFor()
  expect(await shopify.session.decodeSessionToken(tokens.at(-1) ?? '')).toMatchObject({
    dest: 'https://orderwright-demo.myshopify.com',
    sub: '1',
  })
  await block.locator('a').click()
  await page.waitForURL(/\/admin\/apps\/orderwright\/app\/orders\/1$/)
  await page.close()
})

test('the shopper’s block speaks for the order’s customer and is as tall as what it shows', async () => {
  const page = await open(shopperOrder(), phone)
  const block = page.frameLocator('iframe.block-frame')
  const parcel = block.getByText('Parcelnet', { exact: false })
  await parcel.waitFor()
  expect(await shopify.session.decodeSessionToken(tokens.at(-1) ?? '')).toMatchObject({
    dest: 'orderwright-demo.myshopify.com',
    sub: `gid://shopify/Customer/${order.customerId}`,
  })
  const fits = async () => {
    const frame = await page.locator('iframe.block-frame').boundingBox()
    const inside = await block.locator('body').evaluate((body) => body.scrollHeight)
    return frame !== null && Math.abs(frame.height - inside) <= 2
  }
  await expect.poll(fits).toBe(true)
  await page.close()
})

test('every element the blocks use is drawn', async () => {
  for (const path of [adminOrder(), shopperOrder()]) {
    const page = await open(path)
    const block = page.frameLocator('iframe.block-frame')
    await block.locator('s-stack').first().waitFor({ state: 'attached' })
    expect(await block.locator(':not(:defined)').count(), path).toBe(0)
    await page.close()
  }
})
