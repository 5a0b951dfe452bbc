/** The stand-in's admin and its App Bridge, with a small app of our own in the frame. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pageRoutes } from '../store/pages/index.ts'
import type { OrderRecord } from '../store/records/orders.ts'
import { type StandInStore, startStore } from '../store/store.ts'
import { desktop, openChromium, phone } from './chromium.ts'

let browser: Browser
let appServer: Server
let store: StandInStore
let appUrl: string
/** What the app was asked, newest last. */
const asked: { method: string; url: string; headers: IncomingMessage['headers'] }[] = []
/** The next answers of the app's API are 401 with an order to try a new token. */
let refusals = 0

const appPage = (storeUrl: string) => `<!doctype html><html><head><title>Board</title>
<script src="${storeUrl}/app-bridge.js" data-api-key="key-of-the-app"></script></head><body>
<ui-nav-menu><a href="/app" rel="home">Home</a><a href="/app/orders">Orders</a><a href="/app/settings">Settings</a></ui-nav-menu>
<ui-title-bar title="Board"><button variant="primary" onclick="say('primary pressed')">New order</button></ui-title-bar>
<ui-modal id="sure"><p>Really send it?</p><ui-title-bar title="Send"><button variant="primary" onclick="say('sent'); this.closest('ui-modal').hide()">Send</button></ui-title-bar></ui-modal>
<ui-save-bar id="save"><button variant="primary" onclick="say('saved'); shopify.saveBar.hide('save')">Keep</button><button onclick="say('discarded'); shopify.saveBar.hide('save')"></button></ui-save-bar>
<a id="up" href="shopify:admin/orders">Shopify's orders</a>
<output id="out"></output>
<script>const say = (text) => { document.getElementById('out').textContent += text + ';' }
addEventListener('shopify:navigate', (event) => { history.pushState(null, '', event.target.getAttribute('href')); say('at ' + location.pathname) })</script>
</body></html>`

