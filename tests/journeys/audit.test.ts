import { afterAll, beforeAll, expect, test } from 'vitest'
import { screenOf } from '../../app/platform/acting.server.ts'
import { withShop } from '../../app/platform/db.server.ts'
import { runSteps, steps } from '../arrange/audited-steps.ts'
import {
  openSignedInPages,
  readRoute,
  routeFiles,
  type SignedInPages,
} from '../arrange/signed-in-pages.ts'

let pages: SignedInPages
beforeAll(async () => {
  pages = await openSignedInPages()
}, 120_000)
afterAll(() => pages?.close())

/** Tables of a shop whose changes are told elsewhere, and why that is enough. */
const toldElsewhere: Readonly<Record<string, string>> = {
  audit: 'is the audit',
  timeline: 'append-only history itself',
  bin_place: 'where bins stand; written by the import of a map, whose parts are audited',
  ledger_check: 'progress of a check, worked out by the app',
  stock_level: 'equals the sum of stock_entry, which is audited; a check proves it',
  reservation: 'every piece of it is a stock_entry',
  shipment_line: 'counters of picks and packs, each of which is a stock_entry',
  pick: 'each scan is a stock_entry and a version of its own',
  floor_scan: 'append-only record of every scan and who did it',
  order_line: 'written by the store alone; the timeline says what changed',
  sold_day: 'sums of order lines, added up again when they are not there',
  delivery_bundle: 'bodies of deliveries until they are worked through; the deliveries are audited',
  carton_plan: 'made by the planner from audited facts, and made anew when they change',
  carton_choice: 'written with the parcel, which is audited; itself the record of who took what',
  parcel_event: 'append-only, written by carriers alone',
  mail: 'booked with the change that causes it, which is audited; what it says is sealed',
  pick_suggestion: 'worked out from what is ready; the tour that is started is audited',
  outside_call: 'is the record of what was asked of others; the cause is audited',
  order_risk: 'written by the store alone; the timeline and the hold say what followed',
  store_level: 'what the store says of stock, written by the store alone',
  deleted_order: 'append-only, written by the store alone',
  store_budget: 'a counter of the store’s rate limit',
}

test('every table of a shop is under audit, or says why not', async () => {
  const { rows } = await pages.database.owner.query<{ table_name: string; audited: boolean }>(`
    select t.table_name, exists (select from pg_trigger g where g.tgrelid = t.table_name::regclass and g.tgname = 'audited') as audited
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name = 'shop_id' and t.table_type = 'BASE TABLE' order by 1`)
  const bare = rows.filter(({ audited }) => !audited).map((row) => row.table_name)
  expect(bare).toEqual(Object.keys(toldElsewhere).sort())
})

test('the audit only grows, and another shop does not see it', async () => {
  const { database, shop, services, users } = pages
  await withShop(services.db, shop, (tx) =>
    tx.person.updateMany({
      where: { shopId: shop, handle: `shopify:${users.care}` },
      data: { role: 'care' },
    }),
  )
  await withShop(services.db, shop, (tx) =>
    tx.carton.create({
      data: {
        shopId: shop,
        name: 'Once',
        lengthMm: 1,
        widthMm: 1,
        heightMm: 1,
        emptyGrams: 1,
        maxGrams: 1,
      },
    }),
  )
  const changing = withShop(services.db, shop, (tx) =>
    tx.audit.updateMany({ data: { by: 'nobody' } }),
  )
  await expect(changing).rejects.toThrow(/permission denied/)
  const removing = withShop(services.db, shop, (tx) => tx.audit.deleteMany({}))
  await expect(removing).rejects.toThrow(/permission denied/)
  const other = await database.addShop()
  expect(await withShop(services.db, other, (tx) => tx.audit.count())).toBe(0)
  expect(await withShop(services.db, shop, (tx) => tx.audit.count())).toBeGreaterThan(0)
})

/** Pages that change something and have no step of their own here. */
const argued: Readonly<Record<string, string>> = {
  'app.orders.form.ts':
    'saves the form as it is typed; its table is audited, its own journey proves what it makes',
  'app.orders.import.tsx':
    'takes a file row by row; its tables are audited, its own journey proves what they make',
  'app.pack.$shipment.photos.ts':
    'takes a body that is no form; its table is audited, and bench-photo.test.ts takes one',
  'app.pick.$tour_.scans.ts':
    'each scan is kept with its person and key in floor_scan, and is a stock_entry; sync-tour.test.ts proves it',
  'app.status.tsx':
    'has the queue try again what was given up; what the job then changes is audited by itself',
  'app.stock.receive.$id_.scans.ts': 'does by the same function what app.stock.receive.$id does',
  'app.stock.tasks.$id_.scans.ts': 'does by the same function what app.stock.tasks.$id does',
  'app.stock.store.tsx':
    'a figure that is settled is a stock_entry; asking to compare or to check changes nothing by itself',
  'app.stock.tasks._index.tsx': 'books the planning of the floor, which is the app’s own work',
  'app.ship._index.tsx':
    'buys by the same deed as app.ship.$shipment; writes once a carrier answered',
}

test('every page that changes something writes down who did it, from which screen, before and after', async () => {
  const writing: string[] = []
  for (const file of routeFiles) if ((await readRoute(file)).action) writing.push(file)
  expect([...new Set([...steps.map(({ file }) => file), ...Object.keys(argued)])].sort()).toEqual(
    writing,
  )

  const told = await runSteps(pages)
  expect(told.map(({ what, status, entries }) => [what, status < 400, entries.length > 0])).toEqual(
    told.map(({ what }) => [what, true, true]),
  )
  for (const { entries, path, as, what } of told)
    for (const entry of entries)
      expect([what, entry.by, entry.source]).toEqual([
        what,
        `shopify:${pages.users[as]}`,
        screenOf(`http://app.test${path}`),
      ])
  const setting = told.find(({ what }) => what === 'settings are changed')
  expect(setting?.entries).toMatchObject([
    {
      thing: 'shop',
      deed: 'changed',
      after: { 'settings.cutOff': '15:30', 'settings.contactName': '•' },
    },
  ])
})

test('the page reads and narrows the audit, and the file carries no formula', async () => {
  const { visit, users, shop, services } = pages
  await withShop(services.db, shop, (tx) =>
    tx.carton.create({
      data: {
        shopId: shop,
        name: '=HYPERLINK("x")',
        lengthMm: 1,
        widthMm: 1,
        heightMm: 1,
        emptyGrams: 1,
        maxGrams: 1,
      },
    }),
  )
  const whole = await visit({ file: 'app.audit._index.tsx', as: 'office', query: '?thing=carton' })
  const read = await whole.json()
  expect(read.entries.length).toBeGreaterThan(0)
  expect(read.entries[0]).toMatchObject({
    by: 'Orderwright',
    thing: 'carton',
    headline: 'Carton added',
  })
  const none = await visit({
    file: 'app.audit._index.tsx',
    as: 'office',
    query: `?by=shopify:${users.read_only}&until=2020-01-01`,
  })
  expect((await none.json()).entries).toEqual([])
  const file = await visit({ file: 'app.audit.csv.ts', as: 'owner', query: '?thing=carton' })
  const text = await file.text()
  expect(text).toContain('"When (UTC)","Who","From","What","Order","Field","Before","After"')
  expect(text).toContain(`"'=HYPERLINK(""x"")"`)
  expect((await visit({ file: 'app.audit.csv.ts', as: 'care' })).status).toBe(403)
})
