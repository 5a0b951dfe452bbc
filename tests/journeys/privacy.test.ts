/** Whose data it is: nothing of a buyer lies open in the database or the log, it is all handed out, and all of it goes. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noteDataSeen, readDataSeen } from '../../app/journey/audit/data-seen.server.ts'
import { buyerShape } from '../../app/journey/buyer.ts'
import { forgetOld as forgetJob, sendMails } from '../../app/journey/jobs.ts'
import { shipmentId } from '../../app/kernel/ids.ts'
import { acting } from '../../app/platform/acting.server.ts'
import { withShop } from '../../app/platform/db.server.ts'
import { rewrapKeys } from '../../app/platform/rewrap-keys.server.ts'
import { isSealed, openVaults, openWrapping } from '../../app/platform/vault.server.ts'
import { correctOrder } from '../../app/stages/check/index.server.ts'
import {
  forgetOld,
  listPrivacyRequests,
  readCollected,
  signDelivery,
} from '../../app/stages/intake/index.server.ts'
import { openAtBench, tickExtra } from '../../app/stages/pack/index.server.ts'
import { labelsPdf, labelsZpl } from '../../app/stages/ship/index.server.ts'
import { takeMessage } from '../../app/stages/track/index.server.ts'
import { labelAnswer } from '../../app/wiring/label-answer.server.ts'
import { databaseText } from '../arrange/database-text.ts'
import { labelIt, packAll, pickAll, startPicking } from '../arrange/floor-walk.ts'
import { openHouse, type WholeHouse } from '../arrange/whole-house.ts'
import { signatureOf } from '../carrier/push.ts'
import { signed } from '../intake/deliveries.ts'
import { appKeys } from '../shop.ts'
import { littleAddress } from '../store/little-seed.ts'
import type { OrderRecord } from '../store/records/orders.ts'

/** Somebody whose every word is theirs alone, so that finding one of them means finding them. */
const buyer = {
  firstName: 'Quillon',
  lastName: 'Zabrowski-Thistle',
  street: 'Kumquat Crescent 771',
  phone: '+38640777341',
  email: 'quillon.zt@example.net',
  note: 'Give it to Mrs Featherstonehaugh',
}
/** How any of it may be written: a phone loses its plus, a label its capitals. */
const theirs = ['quillon', 'zabrowski', 'kumquat', '40777341', 'featherstonehaugh']
/** Whom others name on the way: each word stands in one place alone. */
const named = {
  engraving: 'Für Perpetua',
  gift: 'Happy birthday, dear Hesperia',
  signedBy: 'Signed by Mr Oglethorpe',
}
const others = ['perpetua', 'hesperia', 'oglethorpe']

