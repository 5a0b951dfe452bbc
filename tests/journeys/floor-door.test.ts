import { afterAll, beforeAll, expect, test } from 'vitest'
import { withShop } from '../../app/platform/db.server.ts'
import { allocateWaiting } from '../../app/stages/stock/index.server.ts'
import { type FloorVisitor, floorVisitor } from '../arrange/floor-visitor.ts'
import { openSignedInPages, type SignedInPages } from '../arrange/signed-in-pages.ts'
import { buildHouse, orderFrom } from '../floor/house.ts'
import { barcodesIn, pdfPictures } from '../pdf-picture.ts'

let pages: SignedInPages
beforeAll(async () => {
  pages = await openSignedInPages()
}, 120_000)
afterAll(() => pages?.close())

const file = 'app.devices.tsx'
const owner = (form: Record<string, string>) => pages.visit({ file, as: 'owner', form })

/** The code that a QR picture shows, as the owner's page says it. */
async function invited(name = 'Scanner 1'): Promise<string> {
  const { text } = await (await owner({ intent: 'invite', name })).json()
  return new URL(text).searchParams.get('code') ?? ''
}
async function paired(): Promise<FloorVisitor> {
  const device = floorVisitor()
  const answer = await device.visit({ file: 'floor.pair.tsx', form: { code: await invited() } })
  expect(answer.headers.get('location')).toBe('/floor/sign-in')
  return device
}
async function added(name: string, change: { role?: string; pin?: string } = {}) {
  await owner({ intent: 'add', name, role: 'picker', pin: '2580', ...change })
  const { people } = await (await pages.visit({ file, as: 'owner' })).json()
  const found: { id: string } = people.find((one: { name: string }) => one.name === name)
  return found.id
}
const signIn = (device: FloorVisitor, form: Record<string, string>) =>
  device.visit({ file: 'floor.sign-in.tsx', form })
const home = async (device: FloorVisitor) => {
  const answer = await device.visit({ file: 'floor._index.tsx' })
  return answer.headers.get('location') ?? answer.status
}

test('a pairing code works once, for whoever is first, and not when it is too old', async () => {
  const code = await invited()
  const [one, other] = [floorVisitor(), floorVisitor()]
  const opened = await one.visit({ file: 'floor.pair.tsx', query: `?code=${code}` })
  expect(opened.headers.getSetCookie()).toEqual([])
  const both = await Promise.all(
    [one, other].map((device) => device.visit({ file: 'floor.pair.tsx', form: { code } })),
  )
  expect(both.map(({ status }) => status).toSorted()).toEqual([302, 409])
  const late = await invited()
  await pages.database.owner.query(
    'update floor_device set code_until = now() where paired_at is null',
  )
  expect((await one.visit({ file: 'floor.pair.tsx', form: { code: late } })).status).toBe(409)
  for (const bad of ['', 'x', `${pages.shop}.AAAA`, `${code}.more`, 'no-shop.AAAA'])
    expect(
      (await floorVisitor().visit({ file: 'floor.pair.tsx', form: { code: bad } })).status,
    ).toBe(409)
})

test('cookies stay in the browser, and are worth nothing once they are changed', async () => {
  const device = floorVisitor()
  const answer = await device.visit({ file: 'floor.pair.tsx', form: { code: await invited() } })
  expect(answer.headers.getSetCookie()[0]).toMatch(/; Path=\/; HttpOnly; SameSite=Strict/)
  expect(await home(device)).toBe('/floor/sign-in')
  const token = device.cookies.get('orderwright_device') ?? ''
  device.cookies.set('orderwright_device', `${token.slice(0, -2)}xx`)
  expect(await home(device)).toBe('/floor/pair')
})

