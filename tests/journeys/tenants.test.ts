/** What another shop's people, jobs, links and keys can do with ids that are not theirs: nothing, and they learn nothing. */
import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { makeCustomerLink } from '../../app/journey/customer-link.server.ts'
import * as everyJob from '../../app/journey/jobs.ts'
import { orderId } from '../../app/kernel/ids.ts'
import { withShop } from '../../app/platform/db.server.ts'
import type { Job } from '../../app/platform/jobs.server.ts'
import { issueCredential } from '../../app/stages/handoff/index.server.ts'
import { taskList } from '../../app/wiring/jobs.server.ts'
import { runSteps } from '../arrange/audited-steps.ts'
import { floorVisitor } from '../arrange/floor-visitor.ts'
import {
  nextDoorDomain,
  openSignedInPages,
  readRoute,
  routeFiles,
  type SignedInPages,
  type Visit,
} from '../arrange/signed-in-pages.ts'
import { runJobs } from '../queue/run-jobs.ts'
import { appKeys } from '../shop.ts'
import { proxySignature } from '../store/pages/signatures.ts'

let pages: SignedInPages
let told: Awaited<ReturnType<typeof runSteps>>
/** One id of each table in which the first shop has rows. */
let ids: ReadonlyMap<string, string>
beforeAll(async () => {
  pages = await openSignedInPages()
  told = await runSteps(pages)
  ids = await idsOf(pages)
}, 120_000)
afterAll(() => pages?.close())

/** Tables that carry a shop, with the columns of their key. */
async function shopTables({ database }: SignedInPages): Promise<readonly string[]> {
  const { rows } = await database.owner.query<{ name: string }>(`
    select c.table_name as name from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name = 'shop_id' and t.table_type = 'BASE TABLE' order by 1`)
  return rows.map(({ name }) => name)
}

async function idsOf(opened: SignedInPages): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const table of await shopTables(opened)) {
    const { rows } = await opened.database.owner.query<{ row: { id?: string } }>(
      `select to_jsonb(t) as row from ${table} t where shop_id = $1 limit 1`,
      [opened.shop],
    )
    const id = rows[0]?.row.id
    if (id) found.set(table, id)
  }
  return found
}

/** Every row of the first shop, as one sum a table; the query budget is a counter of time. */
async function stood(opened: SignedInPages) {
  const { database, shop } = opened
  const sums = new Map<string, string>()
  for (const table of await shopTables(opened)) {
    if (table === 'store_budget') continue
    const { rows } = await database.owner.query<{ sum: string }>(
      `select count(*) || ' rows, ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${table} t where shop_id = $1`,
      [shop],
    )
    sums.set(table, rows[0]?.sum ?? '')
  }
  return Object.fromEntries(sums)
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
/** The same with ids nobody has. */
const withStrangers = <T>(sent: T): T => {
  const strangers = new Map<string, string>()
  const text = JSON.stringify(sent ?? null).replaceAll(uuid, (id) => {
    strangers.set(id, strangers.get(id) ?? randomUUID())
    return strangers.get(id) ?? id
  })
  return JSON.parse(text)
}
/** What came back, without what differs between any two askings: ids and moments. */
const said = async (answer: Response) => ({
  status: answer.status,
  to: answer.headers.get('location')?.replaceAll(uuid, 'id') ?? null,
  body: (await answer.text())
    .replaceAll(uuid, 'id')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z|"at":\d+/g, 'moment'),
})
const askNextDoor = (visit: Visit) =>
  pages.visit({ ...visit, nextDoor: true }).then(said, (thrown: unknown) => String(thrown))

test('every page that shows one thing says of another shop’s the same as of one that is not there', async () => {
  const shown = routeFiles.filter((file) => file.includes('$'))
  expect(shown.length).toBeGreaterThan(10)
  let asked = 0
  for (const file of shown) {
    if (!(await readRoute(file)).loader) continue
    const names = [...file.matchAll(/\$(\w+)/g)].map(([, name = '']) => name)
    const ask = (id: string) =>
      askNextDoor({ file, as: 'owner', params: Object.fromEntries(names.map((n) => [n, id])) })
    const nobody = await ask(randomUUID())
    for (const [table, id] of ids) {
      asked++
      expect({ file, table, ...Object(await ask(id)) }).toEqual({ file, table, ...Object(nobody) })
    }
  }
  expect(asked).toBeGreaterThan(200)
})

/** What pages are told in the query of their address, by the table that is mostly meant. */
const queryNames: Readonly<Record<string, string>> = {
  ...{ id: 'shipment', ids: 'shipment', order: 'sales_order', orders: 'sales_order' },
  ...{ form: 'order_form', item: 'item', place: 'location', tour: 'pick_tour', bin: 'bin' },
  ...{ bins: 'bin', shipment: 'shipment', parcel: 'parcel', person: 'person' },
}

