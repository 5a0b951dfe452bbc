/** The warehouse floor in a real browser: a picker's phone, the packing bench, the counter. */
import type { Frame } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { playPickers, walk } from '../demo/player/picker.ts'
import { barcodesIn, pdfPictures } from '../pdf-picture.ts'
import { act } from '../store/act.ts'
import { shift } from '../store/stock/levels.ts'
import { asked, type FloorDevice, floorPerson, pairDevice } from './floor-device.ts'
import { lookAt, type OpenApp, openApp, ready, slipIn, withApp } from './look.ts'
import { type BrowserWorld, busyShop, openWorld } from './world.ts'

let world: BrowserWorld
beforeAll(async () => {
  world = await openWorld('floor-pages')
  for (let n = 0; n < 16; n += 1) {
    const order = world.seedOrder(n)
    world.place({ ...order, faults: [], later: [] })
  }
  await world.settled()
  // Two tours are walked beforehand, so that the bench has something to pack whatever test comes first.
  // Where all of them fit on one cart there is no second.
  let walked = 0
  const patience = Date.now() + 40_000
  await playPickers(
    world.person(2),
    () => walked >= 2 || (walked === 1 && Date.now() > patience),
    () => {
      walked++
    },
  )
})
afterAll(() => world?.close())

/** Scans as a hand scanner does: fast keys and Enter, at whatever has the focus. */
async function scan(open: OpenApp, app: Frame, code: string): Promise<string> {
  const verdict = app.locator('.ow-right, .ow-wrong')
  const last = async () =>
    (await verdict.count()) > 0 ? verdict.getAttribute('data-at') : Promise.resolve(null)
  const before = await last()
  await open.page.keyboard.type(code)
  await open.page.keyboard.press('Enter')
  await expect.poll(last, { timeout: 15_000 }).not.toBe(before)
  return (await verdict.textContent()) ?? ''
}

/** Puts every piece into the parcel that is open at the bench. */
async function putAllIn(open: OpenApp, app: Frame): Promise<void> {
  const rows = app.locator('.ow-row')
  for (let step = 0; step < 60; step++) {
    const first = rows.first()
    if ((await first.locator('.ow-tally-done').count()) > 0) break
    const byHand = first.getByRole('button', { name: 'It is in' })
    if ((await byHand.count()) > 0) {
      await byHand.click()
      await app.waitForLoadState('networkidle')
    } else await scan(open, app, (await first.locator('.ow-code').textContent()) ?? '')
  }
}

const bin = (app: Frame) => app.locator('.ow-bin').textContent()
const code = (app: Frame) => app.locator('.ow-stop .ow-code').textContent()

test('a picker walks a batch on a phone with a hand scanner, and the bench proves every piece', async () => {
  const open = await openApp(world, { shop: busyShop, width: 'phone' })
  try {
    let app = await open.goto('/app/pick')
    await lookAt(open, app, { name: 'pick', width: 'phone' })
    await app
      .getByRole('button', { name: /^Start/ })
      .first()
      .click()
    await app.locator('.ow-bin').waitFor()
    await ready(app)
    await lookAt(open, app, { name: 'pick-tour', width: 'phone' })

    await app.locator('#ow-scan-field').focus()
    expect(await scan(open, app, 'NO-SUCH-BIN')).toContain('Wrong bin')
    await lookAt({ ...open, complaints: [] }, app, { name: 'pick-wrong', width: 'phone' })
    for (let step = 0; step < 120; step++) {
      if (await app.getByRole('button', { name: 'Finish the tour' }).isVisible()) break
      const label = await app.locator('.ow-scan-label').textContent()
      if (label === 'Take it by hand') {
        await app.getByRole('button', { name: 'I have it' }).click()
        await app.waitForLoadState('networkidle')
        continue
      }
      const what =
        label === 'Scan the bin'
          ? await bin(app)
          : label === 'Scan the tote'
            ? await app.locator('.ow-stop .ow-tote').textContent()
            : await code(app)
      expect(await scan(open, app, what ?? '')).toMatch(/Right bin|taken|Right tote/)
      if (step === 1)
        await lookAt({ ...open, complaints: [] }, app, { name: 'pick-item', width: 'phone' })
    }
    await lookAt({ ...open, complaints: [] }, app, { name: 'pick-finish', width: 'phone' })
    await app.getByRole('button', { name: 'Finish the tour' }).click()
    await app.getByText('Orders whose goods are reserved').waitFor()

    app = await open.goto('/app/pack')
    await lookAt({ ...open, complaints: [] }, app, { name: 'pack', width: 'phone' })
    await app
      .locator('.ow-row', { hasNotText: 'At the bench' })
      .first()
      .getByRole('button', { name: /^Pack / })
      .click()
    await app.getByText('Scan each piece as you put it in').waitFor()
    await lookAt({ ...open, complaints: [] }, app, { name: 'pack-bench', width: 'phone' })
    await app.locator('#ow-scan-field').focus()
    expect(await scan(open, app, 'NOT-IN-IT')).toContain('Not in this parcel')
  } finally {
    await open.page.context().close()
  }
})

