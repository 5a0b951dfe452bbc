/** Whose data it is: nothing of a buyer lies open in the database or the log, it is all handed out, and all of it goes. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noteDataSeen, readDataSeen } from '../../app/journey/audit/data-seen.server.ts'
import { buyerShape } from '../../app/journey/buyer.ts'
import { forgetOld as forgetJob } from '../../app/journey/jobs.ts'
import { openProperties } from '../../app/journey/line-properties.ts'
import { shipmentId } from '../../app/kernel/ids.ts'
import { acting } from '../../app/platform/acting.server.ts'
import { withShop } from '../../app/platform/db.server.ts'
import { rewrapKeys } from '../../app/platform/rewrap-keys.server.ts'
import { isSealed, openVaults, openWrapping } from '../../app/platform/vault.server.ts'
import {
  forgetOld,
  listPrivacyRequests,
  readCollected,
} from '../../app/stages/intake/index.server.ts'
import { labelsPdf, labelsZpl } from '../../app/stages/ship/index.server.ts'
import { labelAnswer } from '../../app/wiring/label-answer.server.ts'
import { databaseText } from '../arrange/database-text.ts'
import { buyer, live, named, others, post, theirs } from '../arrange/named-buyer.ts'
import { openHouse, type WholeHouse } from '../arrange/whole-house.ts'
import type { OrderRecord } from '../store/records/orders.ts'

const folder = mkdtempSync(join(tmpdir(), 'orderwright-privacy-'))
const logFile = join(folder, 'log')
let house: WholeHouse
let sent: OrderRecord
let held: OrderRecord
/** The store's number of an order of theirs that only its id tells of. */
let third: number
beforeAll(async () => {
  house = await openHouse({ bucket: { maximum: 20_000, restoreRate: 10_000 }, logFile })
  ;({ sent, held, third } = await live(house))
}, 180_000)
afterAll(async () => {
  await house?.close()
  rmSync(folder, { recursive: true, force: true })
})

const query = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await house.database.owner.query<Row>(text, values)).rows

// Erasing comes last: it leaves nothing to look for.
describe('a buyer’s data', { shuffle: false }, () => {
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
      orders_requested: [third],
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
        tx.order.findMany({
          where: { shopId: shop, emailHash: vault.hash(buyer.email) },
          include: { lines: true },
        }),
      )
      const lines = rows.flatMap((row) => row.lines.flatMap((line) => openProperties(vault, line)))
      expect(lines.map(({ value }) => value)).toContain(named.engraving)
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
      orders_to_redact: [third],
    })
    await house.work()
    expect(await find()).toEqual([])
  })
})