test('every page that is told of a thing in its query says of another shop’s the same as of one that is not there', async () => {
  const { rows } = await pages.database.owner.query<{ gid: string }>(
    'select shopify_id as gid from sales_order where shop_id = $1 limit 1',
    [pages.shop],
  )
  const queryWith = (idOf: (table: string) => string) =>
    `?${new URLSearchParams(Object.entries(queryNames).map(([name, table]) => [name, idOf(table)]))}`
  const pairs = [
    [queryWith((table) => ids.get(table) ?? randomUUID()), queryWith(() => randomUUID())],
    [queryWith(() => rows[0]?.gid ?? ''), queryWith(() => 'gid://shopify/Order/404404404')],
  ]
  let asked = 0
  for (const file of routeFiles) {
    if (!(await readRoute(file)).loader) continue
    const params = Object.fromEntries(
      [...file.matchAll(/\$(\w+)/g)].map(([, name = '']) => [name, randomUUID()]),
    )
    // A page may say again what it was asked for; a PDF says when it was made, in as many signs.
    const ask = async (query = '') => {
      const answer = JSON.stringify(await askNextDoor({ file, as: 'owner', params, query }))
      return answer.includes('%PDF')
        ? `a PDF: ${answer.length} signs`
        : answer.replaceAll(/gid:\/\/shopify\/Order\/\d+/g, 'gid')
    }
    for (const [theirs, nobodys] of pairs) {
      asked++
      expect({ file, said: await ask(theirs) }).toEqual({ file, said: await ask(nobodys) })
    }
  }
  expect(asked).toBeGreaterThan(100)
})

const floorFiles = readdirSync(new URL('../../app/routes/', import.meta.url)).filter((name) =>
  name.startsWith('floor.'),
)
const floorForms: readonly Readonly<Record<string, string>>[] = [
  {
    intent: 'scan',
    key: `received:${randomUUID()}`,
    code: 'CUP',
    quantity: '1',
    condition: 'good',
  },
  { intent: 'take', text: 'CUP', found: '[]' },
  { intent: 'close' },
]

test('every page of the floor says at a device of another shop what it says of a thing that is not there', async () => {
  const device = floorVisitor()
  const owner = (form: Record<string, string>) =>
    pages.visit({ file: 'app.devices.tsx', as: 'owner', form, nextDoor: true })
  const { text } = await (await owner({ intent: 'invite', name: 'Scanner' })).json()
  const code = new URL(text).searchParams.get('code') ?? ''
  await device.visit({ file: 'floor.pair.tsx', form: { code } })
  await owner({ intent: 'add', name: 'Bo', role: 'office', pin: '2580' })
  const { people } = await (
    await pages.visit({ file: 'app.devices.tsx', as: 'owner', nextDoor: true })
  ).json()
  const { id: person } = people.find((one: { name: string }) => one.name === 'Bo')
  await device.visit({ file: 'floor.sign-in.tsx', form: { person, pin: '2580' } })
  expect((await device.visit({ file: 'floor._index.tsx' })).status).toBe(200)

  const before = await stood(pages)
  let asked = 0
  for (const file of floorFiles.filter((one) => one.includes('$'))) {
    const { loader, action } = await readRoute(file)
    const ask = async (id: string, form?: Record<string, string>) => {
      const params = Object.fromEntries(
        [...file.matchAll(/\$(\w+)/g)].map(([, name = '']) => [name.replace(/_$/, ''), id]),
      )
      const visit = { file, params, query: `?id=${id}&ids=${id}`, ...(form ? { form } : {}) }
      return device.visit(visit).then(said, (thrown: unknown) => String(thrown))
    }
    const forms = [...(loader ? [undefined] : []), ...(action ? floorForms : [])]
    for (const form of forms) {
      const nobody = await ask(randomUUID(), form)
      for (const table of [
        'shipment',
        'pick_tour',
        'receipt',
        'stock_task',
        'parcel',
        'sales_order',
      ]) {
        const id = ids.get(table)
        if (!id) continue
        asked++
        expect({ file, form, table, said: await ask(id, form) }).toEqual({
          file,
          form,
          table,
          said: nobody,
        })
      }
    }
  }
  expect(asked).toBeGreaterThan(40)
  expect(await stood(pages)).toEqual(before)
})

