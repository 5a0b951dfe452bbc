/** Every door that is open to the internet, whatever is sent to it: an answer that names what is wrong, never a 500. */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
// Loaded before the app's environment says production: pages compiled for tests need it.
import 'react/jsx-dev-runtime'
import { createServer, type Server, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRequestHandler } from '@remix-run/express'
import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from '@remix-run/node'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acting, visitorAt } from '../../app/platform/acting.server.ts'
import { openLog } from '../../app/platform/log.server.ts'
import { webhookDoor } from '../../app/stages/intake/index.server.ts'
import { frontDoor } from '../../app/wiring/front-door/front-door.server.ts'
import { openSignedInPages, readRoute, type SignedInPages } from '../arrange/signed-in-pages.ts'
import { appKeys } from '../shop.ts'
import { proxySignature } from '../store/pages/signatures.ts'
import { idToken } from '../visitors/id-token.ts'

const folder = new URL('../../app/routes/', import.meta.url)
const files = readdirSync(folder)
  .filter((name) => /\.tsx?$/.test(name))
  .sort()
/** `proxy.correct.$token.tsx` is `/proxy/correct/:token`, with something in each place. */
const partsOf = (file: string) =>
  file
    .replace(/\.tsx?$/, '')
    .split('.')
    .filter((part) => part !== '_index')
    .map((part) => part.replace(/_$/, ''))
const addressOf = (file: string, id = '019f0000-0000-7000-8000-000000000001') =>
  `/${partsOf(file)
    .map((part) => (part === '$' ? 'callback' : part.startsWith('$') ? id : part))
    .join('/')}`

