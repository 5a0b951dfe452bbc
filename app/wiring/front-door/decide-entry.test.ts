import { expect, test } from 'vitest'
import { decideEntry, type Entry } from './decide-entry.ts'

const form = 'application/x-www-form-urlencoded'
const entry = (change: Partial<Entry>): Entry => ({
  ...{ method: 'POST', url: '/partner/sign-in', contentType: form, contentLength: '20' },
  ...{ chunked: false, host: 'app.example' },
  ...change,
})
const statusOf = (change: Partial<Entry>) => decideEntry(entry(change))?.status ?? 'in'

test.each<[number | 'in', Partial<Entry>]>([
  ['in', {}],
  ['in', { method: 'GET', contentLength: null, contentType: null }],
  ['in', { contentType: 'multipart/form-data; boundary=x' }],
  ['in', { contentType: 'Application/X-WWW-Form-Urlencoded;charset=UTF-8' }],
  ['in', { contentLength: '0', contentType: null }],
  ['in', { contentLength: null, contentType: null }],
  ['in', { host: '127.0.0.1:3000' }],
  ['in', { host: '[::1]:3000' }],
  [400, { host: '' }],
  [400, { host: 'a b' }],
  [400, { host: 'app.example/x' }],
  [400, { host: '[' }],
  [400, { url: '//@SUM(A1)' }],
  [400, { url: '*' }],
  [400, { url: 'http://other.example/app' }],
  [405, { method: 'PUT' }],
  [405, { method: 'TRACE' }],
  [414, { url: `/proxy/track?order=${'9'.repeat(9_000)}` }],
  [400, { url: '/proxy/correct/%zz' }],
  [400, { url: '/proxy/correct/%C3%28' }],
  [400, { url: '/proxy/correct/a%00b' }],
  [400, { method: 'GET', url: '/proxy/track?order=%00' }],
  ['in', { method: 'GET', url: '/proxy/track?order=%zz' }],
  [413, { contentLength: '100001' }],
  [413, { url: '/proxy/correct/x', contentLength: '9999999999' }],
  ['in', { url: '/app/orders/import', contentLength: '11000000' }],
  [413, { url: '/app/orders/import', contentLength: '12000001' }],
  [413, { url: '/application', contentLength: '100001' }],
  [411, { contentLength: null, chunked: true }],
  [415, { contentType: 'text/xml' }],
  [415, { contentType: null }],
  [415, { contentType: 'application/json' }],
  ['in', { url: '/app/orders/new', contentType: 'application/json' }],
  ['in', { url: '/api/partner/v1/requests/1/accept', contentType: 'text/plain' }],
  ['in', { url: '/carrier/x/y', contentType: null, contentLength: null, chunked: true }],
  [413, { url: '/carrier/x/y', contentLength: '1000001' }],
  ['in', { url: '/floor/pack/1/photos', contentType: 'image/jpeg', contentLength: '2900000' }],
  ['in', { url: '/app/pack/1/photos?x', contentType: 'image/png' }],
  [413, { url: '/floor/pack/1/photos', contentType: 'image/jpeg', contentLength: '4000001' }],
  [415, { url: '/floor/pack/1/photos', contentType: 'image/svg+xml' }],
  [415, { url: '/floor/pack/1', contentType: 'image/jpeg' }],
])('%s: %j', (status, change) => expect(statusOf(change)).toBe(status))
