import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sweepStore } from '../../app/journey/jobs.ts'
import { openProperties, type StoredProperties } from '../../app/journey/line-properties.ts'
import { orderId } from '../../app/kernel/ids.ts'
import { withShop } from '../../app/platform/db.server.ts'
import { enqueue } from '../../app/platform/jobs.server.ts'
import { revokeLink, saveContract, sendLinkAgain } from '../../app/stages/check/index.server.ts'
import { checkJobs } from '../../app/wiring/jobs/check.server.ts'
import { confirmJobs } from '../../app/wiring/jobs/confirm.server.ts'
import { intakeJobs } from '../../app/wiring/jobs/intake.server.ts'
import { mailJobs } from '../../app/wiring/jobs/mail.server.ts'
import { runJob } from '../../app/wiring/run-job.server.ts'
import type { Services } from '../../app/wiring/services.server.ts'
import { type ProxiedPage, serveProxiedPages } from '../arrange/proxied-pages.ts'
import { copyDatabase } from '../database.ts'
import { appEnvironment } from '../demo/app-environment.ts'
import { startMailbox } from '../mailbox/index.ts'
import { runJobs } from '../queue/run-jobs.ts'
import { appKeys, type JoinedShop, joinShop } from '../shop.ts'
import { act } from '../store/act.ts'
import { littleAddress, littleOrder, littleSeed } from '../store/little-seed.ts'
import { placeOrder } from '../store/orders/place.ts'
import { pageRoutes } from '../store/pages/index.ts'
import type { OrderRecord } from '../store/records/orders.ts'
import type { SeedOrder } from '../store/seed/shapes.ts'
import { startStore } from '../store/store.ts'
import { type FoundForm, type FoundPage, formVisitor } from '../visitors/form-visitor.ts'

/** The app's own services and pages on a database of their own, with a store and a mailbox around them. */
async function openHouse() {
  const database = await copyDatabase()
  const mailbox = await startMailbox({ smtpPort: 0, httpPort: 0 })
  let pages: Readonly<Record<string, ProxiedPage>> = {}
  const app = await serveProxiedPages(() => pages)
  const standIn = await startStore({
    appUrl: app.url,
    ...appKeys,
    topics: [],
    seed: littleSeed,
    pages: pageRoutes,
  })
  const around = {
    app: app.url,
    store: standIn.baseUrl,
    carrier: 'http://127.0.0.1:1',
    smtp: mailbox.smtpUrl,
  }
  const key = () => randomBytes(32).toString('base64')
  const secrets = { ...appKeys, masterKey: key(), linkKey: key(), carrierSecret: key() }
  Object.assign(
    process.env,
    appEnvironment(around, secrets, { sweepSeconds: 600, pollSeconds: 600 }),
    {
      DATABASE_URL: database.appUrl,
      OWNER_DATABASE_URL: database.ownerUrl,
      LOG_LEVEL: 'silent',
    },
  )
  const { services } = await import('../../app/wiring/services.server.ts')
  const [correct, confirm] = await Promise.all([
    import('../../app/routes/proxy.correct.$token.tsx'),
    import('../../app/routes/proxy.confirm.$token.tsx'),
  ])
  pages = { correct, confirm }
  const joined = await joinShop(database, standIn)
  await database.owner.query('update shop set wrapped_key = $1', [
    Buffer.from(services().vaults.newWrappedKey()),
  ])
  const close = async () => {
    await services().close()
    await standIn.close()
    await app.close()
    await mailbox.close()
    await database.close()
  }
  return { database, mailbox, standIn, joined, services: services(), close }
}

let house: Awaited<ReturnType<typeof openHouse>>
beforeAll(async () => {
  house = await openHouse()
}, 120_000)
afterAll(() => house?.close())

const rooms = [intakeJobs, checkJobs, confirmJobs, mailJobs]
/** Reads the store and does everything that is due in these rooms. */
async function work(services: Services, { shop }: JoinedShop): Promise<void> {
  await withShop(services.db, shop, (tx) =>
    enqueue(tx, sweepStore, { shopId: shop }, { key: `intake.sweep:${shop}` }),
  )
  const run = runJob(services.log)
  await runJobs(house.database, Object.assign({}, ...rooms.map((jobs) => jobs(services, run))))
}
const workOff = () => work(house.services, house.joined)

