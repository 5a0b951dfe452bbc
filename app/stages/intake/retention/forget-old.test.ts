import { expect } from 'vitest'
import { databaseText } from '../../../../tests/arrange/database-text.ts'
import { addPartnerShipment } from '../../../../tests/arrange/partner-shipment.ts'
import { test } from '../../../../tests/database.ts'
import { openCarrierWords } from '../../../journey/carrier-words.ts'
import { openReason } from '../../../journey/holds/hold-reason.ts'
import { openProperties } from '../../../journey/line-properties.ts'
import {
  openPackerWords,
  openRejection,
  openReturnWords,
  openWords,
} from '../../../journey/own-words.ts'
import { withShop } from '../../../platform/db.server.ts'
import { openLog } from '../../../platform/log.server.ts'
import { forgetOld } from './forget-old.server.ts'
import { readRetention } from './retention-days.ts'

const log = openLog('silent', 'test')

test('labels go 90 days after what they were for left the house; what has not left keeps its own', async ({
  database,
  shop,
}) => {
  const { owner } = database
  const vault = await database.vaults.of(shop)
  const label = vault.sealBytes(Buffer.from('%PDF'))
  for (const [position, [bought, left]] of [
    [200, 91],
    [200, 89],
    [89, 89],
    [200, null],
  ].entries()) {
    const { shipmentId, orderId } = await addPartnerShipment(database, shop)
    await owner.query(
      `update shipment set handed_over_at = now() - $2::int * interval '1 day' where id = $1`,
      [shipmentId, left],
    )
    await owner.query(
      `insert into parcel (shop_id, shipment_id, order_id, tracking_number, label_pdf, label_zpl, bought_at)
       values ($1, $2, $3, $4, $5, $5, now() - $6::int * interval '1 day')`,
      [shop, shipmentId, orderId, `PN${position}`, Buffer.from(label), bought],
    )
  }
  const deps = { ...database, log, retention: readRetention('') }
  expect(await forgetOld(deps, shop)).toMatchObject({ labels: 1 })
  const { rows } = await owner.query<{ tracking_number: string; kept: boolean }>(
    `select tracking_number, label_pdf is not null and label_zpl is not null as kept from parcel order by 1`,
  )
  expect(rows.map(({ tracking_number, kept }) => [tracking_number, kept])).toEqual([
    ['PN0', false],
    ['PN1', true],
    ['PN2', true],
    ['PN3', true],
  ])
})

test('pictures go after a year, of goods and of parcels; that there was one stays', async ({
  database,
  shop,
}) => {
  const { owner } = database
  const { shipmentId, orderId } = await addPartnerShipment(database, shop)
  await owner.query(
    `insert into parcel_photo (shop_id, shipment_id, order_id, type, sealed, by, at)
     select $1, $2, $3, 'image/jpeg', 'x', 'shopify:1', now() - days * interval '1 day' from unnest(array[1, 364, 366]) days`,
    [shop, shipmentId, orderId],
  )
  const deps = { ...database, log, retention: readRetention('') }
  expect(await forgetOld(deps, shop)).toMatchObject({ photos: 1 })
  const { rows } = await owner.query(
    'select count(*)::int as all, count(sealed)::int as kept from parcel_photo',
  )
  expect(rows).toEqual([{ all: 3, kept: 2 }])
  const soon = { ...database, log, retention: readRetention('photos=7') }
  expect(await forgetOld(soon, shop)).toMatchObject({ photos: 1 })
})

test('pictures of goods go after a year, files of orders after 30 days; that there was one stays', async ({
  database,
  shop,
}) => {
  const { owner } = database
  const vault = await database.vaults.of(shop)
  const sealed = Buffer.from(vault.sealBytes(Buffer.from('Aoife of 4 Fern Row')))
  await owner.query(
    `insert into goods_photo (shop_id, receipt_id, mime, sealed, by, at)
     select $1, gen_random_uuid(), 'image/jpeg', $2, 'floor:1', now() - days * interval '1 day' from unnest(array[1, 364, 366]) days`,
    [shop, sealed],
  )
  await owner.query(
    `insert into order_import (shop_id, state, sealed, orders, good, created_by, created_at)
     select $1, state, $2, 2, 1, 'shopify:1', now() - days * interval '1 day'
     from unnest(array['checked', 'accepted']) state, unnest(array[1, 29, 31]) days`,
    [shop, sealed],
  )
  const deps = { ...database, log, retention: readRetention('') }
  expect(await forgetOld(deps, shop)).toMatchObject({ photos: 1, forms: 2 })
  const kept = async (table: string) =>
    (await owner.query(`select count(*)::int as all, count(sealed)::int as kept from ${table}`))
      .rows[0]
  expect(await kept('goods_photo')).toEqual({ all: 3, kept: 2 })
  expect(await kept('order_import')).toEqual({ all: 6, kept: 4 })
  expect(await forgetOld(deps, shop)).toMatchObject({ photos: 0, forms: 0 })
})