test('at a desk the bench packs a parcel, prints its slip, and shows what is ready', async () => {
  const open = await openApp(world, { shop: busyShop, width: 'desktop' })
  try {
    await lookAt(open, await open.goto('/app/pick'), { name: 'pick', width: 'desktop' })
    // Due last, and urgent: it goes before all that is not.
    const { rows } = await world.database.owner.query<{ number: string }>(
      `update sales_order o set urgent_at = now() from (select * from shipment where state in ('picked', 'packing')
         order by due_at desc, number desc limit 1) s
       where o.shop_id = s.shop_id and o.id = s.order_id returning s.number`,
    )
    let app = await open.goto('/app/pack')
    const waiting = await app.locator('.ow-row').allTextContents()
    const at = waiting.findIndex((row) => row.startsWith(`${rows[0]?.number}Critical`))
    expect(waiting[at]).toContain('Urgent')
    expect(waiting.slice(0, at).filter((row) => !row.includes('Critical'))).toEqual([])
    await lookAt(open, app, { name: 'pack', width: 'desktop' })
    await app
      .getByRole('button', { name: /^Pack / })
      .first()
      .click()
    await app.getByText('Close the parcel').first().waitFor()
    await ready(app)
    app = open.page.frame({ name: 'app-iframe' }) ?? app
    await putAllIn(open, app)
    await lookAt(open, app, { name: 'pack-bench', width: 'desktop' })
    const id = new URL(app.url()).pathname.split('/').at(-1) ?? ''
    const number = (await app.getByRole('heading', { level: 1 }).textContent()) ?? ''
    const slip = await world.person(1).file(`/app/pack/${id}/slip`)
    expect(slip.type).toBe('application/pdf')
    const [page] = await pdfPictures(slip.bytes)
    expect(page && (await barcodesIn(page))).toEqual([number])
    await app.getByRole('button', { name: 'Close the parcel' }).click()
    await app.getByText(/The parcel is closed|Waits for the customer/).waitFor()
    await lookAt(open, app, { name: 'pack-closed', width: 'desktop' })
  } finally {
    await open.page.context().close()
  }
})

test('the office keeps cartons and rate cards, is told what is wrong, and says how an item is packed', async () => {
  const open = await openApp(world, { shop: busyShop, width: 'desktop' })
  try {
    let app = await open.goto('/app/cartons')
    await lookAt(open, app, { name: 'cartons', width: 'desktop' })
    await app.getByRole('button', { name: 'Change Another one' }).click()
    const field = (name: string) => app.locator(`[name="${name}"]`).last()
    await field('name').fill(`صندوق طويل جدا للأشياء الكبيرة ${'x'.repeat(20)}`)
    await field('lengthMm').fill('-5')
    await app.getByRole('button', { name: 'Add', exact: true }).click()
    await app.getByText('Nothing was saved: look at the fields that are marked').waitFor()
    await lookAt(open, app, { name: 'cartons-wrong', width: 'desktop' })
    const good = { lengthMm: '500', widthMm: '400', heightMm: '300', emptyGrams: '500' }
    for (const [name, value] of Object.entries({ ...good, maxGrams: '30000', cost: '1,20' }))
      await field(name).fill(value)
    await app.getByRole('button', { name: 'Add', exact: true }).click()
    await app.getByText(/^Saved: صندوق/).waitFor()
    await app.getByRole('button', { name: 'Change Another service' }).click()
    await field('carrier').fill('Parcelnet')
    await field('service').fill('Standard')
    await field('maxGrams').fill('31500')
    await field('zones').fill('DE | 2 | 2000 4.90')
    await app.getByRole('button', { name: 'Add', exact: true }).last().click()
    await app.getByText('Line 1: a price is grams: amount').waitFor()
    await field('zones').fill('DE, AT | 2 | 2000: 4.90; 31500: 9.90\n* | ? | 31500: 29.00')
    await app.getByRole('button', { name: 'Add', exact: true }).last().click()
    await app.getByRole('heading', { name: 'Parcelnet Standard' }).waitFor()
    await lookAt(open, app, { name: 'cartons-kept', width: 'desktop' })

    app = await open.goto('/app/stock')
    await app.locator('a[href^="/app/stock/0"]').first().click()
    await app.getByRole('link', { name: 'How it is packed' }).first().click()
    await app.getByText('Which side may be upright').waitFor()
    await ready(app)
    await app.locator('[name="lengthMm"]').fill('120')
    await app.locator('[name="heightMm"]').fill('')
    await app.getByRole('button', { name: 'Save' }).click()
    await app.getByText('Give all three sides, or none').waitFor()
    await lookAt(open, app, { name: 'item-to-pack', width: 'desktop' })
  } finally {
    await open.page.context().close()
  }
})

