import { ApiVersion, RequestedTokenType, shopifyApi } from '@shopify/shopify-api'
import { expect, test } from 'vitest'
import { ask, at, control } from './ask.ts'
import { littleShop } from './little-seed.ts'
import { apiKey, apiSecret, listeningApp, openStore } from './open-store.ts'
import { redirectingFetch, redirectShopTraffic } from './redirect.ts'
import type { StandInStore } from './store.ts'

/** Shopify's own library, sent to the stand-in. */
function library(store: StandInStore) {
  redirectShopTraffic(store.baseUrl)
  return shopifyApi({
    apiKey,
    apiSecretKey: apiSecret,
    hostName: 'app.example.com',
    apiVersion: ApiVersion.July26,
    isEmbeddedApp: true,
    logger: { level: 0 },
  })
}

const { OfflineAccessToken: offline, OnlineAccessToken: online } = RequestedTokenType

const exchange = (store: StandInStore, change: Readonly<Record<string, string>>) =>
  fetch(`${store.baseUrl}/admin/oauth/access_token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-host': littleShop },
    body: JSON.stringify({
      client_id: apiKey,
      client_secret: apiSecret,
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: store.idToken({ shop: littleShop }),
      subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
      requested_token_type: offline,
      expiring: '1',
      ...change,
    }),
  })

test('Shopify’s library gets an expiring offline token, calls the API with it, and refreshes it', async () => {
  const store = await openStore({ installed: false })
  const shopify = library(store)
  const { session } = await shopify.auth.tokenExchange({
    shop: littleShop,
    sessionToken: store.idToken({ shop: littleShop }),
    requestedTokenType: offline,
    expiring: true,
  })
  expect(session.isOnline).toBe(false)
  expect(session.refreshToken).toMatch(/^shprt_/)
  const inSeconds = ((session.expires?.getTime() ?? 0) - Date.now()) / 1000
  expect(inSeconds).toBeGreaterThan(3500)
  expect(inSeconds).toBeLessThanOrEqual(3600)
  expect(store.world().cells.install.installed).toBe(true)

  const answer = await new shopify.clients.Graphql({ session }).request('{ shop { name } }')
  expect(answer.data).toEqual({ shop: { name: 'Little' } })

  const again = await shopify.auth.refreshToken({
    shop: littleShop,
    refreshToken: session.refreshToken ?? '',
  })
  expect(again.session.accessToken).not.toBe(session.accessToken)
  const repeated = await shopify.auth.refreshToken({
    shop: littleShop,
    refreshToken: session.refreshToken ?? '',
  })
  expect(repeated.session.accessToken).toBe(again.session.accessToken)
  const token = again.session.accessToken ?? ''
  expect((await ask(store, '{ shop { name } }', {}, { token })).status).toBe(200)
  await expect(
    shopify.auth.refreshToken({ shop: littleShop, refreshToken: session.refreshToken ?? '' }),
  ).rejects.toThrow()
})

test('an online token names the person who sits at the screen', async () => {
  const store = await openStore()
  const shopify = library(store)
  const { session } = await shopify.auth.tokenExchange({
    shop: littleShop,
    sessionToken: store.idToken({ shop: littleShop, user: 7 }),
    requestedTokenType: online,
  })
  expect(session.onlineAccessInfo?.associated_user.id).toBe(7)
  expect(session.id).toBe(`${littleShop}_7`)
})

test('an id token of another app, another shop, an old one and a forged one are refused', async () => {
  const store = await openStore()
  const token = store.idToken({ shop: littleShop })
  const refused = async (change: Readonly<Record<string, string>>) => {
    const response = await exchange(store, change)
    return [response.status, at(await response.json(), 'error')]
  }
  const forged = `${token.slice(0, -3)}AAA`
  expect(await refused({ subject_token: forged })).toEqual([400, 'invalid_subject_token'])
  expect(await refused({ subject_token: store.idToken({ shop: 'other.myshopify.com' }) })).toEqual([
    400,
    'invalid_subject_token',
  ])
  const old = store.idToken({ shop: littleShop, ttlSeconds: -1 })
  expect(await refused({ subject_token: old })).toEqual([400, 'invalid_subject_token'])
  expect(await refused({ client_secret: 'guess' })).toEqual([401, 'invalid_client'])
  expect(await refused({ requested_token_type: 'x' })).toEqual([400, 'invalid_request'])
  expect(await refused({ grant_type: 'x' })).toEqual([400, 'unsupported_grant_type'])
})

test('an expired token is 401, and so is every token after the app was removed', async () => {
  const store = await openStore()
  const token = store.token()
  expect((await ask(store, '{ shop { name } }', {}, { token })).status).toBe(200)
  await control(store, 'tokens/expire', {})
  expect((await ask(store, '{ shop { name } }', {}, { token })).status).toBe(401)
  const fresh = store.token()
  await control(store, 'uninstall', {})
  expect((await ask(store, '{ shop { name } }', {}, { token: fresh })).status).toBe(401)
})

test('a shop that is not in the store is named with those that are', async () => {
  const store = await openStore()
  const { status, body } = await ask(
    store,
    '{ shop { name } }',
    {},
    { shop: 'x.myshopify.com', token: 'a' },
  )
  expect(status).toBe(404)
  expect(at(body, 'errors')).toContain(littleShop)
})

test('what is for a shop goes to the stand-in, everything else where it is meant to', async () => {
  const store = await openStore()
  const elsewhere = await listeningApp()
  const send = redirectingFetch(store.baseUrl)
  const posted = await send(`${elsewhere.url}/labels?x=1`, { method: 'POST', body: '{"a":1}' })
  expect(posted.status).toBe(200)
  expect(elsewhere.received).toMatchObject([{ path: '/labels?x=1', body: { a: 1 } }])
  const request = new Request(`https://${littleShop}/admin/api/2026-07/graphql.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shopify-access-token': store.token() },
    body: JSON.stringify({ query: '{ shop { name } }' }),
  })
  expect(at(await (await send(request)).json(), 'data.shop.name')).toBe('Little')
})
