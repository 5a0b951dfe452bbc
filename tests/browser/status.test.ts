/** Is anything late, since when, and what to do: as the office reads it at a desk and on a phone. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startCollector } from '../arrange/otlp-collector.ts'
import { until } from '../demo/progress.ts'
import type { OrderRecord } from '../store/records/orders.ts'
import { lookAt, openApp, type Width } from './look.ts'
import { type BrowserWorld, busyShop, newShop, openWorld } from './world.ts'

let world: BrowserWorld
let collector: Awaited<ReturnType<typeof startCollector>>
let placed: OrderRecord
beforeAll(async () => {
  collector = await startCollector()
  world = await openWorld('status', { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url })
  placed = world.place({ ...world.seedOrder(1), faults: [], later: [] })
  world.place({ ...world.seedOrder(2), faults: [], later: [] })
  await world.settled()
})
afterAll(async () => {
  await world?.close()
  await collector?.close()
})

test('a collector gets one trace of a delivery from the running processes: from its arrival to the letter it ends in', async () => {
  const { rows } = await world.database.owner.query<{ id: string }>(
    'select id from sales_order where name = $1',
    [placed.name],
  )
  const id = rows[0]?.id
  const trace = () => {
    const delivery = collector.spans.find(
      ({ name, attributes }) => name === 'delivery ended' && attributes['orderId'] === id,
    )
    return collector.spans.filter(({ traceId }) => traceId === delivery?.traceId)
  }
  const named = (name: string) => trace().find((one) => one.name === name)
  await expect.poll(() => named('call mail server'), { timeout: 20_000 }).toBeDefined()
  const byId = new Map(trace().map((one) => [one.spanId, one]))
  const way: string[] = []
  for (let at = named('call mail server'); at; at = byId.get(at.parentSpanId)) way.push(at.name)
  expect([way[0], way.at(-1)]).toEqual(['call mail server', 'job intake.deliveries'])
  expect(way).toContain('job confirm.ask')
  expect([...collector.services]).toEqual(['orderwright'])
  await expect.poll(() => [...collector.processes].toSorted()).toEqual(['web', 'worker'])
  expect(collector.raw.join('')).not.toContain(placed.email ?? placed.name)
})

const shopOf = async (domain: string) => {
  const { rows } = await world.database.owner.query<{ id: string }>(
    'select id from shop where domain = $1',
    [domain],
  )
  return rows[0]?.id ?? ''
}

/** Everything that can be late, in the past by hours, as it would stand in the database. */
async function muchLate() {
  const { owner } = world.database
  const shop = await shopOf(busyShop)
  const long = `now() - interval '3 hours'`
  await owner.query(
    `insert into delivery (shop_id, topic, event_key, state, received_at, done_at, attempts, outcome, body)
     select $1, 'orders/updated', 'late' || n, 'dead', ${long}, ${long}, 12, 'line_items is no list', 'x' from generate_series(1, 3) n`,
    [shop],
  )
  await owner.query(
    `insert into mail (shop_id, order_id, kind, key, state, error, created_at)
     select $1, id, 'shipped', 'late ' || id, 'dead', 'mail_refused', ${long} from sales_order where shop_id = $1 order by id limit 2`,
    [shop],
  )
  await owner.query(
    `insert into outside_call (shop_id, kind, key, created_at) values ($1, 'buy_label', 'late', ${long}), ($1, 'fulfil', 'late too', ${long})`,
    [shop],
  )
  await owner.query(`update shop set swept_at = ${long} where id = $1`, [shop])
  await owner.query(
    `update shipment set due_at = now() - interval '2 days' where shop_id = $1 and due_at is not null`,
    [shop],
  )
  for (const [task, attempts] of [
    ['journey.alarm', 3],
    ['track.poll', 2],
  ] as const) {
    await owner.query(
      `select graphile_worker.add_job($1, json_build_object('shopId', $2::text), max_attempts := 3, run_at := now() + interval '1 hour')`,
      [task, shop],
    )
    await owner.query(
      `update graphile_worker._private_jobs j set attempts = $3, last_error = 'no answer', created_at = ${long}
       from graphile_worker._private_tasks t
       where t.id = j.task_id and t.identifier = $1 and j.payload ->> 'shopId' = $2 and j.run_at > now() + interval '50 minutes'`,
      [task, shop, attempts],
    )
  }
}

test.for(['desktop', 'phone'] as const)(
  'a shop with no data is well on a %s',
  async (width: Width) => {
    const open = await openApp(world, { shop: newShop, width })
    await until(
      'the new shop to be read',
      async () => {
        const { rows } = await world.database.owner.query(
          'select 1 from shop where domain = $1 and swept_at is not null',
          [newShop],
        )
        return rows.length > 0 || null
      },
      60_000,
    )
    await world.settled()
    const app = await open.goto('/app/status')
    await app.getByText('The app is well').waitFor()
    await app.getByText('Every message could be worked through').waitFor()
    expect(await app.getByText('Late', { exact: true }).count()).toBe(0)
    await lookAt(open, app, { name: 'status-empty', width })
    await open.page.context().close()
  },
)

test('with orders under way all is well; much that is late shows since when and what to do', async () => {
  const calm = await openApp(world, { shop: busyShop, width: 'desktop' })
  const well = await calm.goto('/app/status')
  await well.getByText('The app is well').waitFor()
  await well.getByText(/the last came/).waitFor()
  await lookAt(calm, well, { name: 'status-well', width: 'desktop' })
  await calm.page.context().close()

  await muchLate()
  for (const width of ['phone', 'desktop'] as const) {
    const open = await openApp(world, { shop: busyShop, width })
    const app = await open.goto('/app/status')
    await app.getByRole('heading', { name: '3 messages from the store could not be' }).waitFor()
    await app.getByRole('heading', { name: '2 mails could not be sent' }).waitFor()
    await app.getByRole('heading', { name: 'Buy label: 1 on the way to the carrier' }).waitFor()
    await app.getByRole('heading', { name: 'The store was not looked through' }).waitFor()
    await app
      .getByText(/3 h ago/)
      .first()
      .waitFor()
    await lookAt(open, app, { name: 'status-late', width })
    if (width === 'desktop') {
      const given = app.getByRole('heading', { name: 'Raising alarms: 1 given up' })
      await given.waitFor()
      await app.getByRole('button', { name: 'Try again' }).click()
      await expect.poll(() => given.count(), { timeout: 15_000 }).toBe(0)
      const first = app.locator('section', { hasText: 'mails could not be sent' }).getByRole('link')
      expect(await first.allTextContents()).toHaveLength(2)
      await app.getByRole('link', { name: 'Open deliveries' }).first().click()
      await app.getByRole('heading', { name: 'An order was changed in Shopify' }).first().waitFor()
    }
    await open.page.context().close()
  }
})

test('what the processes count moves when a delivery comes, and is not told through a proxy', async () => {
  const metrics = `${world.appUrl}/metrics`
  const answered = async () => {
    const text = await (await fetch(metrics)).text()
    return Number(
      /orderwright_delivery_answer_seconds_count\{status="200"\} (\d+)/.exec(text)?.[1] ?? 0,
    )
  }
  const before = await answered()
  expect(before).toBeGreaterThan(0)
  world.place({ ...world.seedOrder(3), faults: [], later: [] })
  await expect.poll(answered, { timeout: 10_000 }).toBeGreaterThan(before)
  const proxied = await fetch(metrics, { headers: { 'x-forwarded-for': '203.0.113.9' } })
  expect(proxied.status).toBe(404)
})