const logs = mkdtempSync(join(tmpdir(), 'orderwright-doors-'))
const logFile = join(logs, 'log')
const appLog = join(logs, 'app-log')
let pages: SignedInPages
let server: Server
let origin = ''
beforeAll(async () => {
  process.env['TRUSTED_PROXIES'] = '1'
  pages = await openSignedInPages(undefined, appLog)
  const { services } = pages
  const app = express()
  app.use(frontDoor(services.config, openLog('warn', 'doors', logFile)))
  app.all('*', createRequestHandler({ build: await buildOfRoutes(), mode: 'production' }))
  const takeWebhook = webhookDoor(services)
  server = createServer((request, response) => {
    if (request.url?.startsWith('/webhooks')) takeWebhook(request, response)
    else acting(visitorAt(request.url ?? '/'), () => app(request, response))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${portOf(server.address())}`
}, 120_000)
afterAll(async () => {
  server?.closeAllConnections()
  await new Promise((resolve) => server?.close(resolve))
  await pages?.close()
  rmSync(logs, { recursive: true, force: true })
})
const portOf = (address: AddressInfo | string | null): number =>
  typeof address === 'object' && address ? address.port : 0

/** The routes as Remix serves them, without the browser's half of the pages: documents are one word. */
async function buildOfRoutes(): Promise<ServerBuild> {
  const routes: ServerBuild['routes'] = {}
  for (const file of files) routes[file] = await routeOf(file)
  const page = (_request: Request, status: number, headers: Headers) =>
    new Response('page', { status, headers })
  return {
    entry: { module: { default: page, handleError: () => undefined } },
    routes,
    assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '1' },
    ...{
      publicPath: '/',
      assetsBuildDirectory: '',
      basename: '/',
      isSpaMode: false,
      mode: 'production',
    },
    future: {
      ...{ v3_fetcherPersist: true, v3_relativeSplatPath: true, v3_throwAbortReason: true },
      ...{ v3_singleFetch: true, v3_lazyRouteDiscovery: true, v3_routeConfig: false },
      ...{ unstable_optimizeDeps: false },
    },
  }
}

async function routeOf(file: string) {
  const { loader, action, ...rest } = await readRoute(file)
  const path = partsOf(file)
    .map((part) => (part === '$' ? '*' : part.startsWith('$') ? `:${part.slice(1)}` : part))
    .join('/')
  return {
    ...{ id: file, ...(path === '' ? { index: true } : { path }) },
    module: {
      ...(loader
        ? { loader: async (args: LoaderFunctionArgs) => (await loader(args)) ?? null }
        : {}),
      ...(action
        ? { action: async (args: ActionFunctionArgs) => (await action(args)) ?? null }
        : {}),
      // A file without a page answers by itself; Remix tells them apart by this.
      default: 'default' in rest ? () => null : undefined,
    },
  }
}

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}
/** Everybody comes from an address of their own, as a proxy in front of the app says. */
let visitors = 0
const fromAnywhere = () => {
  const address = `10.1.${Math.floor(++visitors / 250)}.${visitors % 250}`
  return `${address}, ${address}`
}
async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  const answer = await fetch(`${origin}${path}`, {
    ...init,
    redirect: 'manual',
    headers: {
      'user-agent': 'Mozilla/5.0 Chrome/153.0.0.0',
      'x-forwarded-for': fromAnywhere(),
      ...init.headers,
    },
    signal: AbortSignal.timeout(20_000),
  })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

const form = { 'content-type': 'application/x-www-form-urlencoded' }
/** What strangers send, and what is sent wrongly. */
const attempts: Readonly<Record<string, RequestInit>> = {
  'no credentials': {},
  'a form without credentials': { method: 'POST', headers: form, body: 'a=1' },
  'wrong credentials': {
    headers: {
      authorization: 'Bearer owp_wrong',
      cookie: 'orderwright_partner=x; orderwright_device=x.y; orderwright_floor=%00',
    },
  },
  'a form with wrong credentials': {
    method: 'POST',
    body: 'code=%00%ff&order=1&email=x',
    headers: { ...form, authorization: 'Bearer e30.e30.e30', cookie: 'orderwright_partner=' },
  },
  'another method': { method: 'PUT', headers: form, body: 'a=1' },
  'another type': { method: 'POST', headers: { 'content-type': 'text/xml' }, body: '<a/>' },
  JSON: { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"a":' },
  'a form that is none': {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data' },
    body: 'no boundary',
  },
  'a cut form': {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    body: '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1',
  },
}

test('every door, whatever is sent without the right credentials: refused in words, never a 500', async () => {
  const wrong: string[] = []
  const open: string[] = []
  for (const file of files) {
    const huge = await raw(addressOf(file), { ...form, 'content-length': '13000000' })
    if (huge !== 413) wrong.push(`${file}, a huge body: ${huge}`)
    for (const [what, init] of Object.entries(attempts)) {
      const { status } = await ask(addressOf(file), init)
      if (status >= 500) wrong.push(`${file}, ${what}: ${status}`)
      if (what === 'another method' && status !== 405) wrong.push(`${file}, ${what}: ${status}`)
      if (status === 200) open.push(`${file}, ${what}`)
    }
  }
  expect(wrong).toEqual([])
  // Open to everybody: the word that the app runs in the admin, and three pages to sign in at.
  expect(open.map((one) => one.split(',')[0])).toSatisfy((seen: string[]) =>
    seen.every((file) =>
      [
        '_index.tsx',
        'partner.sign-in.tsx',
        'floor.tsx',
        'floor.pair.tsx',
        'floor.sign-in.tsx',
      ].includes(file),
    ),
  )
}, 60_000)

test('every answer says how it may be used: not kept, not sniffed, not framed by strangers', async () => {
  for (const file of files) {
    const { headers } = await ask(addressOf(file))
    expect([file, headers.get('x-content-type-options')]).toEqual([file, 'nosniff'])
    expect([file, headers.get('referrer-policy')]).not.toEqual([file, null])
    expect([file, headers.get('cache-control')]).toEqual([
      file,
      expect.stringMatching(/no-store|no-cache/),
    ])
    expect([file, headers.get('content-security-policy')]).toEqual([
      file,
      expect.stringContaining('frame-ancestors'),
    ])
  }
})

const session = (change: { secret?: string; key?: string; at?: number; shop?: string }) =>
  idToken(
    {
      ...{ apiKey: change.key ?? appKeys.apiKey, apiSecret: change.secret ?? appKeys.apiSecret },
      shop: change.shop ?? pages.joined.store.domain,
    },
    { id: pages.users.owner },
    change.at ?? Date.now(),
  )

test('a session token opens only in its time, for this app, by its secret, and for its own shop', async () => {
  const orders = async (token: string) =>
    (await ask('/app/orders', { headers: { authorization: `Bearer ${token}` } })).status
  const whole = session({})
  expect(await orders(whole)).toBe(200)
  const [head = '', claims = '', signature = ''] = whole.split('.')
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const bad: Readonly<Record<string, string>> = {
    'expired a minute ago': session({ at: Date.now() - 180_000 }),
    'not yet valid': session({ at: Date.now() + 3_600_000 }),
    'for another app': session({ key: 'another-app' }),
    'by another secret': session({ secret: 'another-secret-altogether' }),
    'without a signature': `${part({ alg: 'none', typ: 'JWT' })}.${claims}.`,
    'claims changed': `${head}.${part({ ...JSON.parse(Buffer.from(claims, 'base64url').toString()), sub: '1' })}.${signature}`,
    'no token at all': 'x',
  }
  for (const [what, token] of Object.entries(bad)) {
    const status = await orders(token)
    expect([what, status >= 300 && status < 500]).toEqual([what, true])
  }
  // Played again while it lasts it is the same person of the same shop; another shop named beside it changes nothing.
  const [{ id } = { id: '' }] = (
    await pages.database.owner.query<{ id: string }>('select id from sales_order limit 1')
  ).rows
  const elsewhere = session({ shop: 'next-door.myshopify.com' })
  const other = await ask(
    `/app/orders/${id || '019f0000-0000-7000-8000-000000000001'}?shop=${pages.joined.store.domain}`,
    {
      headers: { authorization: `Bearer ${elsewhere}` },
    },
  )
  expect(other.status).toBe(404)
})

test('the store’s signature on a shopper’s page: theirs, fresh, and over every word of the query', async () => {
  const signed = (change: { secret?: string; at?: number } = {}) => {
    const query = new URLSearchParams({
      shop: pages.joined.store.domain,
      timestamp: String(Math.floor((change.at ?? Date.now()) / 1000)),
      path_prefix: '/apps/orderwright',
    })
    query.set('signature', proxySignature(query, change.secret ?? appKeys.apiSecret))
    return query
  }
  const track = async (query: URLSearchParams) => (await ask(`/proxy/track?${query}`)).status
  expect(await track(signed())).toBe(200)
  expect(await track(signed({ secret: 'another' }))).toBe(401)
  expect(await track(signed({ at: Date.now() - 600_000 }))).toBe(401)
  expect(await track(new URLSearchParams({ shop: pages.joined.store.domain }))).toBe(400)
  const changed = signed()
  changed.set('logged_in_customer_id', '7')
  expect(await track(changed)).toBe(401)
  const twice = signed()
  twice.append('shop', 'next-door.myshopify.com')
  expect(await track(twice)).toBe(400)
  const post = (body: string, type = form['content-type']) =>
    ask(`/proxy/returns?${signed()}`, { method: 'POST', headers: { 'content-type': type }, body })
  expect((await post('order=%00%231001&email=%ed%a0%80')).status).toBe(404)
  expect((await post('{}', 'application/json')).status).toBe(415)
  expect((await post('--x', 'multipart/form-data; boundary=x')).status).toBe(400)
})

test('deliveries: unsigned, wrongly signed, by GET, too large', async () => {
  const post = (init: RequestInit) => ask('/webhooks', { method: 'POST', ...init })
  expect((await ask('/webhooks')).status).toBe(405)
  expect((await post({ body: '{}' })).status).toBe(401)
  const headers = { 'x-shopify-hmac-sha256': 'AAAA', 'x-shopify-topic': 'orders/create' }
  expect((await post({ body: '{}', headers })).status).toBe(401)
  expect((await post({ body: ' '.repeat(8_400_000), headers })).status).toBe(413)
})

test('an order is not found by counting its number up, wherever that is asked from', async () => {
  const look = async (email: string) => {
    const query = new URLSearchParams({
      shop: pages.joined.store.domain,
      timestamp: String(Math.floor(Date.now() / 1000)),
      path_prefix: '/apps/orderwright',
    })
    query.set('signature', proxySignature(query, appKeys.apiSecret))
    const body = new URLSearchParams({ order: '1', email }).toString()
    return (await ask(`/proxy/track?${query}`, { method: 'POST', headers: form, body })).status
  }
  for (let tries = 0; tries < 15; tries += 1) expect(await look('victim@example.com')).toBe(404)
  expect(await look(' Victim@example.com')).toBe(429)
  expect(await look('another@example.com')).toBe(404)
})

test('nobody’s body is read before it is known who they are', async () => {
  const waiting: string[] = []
  for (const file of files.filter((one) => /^(app|floor|api)\./.test(one))) {
    const { action } = await readRoute(file)
    if (!action) continue
    let read = false
    const pull = (stream: ReadableStreamDefaultController) => {
      read = true
      stream.close()
    }
    const request = new Request(`${origin}${addressOf(file)}`, {
      ...{ method: 'POST', headers: form, duplex: 'half' },
      body: new ReadableStream({ pull }, { highWaterMark: 0 }),
    })
    await Promise.resolve(action({ request, params: {}, context: {} })).catch(() => null)
    if (read) waiting.push(file)
  }
  // Without an account there is nobody to know: pairing, signing in, a PIN.
  expect(waiting).toEqual([])
})

/** Raw bytes, for what `fetch` would not send. */
const raw = (path: string, headers: Readonly<Record<string, string>>): Promise<number> =>
  new Promise((resolve, reject) => {
    const call = send(`${origin}${path}`, { method: 'POST', headers }, (answer) => {
      resolve(answer.statusCode ?? 0)
      call.destroy()
    })
    call.on('error', reject)
    call.write('a=1')
  })

test('bodies without a length, broken addresses, and guessing without end are turned away', async () => {
  expect(await raw('/partner/sign-in', { ...form, 'transfer-encoding': 'chunked' })).toBe(411)
  for (const path of [
    '//%40SUM(A1)',
    '//[',
    '/proxy/correct/%zz',
    '/proxy/correct/a%00b',
    '/app/orders/%ff',
    '/Partner/sign-in',
    '/prox%79/track',
  ])
    expect([path, (await ask(path)).status]).toEqual([path, 400])
  const guess = (one: number) =>
    ask('/api/partner/v1/requests', {
      headers: {
        authorization: `Bearer owp_${one}`,
        'x-forwarded-for': `10.0.0.${one % 200}, 10.9.9.9`,
      },
    })
  const seen = new Set<number>()
  for (let one = 0; one < 130; one++) seen.add((await guess(one)).status)
  expect([...seen].sort()).toEqual([401, 429])
  expect((await guess(1)).headers.get('retry-after')).toMatch(/^\d+$/)
})

test('a limit counts an address however it is written, and nobody uses up another’s through the stores’ proxy', async () => {
  const origin = pages.services.config.SHOPIFY_APP_URL
  const signIns = new Set<number>()
  for (let one = 0; one < 130; one++) {
    const path = ['/partner/sign-in', '/partner/Sign-In', '/partner/sign%2Din/'][one % 3] ?? ''
    const headers = { ...form, origin, 'x-forwarded-for': '10.2.0.1, 10.2.0.2' }
    signIns.add((await ask(path, { method: 'POST', headers, body: 'code=owc_x' })).status)
  }
  expect([...signIns].sort()).toEqual([401, 429])
  const victim = '10.3.0.1'
  for (let one = 0; one < 130; one++)
    await ask(`/proxy/track?shop=a&timestamp=1&signature=${one}`, {
      headers: { 'x-forwarded-for': `${victim}, 10.3.0.9` },
    })
  const theirs = await ask('/api/partner/v1/requests', {
    headers: { authorization: 'Bearer owp_x', 'x-forwarded-for': victim },
  })
  expect(theirs.status).toBe(401)
})

test('what Shopify’s library answers is framed by a shop alone, and leads to nobody else’s page', async () => {
  const frame = async (shop: string) => {
    const path = `/auth/session-token?${new URLSearchParams({ shop, 'shopify-reload': 'https://evil.test' })}`
    const { status, headers, text } = await ask(path)
    expect(text).not.toContain('evil.test')
    return [status, headers.get('content-security-policy')?.split(' ').slice(0, 2).join(' ')]
  }
  const { domain } = pages.joined.store
  expect(await frame(domain)).toEqual([200, `frame-ancestors https://${domain}`])
  for (const bad of ['evil.test', `${domain} *;script-src *`, `${domain}.evil.test`, '日本', ''])
    expect(await frame(bad)).toEqual([400, "frame-ancestors 'none';"])
  const exit = (to: string) =>
    ask(`/auth/exit-iframe?${new URLSearchParams({ shop: domain, exitIframe: to })}`)
  for (const bad of ['https://evil.test', '//evil.test', 'javascript:alert(1)', ''])
    expect([bad, (await exit(bad)).status]).toEqual([bad, 400])
  const login = await ask('/auth/login?shop=evil.test')
  expect([login.status, login.headers.get('location')]).toEqual([302, '/'])
})

test('who is turned away stands in the log by status and page, without key, address or token', async () => {
  const key = 'a-key-nobody-has-0123456789'
  const headers = { authorization: `Bearer ${key}`, 'x-forwarded-for': '198.51.100.77' }
  expect((await ask('/api/partner/v1/requests', { headers })).status).toBe(401)
  const lines = () => readFileSync(logFile, 'utf8')
  await expect.poll(lines).toContain('"page":"page /api/partner/v1/requests","before":')
  expect(lines()).toContain('"status":401')
  for (const word of [key, '198.51.100.77', appKeys.apiSecret]) expect(lines()).not.toContain(word)
})

test('a partner signs in and out: out is out for a copied cookie too, everywhere for all, and the office ends it at once', async () => {
  const file = 'app.partners.$id.tsx'
  const saved = await pages.visit({
    ...{ file, as: 'office', params: { id: 'new' } },
    form: {
      ...{ intent: 'save', name: 'Halyard', providerKey: 'portal', answerWithinMin: '60' },
      ...{ active: 'on', contactEmail: 'halyard@partner.example' },
    },
  })
  const id = saved.headers.get('location')?.split('/').at(-1) ?? ''
  const office = (intent: string) =>
    pages.visit({ file, as: 'office', params: { id }, form: { intent } })
  const { value: code }: { value: string } = await (await office('portal_code')).json()
  const headers = { ...form, origin: pages.services.config.SHOPIFY_APP_URL }
  const signIn = async () => {
    const body = new URLSearchParams({ code }).toString()
    const answer = await ask('/partner/sign-in', { method: 'POST', headers, body })
    return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  }
  const opens = async (cookie: string) =>
    (await ask('/partner', { headers: { cookie } })).status === 200
  const signOut = (cookie: string, body = '') =>
    ask('/partner/sign-out', { method: 'POST', headers: { ...headers, cookie }, body })

  const [one, other] = [await signIn(), await signIn()]
  expect([await opens(one), await opens(other)]).toEqual([true, true])
  for (const to of ['//evil.test', 'https://evil.test', '/partner/\r\nx-evil: 1', '/partner/日']) {
    const body = new URLSearchParams({ code, to }).toString()
    const led = await ask('/partner/sign-in', { method: 'POST', headers, body })
    expect([to, led.status, led.headers.get('location')]).toEqual([to, 302, '/partner'])
    await signOut(led.headers.get('set-cookie')?.split(';')[0] ?? '')
  }
  expect((await pages.visit({ file, as: 'office', params: { id } })).status).toBe(200)
  const forged = { ...form, origin: 'https://elsewhere.test', cookie: one }
  expect(
    (await ask('/partner/sign-out', { method: 'POST', headers: forged, body: '' })).status,
  ).toBe(403)
  await signOut(one)
  expect([await opens(one), await opens(other)], 'here alone').toEqual([false, true])
  const third = await signIn()
  await signOut(third, 'everywhere=on')
  expect([await opens(third), await opens(other)], 'everywhere').toEqual([false, false])

  const fourth = await signIn()
  const { owner } = pages.database
  const shown = async () => {
    const page = await pages.visit({ file, as: 'office', params: { id } })
    const { sessions }: { sessions: unknown[] } = await page.json()
    return sessions.length
  }
  expect(await shown()).toBe(1)
  await owner.query(`update door_session set seen_at = now() - interval '2 hours 1 minute'`)
  expect([await opens(fourth), await shown()], 'nobody came for two hours').toEqual([false, 0])
  const fifth = await signIn()
  await owner.query(
    `update door_session set until = now() where seen_at > now() - interval '1 hour'`,
  )
  expect(await opens(fifth), 'twelve hours').toBe(false)

  const sixth = await signIn()
  expect(await (await office('sign_out')).json()).toMatchObject({ kind: 'signed_out' })
  expect(await opens(sixth), 'the office ended it').toBe(false)
  const last = await signIn()
  await office('portal_code')
  expect(await opens(last), 'another code').toBe(false)

  // Sign-ins stand in the log and the audit: who, never with what.
  const read = () => readFileSync(appLog, 'utf8')
  const signIns = () => read().match(new RegExp(`"partner":"${id}"[^\n]*signed in`, 'g'))?.length
  await expect.poll(signIns).toBe(11)
  const log = read()
  for (const word of [code, last.split('=')[1] ?? code, 'halyard@partner.example'])
    expect(log).not.toContain(word)
})