test('on a phone the cartons and an item’s packing fit the window', async () => {
  const open = await openApp(world, { shop: busyShop, width: 'phone' })
  try {
    await lookAt(open, await open.goto('/app/cartons'), { name: 'cartons', width: 'phone' })
    const app = await open.goto('/app/stock')
    const item = await app.locator('a[href^="/app/stock/0"]').first().getAttribute('href')
    const id = item?.split('/').at(-1) ?? ''
    const packing = await open.goto(`/app/cartons/${id}`)
    const sides = await packing
      .locator('fieldset label')
      .evaluateAll((all) =>
        all
          .map((one) => one.getBoundingClientRect())
          .map(({ top, left, bottom }) => ({ top, left, bottom })),
      )
    expect(sides).toHaveLength(3)
    for (const [at, { top, left }] of sides.entries()) {
      expect(left).toBe(sides[0]?.left)
      expect(top).toBeGreaterThanOrEqual(at === 0 ? 0 : (sides[at - 1]?.bottom ?? 0))
    }
    await lookAt(open, packing, { name: 'item-to-pack', width: 'phone' })
  } finally {
    await open.page.context().close()
  }
})

test('the packing picture leads a packer through a parcel, and a missing size is asked for', async () => {
  // Names as long as they come, and from right to left.
  await world.database.owner.query(`
    update order_line set title = 'مجموعة أكواب السيراميك المصنوعة يدويا من ورشة الميناء القديم (Handmade) ' || title,
      variant_title = 'Extraordinarilylongvariantnamewithoutanyspaceinitatall'
    where position = 0`)
  for (const width of ['desktop', 'phone'] as const) {
    const open = await openApp(world, { shop: busyShop, width })
    try {
      const boards = await open.goto('/app/pack')
      const count = await boards.getByRole('button', { name: /^Pack / }).count()
      let at = ''
      for (let row = 0; row < count && at === ''; row++) {
        const board = await open.goto('/app/pack')
        await board
          .getByRole('button', { name: /^Pack / })
          .nth(row)
          .click()
        await board.getByText('Close the parcel').first().waitFor()
        const app = open.page.frame({ name: 'app-iframe' }) ?? board
        await ready(app)
        const next = app.getByRole('button', { name: 'Next step' }).first()
        if ((await next.count()) === 0 || !(await next.isEnabled())) continue
        // Of one thing alone only one size can be asked for.
        if ((await app.locator('.ow-row').count()) < 2) continue
        await next.click()
        await app
          .getByText(/^Step 2 of/)
          .first()
          .waitFor()
        await lookAt(open, app, { name: 'packing-picture', width })
        at = new URL(app.url()).pathname
      }
      expect(at, 'nothing with a picture of two steps').not.toBe('')

      await world.database.owner.query('update item set height_mm = null')
      const app = await open.goto(at)
      const keep = app.getByRole('button', { name: /^Keep the size of/ })
      const asked = await keep.count()
      expect(asked).toBeGreaterThan(1)
      await lookAt(open, app, { name: 'pack-measure', width })
      for (const [name, value] of Object.entries({ length: '120', width: '90', height: '45' }))
        await app.locator(`[name="${name}"]`).first().fill(value)
      await keep.first().click()
      await expect.poll(() => keep.count(), { timeout: 15_000 }).toBe(asked - 1)
      await world.database.owner.query('update item set height_mm = 20 where height_mm is null')
    } finally {
      await open.page.context().close()
    }
  }
})