test('people sign in by PIN or badge; work carries their name; revoked is out at the next request', async () => {
  const { database, shop, services } = pages
  const device = await paired()
  const person = await added('Ána نور')
  expect((await signIn(device, { person, pin: '2581' })).status).toBe(401)
  const right = await signIn(device, { person, pin: '2580' })
  expect([right.status, right.headers.get('location')]).toEqual([302, '/floor'])
  expect(await home(device)).toBe(200)
  // Where to go on to is a path of the floor, or the floor: nothing that another host, a header or nobody understands.
  for (const [to, leads] of [
    ['/floor/pick?x=1', '/floor/pick?x=1'],
    ...[
      '//evil.test',
      'https://evil.test',
      '/floor\\evil.test',
      '/floor/\r\nX: 1',
      '/floor/日',
    ].map((bad) => [bad, '/floor'] as const),
  ] as const) {
    const query = `?${new URLSearchParams({ to })}`
    const form = { person, pin: '2580' }
    const led = await device.visit({ file: 'floor.sign-in.tsx', query, form })
    expect([to, led.headers.get('location')]).toEqual([to, leads])
  }

  const house = await buildHouse(services.db, shop, [{ sku: 'MUG', bin: 'A-01-01', pieces: 9 }])
  const made = await orderFrom(services.db, shop, house, [['MUG', 1]])
  await allocateWaiting({ db: services.db }, shop)
  const form = { shipment: made.shipment }
  const foreign = await device.visit({
    file: 'floor.pick._index.tsx',
    form,
    origin: 'http://evil.test',
  })
  const silent = await device.visit({ file: 'floor.pick._index.tsx', form, origin: null })
  expect([foreign.status, silent.status]).toEqual([403, 403])
  const started = await device.visit({ file: 'floor.pick._index.tsx', form })
  expect(started.headers.get('location')).toMatch(/^\/floor\/pick\//)
  const { handle } = await withShop(services.db, shop, (tx) =>
    tx.person.findUniqueOrThrow({ where: { shopId_id: { shopId: shop, id: person } } }),
  )
  const { rows } = await database.owner.query(
    `select distinct by, source from audit where thing = 'pick_tour' and row_id = $1`,
    [started.headers.get('location')?.split('/').at(-1)],
  )
  expect(rows).toEqual([{ by: handle, source: 'page /floor/pick' }])

  const { text: badge } = await (await owner({ intent: 'badge', person })).json()
  expect(await home(device), 'a new badge ends what was open').toBe('/floor/sign-in')
  expect((await signIn(device, { badge: badge.toLowerCase() })).status).toBe(302)
  expect(await home(device)).toBe(200)
  const elsewhere = await paired()
  elsewhere.cookies.set('orderwright_floor', device.cookies.get('orderwright_floor') ?? '')
  expect(await home(elsewhere), 'a session is of its device').toBe('/floor/sign-in')

  await owner({ intent: 'revoke_person', person })
  expect(await home(device)).toBe('/floor/sign-in')
  expect((await signIn(device, { badge })).status).toBe(401)
  expect((await signIn(device, { person, pin: '2580' })).status).toBe(401)
})

test('signing out ends the session for good, and so does its time, idleness, or the owner', async () => {
  const device = await paired()
  const person = await added('Dario')
  const copied = async () => {
    expect((await signIn(device, { person, pin: '2580' })).status).toBe(302)
    const session = device.cookies.get('orderwright_floor') ?? ''
    expect(await home(device)).toBe(200)
    return { isOut: () => device.cookies.set('orderwright_floor', session) && home(device) }
  }
  const changed = (what: string) =>
    pages.database.owner.query(`update door_session set ${what} where who = $1`, [person])

  const first = await copied()
  const out = await device.visit({ file: 'floor.sign-out.ts', form: {} })
  expect([out.headers.get('location'), device.cookies.has('orderwright_floor')]).toEqual([
    '/floor/sign-in',
    false,
  ])
  expect(await first.isOut(), 'a copy of the cookie').toBe('/floor/sign-in')

  const second = await copied()
  await changed(`seen_at = now() - interval '3 hours 50 minutes'`)
  expect(await second.isOut(), 'a long break').toBe(200)
  await changed(`seen_at = now() - interval '4 hours 1 minute'`)
  expect(await second.isOut(), 'nobody came for four hours').toBe('/floor/sign-in')

  const third = await copied()
  await changed(`until = now()`)
  expect(await third.isOut(), 'its twelve hours are over').toBe('/floor/sign-in')

  const fourth = await copied()
  await owner({ intent: 'sign_out_person', person })
  expect(await fourth.isOut(), 'the owner signed them out').toBe('/floor/sign-in')
  await copied()
  const { rows } = await pages.database.owner.query<{ by: string; deed: string }>(
    `select distinct by, deed from audit where thing = 'door_session' and by like 'floor:%'`,
  )
  expect(rows.map(({ deed }) => deed)).toContain('removed')
})

test('a revoked device opens nothing, and a page that asks for data is told so', async () => {
  const device = await paired()
  const person = await added('Ben', { role: 'read_only' })
  await signIn(device, { person, pin: '2580' })
  const may = await device.visit({ file: 'floor.pick._index.tsx', form: { shipment: pages.shop } })
  expect([may.status, await may.json()]).toEqual([
    403,
    { kind: 'no_permission', role: 'read_only', deed: 'pick.do' },
  ])
  const { devices } = await (await pages.visit({ file, as: 'owner' })).json()
  for (const { id } of devices) await owner({ intent: 'revoke_device', device: id })
  expect(await home(device)).toBe('/floor/pair')
  const scans = await device.visit({ file: 'floor.pick.$tour_.scans.ts', form: { device: 'x' } })
  expect([scans.status, await scans.json()]).toEqual([401, { kind: 'not_paired' }])
})

test('wrong PINs lock a person out, however many are tried at once; a new PIN opens again', async () => {
  const device = await paired()
  const person = await added('Cleo')
  const many = Array.from({ length: 12 }, (_, at) =>
    signIn(device, { person, pin: `90${10 + at}` }),
  )
  const words = await Promise.all((await Promise.all(many)).map((one) => one.json()))
  const locked = words.filter((one: { words: string }) => /Too many wrong tries/.test(one.words))
  expect(locked.length).toBe(7)
  const right = await signIn(device, { person, pin: '2580' })
  expect([right.status, (await right.json()).words]).toEqual([
    401,
    expect.stringContaining('Too many wrong tries'),
  ])
  expect((await owner({ intent: 'pin', person, pin: '1234' })).status).toBe(409)
  await owner({ intent: 'pin', person, pin: '7391' })
  expect((await signIn(device, { person, pin: '7391' })).status).toBe(302)
  const { rows } = await pages.database.owner.query(
    `select after from audit where thing = 'person' and row_id = $1 and after ? 'pin_hash' order by id`,
    [person],
  )
  expect(rows.map(({ after }) => after.pin_hash)).toEqual(['•', '•'])
})

test('a device on which nothing is ever right is locked as well', async () => {
  const device = await paired()
  for (let at = 0; at < 15; at++) await signIn(device, { badge: `OWB${'0'.repeat(20)}` })
  const answer = await signIn(device, { badge: `OWB${'0'.repeat(20)}` })
  expect((await answer.json()).words).toContain('Too many wrong tries')
})

test('from Shopify’s own order pages the slips of several orders are printed as one file', async () => {
  const { services, shop, database } = pages
  const house = await buildHouse(services.db, shop, [{ sku: 'JAR', bin: 'A-02-01', pieces: 9 }])
  const made = [
    await orderFrom(services.db, shop, house, [['JAR', 1]]),
    await orderFrom(services.db, shop, house, [['JAR', 2]]),
  ]
  const { rows } = await database.owner.query<{ gid: string }>(
    'select shopify_id as gid from sales_order where id = any($1) order by id',
    [made.map(({ order }) => order)],
  )
  const print = (gids: readonly string[]) =>
    pages.visit({
      ...{ file: 'api.packing-slips.ts', as: 'packer' },
      query: `?orders=${encodeURIComponent(gids.join(','))}`,
    })
  const answer = await print(['gid://shopify/Order/404', ...rows.map(({ gid }) => gid)])
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  const pictures = await pdfPictures(new Uint8Array(await answer.arrayBuffer()))
  expect(await Promise.all(pictures.map(barcodesIn))).toEqual(made.map(({ number }) => [number]))
  const none = await print(['gid://shopify/Order/404'])
  expect([none.status, await none.text()]).toEqual([
    404,
    expect.stringContaining('Nothing to print'),
  ])
})

test('from there what is to be fetched for several orders is printed as one walk', async () => {
  const { services, shop, database } = pages
  const house = await buildHouse(services.db, shop, [
    { sku: 'VASE', bin: 'B-02-01', pieces: 9 },
    { sku: 'BOWL', bin: 'B-01-01', pieces: 9 },
  ])
  const made = [
    await orderFrom(services.db, shop, house, [['VASE', 1]]),
    await orderFrom(services.db, shop, house, [['BOWL', 2]]),
  ]
  const { rows } = await database.owner.query<{ gid: string }>(
    'select shopify_id as gid from sales_order where id = any($1) order by id',
    [made.map(({ order }) => order)],
  )
  const print = () =>
    pages.visit({
      ...{ file: 'api.pick-lists.ts', as: 'picker' },
      query: `?orders=${encodeURIComponent(rows.map(({ gid }) => gid).join(','))}`,
    })
  const before = await print()
  expect([before.status, await before.text()]).toEqual([
    404,
    expect.stringContaining('Nothing to print'),
  ])
  await allocateWaiting(services, shop)
  const [list, ...more] = await pdfPictures(new Uint8Array(await (await print()).arrayBuffer()))
  const codes = list ? await barcodesIn(list) : []
  expect(codes.toSorted()).toEqual(['50BOWL', '50VASE', 'B-01-01', 'B-02-01'])
  expect(more).toEqual([])
})
