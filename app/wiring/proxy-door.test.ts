import { createHmac } from 'node:crypto'
import { expect, test as plain } from 'vitest'
import { test } from '../../tests/database.ts'
import { proxySignature } from '../../tests/store/pages/signatures.ts'
import { openProxyRequest, readProxyQuery } from './proxy-door.server.ts'

const secret = 'hush-hush-hush-hush'
const now = new Date('2026-03-01T12:00:00Z')
const base = {
  shop: 'marlow.myshopify.com',
  path_prefix: '/apps/orderwright',
  timestamp: String(now.getTime() / 1_000),
  logged_in_customer_id: '',
}
function signed(params: Record<string, string>, key = secret): URLSearchParams {
  const query = new URLSearchParams(params)
  query.set('signature', proxySignature(query, key))
  return query
}

plain("Shopify's own example of a signed proxy request is accepted", () => {
  const text =
    'extra=1,2logged_in_customer_id=path_prefix=/apps/awesome_reviewsshop=shop-name.myshopify.comtimestamp=1317327555'
  const signature = createHmac('sha256', secret).update(text).digest('hex')
  const query = new URLSearchParams(
    `extra=1&extra=2&shop=shop-name.myshopify.com&logged_in_customer_id=&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555&signature=${signature}`,
  )
  expect(readProxyQuery(query, [secret], new Date(1_317_327_555_000))).toEqual({
    ok: true,
    value: 'shop-name.myshopify.com',
  })
})

plain('a request signed with the secret before a change is accepted while the change lasts', () => {
  const query = signed(base, 'the-former-secret-1')
  expect(readProxyQuery(query, [secret, 'the-former-secret-1'], now).ok).toBe(true)
  expect(readProxyQuery(query, [secret], now)).toEqual({ ok: false, refusal: 'wrong_signature' })
})

plain.each([
  ['no signature', new URLSearchParams(base), 'unsigned'],
  ['another secret', signed(base, 'x'), 'wrong_signature'],
  ['another shop', changed('shop', 'other.myshopify.com'), 'wrong_signature'],
  ['another customer', changed('logged_in_customer_id', '7'), 'wrong_signature'],
  ['a parameter that was added', changed('all', '1'), 'wrong_signature'],
  ['a second shop beside the signed one', added('shop', 'other.myshopify.com'), 'unsigned'],
  [
    'an old timestamp',
    signed({ ...base, timestamp: String(now.getTime() / 1_000 - 600) }),
    'too_old',
  ],
  [
    'a timestamp from the future',
    signed({ ...base, timestamp: String(now.getTime() / 1_000 + 600) }),
    'too_old',
  ],
  ['no timestamp', signed({ shop: base.shop }), 'too_old'],
] as const)('a request with %s is turned away', (_, query, refusal) => {
  expect(readProxyQuery(query, [secret], now)).toEqual({ ok: false, refusal })
})

function changed(name: string, value: string): URLSearchParams {
  const query = signed(base)
  query.set(name, value)
  return query
}
function added(name: string, value: string): URLSearchParams {
  const query = signed(base)
  query.append(name, value)
  return query
}

const config = { SHOPIFY_API_SECRET: secret, SHOPIFY_OLD_API_SECRET: undefined }
const request = (domain: string, more: Record<string, string> = {}) =>
  new Request(
    `https://app.example/proxy/correct/token?${signed({ ...base, shop: domain, timestamp: String(Math.floor(Date.now() / 1_000)), ...more })}`,
  )
const status = (asked: Promise<unknown>) =>
  asked.then(
    () => 200,
    (thrown: unknown) => (thrown instanceof Response ? thrown.status : 500),
  )

test('a visitor is let in to the shop that signed, with the own part of the query', async ({
  database,
}) => {
  const shop = await database.addShop('marlow.myshopify.com')
  const visit = await openProxyRequest(
    { db: database.db, config },
    request('marlow.myshopify.com', { logged_in_customer_id: '5', all: '1' }),
  )
  expect(visit).toMatchObject({
    shop,
    domain: 'marlow.myshopify.com',
    customerGid: 'gid://shopify/Customer/5',
  })
  expect(visit.face).toEqual({
    name: 'Test shop',
    contact: { name: '', email: 'shop@example.com', phone: '' },
  })
  expect(visit.query.toString()).toBe('all=1')
})

test('a shop that never had the app, or has it no more, is not there', async ({ database }) => {
  await database.addShop('gone.myshopify.com')
  await database.owner.query('update shop set uninstalled_at = now()')
  const deps = { db: database.db, config }
  expect(await status(openProxyRequest(deps, request('gone.myshopify.com')))).toBe(404)
  expect(await status(openProxyRequest(deps, request('never.myshopify.com')))).toBe(404)
  expect(await status(openProxyRequest(deps, new Request('https://app.example/proxy/x')))).toBe(400)
})

test('a link, however it is written, and a shop are opened so often and no oftener; another’s stays open', async ({
  database,
}) => {
  const deps = { db: database.db, config }
  const visit = (domain: string, path: string) => {
    const own = { ...base, shop: domain, timestamp: String(Math.floor(Date.now() / 1_000)) }
    const asked = new Request(`https://app.example/proxy/${path}?${signed(own)}`)
    return status(openProxyRequest(deps, asked))
  }
  /** All are counted before the first of them waits for the database. */
  const many = async (times: number, ask: (nth: number) => Promise<number>) =>
    [...new Set(await Promise.all(Array.from({ length: times }, (_, nth) => ask(nth))))].sort()
  const written = ['track/a-token', 'Track/a-token', 'track/%61-token', 'track/a-token/']
  const link = (nth: number) => visit('never.myshopify.com', written[nth % 4] ?? '')
  expect(await many(80, link)).toEqual([404, 429])
  expect(await visit('never.myshopify.com', 'track/b-token')).toBe(404)
  const shop = (nth: number) => visit('busy.myshopify.com', `track/token-${nth}`)
  expect(await many(1_200, shop)).toEqual([404, 429])
  expect(await visit('never.myshopify.com', 'track/c-token')).toBe(404)
})