/** A map of every bin the shop has: aisles 3 m apart in a row, ten bays of 2 m, and two rows that are wrong. */
async function mapOfBins(place: string): Promise<string> {
  const { rows } = await world.database.owner.query<{ code: string }>(
    "select code from bin where kind = 'pick' and location_id = $1 order by code",
    [place],
  )
  const aisles = [...new Set(rows.map(({ code: bin }) => bin.split('-').slice(0, 2).join('-')))]
  return [
    'what,code,aisle,x_m,y_m,level,side',
    'cross,the front,,,0,,',
    'cross,the back,,,22,,',
    'depot,Packing desk,,1.5,0,,',
    'drop,مكتب التعبئة,,13.5,0,,',
    ...aisles.map((aisle, at) => `aisle,${aisle},,${at * 3},,,`),
    ...rows.map(({ code: bin }, at) => {
      const bay = Number(bin.split('-').at(-1))
      return `bin,${bin},,,${bay * 2},${1 + (at % 3)},${bay % 2 === 0 ? 'left' : 'right'}`
    }),
    'bin,NOWHERE-01,NOWHERE,,3,,',
    'bin,A-01-99,A-01,,minus two,,',
  ].join('\n')
}

test('the map is brought in from a table, and a tour is walked on it', async () => {
  for (let n = 16; n < 20; n += 1) world.place({ ...world.seedOrder(n), faults: [], later: [] })
  await world.settled()
  await withApp(world, { width: 'desktop' }, async (open) => {
    const { rows: places } = await world.database.owner.query<{ id: string }>(
      "select distinct location_id as id from bin where kind = 'pick'",
    )
    let app = await open.goto('/app/warehouse')
    for (const { id } of places) {
      app = await open.goto(`/app/warehouse?place=${id}`)
      await app.getByLabel('Or its lines').fill(await mapOfBins(id))
      await app.getByRole('button', { name: 'Import' }).click()
      await app.getByText('2 rows could not be used').waitFor()
      await app.getByText('How tours walk').waitFor()
    }
    expect(await app.getByText('there is no aisle “NOWHERE”').isVisible()).toBe(true)
    expect(await app.getByText('“minus two” is no distance in metres').isVisible()).toBe(true)
    await ready(app)
    await lookAt(open, app, { name: 'warehouse-map', width: 'desktop' })
  })
  await withApp(world, { width: 'phone' }, async (open) => {
    await lookAt(open, await open.goto('/app/warehouse'), { name: 'warehouse-map', width: 'phone' })
    let app = await open.goto('/app/pick')
    await app
      .getByRole('button', { name: /^Start/ })
      .first()
      .click()
    await app.locator('.ow-bin').waitFor()
    await ready(app)
    expect(await app.locator('.ow-way').textContent()).toMatch(/^Go to aisle/)
    await lookAt(open, app, { name: 'pick-tour-mapped', width: 'phone' })
    const tour = new URL(app.url()).pathname.split('/').at(-1)
    await app.getByRole('link', { name: 'Show it on the map' }).click()
    await app.getByText('Stop 1 of').waitFor()
    await ready(app)
    await lookAt(open, app, { name: 'warehouse-tour', width: 'phone' })
    const first = await app.locator('.ow-way').textContent()
    await app.getByRole('button', { name: 'Next stop' }).click()
    await expect.poll(() => app.locator('.ow-way').textContent()).not.toBe(first)
    await lookAt(open, app, { name: 'warehouse-tour-next', width: 'phone' })
    await app.getByRole('link', { name: 'Scan' }).click()
    await app.locator('.ow-bin').waitFor()
    app = await open.goto(`/app/pick/${tour}`)
    await app.getByText('The walk').waitFor()
    const desk = await world.person(1).look(`/app/warehouse?tour=${tour}`)
    expect(JSON.stringify(desk)).toContain('order by order along the bins')
  })
  await withApp(world, { width: 'desktop' }, async (open) => {
    const app = await open.goto('/app/pick')
    // A link that is pressed before the page listens leads out of the frame.
    await ready(app)
    await app.locator('a[href*="/app/pick/"]').first().click()
    await app.getByRole('link', { name: 'Show it on the map' }).click()
    await app.getByText(/Stop \d+ of/).waitFor()
    await ready(app)
    await lookAt(open, app, { name: 'warehouse-tour', width: 'desktop' })
  })
})

