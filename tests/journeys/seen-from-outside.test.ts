/** What is seen from outside: counts that move when things happen, one trace from a delivery to its last effect, nobody named. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { shipmentId } from '../../app/kernel/ids.ts'
import { withShop } from '../../app/platform/db.server.ts'
import { outsideDoors } from '../../app/platform/outside-doors.server.ts'
import { openTraces } from '../../app/platform/traces.server.ts'
import { labelIt, packAll, pickAll, startPicking } from '../arrange/floor-walk.ts'
import { startCollector } from '../arrange/otlp-collector.ts'
import { openHouse, type WholeHouse } from '../arrange/whole-house.ts'
import type { OrderRecord } from '../store/records/orders.ts'

const folder = mkdtempSync(join(tmpdir(), 'orderwright-seen-'))
const logFile = join(folder, 'log')
const token = 'a-token-of-the-one-who-measures'
const closers: (() => unknown)[] = []
let house: WholeHouse
let collector: Awaited<ReturnType<typeof startCollector>>
let before: Measured
let waiting: Measured
let after: Measured
let order: OrderRecord

/** One walk of one order, measured before it came, while it waits and at its end, with a collector listening. */
beforeAll(async () => {
  collector = await startCollector()
  closers.push(() => collector.close())
  house = await openHouse({ bucket: { maximum: 20_000, restoreRate: 10_000 }, logFile })
  closers.push(() => house.close())
  before = await measured()
  const traces = openTraces(
    { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_SERVICE_NAME: 'orderwright-test' },
    'test',
  )
  await traces.ready
  order = house.place({ email: 'quillon.zt@example.net', note: 'Ring at Kumquat Crescent' })
  await house.standIn.quiet(30_000)
  // The drain may be booked for a moment later: it counts once it is due.
  const { owner } = house.database
  await owner.query('update graphile_worker._private_jobs set run_at = now() where run_at > now()')
  await owner.query(
    `update delivery set received_at = now() - interval '1 second' where state = 'waiting'`,
  )
  waiting = await measured()
  await house.work()
  const [shipment] = await withShop(house.services.db, house.shop, async (tx) =>
    tx.shipment.findMany({ where: { shopId: house.shop, orderId: await house.idOf(order) } }),
  )
  if (!shipment) throw new Error('nothing to ship')
  const its = { id: shipmentId(shipment.id), number: shipment.number }
  await pickAll(house.services, house.shop, await startPicking(house.services, house.shop, its.id))
  await packAll(house.services, house.shop, its, [{ sku: 'MUG', quantity: 2 }])
  await labelIt(house.services, house.shop, its.id)
  await house.work()
  after = await measured()
  await traces.close()
}, 180_000)
afterAll(async () => {
  for (const close of closers.toReversed()) await close()
  rmSync(folder, { recursive: true, force: true })
})

interface Measured {
  readonly text: string
  of(name: string, labels?: Readonly<Record<string, string>>): number
}

/** Asks fresh doors, since what waits is read from the database at most once in ten seconds. */
async function measured(): Promise<Measured> {
  const text = await ask({ authorization: `Bearer ${token}` }, token).then(({ body }) => body)
  return {
    text,
    of: (name, labels = {}) =>
      text
        .split('\n')
        .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
        .filter((line) =>
          Object.entries(labels).every(([label, value]) => line.includes(`${label}="${value}"`)),
        )
        .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0),
  }
}

