/** Goods on the floor's own app, on a phone that loses its network: received, put away and counted by hand scanner. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FloorDevice, floorPerson, pairDevice } from './floor-device.ts'
import { lookAt } from './look.ts'
import { photo } from './photo.ts'
import { type BrowserWorld, openWorld } from './world.ts'

let world: BrowserWorld
let device: FloorDevice
/** A second look at a page that was slow once finds what the first left behind: its person and its task are new. */
let attempt = 0
beforeAll(async () => {
  world = await openWorld('floor-goods')
})
afterAll(async () => {
  await device?.close()
  await world?.close()
})

const look = (name: string, width: 'phone' | 'desktop' = 'phone') =>
  lookAt({ page: device.page, complaints: [] }, device.page.mainFrame(), { name, width })
async function signIn(): Promise<void> {
  await device?.close()
  const ana = await floorPerson(world, `أنّا Lindqvist-Oyelaran${attempt > 1 ? ` ${attempt}` : ''}`)
  device = await pairDevice(world, 'Phone at the door')
  await device.page.getByRole('button', { name: ana.name }).waitFor()
  await device.page.locator('#ow-scan-field').focus()
  await device.page.keyboard.type(ana.badge)
  await device.page.keyboard.press('Enter')
  await device.page.getByText('What do you do?').waitFor()
}
/** The last part of the address that is open. */
const id = () => new URL(device.page.url()).pathname.split('/').at(-1) ?? ''
const booked = async (receipt: string) => {
  const { rows } = await world.database.owner.query<{ pieces: number; scans: number }>(
    `select coalesce(sum(quantity), 0)::int as pieces, count(*)::int as scans from receipt_line where receipt_id = $1`,
    [receipt],
  )
  return rows[0]
}
/** A task of the floor at a bin of kind `pick` with something in it. */
async function countTask(): Promise<{ id: string; code: string }> {
  const { rows } = await world.database.owner.query<{ id: string; code: string }>(
    `insert into stock_task (shop_id, kind, location_id, bin_id, reason, due_at, key, created_by)
     select b.shop_id, 'count', b.location_id, b.id, 'Fewer than 3 were found', now(), 'count:floor-goods:' || $1, 'system'
     from bin b join stock_level l on l.bin_id = b.id and l.quantity > 0 where b.kind = 'pick'
       and not exists (select from stock_task t where t.bin_id = b.id)
     order by b.code limit 1 returning id, (select code from bin where id = stock_task.bin_id) as code`,
    [String(attempt)],
  )
  const [task] = rows
  if (!task) throw new Error('the world has no bin to count')
  return task
}

/** A task to bring one piece from a bin that has some to another bin of the place. */
async function refillTask() {
  const { rows } = await world.database.owner.query<{
    id: string
    from: string
    to: string
    sku: string
  }>(
    `insert into stock_task (shop_id, kind, location_id, bin_id, to_bin_id, item_id, quantity, reason, due_at, key, created_by)
     select b.shop_id, 'replenish', b.location_id, b.id, other.id, i.id, 1, 'Fewer than 3 are left', now(),
       'replenish:floor-goods:' || $1, 'system'
     from bin b join stock_level l on l.bin_id = b.id and l.state = 'on_hand' and l.quantity > 1 and l.serial = ''
     join item i on i.id = l.item_id join bin other on other.location_id = b.location_id and other.kind = 'pick' and other.id <> b.id
     where b.kind = 'pick' and l.lot_id = '00000000-0000-0000-0000-000000000000' order by b.code desc, other.code limit 1
     returning id, (select code from bin where id = bin_id) as "from", (select code from bin where id = to_bin_id) as "to",
       (select sku from item where id = item_id) as sku`,
    [String(attempt)],
  )
  const [task] = rows
  if (!task) throw new Error('the world has nothing to refill from')
  return task
}

/** Tea comes in lots with a last day, each kettle has a number, and a photo is taken of what is broken. */
async function receivesWhatIsTold(): Promise<void> {
  const { page, scan } = device
  await world.database.owner.query(
    `update item set lots = lots or sku = 'HP-TEA-50', serials = serials or sku = 'HP-KET-RED'
     where sku in ('HP-TEA-50', 'HP-KET-RED')`,
  )
  const field = (label: string) => page.getByLabel(label, { exact: true })
  const scanned = async (code: string) => {
    await page.locator('#ow-scan-field').focus()
    return scan(code)
  }
  expect(await scanned('HP-TEA-50')).toContain('Give the lot first')
  await field('Lot').fill(`L-${attempt}`)
  await field('Last day to send').fill('2091-05-01')
  expect(await scanned('HP-TEA-50')).toContain('1 × HP-TEA-50')
  expect(await scanned('HP-KET-RED')).toContain('Give the serial number')
  expect(await field('Lot').inputValue(), 'the lot of the tea is not the kettle’s').toBe('')
  await field('Serial number').fill(`SN-${attempt}`)
  await field('They are').selectOption('damaged')
  expect(await scanned('HP-KET-RED')).toContain('1 × HP-KET-RED')
  await page.getByText(`serial number SN-${attempt}`).waitFor()
  await page.getByText(`lot L-${attempt}, to be sent by 2091-05-01`).waitFor()
  await field('They are').selectOption('good')
  await page.getByLabel('Photo of the goods').setInputFiles(photo('kettle.png'))
  await page.getByRole('img', { name: 'Photo 1' }).waitFor()
}

