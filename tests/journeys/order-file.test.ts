/** A file of orders, from the bytes to orders in the store and back to the app. */
import { beforeAll, expect, test } from 'vitest'
import { withShop } from '../../app/platform/db.server.ts'
import { openLog } from '../../app/platform/log.server.ts'
import {
  acceptImport,
  checkFile,
  placeForm,
  readImport,
  returnedFile,
  sweepStore,
} from '../../app/stages/intake/index.server.ts'
import { formDeps } from '../../app/wiring/order-form.server.ts'
import { oneShop } from '../shop.ts'
import { littleSeed } from '../store/little-seed.ts'

const joined = oneShop({ seed: littleSeed, bucket: { maximum: 20_000, restoreRate: 1_000 } })
const deps = () => {
  const { database, provider } = joined()
  return formDeps({ db: database.db, vaults: database.vaults, shop: provider })
}
const by = 'shopify:7'

beforeAll(async () => {
  const { database, provider, store, shop } = joined()
  await database.owner.query("update shop set country = 'IE', currency = 'EUR'")
  const { items } = await provider.items(store, null)
  await withShop(database.db, shop, (tx) =>
    tx.item.createMany({
      data: items.map((one) => ({
        shopId: shop,
        variantGid: one.variantGid,
        productGid: one.productGid,
        sku: one.sku,
        title: one.title,
      })),
    }),
  )
})

const bring = async (text: string) => {
  const { shop, store } = joined()
  const bytes = new TextEncoder().encode(text)
  const checked = await checkFile(deps(), shop, { name: 'May.csv', bytes, by, store })
  if (!checked.ok) throw new Error(checked.refusal)
  return checked.value
}
const report = async (id: string) => {
  const read = await readImport(deps(), joined().shop, id)
  if (!read) throw new Error('no such import')
  return read
}
async function placeAll(id: string) {
  const { shop, store, database } = joined()
  const { rows } = await database.owner.query<{ id: string }>(
    'select id from order_form where import_id = $1',
    [id],
  )
  for (const form of rows) await placeForm(deps(), shop, form.id, store)
}
const sweep = () => {
  const { database, provider, shop } = joined()
  const { db, vaults } = database
  return sweepStore({ db, vaults, shop: provider, log: openLog('silent', 'test') }, shop)
}

const head =
  'reference,sku,quantity,first_name,last_name,email,address1,zip,city,country,delivery,payment,department_note'
const good = (reference: string, sku = 'MUG') =>
  `${reference},${sku},2,Ana,Kos,ana@example.com,Trg 5,2000,Maribor,Slovenia,Express,paid,Wrap it`

test('a file brings its good orders in, once, and gives the others back with their reasons', async () => {
  const id = await bring(
    [
      head,
      good('A-1'),
      'A-1,POSTER,1,,,,,,,,,,',
      good('A-2', 'NOTHING'),
      'A-3,MUG,1,Ben,,"=cmd|x",,,,Slovenia,,link,',
      good('A-4').replace('Express', 'By swan'),
    ].join('\n'),
  )
  const before = await report(id)
  expect(before.orders.map(({ reference, state }) => [reference, state])).toEqual([
    ['A-1', 'good'],
    ['A-2', 'bad'],
    ['A-3', 'bad'],
    ['A-4', 'good'],
  ])
  expect(before.orders[2]?.reasons).toEqual(
    expect.arrayContaining(['Needs the whole delivery address', 'Needs a delivery option']),
  )
  const drafts = () => joined().standIn.counts().totals.drafts
  const made = drafts().made
  expect(made).toBe(drafts().made)
  const counts = await Promise.all(
    Array.from({ length: 5 }, () => acceptImport(deps(), joined().shop, id, by)),
  )
  expect(counts.toSorted()).toEqual([0, 0, 0, 0, 2])
  await placeAll(id)
  await placeAll(id)
  expect(drafts()).toMatchObject({ made: made + 1, doubles: 0 })
  const after = await report(id)
  expect(after.orders.map(({ state }) => state)).toEqual(['placed', 'bad', 'bad', 'refused'])
  expect(after.orders[3]?.reasons[0]).toContain(
    'no delivery option “By swan” there; it offers Standard',
  )

  const back = await returnedFile(deps(), joined().shop, id)
  expect(back?.name).toBe('May-returned.csv')
  const lines = back?.text.split('\r\n') ?? []
  expect(lines[0]).toBe(`\uFEFF${head},reason`)
  expect(lines).toHaveLength(5)
  expect(back?.text).toContain('Row 3: the store sells nothing with the SKU NOTHING')
  expect(back?.text).toContain("'=cmd|x")

  await sweep()
  const { rows } = await joined().database.owner.query(
    `select channel, form_id is not null as ours, (select count(*)::int from order_note n where n.order_id = o.id) as notes,
       (select count(*)::int from order_line l where l.order_id = o.id) as lines from sales_order o where name = $1`,
    [after.orders[0]?.orderName],
  )
  expect(rows).toEqual([{ channel: 'csv', ours: true, notes: 1, lines: 2 }])

  // The file put right is brought again: what came in before does not come in twice.
  const again = await report(await bring(`${head}\n${good('A-1')}\n${good('A-2')}\n`))
  expect(again.orders.map(({ state, reasons }) => [state, ...reasons])).toEqual([
    ['bad', `A-1 came in before, as ${after.orders[0]?.orderName}`],
    ['good'],
  ])
})
