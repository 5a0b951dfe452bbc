/** The bench in a real browser, worked by scanner alone; and pictures on a phone that lost its network. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { playPickers } from '../demo/player/picker.ts'
import { type FloorDevice, floorPerson, pairDevice } from './floor-device.ts'
import { lookAt, openApp, ready } from './look.ts'
import { photo } from './photo.ts'
import { type BrowserWorld, busyShop, openWorld } from './world.ts'

let world: BrowserWorld
beforeAll(async () => {
  world = await openWorld('floor-bench')
  // What the customer collects is not closed into a parcel.
  for (let n = 0, placed = 0; placed < 10; n += 1) {
    const order = world.seedOrder(n)
    if (order.delivery !== 'shipping') continue
    world.place({ ...order, faults: [], later: [] })
    placed++
  }
  await world.settled()
  let walked = 0
  await playPickers(
    world.person(2),
    () => walked >= 1,
    () => {
      walked++
    },
  )
}, 300_000)
afterAll(() => world?.close())

const scale = 'Put it on the scale first'
const rows = async <Row extends object>(text: string): Promise<Row[]> =>
  (await world.database.owner.query<Row>(text)).rows

async function signIn(device: FloorDevice, person: { readonly badge: string }): Promise<void> {
  await device.page.locator('#ow-scan-field:focus').waitFor()
  await device.page.keyboard.type(person.badge)
  await device.page.keyboard.press('Enter')
  await device.page.getByText('What do you do?').waitFor()
}

/** Types as a hand scanner does, where no verdict is waited for. */
async function type({ page }: FloorDevice, code: string): Promise<void> {
  await page.locator('#ow-scan-field:focus').waitFor()
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
}

/** The office writes a rule, tries it, is told what is wrong with it, and saves it. */
async function writeRules(order: string): Promise<void> {
  const office = await openApp(world, { shop: busyShop, width: 'desktop' })
  try {
    const app = await office.goto('/app/packing-rules')
    await lookAt(office, app, { name: 'packing-rules-none', width: 'desktop' })
    await app.getByRole('button', { name: 'Add a rule' }).click()
    await app.getByLabel('What is added').fill('Seidenpapier für alles, was zerbrechlich ist')
    await app.getByLabel('How many').fill('0')
    await app.getByLabel('Barcode to scan').fill('TISSUE1')
    await app.getByRole('button', { name: 'Save' }).click()
    await app.getByText(/^Not saved: .*whole number/).waitFor()
    await lookAt({ ...office, complaints: [] }, app, {
      name: 'packing-rules-wrong',
      width: 'desktop',
    })
    await app.getByLabel('How many').fill('2')
    await app.getByLabel('Number of the order').fill(order)
    await app.getByRole('button', { name: 'Try' }).click()
    await app.getByRole('status').getByText('2 × Seidenpapier').waitFor()
    await app.getByLabel('Every parcel is weighed').check()
    await app.getByRole('button', { name: 'Save' }).click()
    await app.getByText('Saved. It holds').waitFor()
    await lookAt({ ...office, complaints: [] }, app, { name: 'packing-rules', width: 'desktop' })
  } finally {
    await office.page.context().close()
  }
  const phone = await openApp(world, { shop: busyShop, width: 'phone' })
  try {
    const app = await phone.goto('/app/packing-rules')
    await lookAt(phone, app, { name: 'packing-rules', width: 'phone' })
  } finally {
    await phone.page.context().close()
  }
}