const place = (change: Partial<SeedOrder>): OrderRecord =>
  act(house.standIn.world(), (acting) => placeOrder(acting, littleOrder(change), null))

async function standing(name: string) {
  const { rows } = await house.database.owner.query<{
    state: string
    next_step: string
    owner: string
  }>('select state, next_step, owner from sales_order where name = $1', [name])
  return rows[0]
}
const holdsOf = async (order: OrderRecord) => {
  const { provider, store } = house.joined
  const [gid] = await provider
    .ordersUpdatedSince(store, new Date(0), null)
    .then(({ orders }) => orders.filter(({ name }) => name === order.name).map((one) => one.gid))
  if (!gid) throw new Error('not in the store')
  const parts = await provider.fulfillmentOrders(store, gid)
  return parts.flatMap(({ holds }) => holds.map(({ handle }) => handle))
}
/** The newest letter about an order, and the link in it. */
function letterAbout(order: OrderRecord, to = 'ana@example.com', says = `order ${order.name}`) {
  const [mail] = house.mailbox.box.find({ to, q: says })
  const url = /https?:\/\/\S+\/apps\/orderwright\/\S+/.exec(mail?.text ?? '')?.[0] ?? ''
  return { mail, url, count: house.mailbox.box.find({ to, q: `order ${order.name}` }).length }
}

function formOf({ forms, text }: FoundPage): FoundForm {
  const [form] = forms
  if (!form) throw new Error(`no form on: ${text}`)
  return form
}

test('a wrong order is held, asked about, put right by its customer, and goes on by itself', async () => {
  const order = place({ shippingAddress: { ...littleAddress, address1: '', zip: 'M5V 2T6' } })
  await workOff()
  expect(await standing(order.name)).toMatchObject({ state: 'held', owner: 'customer' })
  expect(await holdsOf(order)).toEqual(['orderwright-address'])
  const asked = letterAbout(order)
  expect(asked.mail?.from).toContain('Test shop')
  expect(asked.mail?.text).toContain('Please tell us the street and house number.')

  const visitor = formVisitor()
  const first = await visitor.open(asked.url)
  expect(first.text).toContain('a postcode of Canada')
  expect(first.forms[0]?.names).toEqual(['address1', 'address2', 'city', 'zip', 'country'])
  await visitor.open(asked.url)
  expect((await standing(order.name))?.state).toBe('held')

  const again = await visitor.send(formOf(first), { address1: 'Trg 7', zip: 'none' })
  expect(again.status).toBe(422)
  expect(again.text).toContain('in Slovenia it is written like')
  expect(again.forms[0]?.fields).toMatchObject({ address1: 'Trg 7', zip: 'none', city: 'Maribor' })
  expect((await standing(order.name))?.state).toBe('held')

  const thanks = await visitor.send(formOf(again), { zip: '2000' })
  expect(thanks.text).toContain(`We have what we need for order ${order.name}`)
  await workOff()
  expect(await standing(order.name)).toMatchObject({ state: 'cleared', next_step: 'distribute' })
  expect(await holdsOf(order)).toEqual([])
  expect(order.shippingAddress).toMatchObject({ address1: 'Trg 7', zip: '2000', city: 'Maribor' })
  expect(letterAbout(order).mail?.subject).toContain(`Your order ${order.name}`)
  const used = await visitor.open(asked.url)
  expect(used.status).toBe(410)
  expect(used.text).toContain('This link was used already')
  expect(used.text).not.toContain(order.name)
  const { rows: told } = await house.database.owner.query(
    `select distinct by, source, before || after as values from audit a join sales_order o on o.id = a.order_id
     where o.name = $1 and by = 'customer'`,
    [order.name],
  )
  expect(told.length).toBeGreaterThan(0)
  expect(told[0]).toMatchObject({ by: 'customer', source: 'page /proxy/correct/:id' })
  expect(JSON.stringify(told)).not.toMatch(/Trg 7|Maribor|ana@example/)
  const count = letterAbout(order).count
  await workOff()
  expect(letterAbout(order).count).toBe(count)
  expect(await standing(order.name)).toMatchObject({ state: 'cleared' })
})

