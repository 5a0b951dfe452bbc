import { expect, test } from 'vitest'
import { actAs, acting, screenOf, visitorAt, whoActs } from './acting.server.ts'

test('a screen is named without the ids, tokens and files in its address', () => {
  expect(screenOf('/app/orders/0199c2de-1111-7000-8000-000000000000.data?_routes=x')).toBe(
    'page /app/orders/:id',
  )
  expect(screenOf('/proxy/correct/eyJhbGciOiJIUzI1NiJ9.abc?signature=1')).toBe(
    'page /proxy/correct/:id',
  )
  expect(screenOf('/')).toBe('page /')
  for (const odd of ['//@SUM(A1)', '//[', '*', 'http://[', ''])
    expect(screenOf(odd)).toMatch(/^page \//)
})

test('each door knows who comes to it before they say more', () => {
  expect(visitorAt('/proxy/confirm/x').by).toBe('customer')
  expect(visitorAt('/carrier/parcelnet/s').by).toBe('carrier')
  expect(visitorAt('/api/partner/v1/requests').by).toBe('partner')
  expect(visitorAt('/app/settings').by).toBe('system')
})

test('two requests at once are each their own, and outside of any the app itself acts', async () => {
  const one = acting({ by: 'system', source: 'page /a' }, async () => {
    await Promise.resolve()
    actAs('shopify:1')
    await new Promise((done) => setTimeout(done, 5))
    return whoActs()
  })
  const other = acting({ by: 'system', source: 'page /b' }, async () => {
    actAs('shopify:2')
    await Promise.resolve()
    return whoActs()
  })
  expect(await Promise.all([one, other])).toEqual([
    { by: 'shopify:1', source: 'page /a' },
    { by: 'shopify:2', source: 'page /b' },
  ])
  actAs('shopify:3')
  expect(whoActs()).toEqual({ by: 'system', source: 'app' })
})
