/** A partner in a real browser and at the API: the merchant's pages, the portal on a phone, keys. */
import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { until } from '../demo/progress.ts'
import { lookAt, openApp, openPage } from './look.ts'
import { type BrowserWorld, busyShop, openWorld } from './world.ts'

let world: BrowserWorld
beforeAll(async () => {
  world = await openWorld('partner-pages')
})
afterAll(() => world?.close())

const newPartner = z.object({ places: z.array(z.object({ id: z.string(), name: z.string() })) })
const issued = z.object({ value: z.string() })

/** Adds a partner as the owner does, and gives it a key and a code. */
async function addPartner(name: string, fields: Record<string, string> = {}) {
  const owner = world.person(1)
  const saved = await owner.send('/app/partners/new', {
    ...{ intent: 'save', name, contactEmail: 'post@partner.example', active: 'on' },
    ...{ providerKey: 'portal', endpointUrl: '', answerWithinMin: 240, locationId: '' },
    ...fields,
  })
  if (!saved.redirect) throw new Error(`the partner was refused: ${JSON.stringify(saved.data)}`)
  const path = new URL(saved.redirect, world.appUrl).pathname
  const issue = async (intent: string) =>
    issued.parse((await owner.send(path, { intent })).data).value
  return { path, code: await issue('portal_code'), key: await issue('api_key') }
}

/** An order of the partner's goods, asked of the partner. */
async function asked(pieces: number) {
  const order = world.place({
    ...world.seedOrder(1),
    ...{ faults: [], later: [], lines: [{ sku: 'NN-GLO-S', quantity: pieces, properties: [] }] },
  })
  const orderId = await world.orderIn(order.name, ['released/requested'])
  const id = await until(`${order.name} to be asked of the partner`, async () => {
    const { rows } = await world.database.owner.query<{ id: string }>(
      `select shipment_id as id from partner_request where order_id = $1 and state = 'sent'`,
      [orderId],
    )
    return rows[0]?.id ?? null
  })
  return { name: order.name, orderId, id }
}

const api = (key: string, path: string, body?: unknown) =>
  fetch(`${world.appUrl}/api/partner/v1/requests${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

test('a partner carries requests through the portal and the API; the office decides about what it rejects', async () => {
  const owner = world.person(1)
  const { places } = newPartner.parse(await owner.look('/app/partners/new'))
  const place = places.find(({ name }) => /fulfil/i.test(name))
  // A page looked at again meets its partners of the first time.
  const turn = randomInt(1e6)
  const partner = await addPartner(`Halyard ${turn}`, { locationId: place?.id ?? '' })
  const stranger = await addPartner(`Stranger ${turn}`)

  // The portal, on a phone and at a desk.
  const first = await asked(3)
  await world.letter(`asks you to ship ${first.name}-1`)
  for (const width of ['phone', 'desktop'] as const) {
    const portal = await openPage(world.browser, width)
    const { page } = portal
    const look = (name: string) => lookAt(portal, page.mainFrame(), { name, width })
    await page.goto(`${world.appUrl}/partner/requests/${first.id}`)
    await look('portal-sign-in')
    await page.getByLabel('Your code').fill(partner.code)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: `${first.name}-1` }).waitFor()
    await look('portal-request')
    await page.goto(`${world.appUrl}/partner?show=answer`)
    await look('portal-list')
    await page.goto(`${world.appUrl}/partner/requests/${first.id}/packing-list`)
    await look('portal-packing-list')
    await page.goto(`${world.appUrl}/partner?show=done`)
    await page.getByText('Nothing was finished yet').waitFor()
    await page.context().close()
  }
  const { page, complaints } = await openPage(world.browser, 'phone')
  await page.goto(`${world.appUrl}/partner/requests/${first.id}`)
  await page.getByLabel('Your code').fill(partner.code)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel(/Your number for it/).fill('HF-1')
  await page.getByRole('button', { name: 'Accept' }).click()
  await page.getByText('Accepted. Ship it').waitFor()
  await page.getByLabel('Carrier').fill('dhl')
  await page.getByLabel(/Tracking numbers/).fill('00340434161094042557')
  await page.getByRole('spinbutton').fill('2')
  await page.getByRole('button', { name: 'Report as shipped' }).click()
  await page.getByText('Reported as shipped').waitFor()
  await page.goto(`${world.appUrl}/partner?show=ship`)
  await page.getByText(`${first.name}-2`).waitFor()
  expect(complaints).toEqual([])
  await page.context().close()
  await world.orderIn(first.name, ['released/handed_over,accepted'])

  // A form of another site, with the partner's own cookie.
  const session = await fetch(`${world.appUrl}/partner/sign-in`, {
    ...{ method: 'POST', redirect: 'manual' },
    headers: { origin: world.appUrl },
    body: new URLSearchParams({ code: partner.code }),
  })
  const cookie = session.headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict/)
  const forged = await fetch(`${world.appUrl}/partner/requests/${first.id}`, {
    ...{ method: 'POST', redirect: 'manual' },
    headers: { origin: 'https://elsewhere.test', cookie: cookie.split(';')[0] ?? '' },
    body: new URLSearchParams({ answer: 'accept' }),
  })
  expect(forged.status).toBe(403)

  // The API: errors that name what is wrong, the same answer twice, other partners, wrong keys.
  const second = await asked(1)
  expect((await api('owp_nobody', '')).status).toBe(401)
  expect((await api(stranger.key, `/${second.id}`)).status).toBe(404)
  expect((await api(stranger.key, `/${second.id}/accept`, {})).status).toBe(404)
  expect(await (await api(stranger.key, '')).json()).toEqual({ requests: [] })
  expect(await (await api(partner.key, '')).json()).toMatchObject({
    requests: [{ id: second.id, state: 'requested', pieces: 1 }],
  })
  const bad = await api(partner.key, `/${second.id}/reject`, { reason: 'rain', extra: 1 })
  expect([bad.status, await bad.json()]).toMatchObject([
    422,
    { error: { problems: [{ field: 'reason' }, { message: 'Unrecognized key: "extra"' }] } },
  ])
  const no = { reason: 'out_of_stock', note: 'sold out' }
  expect(await (await api(partner.key, `/${second.id}/reject`, no)).json()).toMatchObject({
    ...{ state: 'rejected', repeated: false },
  })
  expect(await (await api(partner.key, `/${second.id}/reject`, no)).json()).toMatchObject({
    ...{ state: 'rejected', repeated: true },
  })
  expect((await api(partner.key, `/${second.id}/accept`, {})).status).toBe(409)
  await world.settled()

  // The merchant's pages; the office gives the rejected one to the own warehouse.
  const decide = `/app/partners/shipments/${second.id}`
  for (const width of ['phone', 'desktop'] as const) {
    const open = await openApp(world, { shop: busyShop, width })
    const look = async (path: string, name: string) =>
      lookAt(open, await open.goto(path), { name, width })
    await look('/app/partners', 'partners')
    await look('/app/partners/new', 'partner-new')
    await look(partner.path, 'partner')
    await look(decide, 'partner-rejected')
    await open.page.context().close()
  }
  const open = await openApp(world, { shop: busyShop, width: 'desktop' })
  const app = await open.goto(decide)
  await app.getByText('sold out').waitFor()
  await app.getByRole('button', { name: 'Give it to them' }).click()
  await app.getByText('A new shipment was started').waitFor()
  await open.page.context().close()
  await world.orderIn(second.name, ['released/cancelled,waiting_stock'])
  expect(world.store.counts(busyShop).totals.doubles.all).toBe(0)
})
