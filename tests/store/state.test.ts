import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ask, at, control } from './ask.ts'
import { littleSeed } from './little-seed.ts'
import { apiKey, apiSecret, listeningApp } from './open-store.ts'
import { type StoreOptions, startStore } from './store.ts'

function stateFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'state.json')
}

const options = (more: Partial<StoreOptions>): StoreOptions => ({
  appUrl: 'http://127.0.0.1:9',
  apiKey,
  apiSecret,
  seed: littleSeed,
  ...more,
})

test('a store that is started again knows its orders, its tokens and what it still has to deliver', async () => {
  const file = stateFile()
  const down = await listeningApp(() => 503)
  const first = await startStore(
    options({ appUrl: down.url, stateFile: file, topics: ['orders/create'] }),
  )
  const order = first.placeNext()
  const token = first.token()
  await expect.poll(() => down.received.length, { timeout: 10_000 }).toBe(1)
  await first.close()

  const up = await listeningApp()
  const second = await startStore(
    options({ appUrl: up.url, stateFile: file, topics: ['orders/create'] }),
  )
  onTestFinished(() => second.close())
  const query = '{ orders(first: 5) { nodes { id name } } }'
  const { body } = await ask(second, query, {}, { token })
  expect(at(body, 'data.orders.nodes')).toEqual([
    { id: `gid://shopify/Order/${order.id}`, name: '#1001' },
  ])
  expect(second.placeNext().name).toBe('#1002')
  await control(second, 'webhooks/hurry', {})
  await second.quiet()
  const names = up.of('orders/create').map((one) => at(one.body, 'name'))
  expect(names.sort()).toEqual(['#1001', '#1002'])
  const [again] = up.of('orders/create').filter((one) => at(one.body, 'name') === '#1001')
  expect(again?.raw.equals(down.received[0]?.raw ?? Buffer.alloc(0))).toBe(true)
})

test('a fresh start forgets; a file of another making is refused by name', async () => {
  const file = stateFile()
  const first = await startStore(options({ stateFile: file }))
  first.placeNext()
  await first.close()
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: 1 })
  const fresh = await startStore(options({ stateFile: file, fresh: true }))
  expect(fresh.world().orders.size).toBe(0)
  await fresh.close()
  writeFileSync(file, '{"version":0}')
  await expect(startStore(options({ stateFile: file }))).rejects.toThrow('--fresh')
})

test('several shops live in one store and do not see each other', async () => {
  const store = await startStore(options({ shops: ['a.myshopify.com', 'b.myshopify.com'] }))
  onTestFinished(() => store.close())
  store.placeNext('a.myshopify.com')
  const query = '{ shop { myshopifyDomain } orders(first: 5) { nodes { name } } }'
  const a = await ask(store, query, {}, { shop: 'a.myshopify.com' })
  const b = await ask(store, query, {}, { shop: 'b.myshopify.com' })
  expect(at(a.body, 'data.orders.nodes')).toHaveLength(1)
  expect(at(b.body, 'data')).toEqual({
    shop: { myshopifyDomain: 'b.myshopify.com' },
    orders: { nodes: [] },
  })
  const crossed = await ask(
    store,
    query,
    {},
    { shop: 'b.myshopify.com', token: store.token('a.myshopify.com') },
  )
  expect(crossed.status).toBe(401)
})