const boardShape = z.object({
  tours: z.array(
    z.object({ mode: z.string(), zone: z.string().nullable(), orders: z.array(z.string()) }),
  ),
})
const setUp = (settings: object) =>
  world.database.owner.query(
    `update shop set settings = coalesce(settings, '{}') || $1::jsonb where domain = $2`,
    [JSON.stringify(settings), busyShop],
  )

/** An order of which two zones are offered at once, and the tours of those. */
async function inTwoZones() {
  const { tours } = boardShape.parse(await world.person(2).look('/app/pick?index'))
  const ids = [...new Set(tours.flatMap((tour) => tour.orders))]
  const of = (id: string) => tours.filter((tour) => tour.zone !== null && tour.orders.includes(id))
  const id = ids.find((one) => of(one).length > 1) ?? ''
  return { id, tours: of(id) }
}

test('zones picked at once come together in a slot, the bench says when, and the order leaves in two parcels', async () => {
  await setUp({ pickMode: 'zones_at_once', singlesApart: true, cartOrders: 12 })
  try {
    let found: Awaited<ReturnType<typeof inTwoZones>> = { id: '', tours: [] }
    for (let from = 40; found.id === '' && from < 80; from += 8) {
      for (let n = from; n < from + 8; n += 1)
        world.place({ ...world.seedOrder(n), faults: [], later: [] })
      await world.settled()
      found = await inTwoZones()
    }
    const [first, ...others] = found.tours
    expect(others.length, 'no order lies in two zones').toBeGreaterThan(0)
    await withApp(world, { width: 'phone', user: 2 }, async (open) => {
      let app = await open.goto('/app/pick')
      const tour = app.locator('.ow-row-deed').first()
      expect(await tour.evaluate((row) => getComputedStyle(row).alignItems)).toBe('stretch')
      await lookAt(open, app, { name: 'pick-zones', width: 'phone' })
      const started = await world
        .person(2)
        .send('/app/pick?index', { shipment: first?.orders ?? [], zone: first?.zone ?? '' })
      const path = started.redirect ?? ''
      await walk(world.person(2), path, false)
      app = await open.goto(path)
      await lookAt(open, app, { name: 'pick-zone-taken', width: 'phone' })
      await world.person(2).send(path, { intent: 'finish' })
    })
    await withApp(world, { width: 'desktop' }, async (open) => {
      await lookAt(open, await open.goto('/app/pick'), { name: 'pick-zones', width: 'desktop' })
      const settings = await open.goto('/app/settings')
      expect(await settings.getByLabel('Tags of orders that go first').inputValue()).toBe('VIP')
      await lookAt(open, settings, { name: 'settings-picking', width: 'desktop' })
      await markUrgent(open)
      let app = await open.goto('/app/pack')
      await app.getByRole('heading', { name: 'Coming together' }).waitFor()
      const slot = await slotOf(found.id)
      const row = app.locator('.ow-row', { hasText: slot })
      expect(await row.textContent()).toMatch(/1 of \d zones in/)
      await lookAt(open, app, { name: 'pack-together', width: 'desktop' })
      expect(await scan(open, app, slot)).toContain('Still to come')
      for (const { zone } of others) {
        const next = await world
          .person(3)
          .send('/app/pick?index', { shipment: [found.id], zone: zone ?? '' })
        await walk(world.person(3), next.redirect ?? '')
      }
      app = await open.goto('/app/pack')
      await app.locator('#ow-scan-field').focus()
      await open.page.keyboard.type(slot)
      await open.page.keyboard.press('Enter')
      await app.getByText('Close the parcel').first().waitFor()
      await ready(app)
      await putAllIn(open, app)
      await closeInTwo(open, app)
      const { rows } = await world.database.owner.query(
        'select grams from parcel where shipment_id = $1 and grams > 0',
        [found.id],
      )
      expect(rows).toHaveLength(2)
    })
  } finally {
    await setUp({ pickMode: 'cluster', singlesApart: false, cartOrders: 6 })
  }
})