const folder = mkdtempSync(join(tmpdir(), 'orderwright-privacy-'))
const logFile = join(folder, 'log')
let house: WholeHouse
let sent: OrderRecord
let held: OrderRecord
beforeAll(async () => {
  house = await openHouse({ bucket: { maximum: 20_000, restoreRate: 10_000 }, logFile })
  ;({ sent, held } = await live(house))
}, 180_000)
afterAll(async () => {
  await house?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Two orders of one buyer: one as far as the carrier, one held, asked about and corrected; and a delivery nobody can read. */
async function live(at: WholeHouse) {
  const address = {
    ...littleAddress,
    firstName: buyer.firstName,
    lastName: buyer.lastName,
    address1: buyer.street,
    phone: buyer.phone,
  }
  const who = {
    email: buyer.email,
    customer: {
      firstName: buyer.firstName,
      lastName: buyer.lastName,
      email: buyer.email,
      phone: null,
    },
    note: buyer.note,
  }
  const properties = [
    { name: 'Engraving', value: named.engraving },
    { name: 'Gift message', value: named.gift },
  ]
  const complete = at.place({
    ...{ ...who, shippingAddress: address, billingAddress: address },
    lines: [{ sku: 'MUG', quantity: 2, properties }],
  })
  const incomplete = at.place({
    ...who,
    shippingAddress: { ...address, address1: '', phone: null },
    billingAddress: address,
  })
  await at.work()
  const [shipment] = await withShop(at.services.db, at.shop, async (tx) =>
    tx.shipment.findMany({ where: { shopId: at.shop, orderId: await at.idOf(complete) } }),
  )
  if (!shipment) throw new Error('nothing to ship')
  const its = { id: shipmentId(shipment.id), number: shipment.number }
  const tour = await startPicking(at.services, at.shop, its.id)
  await pickAll(at.services, at.shop, tour)
  const packer = { by: 'shopify:7' }
  await openAtBench(at.services, at.shop, { code: its.number, ...packer })
  const card = { shipmentId: its.id, ruleId: null, isIn: true, ...packer }
  expect((await tickExtra(at.services, at.shop, card)).ok).toBe(true)
  await packAll(at.services, at.shop, its, [{ sku: 'MUG', quantity: 2 }])
  await carrierSays(at, await labelIt(at.services, at.shop, its.id))
  await correctOrder(at.services, at.shop, await at.idOf(incomplete), {
    answers: { address1: buyer.street, phone: buyer.phone },
    by: 'customer',
  })
  await at.work()
  await post(at, 'orders/create', `{"email":"${buyer.email}","line_items":3}`)
  await at.work()
  // What goes wrong is what is logged: a delivery by a wrong secret, and a letter that does not open.
  await post(at, 'orders/create', { email: buyer.email, note: buyer.note }, 'of somebody else')
  await at.database.owner.query(
    `insert into mail (shop_id, kind, key, sealed) values ($1, 'shipped', 'broken', 'broken')`,
    [at.shop],
  )
  await at.book(sendMails)
  await at.work()
  return { sent: complete, held: incomplete }
}

/** The carrier's own words, signed as it sends them. */
async function carrierSays(at: WholeHouse, number: string) {
  const event = { id: 'e1', code: 'DL', at: new Date().toISOString(), place: named.signedBy }
  const body = JSON.stringify({
    parcels: [{ number, eta: null, events: [{ ...event, message: named.signedBy }] }],
  })
  const secret = process.env['STAND_IN_CARRIER_SECRET'] ?? ''
  const taken = await takeMessage(at.services, {
    ...{ carrierKey: 'parcelnet', shop: at.shop, body: Buffer.from(body) },
    headers: new Headers({ 'x-parcelnet-signature': signatureOf(secret, body) }),
  })
  expect(taken).toEqual({ ok: true, value: { known: 1, unknown: 0 } })
}

async function post(
  at: WholeHouse,
  topic: string,
  body: object | string,
  secret: string = appKeys.apiSecret,
) {
  const delivery = signed(topic, body, { 'x-shopify-shop-domain': at.standIn.shop })
  const signature = signDelivery(secret, Buffer.from(delivery.body))
  const answer = await fetch(`${at.appUrl}/webhooks`, {
    method: 'POST',
    body: delivery.body,
    headers: { ...delivery.headers, 'x-shopify-hmac-sha256': signature },
  })
  expect(answer.status).toBe(secret === appKeys.apiSecret ? 200 : 401)
}

const query = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await house.database.owner.query<Row>(text, values)).rows

// In this order: the last one erases whom the others look at.
describe('one buyer’s two orders', { shuffle: false }, () => {
  test('a dump of the whole database and the log of all of it name nobody', async () => {
    const labels = await query<{ pdf: Buffer }>(
      'select label_pdf as pdf from parcel where label_pdf is not null',
    )
    expect(labels.map(({ pdf }) => isSealed(pdf))).toEqual([true])
    const found: string[] = []
    const dump = await databaseText(house.database)
    expect(dump.size).toBeGreaterThan(50)
    // That it would find what lies open.
    expect(dump.get('public.sales_order')).toContain(sent.name)
    for (const [table, text] of dump)
      for (const word of [...theirs, ...others])
        if (text.toLowerCase().includes(word)) found.push(`${word} in ${table}`)
    expect(found).toEqual([])

    const log = readFileSync(logFile, 'utf8')
    expect(log).toContain('delivery refused')
    expect(log).toContain('job failed')
    const secrets = [
      ...['MASTER_KEY', 'LINK_KEY', 'SHOPIFY_API_SECRET', 'STAND_IN_CARRIER_SECRET'].flatMap(
        (name) => process.env[name] ?? [],
      ),
      ...(await query<{ accessToken: string }>('select "accessToken" from session')).map(
        (row) => row.accessToken,
      ),
    ]
    expect(secrets.length).toBeGreaterThan(4)
    for (const word of [...theirs, ...others, ...secrets])
      expect(log.toLowerCase()).not.toContain(word.toLowerCase())
  })

  test('it is all there for whoever may see it: the order, its label, and the data that is asked for', async () => {
    const { services, shop } = house
    const vault = await services.vaults.of(shop)
    const order = await withShop(services.db, shop, async (tx) =>
      tx.order.findUniqueOrThrow({
        where: { shopId_id: { shopId: shop, id: await house.idOf(sent) } },
        include: { shipments: { include: { parcels: true } } },
      }),
    )
    expect(buyerShape.parse(vault.open(order.sealed ?? new Uint8Array())).email).toBe(buyer.email)
    const ids = order.shipments.map(({ id }) => shipmentId(id))
    expect(Buffer.from((await labelsPdf(services, shop, ids)) ?? []).toString('latin1', 0, 5)).toBe(
      '%PDF-',
    )
    expect(await labelsZpl(services, shop, ids)).toContain(buyer.street)

    // A label kept from before labels were sealed is read all the same, and sealed when the job comes by.
    const [parcel] = order.shipments.flatMap((one) => one.parcels)
    const open = Buffer.from('^XA^FDAna Kos^FS^XZ')
    await query('update parcel set label_zpl = $2 where id = $1', [parcel?.id, open])
    expect(await labelsZpl(services, shop, ids)).toBe(open.toString())
    await forgetOld(services, shop)
    const [after] = await query<{ zpl: Buffer }>(
      'select label_zpl as zpl from parcel where id = $1',
      [parcel?.id],
    )
    expect(isSealed(after?.zpl ?? Buffer.of())).toBe(true)
    expect(await labelsZpl(services, shop, ids)).toBe(open.toString())

    await post(house, 'customers/data_request', {
      shop_domain: house.standIn.shop,
      customer: { id: 1, email: buyer.email },
      orders_requested: [],
    })
    await house.work()
    const [request] = await listPrivacyRequests(services, shop)
    const collected = await readCollected(services, shop, request?.id ?? '')
    const told = collected.ok ? collected.value : ''
    const known = [buyer.email, buyer.street, buyer.lastName, buyer.note, sent.name, held.name]
    for (const word of [...known, ...Object.values(named)]) expect(told).toContain(word)
  })

  test('who looks at a buyer’s data is written down, once a person and hour', async () => {
    const { services, shop } = house
    const id = await house.idOf(sent)
    const look = (by: string) =>
      acting({ by, source: 'page /app/orders/:id' }, () => noteDataSeen(services.db, shop, [id]))
    for (const by of ['shopify:5', 'shopify:5', 'shopify:6']) await look(by)
    const seen = await readDataSeen(services, shop, id)
    // Two hours when the clock strikes in between, hence at least.
    expect([...new Set(seen.map(({ by }) => by))]).toEqual(['shopify:6', 'shopify:5'])
    // A label carries the same name: whoever prints it has seen it.
    const [shipment] = await withShop(services.db, shop, (tx) =>
      tx.shipment.findMany({ where: { shopId: shop, orderId: id } }),
    )
    await acting({ by: 'shopify:7', source: 'page /app/ship/labels' }, () =>
      labelAnswer(services, shop, [shipmentId(shipment?.id ?? '')], new URLSearchParams()),
    )
    expect((await readDataSeen(services, shop, id)).map(({ by }) => by)).toContain('shopify:7')
    expect(seen.length).toBeLessThanOrEqual(4)
  })

  test('a new master key: what was sealed opens and is found before, while and after keys are wrapped anew', async () => {
    const { services, shop, database } = house
    const [old, fresh] = [Buffer.from(services.config.MASTER_KEY, 'base64'), randomBytes(32)]
    const others = await Promise.all([1, 2, 3].map(() => database.addShop()))
    for (const other of others)
      await query('update shop set wrapped_key = $2 where id = $1', [
        ...[other, Buffer.from(openWrapping(old, null).newWrappedKey())],
      ])
    const opens = async (master: Buffer, other: Buffer | null) => {
      const vault = await openVaults(services.db, master, other).of(shop)
      const rows = await withShop(services.db, shop, (tx) =>
        tx.order.findMany({ where: { shopId: shop, emailHash: vault.hash(buyer.email) } }),
      )
      return rows.map((row) => buyerShape.parse(vault.open(row.sealed ?? new Uint8Array())).email)
    }
    const both = [buyer.email, buyer.email]
    // First every process learns the new key, then it wraps with it: whoever reads, opens.
    expect(await opens(old, fresh)).toEqual(both)
    expect(await opens(fresh, old)).toEqual(both)
    const wrapping = openWrapping(fresh, old)
    const shops = others.length + 1
    const first = await rewrapKeys(services.pool, wrapping, 2)
    expect(first).toEqual({ rewrapped: shops, already: 0, unopened: [] })
    expect(await rewrapKeys(services.pool, wrapping, 2)).toEqual({
      ...{ rewrapped: 0, already: shops, unopened: [] },
    })
    expect(await opens(fresh, null)).toEqual(both)
    await expect(opens(old, null)).rejects.toThrow('cannot be opened')
    expect(
      (await rewrapKeys(services.pool, openWrapping(randomBytes(32), null))).unopened,
    ).toHaveLength(shops)
    expect(await rewrapKeys(services.pool, openWrapping(old, fresh))).toMatchObject({
      rewrapped: shops,
    })
    expect(await opens(old, null)).toEqual(both)
    await query('delete from shop where id = any($1)', [others])
  })

  test('what was kept longer than its time is forgotten by the job, batch by batch; the rest stays', async () => {
    const { database, services } = house
    const other = await database.addShop()
    const deps = { ...services, vaults: database.vaults }
    const left = async (table: string, full: string) =>
      (await query(`select 1 from ${table} where shop_id = $1 and ${full}`, [other])).length
    const [order] = await query<{ id: string }>(
      `insert into sales_order (shop_id, shopify_id, name, currency, total_minor, placed_at, source_updated_at, owner, next_step, due_at)
     values ($1, 'gid://shopify/Order/1', '#1', 'EUR', 0, now(), now(), 'system', 'check', now()) returning id`,
      [other],
    )
    await query(
      `insert into mail (shop_id, kind, key, sealed, state, created_at)
     select $1, 'shipped', 'k' || days, 'x', 'sent', now() - days * interval '1 day' from unnest(array[1, 179, 181, 900]) days`,
      [other],
    )
    await query(
      `insert into customer_link (shop_id, order_id, purpose, expires_at)
     select $1, $2, 'track', now() - days * interval '1 day' from unnest(array[-9, 89, 91]) days`,
      [other, order?.id],
    )
    await query(
      `insert into delivery (shop_id, topic, event_key, state, body, received_at)
     select $1, 'orders/updated', n::text, case when n <= 1200 then 'done' else 'dead' end, 'x', now() - n / 1200 * interval '60 days' - interval '31 days'
     from generate_series(1, 1205) n`,
      [other],
    )
    await query(
      `insert into audit (shop_id, at, by, source, thing, deed, row_id)
     select $1, now() - days * interval '1 day', 'sql', 'sql', 'shop', 'changed', '' from unnest(array[1, 729, 731]) days`,
      [other],
    )
    expect(await forgetOld(deps, other)).toMatchObject({
      ...{ deliveries: 1200, dead_letters: 5, mails: 2, links: 1, audit: 1, labels: 0, forms: 0 },
    })
    expect(await left('mail', 'sealed is not null')).toBe(2)
    expect(await left('mail', 'true')).toBe(4)
    expect(await left('customer_link', 'true')).toBe(2)
    expect(await left('delivery', 'true')).toBe(5)
    expect(await left('delivery', 'body is not null')).toBe(0)
    expect(await forgetOld(deps, other)).toMatchObject({ deliveries: 0, mails: 0, audit: 0 })
    await query('delete from shop where id = $1', [other])
    // The job does the same for a shop whose things are young: nothing.
    const letters = await query('select 1 from mail where sealed is not null')
    await house.book(forgetJob)
    await house.work()
    expect(await query('select 1 from mail where sealed is not null')).toHaveLength(letters.length)
  })

  test('once the customer is erased, nobody finds them: not in what lies open, nor with the shop’s key in hand', async () => {
    const vault = await house.services.vaults.of(house.shop)
    const find = async () =>
      [...(await databaseText(house.database, vault))].flatMap(([table, text]) =>
        [...theirs, ...others]
          .filter((word) => text.toLowerCase().includes(word))
          .map((word) => `${word} in ${table}`),
      )
    const before = await find()
    for (const word of [...theirs, ...others])
      expect(before.some((one) => one.startsWith(`${word} in `))).toBe(true)
    await post(house, 'customers/redact', {
      shop_domain: house.standIn.shop,
      customer: { id: 1, email: buyer.email },
    })
    await house.work()
    expect(await find()).toEqual([])
  })
})
