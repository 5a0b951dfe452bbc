/** No order lost: whatever the post does to deliveries, and whatever was there before the app. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  readBacklog as backlogJob,
  sweepStore as sweepJob,
  welcomeShop,
} from '../../app/journey/jobs.ts'
import { withShop } from '../../app/platform/db.server.ts'
import {
  beginBacklogAgain,
  readBacklog,
  readReading,
} from '../../app/stages/intake/index.server.ts'
import { openHouse, type WholeHouse } from '../arrange/whole-house.ts'
import { orderBody, signed } from '../intake/deliveries.ts'
import { appKeys } from '../shop.ts'

let house: WholeHouse
beforeAll(async () => {
  house = await openHouse({ bucket: { maximum: 20_000, restoreRate: 10_000 } })
}, 180_000)
afterAll(() => house?.close())

const rows = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await house.database.owner.query<Row>(text, values)).rows
const ordersHere = async () =>
  new Set((await rows<{ name: string }>('select name from sales_order')).map(({ name }) => name))
const faults = (webhooks: object) =>
  fetch(`${house.standIn.baseUrl}/control/${house.standIn.shop}/faults`, {
    method: 'POST',
    body: JSON.stringify({ webhooks }),
  })
const theBacklog = () =>
  withShop(house.services.db, house.shop, (tx) =>
    tx.backlog.findFirstOrThrow({ where: { shopId: house.shop }, orderBy: { id: 'desc' } }),
  )
const stored = async (gid: string) =>
  (
    await rows<{ id: string; name: string; state: string; tags: string[] }>(
      'select id, name, state, tags from sales_order where shopify_id = $1',
      [gid],
    )
  )[0]

/** Posts a delivery as the store does, by the app's own secret. */
async function post(topic: string, body: object | string, triggered = new Date().toISOString()) {
  const { signDelivery } = await import('../../app/stages/intake/index.server.ts')
  const sent = signed(topic, body, {
    'x-shopify-shop-domain': house.standIn.shop,
    'x-shopify-triggered-at': triggered,
  })
  const answer = await fetch(`${house.appUrl}/webhooks`, {
    method: 'POST',
    body: sent.body,
    headers: {
      ...sent.headers,
      'x-shopify-hmac-sha256': signDelivery(appKeys.apiSecret, Buffer.from(sent.body)),
    },
  })
  return answer.status
}