test('an order put right in the store is released, and the link in the mail is closed', async () => {
  const order = place({ shippingAddress: { ...littleAddress, city: '' } })
  await workOff()
  expect((await standing(order.name))?.state).toBe('held')
  const { url } = letterAbout(order)
  const { provider, store } = house.joined
  const { orders } = await provider.ordersUpdatedSince(store, new Date(0), null)
  const read = orders.find(({ name }) => name === order.name)
  if (!read) throw new Error('not in the store')
  await provider.correctOrder(store, read.gid, {
    shipTo: { ...littleAddress, city: 'Celje', zip: '3000' },
  })
  await workOff()
  expect((await standing(order.name))?.state).toBe('cleared')
  expect(await holdsOf(order)).toEqual([])
  const closed = await formVisitor().open(url)
  expect(closed.status).toBe(410)
  expect(closed.text).not.toContain(order.name)
})

test('an order waits for its customer where the shop wants that, and one click lets it go on', async () => {
  const { owner } = house.database
  await owner.query(
    `update shop set settings = '{"confirmationRequired": true, "duplicateStrictness": "off"}'`,
  )
  const order = place({})
  await workOff()
  await owner.query(`update shop set settings = '{"duplicateStrictness": "off"}'`)
  expect(await standing(order.name)).toMatchObject({ state: 'confirming', owner: 'customer' })
  const { url } = letterAbout(order)
  const visitor = formVisitor()
  const page = await visitor.open(url)
  expect(page.text).toContain('Trg 5')
  expect((await standing(order.name))?.state).toBe('confirming')
  expect((await visitor.send(formOf(page), {})).text).toContain(`Order ${order.name} is confirmed.`)
  expect((await standing(order.name))?.state).toBe('cleared')
  expect((await visitor.send(formOf(page), {})).text).toContain('was confirmed before')
})

test('links that are cut, changed or of another kind open nothing, and say nothing of the order', async () => {
  const order = place({ shippingAddress: { ...littleAddress, address1: '' } })
  await workOff()
  const { url } = letterAbout(order)
  const visitor = formVisitor()
  for (const wrong of [url.slice(0, -4), `${url}x`, url.replace('/correct/', '/confirm/')]) {
    const page = await visitor.open(wrong)
    expect(page.status).toBe(404)
    expect(page.text).not.toContain(order.name)
    expect(page.forms).toEqual([])
  }
  const app = new URL(`/proxy/correct/${url.split('/').at(-1)}`, process.env['SHOPIFY_APP_URL'])
  expect((await fetch(app)).status).toBe(400)
  await house.database.owner.query(`update customer_link set expires_at = now() - interval '1 day'`)
  expect((await visitor.open(url)).status).toBe(410)
})

test('a link that the shop revoked opens a closed page; the one sent again is good for an answer', async () => {
  const order = place({ locale: 'de-AT', shippingAddress: { ...littleAddress, address1: '' } })
  await workOff()
  const inGerman = () => letterAbout(order, 'ana@example.com', `Bestellung ${order.name}`)
  const first = inGerman()
  const { owner } = house.database
  const { rows } = await owner.query<{ id: string }>('select id from sales_order where name = $1', [
    order.name,
  ])
  const about = [house.services, house.joined.shop, orderId(rows[0]?.id ?? '')] as const
  expect((await revokeLink(...about, { by: 'shopify:7' })).ok).toBe(true)
  const visitor = formVisitor()
  const closed = await visitor.open(first.url)
  expect(closed.status).toBe(410)
  expect(closed.text).toContain('The shop has closed this link')
  expect(closed.text).not.toContain(order.name)
  expect(closed.forms).toEqual([])
  expect(await standing(order.name)).toMatchObject({ state: 'held', owner: 'office' })
  expect(await holdsOf(order)).toEqual(['orderwright-address'])

  await owner.query(`update customer_link set created_at = created_at - interval '2 minutes'`)
  await owner.query(`update mail set created_at = created_at - interval '2 minutes'`)
  expect((await sendLinkAgain(...about, { by: 'shopify:7' })).ok).toBe(true)
  await workOff()
  const again = inGerman()
  expect(again.mail?.subject).toContain(`Zu Ihrer Bestellung ${order.name}`)
  expect(again.url).not.toBe(first.url)
  expect((await visitor.open(first.url)).status).toBe(410)
  await visitor.send(formOf(await visitor.open(again.url)), { address1: 'Trg 7' })
  await workOff()
  expect(await standing(order.name)).toMatchObject({ state: 'cleared' })
})