function answerAsApp(request: IncomingMessage, response: ServerResponse): void {
  const url = request.url ?? '/'
  asked.push({ method: request.method ?? '', url, headers: request.headers })
  if (url.startsWith('/api/')) {
    if (refusals > 0) {
      refusals -= 1
      response.writeHead(401, { 'X-Shopify-Retry-Invalid-Session-Request': '1' }).end()
      return
    }
    response.writeHead(200, { 'content-type': 'text/plain' }).end('ok')
    return
  }
  if (url.startsWith('/proxy/liquid')) {
    response.writeHead(200, { 'content-type': 'application/liquid' }).end('<h1>In the theme</h1>')
    return
  }
  if (url.startsWith('/proxy')) {
    response.writeHead(201, { 'content-type': 'text/plain', 'set-cookie': 'a=1', 'x-own': 'yes' })
    request.pipe(response)
    return
  }
  response.writeHead(200, { 'content-type': 'text/html' }).end(appPage(store.baseUrl))
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}`
}

/** A store with its pages for this app; it sends nothing by itself. */
const openStore = (forApp: string) =>
  startStore({
    appUrl: forApp,
    apiKey: 'key-of-the-app',
    apiSecret: 'a-secret-of-the-app-in-tests',
    seed: 7,
    installed: false,
    pages: pageRoutes,
  })

beforeAll(async () => {
  appServer = createServer(answerAsApp)
  appUrl = await listen(appServer)
  store = await openStore(appUrl)
  for (let n = 0; n < 12; n += 1) store.placeNext()
  browser = await openChromium()
})
afterAll(async () => {
  await browser.close()
  await store.close()
  appServer.close()
})

const admin = () => `${store.baseUrl}/store/orderwright-demo/admin`

async function openApp(
  path = '/app',
  viewport = desktop,
): Promise<{ page: Page; app: FrameLocator }> {
  const page = await browser.newPage({ viewport })
  page.setDefaultTimeout(5000)
  await page.goto(`${admin()}/apps/orderwright${path}`)
  const app = page.frameLocator('#app-frame')
  await app.locator('#out').waitFor({ state: 'attached' })
  return { page, app }
}

const inApp = <T>(app: FrameLocator, script: string): Promise<T> =>
  app.locator('body').evaluate((_, code) => {
    // biome-ignore lint/security/noGlobalEval: runs the test's own words inside the page
    return globalThis.eval(code)
  }, script)

test('the app opens at the admin’s path with what Shopify sends', async () => {
  const { page } = await openApp('/app/orders?room=pick')
  const first = asked.findLast(({ url }) => url.startsWith('/app/orders'))
  const query = new URL(first?.url ?? '', appUrl).searchParams
  expect(query.get('room')).toBe('pick')
  expect(query.get('shop')).toBe('orderwright-demo.myshopify.com')
  expect(query.get('embedded')).toBe('1')
  expect(query.get('id_token')?.split('.')).toHaveLength(3)
  expect(new URL(page.url()).pathname).toBe(
    '/store/orderwright-demo/admin/apps/orderwright/app/orders',
  )
  expect(new URL(page.url()).search).toBe('?room=pick')
  await page.close()
})

test('the app has all of the window that the admin’s own bars leave', async () => {
  for (const viewport of [desktop, phone]) {
    const { page } = await openApp('/app', viewport)
    const bars = await page.locator('#title-bar').boundingBox()
    const frame = await page.locator('#app-frame').boundingBox()
    expect((frame?.y ?? 0) - (bars?.y ?? 0)).toBe(bars?.height)
    expect((frame?.y ?? 0) + (frame?.height ?? 0)).toBe(viewport.height)
    await page.close()
  }
})

test('the app’s links stand in the left navigation and move the app without loading it anew', async () => {
  const { page, app } = await openApp()
  expect(await page.locator('#app-links a').allTextContents()).toEqual(['Orders', 'Settings'])
  await page.locator('#app-links a', { hasText: 'Settings' }).click()
  await expect.poll(() => app.locator('#out').textContent()).toBe('at /app/settings;')
  await expect.poll(() => page.url()).toMatch(/apps\/orderwright\/app\/settings$/)
  expect(await page.locator('#app-links a[aria-current=page]').textContent()).toBe('Settings')
  await page.reload()
  await expect.poll(() => asked.at(-1)?.url).toMatch(/^\/app\/settings\?embedded=1/)
  await page.close()
})

test('requests of the app carry a token, and a refused one is tried once more with a new one', async () => {
  const { page, app } = await openApp()
  refusals = 1
  expect(
    await inApp(app, `fetch('/api/x', { method: 'POST', body: 'a' }).then((r) => r.status)`),
  ).toBe(200)
  const calls = asked.filter(({ url }) => url === '/api/x')
  const tokens = calls.map(({ headers }) => headers.authorization)
  expect(tokens).toHaveLength(2)
  expect(tokens[0]).toMatch(/^Bearer .+\..+\..+$/)
  expect(tokens[1]).not.toBe(tokens[0])
  expect(calls[0]?.headers['x-requested-with']).toBe('XMLHttpRequest')
  await page.close()
})

test('another origin never gets the token', async () => {
  const { page, app } = await openApp()
  const [seen] = await Promise.all([
    page.waitForRequest((request) => request.url() === `${store.baseUrl}/assets/store.css?x`),
    inApp(app, `fetch('${store.baseUrl}/assets/store.css?x').then((r) => r.status)`),
  ])
  expect(await seen.headerValue('authorization')).toBe(null)
  await page.close()
})

test('a page that is not the app in the frame is not heard', async () => {
  const { page } = await openApp()
  const toast = {
    kind: 'toast',
    id: 'x',
    text: 'Send me your password',
    options: { duration: 5000, isError: false, action: null },
  }
  await page.evaluate((message) => {
    window.postMessage({ tag: 'orderwright-stand-in-bridge', message }, '*')
  }, toast)
  await page.waitForTimeout(200)
  expect(await page.locator('.toast').count()).toBe(0)
  await page.close()
})

test('toasts are shown by the admin and answer their action', async () => {
  const { page, app } = await openApp()
  await inApp(
    app,
    `void shopify.toast.show('Label printed', { action: 'Undo', onAction: () => say('undone') })`,
  )
  expect(await page.locator('.toast').textContent()).toContain('Label printed')
  await page.locator('.toast button', { hasText: 'Undo' }).click()
  await expect.poll(() => app.locator('#out').textContent()).toBe('undone;')
  expect(await page.locator('.toast').count()).toBe(0)
  await page.close()
})

test('buttons of the title bar press the app’s own', async () => {
  const { page, app } = await openApp()
  expect(await page.locator('#title-bar .title').textContent()).toBe('Board')
  await page.locator('#title-bar').getByRole('button', { name: 'New order' }).click()
  await expect.poll(() => app.locator('#out').textContent()).toBe('primary pressed;')
  await page.close()
})

test('a modal opens over the app, keeps the focus, and its buttons press the app’s own', async () => {
  const { page, app } = await openApp()
  await inApp(app, `shopify.modal.show('sure')`)
  const dialog = app.getByRole('dialog', { name: 'Send' })
  expect(await dialog.textContent()).toContain('Really send it?')
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()
  await expect.poll(() => app.locator('#out').textContent()).toBe('sent;')
  expect(await app.getByRole('dialog').count()).toBe(0)
  await page.close()
})

test('the save bar covers the top, saves, and asks before the merchant leaves', async () => {
  const { page, app } = await openApp()
  await inApp(app, `shopify.saveBar.show('save')`)
  const bar = page.getByRole('region', { name: 'Unsaved changes' })
  await bar.waitFor()
  await page.locator('#app-links a', { hasText: 'Orders' }).click()
  await page
    .getByRole('dialog', { name: 'Leave page with unsaved changes?' })
    .getByRole('button', { name: 'Cancel' })
    .click()
  expect(await app.locator('#out').textContent()).toBe('')
  await bar.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => app.locator('#out').textContent()).toBe('saved;')
  await bar.waitFor({ state: 'detached' })
  await page.close()
})

test('the resource picker gives products of the shop, and nothing when it is left', async () => {
  const { page, app } = await openApp()
  const picked = inApp<{ title: string; variants: unknown[] }[]>(
    app,
    `shopify.resourcePicker({ type: 'product', multiple: true })`,
  )
  const sheet = page.getByRole('dialog', { name: 'Add products' })
  await sheet.getByLabel('Search products').fill('enamel')
  await sheet.locator('label', { hasText: 'Enamel mug' }).first().click()
  await sheet.getByRole('button', { name: 'Add' }).click()
  const products = await picked
  expect(products.map(({ title }) => title)).toEqual(['Enamel mug'])
  expect(products[0]?.variants.length).toBe(5)

  const left = inApp(
    app,
    `shopify.resourcePicker({ type: 'variant' }).then((x) => x === undefined)`,
  )
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  expect(await left).toBe(true)
  await page.close()
})

test('the scanner gives what was typed', async () => {
  const { page, app } = await openApp()
  const scanned = inApp(app, 'shopify.scanner.capture()')
  const sheet = page.getByRole('dialog', { name: 'Scan a barcode' })
  await sheet.getByLabel('Barcode').fill('9520000010018')
  await sheet.getByRole('button', { name: 'Scan' }).click()
  expect(await scanned).toEqual({ data: '9520000010018' })
  await page.close()
})

test('the user switcher changes whose token the app gets', async () => {
  const { page, app } = await openApp()
  expect(await inApp(app, 'shopify.user().then((user) => user.name)')).toBe('Maeve Byrne')
  await page.getByLabel('Signed in as').selectOption('2')
  await page.waitForURL(/apps\/orderwright\/app$/)
  await app.locator('#out').waitFor({ state: 'attached' })
  const claims = `shopify.idToken().then((token) => JSON.parse(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'))).sub)`
  await expect.poll(() => inApp(app, claims)).toBe('2')
  await page.close()
})