test('every deed of a page, done next door with the same ids, is refused as for ids nobody has', async () => {
  const before = await stood(pages)
  let tried = 0
  for (const step of told) {
    const sent = { params: step.params ?? {}, form: step.form ?? {} }
    if (!JSON.stringify(sent).match(uuid)) continue
    tried++
    const visit = { file: step.file, as: 'owner' as const }
    const theirs = await askNextDoor({ ...visit, ...sent })
    const strangers = await askNextDoor({ ...visit, ...withStrangers(sent) })
    expect([step.what, theirs]).toEqual([step.what, strangers])
  }
  expect(tried).toBeGreaterThanOrEqual(20)
  expect(await stood(pages)).toEqual(before)
})

/** The table a job's payload means by a name. */
const tableOf: Readonly<Record<string, string>> = {
  orderId: 'sales_order',
  shipmentId: 'shipment',
  parcelId: 'parcel',
  returnId: 'return_request',
  holdId: 'hold',
  formId: 'order_form',
  binId: 'bin',
}

test('every job, booked for another shop with the first shop’s ids, changes nothing of the first', async () => {
  const { services, database, nextDoor, shop } = pages
  const jobs = Object.values(everyJob).filter(
    (one): one is Job<{ shopId: string }> => typeof one === 'object' && 'payload' in one,
  )
  const work = taskList(services)
  expect(jobs.map(({ name }) => name).toSorted()).toEqual(Object.keys(work).toSorted())
  const { rows } = await database.owner.query<{ shopify_id: string }>(
    'select shopify_id from sales_order where shop_id = $1 limit 1',
    [shop],
  )
  await database.owner.query('delete from graphile_worker._private_jobs')
  const before = await stood(pages)
  for (const job of jobs) {
    const { properties } = z
      .object({ properties: z.record(z.string(), z.unknown()) })
      .parse(z.toJSONSchema(job.payload, { unrepresentable: 'any', io: 'input' }))
    const payload = Object.fromEntries(
      Object.keys(properties).map((name) => [
        name,
        name === 'shopId' ? nextDoor : (ids.get(tableOf[name] ?? '') ?? rows[0]?.shopify_id ?? ''),
      ]),
    )
    await database.owner.query('select graphile_worker.add_job($1, $2, max_attempts := 1)', [
      ...[job.name, JSON.stringify(payload)],
    ])
  }
  await runJobs(database, work)
  expect(await stood(pages)).toEqual(before)
})

/** What a route answers or throws. */
async function answered(run: () => unknown): Promise<unknown> {
  try {
    const given = await run()
    return given instanceof Response ? await said(given) : given
  } catch (thrown) {
    return thrown instanceof Response ? said(thrown) : String(thrown)
  }
}

/** A shopper's page as Shopify passes it on for a shop. */
async function proxied(file: string, token: string, shop: string): Promise<unknown> {
  const query = new URLSearchParams({
    ...{ shop, timestamp: String(Math.floor(Date.now() / 1000)), path_prefix: '/apps/orderwright' },
  })
  query.set('signature', proxySignature(query, appKeys.apiSecret))
  const url = `http://app.test/proxy/x/${token}?${query}`
  const { loader, action } = await readRoute(file)
  const args = (init: RequestInit) => ({
    ...{ request: new Request(url, init), params: { token }, context: {} },
  })
  return {
    seen: await answered(() => loader?.(args({}))),
    sent: await answered(() => action?.(args({ method: 'POST', body: new URLSearchParams() }))),
  }
}

test('a link to one shop’s order opens nothing through another shop’s store', async () => {
  const { services, shop, joined } = pages
  const orders = ids.get('sales_order') ?? ''
  for (const purpose of ['correct', 'confirm', 'track', 'return', 'survey'] as const) {
    const file = `proxy.${purpose}.$token.tsx`
    const link = await withShop(services.db, shop, (tx) =>
      makeCustomerLink(tx, services, {
        ...{ orderId: orderId(orders), purpose, expiresAt: new Date(Date.now() + 86_400_000) },
      }),
    )
    const token = link.split('/').at(-1) ?? ''
    const own = await proxied(file, token, joined.store.domain)
    const theirs = await proxied(file, token, nextDoorDomain)
    expect([purpose, theirs]).toEqual([purpose, await proxied(file, 'no-token', nextDoorDomain)])
    expect([purpose, theirs]).not.toEqual([purpose, own])
  }
})