/** Says on the page of an order that nobody walks for that it goes first, and sees it on the board. */
async function markUrgent(open: OpenApp): Promise<void> {
  const { rows } = await world.database.owner.query<{ id: string; number: string }>(
    `select o.id, s.number from shipment s join sales_order o on o.shop_id = s.shop_id and o.id = s.order_id
     where s.state = 'ready' and coalesce(o.shipping_title, '') not ilike '%express%'
       and not ('VIP' = any(o.tags)) order by s.number limit 1`,
  )
  const [row] = rows
  if (!row) throw new Error('nothing waits its turn')
  let app = await open.goto(`/app/orders/${row.id}`)
  await app.getByRole('button', { name: 'Pick it first' }).click()
  await app.getByText('It is picked before other orders from now on.').waitFor()
  await lookAt(open, app, { name: 'order-urgent', width: 'desktop' })
  app = await open.goto('/app/pick')
  const badge = app.locator('.ow-row', { hasText: row.number }).getByText('Urgent', { exact: true })
  await badge.first().waitFor()
}

async function slotOf(id: string): Promise<string> {
  const { rows } = await world.database.owner.query<{ tote: string }>(
    'select tote from shipment where id = $1',
    [id],
  )
  return rows[0]?.tote ?? ''
}

/** Adds a parcel, or leaves out those beyond two, weighs both and closes them. */
async function closeInTwo(open: OpenApp, app: Frame): Promise<void> {
  const weights = app.locator('[name="grams"]')
  while ((await weights.count()) < 2)
    await app.getByRole('button', { name: 'Another parcel' }).click()
  while ((await weights.count()) > 2)
    await app.getByRole('button', { name: 'One parcel fewer' }).click()
  for (const carton of await app.locator('[name="carton"]').all()) await carton.selectOption('')
  await app.getByRole('button', { name: 'Close the parcel' }).click()
  await app.getByText('Several parcels: type what the scale says for each').waitFor()
  const expected = await app.getByText(/^Expected \d+ g in all/).textContent()
  const grams = Number(/\d+/.exec(expected ?? '')?.[0])
  const half = Math.floor(grams / 2)
  await weights.nth(0).fill(String(grams - half))
  await weights.nth(1).fill(String(half))
  await lookAt(open, app, { name: 'pack-two-parcels', width: 'desktop' })
  await app.getByRole('button', { name: 'Close the parcel' }).click()
  await app.getByText(/The parcel is closed|Waits for the customer/).waitFor()
}

test('where the store counts other pieces, the page says why, and somebody settles it', async () => {
  const open = await openApp(world, { shop: busyShop, width: 'desktop' })
  try {
    let app = await open.goto('/app/stock/store')
    await lookAt(open, app, { name: 'stock-store-first', width: 'desktop' })
    // Clerks change three counts in the store's own admin, and one booking here has not reached it yet.
    const variants = [...world.store.world(busyShop).variants.values()].filter((one) => one.tracked)
    const counted = await countedItems()
    const changed = variants
      .filter(({ itemId }) => counted.some(({ gid }) => gid.endsWith(`/${itemId}`)))
      .slice(0, 3)
    for (const [at, variant] of changed.entries()) {
      const place = counted.find(({ gid }) => gid.endsWith(`/${variant.itemId}`))?.place ?? ''
      act(world.store.world(busyShop), (acting) =>
        shift(acting, variant.id, Number(place.split('/').at(-1)), {
          available: [-2, 5, 3][at] ?? 1,
        }),
      )
    }
    await app.getByRole('button', { name: 'Compare all now' }).click()
    await app.getByText('Under way').waitFor()
    await app.getByRole('button', { name: 'Check now' }).click()
    await world.settled()
    app = await open.goto('/app/stock/store')
    await app.getByText('every promised piece has its order').waitFor()
    await lookAt(open, app, { name: 'stock-store', width: 'desktop' })
    const before = await app.getByText('changed in the store').count()
    expect(before).toBe(3)
    await app.getByRole('button', { name: /^The store is right: book −2 here/ }).click()
    await app.getByText('Settled: store and ledger say the same.').waitFor()
    await app.getByRole('button', { name: /^The shelves are right: −5 in the store/ }).click()
    await expect.poll(() => app.getByText('changed in the store').count()).toBe(1)
    await lookAt(open, app, { name: 'stock-store-settled', width: 'desktop' })
  } finally {
    await open.page.context().close()
  }
  const phone = await openApp(world, { shop: busyShop, width: 'phone' })
  try {
    const app = await phone.goto('/app/stock/store')
    await lookAt(phone, app, { name: 'stock-store', width: 'phone' })
  } finally {
    await phone.page.context().close()
  }
})