test('sign-ins go 30 days after their end', async ({ database, shop }) => {
  await database.owner.query(
    `insert into door_session (shop_id, door, who, mark, until)
     select $1, 'portal', gen_random_uuid(), 'x', now() - days * interval '1 day' from unnest(array[-1, 29, 31]) days`,
    [shop],
  )
  const deps = { ...database, log, retention: readRetention('') }
  expect(await forgetOld(deps, shop)).toMatchObject({ sessions: 1 })
  const { rows } = await database.owner.query('select 1 from door_session')
  expect(rows).toHaveLength(2)
})

test('drafts are thrown away after 30 days; forms that are through lose what was typed, those under way keep it', async ({
  database,
  shop,
}) => {
  const { owner } = database
  const states = ['draft', 'placing', 'placed', 'refused', 'cancelled']
  await owner.query(
    `insert into order_form (shop_id, id, state, channel, sealed, email_hash, customer_gid, pay_url, created_by, saved_at)
     select $1, gen_random_uuid(), state, 'phone', 'x', 'x', 'gid://shopify/Customer/1', 'x', 'shopify:1', now() - days * interval '1 day'
     from unnest($2::text[]) state, unnest(array[29, 31]) days`,
    [shop, states],
  )
  const deps = { ...database, log, retention: readRetention('') }
  expect(await forgetOld(deps, shop)).toMatchObject({ forms: 4 })
  const { rows } = await owner.query<{ state: string; all: number; kept: number }>(
    `select state, count(*)::int as all, count(coalesce(sealed, email_hash, pay_url, customer_gid::bytea))::int as kept
     from order_form group by 1`,
  )
  const found = Object.fromEntries(rows.map(({ state, all, kept }) => [state, [all, kept]]))
  expect(found).toEqual({
    ...{ draft: [1, 1], placing: [2, 2], placed: [2, 1], refused: [2, 1], cancelled: [2, 1] },
  })
  expect(await forgetOld(deps, shop)).toMatchObject({ forms: 0 })
})

