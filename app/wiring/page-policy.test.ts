import { expect, test } from 'vitest'
import { pagePolicy } from './page-policy.ts'

const directives = (policy: string) =>
  new Map(
    policy.split('; ').map((one) => {
      const [name = '', ...sources] = one.split(' ')
      return [name, sources]
    }),
  )
const framing =
  'frame-ancestors https://a.myshopify.com https://admin.shopify.com https://*.spin.dev;'

test('a page in the admin runs our files, App Bridge and what carries its nonce, framed by its shop', () => {
  const said = directives(pagePolicy({ nonce: 'abc', path: '/app/orders', framing }))
  expect(said.get('script-src')).toEqual([
    "'self'",
    "'nonce-abc'",
    "'wasm-unsafe-eval'",
    'https://cdn.shopify.com',
  ])
  expect(said.get('frame-ancestors')).toEqual([
    'https://a.myshopify.com',
    'https://admin.shopify.com',
    'https://*.spin.dev',
  ])
  expect(said.get('object-src')).toEqual(["'none'"])
  expect(said.get('base-uri')).toEqual(["'none'"])
})

test('a page nobody may frame stays so, in the demo too', () => {
  const extraAncestor = 'http://127.0.0.1:4000'
  const facts = { nonce: 'abc', path: '/', framing: null, extraAncestor }
  expect(directives(pagePolicy(facts)).get('frame-ancestors')).toEqual(["'none'"])
  expect(
    directives(pagePolicy({ ...facts, path: '/app', framing })).get('frame-ancestors'),
  ).toContain(extraAncestor)
})

test('the floor runs our files and what carries the nonce, and is framed by nobody', () => {
  for (const path of ['/floor', '/floor/pick', '/floor.data']) {
    const said = directives(pagePolicy({ nonce: 'n', path, framing }))
    expect(said.get('script-src')).toEqual(["'self'", "'nonce-n'", "'wasm-unsafe-eval'"])
    expect(said.get('frame-ancestors')).toEqual(["'none'"])
    expect(said.get('default-src')).toEqual(["'self'"])
  }
  expect(pagePolicy({ nonce: 'n', path: '/floors', framing: null })).toContain('cdn.shopify.com')
})

test('no page lets scripts in by the line or from text', () => {
  for (const path of ['/app', '/floor'])
    expect(pagePolicy({ nonce: 'n', path, framing })).not.toMatch(
      /script-src[^;]*('unsafe-inline'|'unsafe-eval'|https:[ ;]|\*)/,
    )
})