describe('deliveries', () => {
  test('of which one in twenty is dropped and others come twice and out of order: one sweep has everything', async () => {
    await faults({ drop: 0.05, duplicate: 0.1, reorder: 0.3 })
    const placed = Array.from({ length: 60 }, () => house.place())
    for (const order of placed.slice(0, 20))
      house.edit(order, (it) => {
        it.tags = ['seen']
      })
    await house.takeIn()
    const dropped = house.standIn.webhooks().dropped
    await faults({ drop: 0, duplicate: 0, reorder: 0 })
    expect(dropped).toBeGreaterThan(0)
    await house.book(sweepJob)
    await house.takeIn()
    const here = await ordersHere()
    expect(placed.filter(({ name }) => !here.has(name))).toEqual([])
    const [{ twice } = { twice: -1 }] = await rows<{ twice: number }>(
      'select count(*)::int - count(distinct shopify_id)::int as twice from sales_order',
    )
    expect(twice).toBe(0)
    const [{ seen } = { seen: 0 }] = await rows<{ seen: number }>(
      `select count(*)::int as seen from sales_order where tags = '{seen}'`,
    )
    expect(seen).toBe(20)
  })

  test('that come a day late change nothing that is newer, and bring what is not there', async () => {
    const gid = 'gid://shopify/Order/900001'
    const yesterday = new Date(Date.now() - 86_400_000).toISOString()
    const now = new Date().toISOString()
    await post('orders/updated', orderBody(900001, { updated_at: now, tags: 'new' }), now)
    await house.work()
    await post(
      'orders/create',
      orderBody(900001, { updated_at: yesterday, tags: 'old' }),
      yesterday,
    )
    await house.work()
    expect((await stored(gid))?.tags).toEqual(['new'])
    await post('orders/create', orderBody(900002, { updated_at: yesterday }), yesterday)
    await house.work()
    expect(await stored('gid://shopify/Order/900002')).toBeDefined()
  })

  test('of an older version, with keys missing, null or empty, all come in alike', async () => {
    const old = {
      ...orderBody(900010),
      admin_graphql_api_id: undefined,
      contact_email: undefined,
      customer_locale: undefined,
      tags: 'one, two',
      // Before 2021 a line had no current_quantity and amounts could be numbers.
      total_price: 25,
      line_items: [{ id: 9000101, quantity: 2, price: 12.5, title: 'Mug', grams: 300 }],
    }
    const missing = {
      ...orderBody(900011),
      shipping_address: undefined,
      customer: undefined,
      email: undefined,
    }
    const nulls = {
      ...orderBody(900012),
      shipping_address: null,
      customer: null,
      email: null,
      note: null,
    }
    const empty = {
      ...orderBody(900013),
      email: '',
      note: '',
      tags: '',
      shipping_address: {},
      customer: {},
    }
    for (const body of [old, missing, nulls, empty])
      expect(await post('orders/create', body)).toBe(200)
    await house.work()
    for (const number of [900010, 900011, 900012, 900013])
      expect(await stored(`gid://shopify/Order/${number}`), String(number)).toBeDefined()
    // None of the incomplete ones goes on: it is held with its reason, in the store's own words too.
    const bare = house.place({ shippingAddress: null, customer: null, email: '' })
    const absent = house.place({ shippingAddress: 'absent', customer: 'absent', email: 'absent' })
    await house.work()
    for (const { id } of [bare, absent])
      expect((await stored(`gid://shopify/Order/${id}`))?.state).toBe('held')
  })

  test('with ids above 2^53 keep every digit, though only numbers tell them', async () => {
    const text = JSON.stringify(orderBody(900020))
      .replaceAll('"id":900020,', '"id":820982911946154508,')
      .replaceAll('"admin_graphql_api_id":"gid://shopify/Order/900020",', '')
      .replaceAll('9000200', '466157049')
    expect(await post('orders/create', text)).toBe(200)
    await house.work()
    expect(await stored('gid://shopify/Order/820982911946154508')).toBeDefined()
  })

  test('of an order that was deleted before its creation arrived: it never comes in', async () => {
    await post('orders/delete', { id: 900030 })
    await post('orders/create', orderBody(900030))
    await post('orders/risk_assessment_changed', { order_id: 900030, risk_level: 'high' })
    await house.work()
    expect(await stored('gid://shopify/Order/900030')).toBeUndefined()
  })

  test('that cannot be read end on a list, and those behind them go through', async () => {
    await post('orders/create', { id: 900040, line_items: 'none' })
    await post('orders/create', '{"id": 900041, ')
    await post('orders/create', orderBody(900042))
    await house.work()
    const dead = await rows<{ outcome: string }>(
      "select outcome from delivery where state = 'dead'",
    )
    expect(dead.map(({ outcome }) => outcome)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^it cannot be read: orders\/create: name, created_at/),
        'it cannot be read: orders/create: the body is no JSON',
      ]),
    )
    expect(await stored('gid://shopify/Order/900042')).toBeDefined()
  })

  test('an assessment of risk is kept before its order is here, and sends an open one back to its check', async () => {
    const order = house.place()
    const gid = `gid://shopify/Order/${order.id}`
    await house.work()
    await post('orders/risk_assessment_changed', { order_id: order.id, risk_level: 'medium' })
    await post('orders/risk_assessment_changed', { order_id: 900050, risk_level: 'high' })
    await house.work()
    const kept = await rows<{ shopify_id: string; level: string }>(
      'select shopify_id, level from order_risk where shopify_id = any($1)',
      [[gid, 'gid://shopify/Order/900050']],
    )
    expect(kept).toHaveLength(2)
    expect(kept.find((one) => one.shopify_id.endsWith('900050'))?.level).toBe('high')
  })

  test('a count of the store is kept with its time, and an older one changes nothing', async () => {
    const level = { inventory_item_id: 71, location_id: 72 }
    await post('inventory_levels/update', { ...level, available: 5 }, '2026-11-02T10:00:00Z')
    await post('inventory_levels/update', { ...level, available: 9 }, '2026-11-02T09:00:00Z')
    await house.work()
    expect(
      await rows("select available, told_at from store_level where inventory_item_gid like '%/71'"),
    ).toEqual([{ available: 5, told_at: new Date('2026-11-02T10:00:00Z') }])
  })
})

