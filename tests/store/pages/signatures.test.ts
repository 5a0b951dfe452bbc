import '@shopify/shopify-api/adapters/node'
import { ApiVersion, LogSeverity, shopifyApi } from '@shopify/shopify-api'
import { expect, test } from 'vitest'
import { embedUrl } from './embed.ts'
import { littleStore } from './little-store.ts'
import { customerToken, proxySignature } from './signatures.ts'

const apiSecret = 'a-secret-of-the-app-in-tests'
const apiKey = 'key-of-the-app'
const shop = 'orderwright-demo.myshopify.com'
const shopify = shopifyApi({
  logger: { level: LogSeverity.Error },
  apiKey,
  apiSecretKey: apiSecret,
  hostName: 'app.example.com',
  apiVersion: ApiVersion.July26,
  isEmbeddedApp: true,
})
const store = littleStore({ apiKey, apiSecret, appUrl: 'https://app.example.com' })

function signed(query: string): URLSearchParams {
  const params = new URLSearchParams(query)
  params.set('shop', shop)
  params.set('path_prefix', '/apps/orderwright')
  params.set('logged_in_customer_id', '')
  params.set('timestamp', String(Math.floor(Date.now() / 1000)))
  params.set('signature', proxySignature(params, apiSecret))
  return params
}

test('Shopify’s own library accepts the app proxy’s signature', async () => {
  for (const query of [
    '',
    'order=%231001&email=a%2Bb@example.com',
    'a=1&a=2&b=%26%3D',
    'q=%D7%9B%D7%94%D7%9F',
  ]) {
    const valid = await shopify.utils.validateHmac(signed(query), { signator: 'appProxy' })
    expect(valid, query).toBe(true)
  }
})

test('a changed parameter is refused', async () => {
  const params = signed('order=1001')
  params.set('order', '1002')
  expect(await shopify.utils.validateHmac(params, { signator: 'appProxy' })).toBe(false)
})

test('the admin opens the app with a query and an id token that Shopify’s library accepts', async () => {
  const url = new URL(
    embedUrl(store, { shop, user: 2, path: '/app/orders?room=pick&q=a+b&id_token=old' }),
  )
  expect(url.origin + url.pathname).toBe('https://app.example.com/app/orders')
  expect(url.searchParams.get('room')).toBe('pick')
  expect(url.searchParams.get('embedded')).toBe('1')
  const query = Object.fromEntries(url.searchParams)
  expect(await shopify.utils.validateHmac(query)).toBe(true)
  expect(shopify.utils.sanitizeHost(query['host'] ?? '')).toBe(query['host'])
  expect(Buffer.from(query['host'] ?? '', 'base64').toString()).toBe(
    'admin.shopify.com/store/orderwright-demo',
  )
  const token = await shopify.session.decodeSessionToken(query['id_token'] ?? '')
  expect(token).toMatchObject({ dest: `https://${shop}`, aud: apiKey, sub: '2' })
  expect(token.exp - token.iat).toBe(60)
})

test('a customer’s session token is one the library accepts', async () => {
  const customer = 'gid://shopify/Customer/7'
  const token = customerToken({ shop, customer, apiKey, secret: apiSecret })
  expect(await shopify.session.decodeSessionToken(token)).toMatchObject({
    dest: shop,
    sub: customer,
  })
  const guest = customerToken({ shop, customer: null, apiKey, secret: apiSecret })
  expect(await shopify.session.decodeSessionToken(guest)).not.toHaveProperty('sub')
})