test('Shopify’s own addresses open the stand-in’s admin', async () => {
  const { page, app } = await openApp()
  await app.locator('#up').click()
  await page.waitForURL(`${admin()}/orders`)
  await page.goto(`${admin()}/apps/orderwright/app`)
  await app.locator('#out').waitFor({ state: 'attached' })
  await inApp(
    app,
    `void open('https://admin.shopify.com/store/orderwright-demo/apps/any-key/app/settings', '_top')`,
  )
  await page.waitForURL(/apps\/orderwright\/app\/settings$/)
  await page.close()
})

test('the app asks Shopify’s API through the admin', async () => {
  const { page, app } = await openApp()
  const ask = `fetch('shopify:admin/api/2026-07/graphql.json', { method: 'POST', body: JSON.stringify({ query: '{ shop { name } }' }) }).then((r) => r.json())`
  expect(await inApp(app, ask)).toMatchObject({ data: { shop: { name: 'Harbour & Pine' } } })
  await page.close()
})

test('a bounce comes back with a token, a page opened by itself goes into the admin', async () => {
  const page = await browser.newPage()
  const back = encodeURIComponent(
    `${appUrl}/app/orders?shop=orderwright-demo.myshopify.com&embedded=1`,
  )
  await page.goto(`${admin()}/apps/orderwright/auth/session-token?shopify-reload=${back}`)
  await expect.poll(() => asked.at(-1)?.url).toMatch(/^\/app\/orders\?.*id_token=/)
  const host = Buffer.from('admin.shopify.com/store/orderwright-demo').toString('base64')
  await page.goto(`${appUrl}/app?shop=orderwright-demo.myshopify.com&host=${host}`)
  await page.waitForURL(`${admin()}/apps/orderwright/app`)
  await page.close()
})