const engraved = {
  needs: [
    {
      key: 'engraving',
      label: { en: 'Engraving', de: 'Gravur' },
      help: { en: 'Up to 12 letters', de: 'Bis zu 12 Buchstaben' },
      from: { kind: 'line_property', name: 'Engraving' },
      type: 'text',
      longest: 12,
    },
  ],
  rules: [{ name: 'Mugs', when: { skus: ['MUG'], countries: ['SI'] }, needs: ['engraving'] }],
}
async function state(contract: unknown): Promise<void> {
  const saved = await saveContract(house.services, house.joined.shop, {
    contract,
    by: 'shopify:1',
    seen: null,
  })
  if (!saved.ok) throw new Error(JSON.stringify(saved.refusal))
}

test('what the shop’s contract asks is asked in the customer’s language, and reaches the store', async () => {
  await state(engraved)
  const order = place({ locale: 'de-AT' })
  await workOff()
  expect(await standing(order.name)).toMatchObject({ state: 'held', owner: 'customer' })
  expect(await holdsOf(order)).toEqual(['orderwright-completeness'])
  const asked = letterAbout(order, 'ana@example.com', `Bestellung ${order.name}`)
  expect(asked.mail?.subject).toContain(`Zu Ihrer Bestellung ${order.name}`)
  expect(asked.mail?.text).toContain('Gravur')
  const visitor = formVisitor()
  const page = await visitor.open(asked.url)
  expect(page.text).toContain('Das brauchen wir von Ihnen')
  expect(page.text).toContain('Bis zu 12 Buchstaben')
  expect(page.forms[0]?.names).toEqual(['need.engraving.1'])
  const again = await visitor.send(formOf(page), {
    'need.engraving.1': 'viel zu lang für den Becher',
  })
  expect(again.status).toBe(422)
  expect(again.text).toContain('höchstens 12 Zeichen')
  expect(again.forms[0]?.fields).toMatchObject({
    'need.engraving.1': 'viel zu lang für den Becher',
  })
  const thanks = await visitor.send(formOf(again), { 'need.engraving.1': 'Für Mina' })
  expect(thanks.text).toContain('Vielen Dank')
  await workOff()
  expect(await standing(order.name)).toMatchObject({ state: 'cleared' })
  expect(order.attributes).toContainEqual({ key: 'Engraving (line 1)', value: 'Für Mina' })
  const { rows } = await house.database.owner.query<StoredProperties>(
    `select l.sealed, l.properties from order_line l join sales_order o on o.shop_id = l.shop_id and o.id = l.order_id
     where o.name = $1`,
    [order.name],
  )
  const vault = await house.services.vaults.of(house.joined.shop)
  expect(rows.map((line) => openProperties(vault, line))).toEqual([
    [{ name: 'Engraving', value: 'Für Mina' }],
  ])
  expect(rows).toMatchObject([{ properties: [] }])
  await state({ needs: [], rules: [] })
})

test('a link used twice at once is good for one answer; the other reads that it was used', async () => {
  const order = place({ shippingAddress: { ...littleAddress, address1: '' } })
  await workOff()
  const { url } = letterAbout(order)
  const [one, two] = [formVisitor(), formVisitor()]
  const pages = await Promise.all([one.open(url), two.open(url)])
  const answers = await Promise.all([
    one.send(formOf(pages[0]), { address1: 'Trg 8' }),
    two.send(formOf(pages[1]), { address1: 'Trg 9' }),
  ])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410])
  const late = answers.find(({ status }) => status === 410)
  expect(late?.text).toContain('This link was used already')
  expect(late?.text).not.toContain(order.name)
  const replayed = await one.send(formOf(pages[0]), { address1: 'Trg 10' })
  expect(replayed.status).toBe(410)
  await workOff()
  expect(JSON.stringify(order.shippingAddress)).toMatch(/Trg [89]"/)
})

test('a slip is put right without asking, here and in the store', async () => {
  const order = place({ shippingAddress: { ...littleAddress, city: '2000 Maribor', zip: '' } })
  await workOff()
  expect(await standing(order.name)).toMatchObject({ state: 'cleared' })
  expect(order.shippingAddress).toMatchObject({ city: 'Maribor', zip: '2000' })
})