/** Items that lie on our shelves, and the store's id of the place where. */
async function countedItems(): Promise<readonly { gid: string; place: string }[]> {
  const { rows } = await world.database.owner.query<{ gid: string; place: string }>(
    `select i.inventory_item_gid as gid, p.shopify_gid as place from stock_level l
     join item i on i.shop_id = l.shop_id and i.id = l.item_id
     join bin b on b.shop_id = l.shop_id and b.id = l.bin_id
     join location p on p.shop_id = l.shop_id and p.id = b.location_id
     where l.state = 'on_hand' and l.quantity > 5 order by i.title`,
  )
  return rows
}

/** Pieces that left their shelves for a tour, by the ledger; and how many scans of it the app counted. */
async function pickedOf(tour: string) {
  const { rows } = await world.database.owner.query<{ pieces: number; scans: number }>(
    `select (select coalesce(sum(e.delta), 0)::int from stock_entry e join pick p on e.key like 'pick:' || p.id || ':%'
       where p.tour_id = $1 and e.state = 'picked') as pieces,
     (select coalesce(sum(quantity), 0)::int from floor_scan where tour_id = $1 and proved = 'pieces') as scans`,
    [tour],
  )
  return rows[0]
}

let people = 1

/** Starts the first tour of several orders that the board offers. @returns its id. */
async function startTour({ page, goto }: FloorDevice): Promise<string> {
  await goto('/floor/pick')
  await page
    .getByRole('button', { name: /^Start \d+ orders/ })
    .first()
    .click()
  await page.locator('.ow-bin').waitFor()
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

/** Does what the tour's page asks for, once. @returns whether all stops are done. */
async function walkOn(device: FloorDevice): Promise<boolean> {
  const { page, scan } = device
  if (await page.getByRole('button', { name: 'Finish the tour' }).isVisible()) return true
  if ((await page.locator('.ow-scan-label').textContent()) === 'Take it by hand')
    await page.getByRole('button', { name: 'I have it' }).click()
  else expect(await scan(await asked(device))).toMatch(/Right bin|taken|Right tote/)
  return false
}

test('a person without an account walks a tour on a paired phone through a lost network, counted once', async () => {
  for (let n = 20; n < 26; n += 1) world.place({ ...world.seedOrder(n), faults: [], later: [] })
  await world.settled()
  const anna = await floorPerson(world, `أنّا Lindqvist-Oyelaran ${people++}`)
  const one = await pairDevice(world, 'Scanner 1')
  const { page, scan } = one
  const other = await pairDevice(world, 'Phone at the back door')
  try {
    await lookAt(one, page.mainFrame(), { name: 'floor-sign-in', width: 'phone' })
    await slipIn(one, page.mainFrame())
    await page.getByRole('button', { name: anna.name }).click()
    await page.keyboard.type('2581')
    await page.getByRole('button', { name: 'OK' }).click()
    await page.getByText('That is not right').waitFor()
    await lookAt({ page, complaints: [] }, page.mainFrame(), { name: 'floor-pin', width: 'phone' })
    await page.getByRole('button', { name: 'Back' }).click()
    await page.locator('#ow-scan-field:focus').waitFor()
    await page.keyboard.type(anna.badge)
    await page.keyboard.press('Enter')
    await page.getByText('What do you do?').waitFor()
    await lookAt({ page, complaints: [] }, page.mainFrame(), { name: 'floor-home', width: 'phone' })

    const tour = await startTour(one)
    await page.waitForLoadState('networkidle')
    expect(await scan(await asked(one))).toBe('Right bin')
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
    await one.goto(`/floor/pick/${tour}`)
    await one.network(false)
    expect(await scan('NOT-THIS-ONE')).toContain('Wrong item')
    expect(await scan(await asked(one))).toContain('taken')
    await page.getByText('No network. Go on scanning').waitFor()
    await lookAt({ page, complaints: [] }, page.mainFrame(), { name: 'floor-away', width: 'phone' })
    // The battery dies on the way: what was scanned is still there, and the tour goes on where it was.
    const taken = await page.locator('#ow-taken').textContent()
    await one.goto(`/floor/pick/${tour}`)
    await expect.poll(() => page.locator('#ow-taken').textContent()).toBe(taken)
    await walkOn(one)
    expect((await pickedOf(tour))?.pieces).toBe(0)
    const shown = Number(/^\d+/.exec((await page.locator('#ow-taken').textContent()) ?? '')?.[0])
    await one.network(true)
    await page.getByText('No network. Go on scanning').waitFor({ state: 'hidden' })
    await expect.poll(() => pickedOf(tour)).toEqual({ pieces: shown, scans: shown })

    // Another device takes the tour over while the first is away: what it scans late is not counted.
    await other.page.getByRole('button', { name: anna.name }).click()
    await other.page.keyboard.type(anna.pin)
    await other.page.getByRole('button', { name: 'OK' }).click()
    await other.page.getByText('What do you do?').waitFor()
    await one.network(false)
    const before = await page.locator('#ow-taken').textContent()
    let goods: string | null = null
    for (let step = 0; step < 20; step++) {
      goods = await page.locator('.ow-goods strong').first().textContent()
      await walkOn(one)
      if ((await page.locator('#ow-taken').textContent()) !== before) break
    }
    await other.goto(`/floor/pick/${tour}`)
    await other.page.getByText('on another device').waitFor()
    await lookAt(other, other.page.mainFrame(), { name: 'floor-take-over', width: 'phone' })
    await other.page.getByRole('button', { name: 'Take over' }).click()
    await other.page.locator('.ow-bin').waitFor()
    for (let step = 0; step < 200; step++) if (await walkOn(other)) break
    await one.network(true)
    await page.getByText('Not counted: look into the totes').waitFor()
    // The bin that was proved without a network is not named, nor what was wrong then already.
    expect(await page.locator('.Polaris-Banner li').allTextContents()).toEqual([
      expect.stringMatching(/^Tote T\S+, \d+ × .+ not counted: take (it|them) out, or scan/),
    ])
    expect(await page.locator('.Polaris-Banner li').textContent()).toContain(`× ${goods} w`)
    await lookAt({ page, complaints: [] }, page.mainFrame(), { name: 'floor-lost', width: 'phone' })
    await other.page.getByRole('button', { name: 'Finish the tour' }).click()
    await other.page.getByText('Orders whose goods are reserved').waitFor()
    const { rows } = await world.database.owner.query(
      `select sum(picked)::int as picked, sum(quantity)::int as wanted from pick where tour_id = $1`,
      [tour],
    )
    expect(rows[0]?.picked).toBe(rows[0]?.wanted)
    expect((await pickedOf(tour))?.pieces).toBeLessThanOrEqual(rows[0]?.wanted)
    await lookAt({ ...other, complaints: [] }, other.page.mainFrame(), {
      ...{ name: 'floor-pick', width: 'phone' },
    })
    for (const width of ['desktop', 'phone'] as const)
      await withApp(world, { width }, async (open) => {
        await lookAt(open, await open.goto('/app/measured'), { name: 'measured', width })
        const app = await open.goto('/app/devices')
        await app.getByRole('button', { name: `Access of ${anna.name}` }).click()
        await app.getByRole('button', { name: 'Another badge' }).click()
        const shown = app.locator('section:focus', { hasText: `Badge of ${anna.name}` })
        await shown.waitFor()
        expect(
          await shown.evaluate((card) => {
            const { top, bottom } = card.getBoundingClientRect()
            return top >= 0 && bottom <= window.innerHeight
          }),
        ).toBe(true)
        expect(await shown.locator('.ow-badge').textContent()).toContain(anna.name)
        await lookAt(open, app, { name: 'floor-devices', width })
        await app.evaluate(() => {
          window.print = () => document.body.classList.add('printed')
        })
        await app.getByRole('button', { name: 'Print' }).click()
        await app.locator('body.printed').waitFor()
        await open.page.emulateMedia({ media: 'print' })
        expect(await app.getByText('Print it and wear it').isVisible()).toBe(false)
        expect(await app.getByRole('heading', { name: 'Devices' }).isVisible()).toBe(false)
        expect(await app.locator('.ow-badge-name').isVisible()).toBe(true)
        await open.page.screenshot({ path: `.cache/screenshots/floor-badge-print-${width}.png` })
        await open.page.emulateMedia({ media: 'screen' })
      })
  } catch (error) {
    await page.screenshot({ path: '.cache/screenshots/failed-floor.png' })
    await other.page.screenshot({ path: '.cache/screenshots/failed-floor-other.png' })
    throw error
  } finally {
    await one.close()
    await other.close()
  }
})
