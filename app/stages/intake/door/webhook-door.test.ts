import http from 'node:http'
import pg from 'pg'
import { describe, expect, vi } from 'vitest'
import { test as base, type TestDatabase } from '../../../../tests/database.ts'
import {
  domainOf,
  log,
  type OpenDoor,
  openDoor,
  orderBody,
  secret,
  signed,
} from '../../../../tests/intake/deliveries.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { unpackBundle } from '../pack-body.server.ts'
import { sign } from './signature.server.ts'
import { webhookDoor } from './webhook-door.server.ts'

const test = base.extend<{ door: OpenDoor }>({
  door: async ({ database, shop }, use) => {
    const door = await openDoor(database, await domainOf(database, shop))
    await use(door)
    await door.close()
  },
})

const stored = async (database: TestDatabase) => {
  const { rows } = await database.owner.query<{
    topic: string
    state: string
    event_key: string
    domain: string
    bundle: Buffer
    at: number
    bytes: number
  }>(
    `select d.topic, d.state, d.event_key, s.domain, b.sealed as bundle, bundle_at as at, bundle_bytes as bytes
     from delivery d join shop s on s.id = d.shop_id join delivery_bundle b on b.id = d.bundle_id order by d.id`,
  )
  return rows
}

/** A delivery's body, out of those it came with. */
async function bodyOf(
  { vaults }: TestDatabase,
  shop: ShopId,
  row: { bundle: Buffer; at: number; bytes: number } | undefined,
) {
  if (!row) throw new Error('nothing is stored')
  const all = unpackBundle((await vaults.of(shop)).openBytes(row.bundle))
  return all.toString('utf8', row.at, row.at + row.bytes)
}

test('a delivery is stored sealed, its drain is booked, and then it is answered', async ({
  database,
  shop,
  door,
}) => {
  const body = orderBody(1001)
  expect(await door.send('orders/create', body)).toBe(200)
  const [row] = await stored(database)
  expect(row).toMatchObject({ topic: 'orders/create', state: 'waiting' })
  expect(row?.bundle.includes('Aoife')).toBe(false)
  expect(await bodyOf(database, shop, row)).toBe(JSON.stringify(body))
  expect(await database.jobs()).toEqual([
    { task: 'intake.deliveries', key: `intake.deliveries:${shop}` },
  ])
})

test('the same delivery sent again is one; another body of the same event is another', async ({
  database,
  door,
}) => {
  const event = { 'x-shopify-event-id': 'event-1' }
  await door.send('orders/updated', orderBody(1001), event)
  await door.send('orders/updated', orderBody(1001), event)
  await door.send('orders/updated', orderBody(1002), event)
  await door.send('orders/paid', orderBody(1001), event)
  const rows = await stored(database)
  expect(rows.map(({ topic }) => topic).sort()).toEqual([
    'orders/paid',
    'orders/updated',
    'orders/updated',
  ])
})

describe('who may come in', () => {
  test('for an hour after the secret was rotated the old one may sign too', async ({
    database,
    door,
  }) => {
    const bytes = Buffer.from('{"id":1}')
    const by = (key: string) => ({ 'x-shopify-hmac-sha256': sign(key, bytes) })
    expect(await door.send('orders/create', bytes, by('the-secret-before'))).toBe(200)
    expect(await door.send('orders/create', bytes, by('somebody-elses-secret'))).toBe(401)
    expect(await door.send('customers/redact', bytes, by('somebody-elses-secret'))).toBe(401)
    expect(await stored(database)).toHaveLength(1)
  })

  test.for([
    ['a signature of another body', sign(secret, Buffer.from('{}'))],
    ['a signature that is no base64', '%%%'],
    ['half a signature', sign(secret, Buffer.from('{"id":1}')).slice(0, 20)],
  ])('%s is not let in', async ([, signature], { database, door }) => {
    const answer = await fetch(door.url, {
      method: 'POST',
      body: '{"id":1}',
      headers: {
        ...signed('orders/create', '{"id":1}').headers,
        'x-shopify-hmac-sha256': signature ?? '',
      },
    })
    expect(answer.status).toBe(401)
    expect(await stored(database)).toEqual([])
  })

  test('a delivery without a signature is refused before its body is read', async ({ door }) => {
    const answer = await fetch(door.url, { method: 'POST', body: '{}' })
    expect(answer.status).toBe(401)
    expect(await answer.text()).toContain('X-Shopify-Hmac-Sha256')
  })
})