async function ask(
  headers: Readonly<Record<string, string>>,
  METRICS_TOKEN?: string,
  path = '/metrics',
) {
  const doors = outsideDoors({ config: { METRICS_TOKEN }, pool: house.services.pool })
  const server = createServer((request, response) => {
    if (!doors(request, response)) response.writeHead(418).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  const answer = await fetch(`http://127.0.0.1:${address.port}${path}`, { headers })
  const body = await answer.text()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  return { status: answer.status, body }
}

test('who has the token reads the metrics; without one this machine alone, and nobody through a proxy', async () => {
  const statuses = await Promise.all([
    ask({ authorization: `Bearer ${token}` }, token),
    ask({}, token),
    ask({ authorization: 'Bearer something else' }, token),
    ask({ authorization: token }, token),
    ask({}),
    ask({ 'x-forwarded-for': '203.0.113.9' }),
    ask({}, token, '/healthz'),
    ask({}, token, '/readyz'),
    ask({}, token, '/metrics/more'),
  ])
  expect(statuses.map(({ status }) => status)).toEqual([
    200, 404, 404, 404, 200, 404, 200, 200, 418,
  ])
})

test('the counts move: a delivery waits, its job is due, then both are done and the order stands in its room', () => {
  const deliveries = { what: 'delivery', name: 'waiting' }
  const drain = { job: 'intake.deliveries' }
  expect(before.of('orderwright_waiting', deliveries)).toBe(0)
  expect(waiting.of('orderwright_waiting', deliveries)).toBeGreaterThan(0)
  expect(waiting.of('orderwright_oldest_seconds', deliveries)).toBeGreaterThan(0)
  expect(waiting.of('orderwright_jobs_due', drain)).toBeGreaterThan(0)
  expect(after.of('orderwright_waiting', deliveries)).toBe(0)
  expect(after.of('orderwright_jobs_due', drain)).toBe(0)
  const runs = (at: Measured, job: string) =>
    at.of('orderwright_job_seconds_count', { job, ended: 'done' })
  for (const job of ['intake.deliveries', 'ship.fulfil', 'mail.send'])
    expect(`${job} ${runs(after, job) > runs(before, job)}`).toBe(`${job} true`)
  const asked = { ended: 'data' }
  expect(after.of('orderwright_store_calls_total', asked)).toBeGreaterThan(
    before.of('orderwright_store_calls_total', asked),
  )
  expect(after.of('orderwright_waiting', { what: 'shipment' })).toBe(1)
})

test('the metrics name no shop, no order and nobody', () => {
  for (const { text } of [before, waiting, after]) {
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/)
    for (const word of [house.standIn.shop, order.name, 'quillon', 'kumquat'])
      expect(text.toLowerCase()).not.toContain(word.toLowerCase())
  }
})

const line = z.object({
  msg: z.string(),
  trace: z.string().optional(),
  job: z.string().optional(),
  order: z.string().nullish(),
  orders: z.array(z.string()).optional(),
})

test('the log has one trace from the delivery through every job to the letter the customer gets', async () => {
  const id = await house.idOf(order)
  const lines = readFileSync(logFile, 'utf8')
    .trim()
    .split('\n')
    .map((one) => line.parse(JSON.parse(one)))
  const delivery = lines.find(({ msg, order: its }) => msg === 'delivery ended' && its === id)
  const jobs = lines.filter(({ msg, trace }) => msg === 'job done' && trace === delivery?.trace)
  expect(jobs.map(({ job }) => job)).toEqual(
    expect.arrayContaining(['intake.deliveries', 'confirm.ask', 'mail.send']),
  )
  expect(jobs.find(({ job }) => job === 'confirm.ask')?.orders).toContain(id)
  // What people do begins a trace of its own, which goes on to the store in the same way.
  const fulfil = lines.find(({ job }) => job === 'ship.fulfil')
  expect(fulfil?.orders).toContain(id)
})

test('a collector gets the same trace: from the delivery to the calls that leave the house, and nobody by name', async () => {
  const id = await house.idOf(order)
  const delivery = collector.spans.find(
    ({ name, attributes }) => name === 'delivery ended' && attributes['orderId'] === id,
  )
  const its = collector.spans.filter(({ traceId }) => traceId === delivery?.traceId)
  expect(readFileSync(logFile, 'utf8').replaceAll('-', '')).toContain(
    `"trace":"${delivery?.traceId}"`,
  )
  const names = its.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['job intake.deliveries', 'call store']))
  // The letter leaves in a job that a job booked that the delivery booked: every span has its parent, but the first.
  const byId = new Map(its.map((one) => [one.spanId, one]))
  const mail = its.find(({ name }) => name === 'call mail server')
  const way: string[] = []
  for (let at = mail; at; at = byId.get(at.parentSpanId)) way.push(at.name)
  expect(way[0]).toBe('call mail server')
  expect(way.at(-1)).toBe('job intake.deliveries')
  expect(way.length).toBeGreaterThan(3)
  expect(its.filter(({ parentSpanId }) => parentSpanId === '').map(({ name }) => name)).toEqual([
    'job intake.deliveries',
  ])
  expect([...collector.services]).toEqual(['orderwright-test'])
  const told = collector.raw.join('\n').toLowerCase()
  for (const word of ['quillon', 'kumquat', 'example.net', house.standIn.shop, 'mug'])
    expect(told).not.toContain(word)
})

test('nothing of OpenTelemetry is loaded unless it is configured: no file of the app imports it at its head', async () => {
  const { ready, close } = openTraces({ OTEL_SERVICE_NAME: 'x' }, 'test')
  await ready
  await close()
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.tsx?$/.test(file),
  )
  const heads = files.filter((file) =>
    /^(import|export) [^;]*?from '@opentelemetry/m.test(readFileSync(join('app', file), 'utf8')),
  )
  expect(files).toContain('platform/otlp.server.ts')
  expect(heads).toEqual([])
})