test('words that a version before left in clear are sealed where they stand, more than one batch, and read the same', async ({
  database,
  shop,
}) => {
  const { owner } = database
  const { shipmentId, orderId } = await addPartnerShipment(database, shop)
  const parcel = await owner.query<{ id: string }>(
    `insert into parcel (shop_id, shipment_id, order_id, tracking_number) values ($1, $2, $3, 'PN1') returning id`,
    [shop, shipmentId, orderId],
  )
  await owner.query(
    `insert into parcel_event (shop_id, parcel_id, key, status, raw_code, message, place)
     select $1::uuid, $2::uuid, n::text, 'moving', 'X', 'Signed by Aoife Byrne ' || n, case when n % 2 = 0 then 'Cork' else '' end
     from generate_series(1, 501) n union all select $1::uuid, $2::uuid, 'silent', 'moving', 'X', '', ''`,
    [shop, parcel.rows[0]?.id],
  )
  await owner.query(
    `insert into order_line (shop_id, order_id, shopify_id, title, quantity, properties)
     values ($1, $2, 'gid://shopify/LineItem/900', 'Mug', 1, '[{"name": "Engraving", "value": "Aoife"}]')`,
    [shop, orderId],
  )
  const said = 'Aoife Byrne was told'
  await owner.query(
    `insert into work_order (shop_id, order_id, department, kind, title, state, due_at, done_by, outcome, key)
     select $1::uuid, $2::uuid, 'care', 'care_call', 'Call', 'done', now(), by, $3, by from unnest(array['shopify:1', 'system']) by`,
    [shop, orderId, said],
  )
  await owner.query(
    `insert into hold (shop_id, order_id, kind, reason, owner, due_at, handle, opened_by)
     select $1::uuid, $2::uuid, 'person', $3, 'office', now(), by, by from unnest(array['shopify:1', 'system']) by`,
    [shop, orderId, said],
  )
  await owner.query('update shipment set override_reason = $2, weight_reason = $2 where id = $1', [
    shipmentId,
    said,
  ])
  await owner.query(
    `update partner_request set reject_reason = 'address: ' || $2 where shipment_id = $1`,
    [shipmentId, said],
  )
  const vaultBefore = await database.vaults.of(shop)
  const returned = await owner.query<{ id: string }>(
    `insert into return_case (shop_id, order_id, number, owner, next_step, due_at, sealed, decline_note)
     values ($1, $2, 'R1', 'office', 'inspect', now(), $3, $4) returning id`,
    [shop, orderId, Buffer.from(vaultBefore.seal({ note: 'too small' })), said],
  )
  await owner.query(
    `insert into return_line (shop_id, return_id, order_line_id, quantity, reason, inspection_note)
     select $1, $2, id, 1, 'other', $3 from order_line where shopify_id = 'gid://shopify/LineItem/900'`,
    [shop, returned.rows[0]?.id, said],
  )
  const read = async () => {
    const vault = await database.vaults.of(shop)
    const events = await withShop(database.db, shop, (tx) =>
      tx.parcelEvent.findMany({ where: { shopId: shop }, orderBy: { id: 'asc' } }),
    )
    const lines = await withShop(database.db, shop, (tx) =>
      tx.orderLine.findMany({ where: { shopId: shop, title: 'Mug' } }),
    )
    const own = await withShop(database.db, shop, async (tx) => ({
      work: await tx.workOrder.findMany({ where: { shopId: shop }, orderBy: { key: 'asc' } }),
      holds: await tx.hold.findMany({ where: { shopId: shop }, orderBy: { handle: 'asc' } }),
      shipments: await tx.shipment.findMany({ where: { shopId: shop } }),
      requests: await tx.partnerRequest.findMany({ where: { shopId: shop } }),
      returns: await tx.return.findMany({ where: { shopId: shop }, include: { lines: true } }),
    }))
    return {
      holds: own.holds.map((row) => openReason(vault, row)),
      work: own.work.map((row) => openWords(vault, row.sealed, row.outcome)),
      shipments: own.shipments.map((row) => openPackerWords(vault, row)),
      requests: own.requests.map((row) => openRejection(vault, row)),
      returns: own.returns.map((row) => openReturnWords(vault, row)),
      inspected: own.returns.flatMap(({ lines }) =>
        lines.map((row) => openWords(vault, row.sealed, row.inspectionNote)),
      ),
      events: events.map((event) => openCarrierWords(vault, event)),
      lines: lines.map((line) => openProperties(vault, line)),
    }
  }
  const before = await read()
  expect(before).toMatchObject({
    ...{
      holds: [said, said],
      work: [said, said],
      shipments: [{ override: said, weight: said }],
      inspected: [said],
    },
    requests: [{ code: 'address', words: said }],
    returns: [{ note: 'too small', declineNote: said }],
  })
  expect(before.lines).toContainEqual([{ name: 'Engraving', value: 'Aoife' }])
  await forgetOld({ ...database, log, retention: readRetention('') }, shop)
  expect(await read()).toEqual(before)
  const { rows } = await owner.query(
    `select count(*)::int as all, count(sealed)::int as sealed, count(*) filter (where message <> '' or place <> '')::int as open from parcel_event`,
  )
  expect(rows).toEqual([{ all: 502, sealed: 501, open: 0 }])
  const work = await owner.query(
    'select done_by, outcome, sealed is not null as sealed from work_order order by 1',
  )
  expect(work.rows).toEqual([
    { done_by: 'shopify:1', outcome: null, sealed: true },
    { done_by: 'system', outcome: said, sealed: false },
  ])
  const holds = await owner.query(
    'select opened_by, reason, sealed is not null as sealed from hold order by 1',
  )
  expect(holds.rows).toEqual([
    { opened_by: 'shopify:1', reason: '', sealed: true },
    { opened_by: 'system', reason: said, sealed: false },
  ])
  const dump = await databaseText(database)
  const tables = ['parcel_event', 'order_line', 'shipment', 'partner_request', 'return_case']
  for (const table of [...tables, 'return_line'])
    expect(dump.get(`public.${table}`)).not.toMatch(/Aoife|Cork/)
  // After their time they go, sealed or not.
  await forgetOld(
    { ...database, log, retention: readRetention('carrier_words=7') },
    shop,
    new Date(Date.now() + 8 * 86_400_000),
  )
  expect((await read()).events.filter(({ message, place }) => message || place)).toEqual([])
})