async function receives(): Promise<void> {
  const { page, scan, network } = device
  await look('floor-home-goods')
  await page.getByRole('link', { name: 'Receive', exact: true }).click()
  await page.getByText('Goods nobody announced').waitFor()
  await look('floor-door')
  await page
    .getByRole('button', { name: /^Receive at/ })
    .first()
    .click()
  await page.getByText('Nothing was scanned yet').waitFor()
  const receipt = id()
  await page.locator('#ow-scan-field').focus()
  expect(await scan('HP-MUG-NAVY')).toContain('1 × HP-MUG-NAVY')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  await device.goto(`/floor/goods/${receipt}`)
  await page.locator('#ow-scan-field').focus()

  await network(false)
  expect(await scan('HP-MUG-NAVY')).toContain('Kept here')
  await page.getByText('No network. Go on scanning').waitFor()
  expect(await scan('HP-MUG-MOSS')).toBe('Kept here until the network is back: HP-MUG-MOSS')
  await page.getByText('2 scans are kept here').waitFor()
  await page.getByText('1 counted, 2 waiting to be sent').waitFor()
  await page.getByText('2 scans wait here to be sent').waitFor()
  expect(await page.getByRole('button', { name: 'All counted' }).isDisabled()).toBe(true)
  await look('floor-receive-away')
  // The battery dies on the way.
  await page.reload()
  await page.getByText('2 scans are kept here').waitFor()
  expect(await booked(receipt)).toEqual({ pieces: 1, scans: 1 })
  await network(true)
  await expect.poll(() => booked(receipt), { timeout: 30_000 }).toEqual({ pieces: 3, scans: 3 })
  await page.getByText('3 pieces', { exact: true }).waitFor()

  await page.locator('#ow-scan-field').focus()
  expect(await scan('4006381333931')).toContain('Nobody knows')
  await page.getByRole('button', { name: 'Keep 1 aside' }).click()
  await page.getByText('Kept aside').waitFor()
  await receivesWhatIsTold()
  await look('floor-receive')
  await page.setViewportSize({ width: 1280, height: 900 })
  await look('floor-receive', 'desktop')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: 'All counted: 6 pieces' }).click()
  await page.getByText('Counted. The goods wait to be put away').waitFor()
}

async function putsAwayAndCounts(): Promise<void> {
  const { page, scan, network } = device
  await device.goto('/floor/tasks?kind=put_away')
  await look('floor-tasks')
  await page
    .getByRole('link', { name: /^Put away Enamel mug, Navy/ })
    .first()
    .click()
  await page.getByText('Suggested bins').waitFor({ timeout: 40_000 })
  await page.locator('#ow-scan-field').focus()
  await page.keyboard.type('HP-MUG-NAVY')
  await page.keyboard.press('Enter')
  await page.getByText('Scan the bin you put them into').waitFor()
  await look('floor-put-away')
  expect(await scan((await page.locator('.ow-bin').textContent()) ?? '')).toContain('All put there')

  const refill = await refillTask()
  await device.goto(`/floor/tasks/${refill.id}`)
  await page.locator('#ow-scan-field').focus()
  await page.keyboard.type('NOT-A-BIN')
  await page.keyboard.press('Enter')
  await page.getByText(`Wrong bin: take them from ${refill.from}`).waitFor()
  for (const [code, next] of [
    [refill.from, 'Scan the article'],
    [refill.sku, 'Scan the bin you put them into'],
  ]) {
    await page.keyboard.type(code ?? '')
    await page.keyboard.press('Enter')
    await page.getByText(next ?? '').waitFor()
  }
  await look('floor-refill')
  expect(await scan(refill.to)).toContain('All put there')

  const task = await countTask()
  await device.goto(`/floor/tasks/${task.id}`)
  await page.locator('#ow-scan-field').focus()
  await page.keyboard.type(task.code)
  await page.keyboard.press('Enter')
  await page.getByText('Count what lies in').waitFor()
  await network(false)
  await page.locator('#ow-scan-field').focus()
  await page.keyboard.type('HP-MUG-MOSS')
  await page.keyboard.press('Enter')
  await page.getByLabel('Pieces of HP-MUG-MOSS').waitFor()
  await look('floor-count')
  await page.getByRole('button', { name: 'That is all' }).click()
  await page.getByText('No network. Go on scanning').waitFor()
  await network(true)
  const counts = async () => {
    const { rows } = await world.database.owner.query(
      'select 1 from bin_count where task_id = $1',
      [task.id],
    )
    return rows.length
  }
  await expect.poll(counts, { timeout: 30_000 }).toBe(1)
  await page.locator('.ow-right').waitFor()
}

test('a phone at the door receives, puts away and counts; without a network all is kept, and booked once', async () => {
  attempt++
  await signIn()
  await receives()
  await putsAwayAndCounts()
})