test('the app proxy passes method, body and answer through, without cookies', async () => {
  const response = await fetch(
    `${store.baseUrl}/store/orderwright-demo/apps/orderwright/track/form?a=1&shop=evil`,
    {
      method: 'POST',
      headers: { cookie: 'secret=1', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'order=1001&email=a%40example.com',
    },
  )
  expect(response.status).toBe(201)
  expect(await response.text()).toBe('order=1001&email=a%40example.com')
  expect(response.headers.get('set-cookie')).toBe(null)
  expect(response.headers.get('x-own')).toBe('yes')
  const seen = asked.at(-1)
  expect(seen?.headers.cookie).toBeUndefined()
  expect(seen?.url).toMatch(/^\/proxy\/track\/form\?a=1&shop=orderwright-demo\.myshopify\.com&/)
})

test('a Liquid answer stands in the shop’s theme, and a dead app gives a page, not a crash', async () => {
  const themed = await fetch(`${store.baseUrl}/store/orderwright-demo/apps/orderwright/liquid`)
  const text = await themed.text()
  expect(text).toContain('<h1>In the theme</h1>')
  expect(text).toContain('class="brand"')
  const dead = await openStore('http://127.0.0.1:9')
  const answer = await fetch(`${dead.baseUrl}/store/orderwright-demo/apps/orderwright/track`)
  expect(answer.status).toBe(502)
  expect(await answer.text()).toContain('This page is not there right now')
  await dead.close()
})

const pages = (order: OrderRecord) => [
  '/',
  '/store/orderwright-demo/admin/orders',
  `/store/orderwright-demo/admin/orders/${order.id}`,
  '/store/orderwright-demo/admin/products',
  '/store/orderwright-demo/admin/apps/orderwright/app',
  '/store/orderwright-demo/apps/orderwright/liquid',
  `/shops/orderwright-demo.myshopify.com/orders/${order.statusToken}`,
]

test.for([
  ['desktop', desktop],
  ['phone', phone],
] as const)('every page fits a %s and can be used by everybody', async ([, viewport]) => {
  const [order] = store.world().orders.values()
  if (!order) throw new Error('no order')
  const context = await browser.newContext({ viewport })
  const page = await context.newPage()
  for (const path of pages(order)) {
    await page.goto(store.baseUrl + path)
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(over, `${path} is too wide`).toBeLessThanOrEqual(0)
    if (viewport === desktop) continue
    const { violations } = await new AxeBuilder({ page }).exclude('#app-frame').analyze()
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(
      grave.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      path,
    ).toEqual([])
  }
  await context.close()
})