describe('what is refused, and how', () => {
  const without = (name: string) => ({ [name]: '' })
  test.for<[string, string | Buffer, Record<string, string>, number]>([
    ['no topic', '{}', without('x-shopify-topic'), 400],
    ['no shop', '{}', without('x-shopify-shop-domain'), 400],
    ['a shop that is no myshopify domain', '{}', { 'x-shopify-shop-domain': 'evil.example' }, 400],
    ['a shop with a path in it', '{}', { 'x-shopify-shop-domain': 'a.myshopify.com/x' }, 400],
    ['an empty body', '', {}, 400],
    ['ten megabytes', Buffer.alloc(10 * 1024 * 1024, 'x'), {}, 413],
    ['a body that nobody can read', '{"id":', {}, 200],
    // What Shopify signs with the same secret: session tokens, and queries that visitors can add to.
    ['a session token', 'eyJhbGciOiJIUzI1NiJ9.eyJkZXN0IjoiYS5teXNob3BpZnkuY29tIn0', {}, 401],
    ['the query of a page', 'embedded=1&host=YQ&shop=a.myshopify.com&timestamp=1', {}, 401],
    ['such a query with an order in front', ' {"id":1,"a":"=&shop=a&z="}', {}, 401],
    ['a list', '[{"id":1}]', {}, 401],
    ['a topic nobody knows', '{}', { 'x-shopify-topic': 'moons/rising' }, 200],
    ['a topic in capitals', '{"id":3}', { 'x-shopify-topic': 'ORDERS/DELETE' }, 200],
  ])('%s', async ([, body, headers, status], { database, door }) => {
    expect(await door.send('orders/create', body, headers)).toBe(status)
    expect(await stored(database)).toHaveLength(status === 200 ? 1 : 0)
  })

  test('only POST is answered', async ({ door }) => {
    const answer = await fetch(door.url)
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
  })

  test('after a body that is too large the same connection goes on', async ({ database, door }) => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
    const post = (topic: string, body: Buffer) =>
      new Promise<{ status: number; port: number }>((resolve, reject) => {
        const { headers } = signed(topic, body, { 'x-shopify-shop-domain': 'a.myshopify.com' })
        const req = http.request(door.url, { method: 'POST', agent, headers }, (res) => {
          const answer = { status: res.statusCode ?? 0, port: res.socket.localPort ?? 0 }
          res.resume()
          res.on('end', () => resolve(answer))
        })
        req.on('error', reject)
        req.end(body)
      })
    const large = await post('orders/create', Buffer.alloc(10 * 1024 * 1024, 'x'))
    const small = await post('orders/create', Buffer.from('{"id":1}'))
    agent.destroy()
    expect(large.status).toBe(413)
    expect(small.status).toBe(200)
    expect(small.port).toBe(large.port)
    expect(await stored(database)).toHaveLength(1)
  })

  test('a sender that goes away in the middle leaves nothing behind', async ({
    database,
    door,
  }) => {
    const req = http.request(door.url, {
      method: 'POST',
      headers: { ...signed('orders/create', '{}').headers, 'content-length': '1000' },
    })
    req.on('error', () => undefined)
    req.write('{"half":')
    await vi.waitFor(() => expect(req.socket?.bytesWritten).toBeGreaterThan(100))
    req.destroy()
    expect(await door.send('orders/create', '{"id":1}')).toBe(200)
    expect(await stored(database)).toHaveLength(1)
  })
})

test('a shop nobody knows gets a row with a key of its own, and nothing of it is lost', async ({
  database,
  door,
}) => {
  const unknown = { 'x-shopify-shop-domain': 'never-seen.myshopify.com' }
  const answers = await Promise.all([
    door.send('orders/create', orderBody(1), unknown),
    door.send('orders/create', orderBody(2), unknown),
  ])
  expect(answers).toEqual([200, 200])
  const { rows } = await database.owner.query<Record<string, unknown>>(
    "select installed_at, wrapped_key is not null as keyed from shop where domain = 'never-seen.myshopify.com'",
  )
  expect(rows).toEqual([{ installed_at: null, keyed: true }])
})

test('deliveries of two shops in one moment go to their own shops only', async ({
  database,
  shop,
  door,
}) => {
  const other = await database.addShop('other.myshopify.com')
  const sent = Array.from({ length: 64 }, (_, at) =>
    door.send('orders/create', orderBody(at + 1), {
      'x-shopify-event-id': `event-${at}`,
      ...(at % 2 === 1 ? { 'x-shopify-shop-domain': 'other.myshopify.com' } : {}),
    }),
  )
  expect(new Set(await Promise.all(sent))).toEqual(new Set([200]))
  const { rows } = await database.owner.query<Record<string, unknown>>(
    'select shop_id, count(*)::int as n from delivery group by shop_id order by shop_id',
  )
  const each = [
    { shop_id: shop, n: 32 },
    { shop_id: other, n: 32 },
  ].sort((a, b) => (a.shop_id < b.shop_id ? -1 : 1))
  expect(rows).toEqual(each)
  const drained = (await database.jobs()).map(({ key }) => key?.replace(/:next$/, ''))
  expect([...new Set(drained)].sort()).toEqual(
    [`intake.deliveries:${shop}`, `intake.deliveries:${other}`].sort(),
  )
})

test('a shop that got a new key in another process has its deliveries sealed with that one', async ({
  database,
  shop,
  door,
}) => {
  await door.send('orders/create', orderBody(1))
  await database.owner.query('update shop set wrapped_key = $2 where id = $1', [
    shop,
    Buffer.from(database.vaults.newWrappedKey()),
  ])
  expect(await door.send('orders/create', orderBody(2))).toBe(200)
  database.vaults.forget(shop)
  expect(await bodyOf(database, shop, (await stored(database)).at(-1))).toContain('#2')
})

test('without its database the door asks to come again later, and loses nothing afterwards', async () => {
  const pool = new pg.Pool({ connectionString: 'postgres://nobody@127.0.0.1:9/nothing', max: 2 })
  const door = webhookDoor({
    config: { SHOPIFY_API_SECRET: secret },
    pool,
    vaults: {
      newWrappedKey: () => new Uint8Array(61),
      unwrap: () => {
        throw new Error('not asked for without a database')
      },
      of: () => Promise.reject(new Error('not asked for without a database')),
      forget: () => undefined,
    },
    log,
  })
  const server = http.createServer(door).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const at = server.address()
  const answer = await fetch(
    `http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}/webhooks`,
    {
      method: 'POST',
      ...signed('orders/create', '{}', { 'x-shopify-shop-domain': 'a.myshopify.com' }),
    },
  )
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2'])
  server.close()
  await pool.end()
})