test('a partner’s key reaches no shipment of another shop', async () => {
  const { services, database, nextDoor } = pages
  const { rows } = await database.owner.query<{ id: string }>(
    `insert into partner (shop_id, name, provider_key) values ($1, 'Next hands', 'portal') returning id`,
    [nextDoor],
  )
  const issued = await issueCredential(services, nextDoor, rows[0]?.id ?? '', 'owp')
  const key = issued.ok ? issued.value : ''
  const ask = async (file: string, id: string, body?: string) => {
    const { loader, action } = await readRoute(file)
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const init = body === undefined ? { headers } : { headers, method: 'POST', body }
    return Promise.all(
      ['accept', 'reject', 'ship', 'cancellation'].map((answer) =>
        answered(() =>
          (body === undefined ? loader : action)?.({
            request: new Request('http://app.test/api/partner/v1/requests', init),
            ...{ params: { id, answer }, context: {} },
          }),
        ),
      ),
    )
  }
  const theirs = ids.get('shipment') ?? ''
  const before = await stood(pages)
  for (const [file, body] of [
    ['api.partner.v1.requests.$id._index.ts'],
    ['api.partner.v1.requests.$id.$answer.ts', '{}'],
    ['api.partner.v1.requests.$id.$answer.ts', '{"reason":"no_stock","answer":"confirm"}'],
    ['api.partner.v1.requests.$id.$answer.ts', '{"carrier":"x","tracking":[{"number":"1"}]}'],
  ] as const)
    expect(await ask(file, theirs, body)).toEqual(await ask(file, randomUUID(), body))
  const [all] = await ask('api.partner.v1.requests._index.ts', theirs)
  expect(all).toMatchObject({ status: 200, body: '{"requests":[]}' })
  expect(await stood(pages)).toEqual(before)
})

test('a partner’s key reaches no shipment of the same shop’s other partner, and hears the same as of one that is not there', async () => {
  const { services, database, shop } = pages
  const { rows } = await database.owner.query<{ id: string; theirs: string }>(
    `insert into partner (shop_id, name, provider_key) values ($1, 'Third hands', 'portal')
     returning id, (select id from shipment where shop_id = $1 and partner_id is not null limit 1) as theirs`,
    [shop],
  )
  const { id = '', theirs = '' } = rows[0] ?? {}
  expect(theirs).toMatch(uuid)
  const issued = await issueCredential(services, shop, id, 'owp')
  const headers = {
    authorization: `Bearer ${issued.ok ? issued.value : ''}`,
    'content-type': 'application/json',
  }
  const before = await stood(pages)
  for (const [answer, body] of [
    ['', ''],
    ['accept', '{}'],
    ['reject', '{"reason":"out_of_stock","note":"none"}'],
    ['ship', '{"carrier":"x","tracking":[{"number":"1"}]}'],
    ['cancellation', '{"answer":"confirm"}'],
    ['constructor', '{}'],
    ['__proto__', '{}'],
  ] as const) {
    const ask = async (request: string) => {
      const file = `api.partner.v1.requests.$id.${answer === '' ? '_index' : '$answer'}.ts`
      const { loader, action } = await readRoute(file)
      const url = 'http://app.test/api/partner/v1/requests'
      const init = answer === '' ? { headers } : { headers, method: 'POST', body }
      const args = { request: new Request(url, init), params: { id: request, answer }, context: {} }
      return answered(() => (answer === '' ? loader : action)?.(args))
    }
    const nobody = await ask(randomUUID())
    expect(nobody).toMatchObject({ status: 404 })
    expect([answer, await ask(theirs)]).toEqual([answer, nobody])
  }
  expect(await stood(pages)).toEqual(before)
})

test('a query that forgets the `where` sees, in every table, the rows of one shop alone, and changes no others', async () => {
  const { services, nextDoor, shop } = pages
  const tables = await shopTables(pages)
  expect(tables.length).toBeGreaterThan(50)
  const before = await stood(pages)
  const wrong: string[] = []
  for (const table of tables) {
    const seen = (of: typeof shop) =>
      withShop(services.db, of, (tx) =>
        tx.$queryRawUnsafe<{ shop: string }[]>(
          `select distinct shop_id::text as shop from ${table}`,
        ),
      ).then(
        (rows) => rows.map((row) => row.shop),
        (fault: unknown) => (/permission denied/.test(String(fault)) ? [] : [String(fault)]),
      )
    if ((await seen(nextDoor)).some((one) => one !== nextDoor)) wrong.push(`${table} next door`)
    if ((await seen(shop)).some((one) => one !== shop)) wrong.push(`${table} at home`)
  }
  expect(wrong).toEqual([])
  // Rows are there to be seen, and whoever forgets the `where` in a change changes nobody else's.
  expect(
    [...Object.values(before)].filter((sum) => !sum.startsWith('0 rows')).length,
  ).toBeGreaterThan(20)
  await withShop(services.db, nextDoor, async (tx) => {
    await tx.$executeRaw`update shipment set tote = 'ours now'`
    await tx.$executeRaw`delete from hold`
    await tx.$executeRaw`delete from customer_link`
  })
  expect(await stood(pages)).toEqual(before)
})