test('a rule of the office is asked for at the bench, and a parcel is closed by scanner alone', async () => {
  const [waiting] = await rows<{ id: string; number: string; name: string }>(
    `select s.id, s.number, o.name from shipment s join sales_order o on o.shop_id = s.shop_id and o.id = s.order_id
     where s.state in ('picked', 'packing') and s.kind = 'warehouse' and not exists (select 1 from hold h
       where h.order_id = o.id and h.released_at is null) order by s.number limit 1`,
  )
  if (!waiting)
    throw new Error(JSON.stringify(await rows('select state, kind, next_step from shipment')))
  await rows(`update shop set settings = settings - 'packingRules' - 'weighEvery'`)
  await writeRules(waiting.name)
  const ben = await floorPerson(world, 'Ben', 'packer')
  const device = await pairDevice(world, 'Bench 1')
  const { page, scan } = device
  try {
    await signIn(device, ben)
    await device.goto('/floor/pack')
    await type(device, waiting.number)
    await page.getByText('Scan each piece as you put it in').waitFor()
    for (let step = 0; step < 60; step++) {
      const line = page.locator('.ow-row').first()
      if ((await line.locator('.ow-tally-done').count()) > 0) break
      const byHand = line.getByRole('button', { name: 'It is in' })
      if ((await byHand.count()) > 0) {
        await byHand.click()
        await page.waitForLoadState('networkidle')
      } else await scan((await line.locator('.ow-code').textContent()) ?? '')
    }
    await lookAt({ page, complaints: [] }, page.mainFrame(), {
      name: 'bench-beside',
      width: 'phone',
    })
    await page.getByText('Still to come in').waitFor()
    expect(await scan('tissue1')).toContain('2 × Seidenpapier')
    await type(device, 'OWCLOSE')
    await page.getByText(scale).waitFor()
    await type(device, '7 g')
    await expect.poll(() => page.getByLabel('Weight on the scale').inputValue()).toBe('7')
    await type(device, '/close')
    await page.getByText('The scale says 7 g').waitFor()
    await lookAt({ page, complaints: [] }, page.mainFrame(), {
      name: 'bench-weight',
      width: 'phone',
    })
    await page.getByLabel('Photo', { exact: true }).setInputFiles(photo('parcel.png'))
    // The card says what became of it; the verdict of the last scan is a status too.
    const said = async () => (await page.getByRole('status').allTextContents()).join('|')
    await expect.poll(said, { timeout: 15_000 }).toContain('Kept with the shipment')
    await type(device, 'OWWEIGHTOK')
    await page.getByText('The parcel is closed').waitFor()
    await lookAt({ page, complaints: [] }, page.mainFrame(), {
      name: 'bench-closed',
      width: 'phone',
    })
    await type(device, 'OWNEXT')
    await page.getByText('What do you have in hand?').waitFor()
    const [kept] = await rows<{ photos: number; extras: number; said: boolean }>(
      `select (select count(*)::int from parcel_photo where shipment_id = s.id) as photos,
         (select coalesce(sum(quantity), 0)::int from shipment_extra where shipment_id = s.id) as extras,
         s.weight_reason = '' and s.sealed is not null as said from shipment s where s.id = '${waiting.id}'`,
    )
    expect(kept).toEqual({
      ...{ photos: 1, extras: 2, said: true },
    })
    const answer = await page.request.get(`${new URL(page.url()).origin}/floor/pack/commands`)
    expect(answer.headers()['content-type']).toBe('application/pdf')
  } finally {
    await device.close()
  }
})

test('in Shopify’s mobile app its own scanner opens what is in hand', async () => {
  const open = await openApp(world, { shop: busyShop, width: 'phone' })
  try {
    const app = await open.goto('/app/pack')
    await ready(app)
    // As inside the mobile app: App Bridge says so, and its scanner opens outside the app's frame.
    await app.evaluate(() => {
      const bridge: unknown = Reflect.get(window, 'shopify')
      if (typeof bridge !== 'object' || bridge === null) throw new Error('no App Bridge')
      const environment: unknown = Reflect.get(bridge, 'environment')
      if (typeof environment !== 'object' || environment === null) throw new Error('no environment')
      Reflect.set(environment, 'mobile', true)
    })
    await app.getByRole('button', { name: 'Scan with the camera' }).click()
    await open.page.getByLabel('Barcode', { exact: true }).fill('NO-SUCH-TOTE')
    await open.page.getByRole('button', { name: 'Scan', exact: true }).click()
    await app.getByText('NO-SUCH-TOTE').waitFor()
  } finally {
    await open.page.context().close()
  }
})

test('the pictures of a tour are there without a network, also after the page was loaded anew', async () => {
  for (let n = 20; n < 26; n += 1) world.place({ ...world.seedOrder(n), faults: [], later: [] })
  await world.settled()
  const cleo = await floorPerson(world, 'Cleo')
  const device = await pairDevice(world, 'Scanner 7')
  const { page } = device
  try {
    await signIn(device, cleo)
    await device.goto('/floor/pick')
    await page
      .getByRole('button', { name: /^Start/ })
      .first()
      .click()
    await page.locator('.ow-bin').waitFor()
    const tour = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    const [{ pictures } = { pictures: 0 }] = await rows<{ pictures: number }>(
      `select count(distinct i.image_url)::int as pictures from pick p join item i on i.id = p.item_id
       where p.tour_id = '${tour}' and i.image_url is not null`,
    )
    expect(pictures).toBeGreaterThan(0)
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
    await device.goto(`/floor/pick/${tour}`)
    const kept = () =>
      page.evaluate(async () => (await (await caches.open('floor-pictures-1')).keys()).length)
    await expect.poll(kept, { timeout: 30_000 }).toBeGreaterThanOrEqual(pictures)
    await device.network(false)
    await device.goto(`/floor/pick/${tour}`)
    await page.locator('.ow-bin').waitFor()
    const widths = () =>
      page
        .locator('.ow-take img')
        .evaluateAll((all) => all.map((one) => Number(Reflect.get(one, 'naturalWidth'))))
    await expect.poll(widths).toEqual([expect.any(Number)])
    expect(Math.min(...(await widths()))).toBeGreaterThan(0)
    await lookAt({ page, complaints: [] }, page.mainFrame(), {
      name: 'floor-pictures',
      width: 'phone',
    })
    await device.network(true)
  } finally {
    await device.close()
  }
})