describe('orders that were there before the app', () => {
  /** Placed without a word to the app, as before it was installed. */
  const quietly = async (count: number) => {
    await faults({ drop: 1 })
    for (let n = 0; n < count; n++) house.place()
    await faults({ drop: 0 })
  }

  test('come from the file the store writes; a run that is cut goes on where it stopped', async () => {
    await house.takeIn()
    await quietly(230)
    const before = (await ordersHere()).size
    expect(await beginBacklogAgain(house.services, house.shop)).toBe(true)
    expect(await beginBacklogAgain(house.services, house.shop)).toBe(false)
    await readBacklog(house.services, house.shop)
    expect(await theBacklog()).toMatchObject({ state: 'writing' })
    await house.standIn.quiet(10_000)
    await expect
      .poll(async () => house.standIn.world().bulkOperations.size, { timeout: 5_000 })
      .toBeGreaterThan(0)
    await new Promise((resolve) => setTimeout(resolve, 600))
    // The line breaks in the middle of the file, and the process with it.
    const { shop: provider } = house.services
    const broken = {
      ...house.services,
      shop: {
        ...provider,
        async *exportedOrders(url: string) {
          let seen = 0
          for await (const one of provider.exportedOrders(url)) {
            if (seen++ === 150) throw new TypeError('the process is gone')
            yield one
          }
        },
      },
    }
    await expect(readBacklog(broken, house.shop)).rejects.toThrow('the process is gone')
    expect(await theBacklog()).toMatchObject({ state: 'reading', ordersDone: 100 })
    const half = await readReading(house.services, house.shop)
    expect(half.backlog).toMatchObject({ state: 'reading', done: 100 })
    expect(half.backlog?.total).toBeGreaterThanOrEqual(230)
    await house.book(backlogJob)
    await house.takeIn()
    const done = await theBacklog()
    expect(done).toMatchObject({ state: 'done', found: 230, unreadable: [] })
    expect(done.ordersDone).toBe(done.ordersTotal)
    expect((await ordersHere()).size).toBe(before + 230)
  })

  test('come page by page where the store writes no file', async () => {
    await quietly(3)
    const { shop: provider } = house.services
    const refusing = {
      ...house.services,
      shop: {
        ...provider,
        orderExport: async () => ({ state: 'failed' as const, why: 'timeout' }),
      },
    }
    const before = (await ordersHere()).size
    await beginBacklogAgain(house.services, house.shop)
    await readBacklog(refusing, house.shop)
    await readBacklog(refusing, house.shop)
    expect(await theBacklog()).toMatchObject({ state: 'failed', error: 'the store: timeout' })
    await house.takeIn()
    expect((await ordersHere()).size).toBe(before + 3)
  })
})

describe('a shop that comes back', () => {
  test('is read again from the start, keeps its orders, and an old uninstall changes nothing', async () => {
    const order = house.place()
    await house.takeIn()
    const gone = new Date(Date.now() + 1_000).toISOString()
    await post('app/uninstalled', { myshopify_domain: house.standIn.shop }, gone)
    await house.takeIn()
    const [{ uninstalled_at: at } = {}] = await rows<{ uninstalled_at: Date | null }>(
      'select uninstalled_at from shop where id = $1',
      [house.shop],
    )
    expect(at).toEqual(new Date(gone))
    // As the app's own door does when it is opened again.
    await house.database.owner.query(
      `update shop set installed_at = now() + interval '2 seconds', uninstalled_at = null where id = $1`,
      [house.shop],
    )
    await post('app/uninstalled', { myshopify_domain: house.standIn.shop, again: true }, gone)
    await house.takeIn()
    await house.book(welcomeShop)
    await house.takeIn()
    expect(await theBacklog()).toMatchObject({ state: expect.stringMatching(/writing|done/) })
    const [{ uninstalled_at: still } = {}] = await rows<{ uninstalled_at: Date | null }>(
      'select uninstalled_at from shop where id = $1',
      [house.shop],
    )
    expect(still).toBeNull()
    expect(await stored(`gid://shopify/Order/${order.id}`)).toBeDefined()
  })
})
