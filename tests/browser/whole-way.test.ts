/** Whole ways of an order, by hand in the browser: the shop's people and the customer. */
import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SeedAddress } from '../store/seed/shapes.ts'
import { ofAnotherBuyer } from './another-buyer.ts'
import { lookAt, type OpenApp, openPage, type Width, withApp } from './look.ts'
import { type BrowserWorld, busyShop, openWorld } from './world.ts'

let world: BrowserWorld
beforeAll(async () => {
  world = await openWorld('whole-way')
})
afterAll(() => world?.close())

/** Two towels and two soaps to Dublin. */
const goodOrder = () => ofAnotherBuyer(world.seedOrder(1))

const inApp = (width: Width, work: (open: OpenApp) => Promise<void>) =>
  withApp(world, { width }, work)

/** What a customer sees at an address, on a phone; nothing may be wrong with it. */
async function asCustomer(
  url: string,
  name: string,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const watched = await openPage(world.browser, 'phone')
  await watched.page.goto(url)
  await lookAt(watched, watched.page.mainFrame(), { name, width: 'phone' })
  await work(watched.page)
  await lookAt(watched, watched.page.mainFrame(), { name: `${name}-after`, width: 'phone' })
  await watched.page.context().close()
}

/** Types what the customer knows into every field that a form asks for. */
async function fillIn(page: Page, truth: SeedAddress): Promise<void> {
  const facts = new Map(Object.entries(truth))
  for (const field of await page.locator('form input:visible, form select:visible').all()) {
    const name = (await field.getAttribute('name')) ?? ''
    const fact = facts.get(name === 'region' ? 'provinceCode' : name)
    if (!fact) continue
    const isChoice = await field.evaluate((element) => element.tagName === 'SELECT')
    if (isChoice) await field.selectOption(fact)
    else await field.fill(fact)
  }
}

test('an order without an address is completed by its customer and goes on', async () => {
  const order = goodOrder()
  const { address } = order.truth
  if (!address) throw new Error('this order has an address that its customer knows')
  const { name } = world.place({ ...order, shippingAddress: null, faults: ['address_null'] })
  await asCustomer(await world.linkIn(name, 'correct'), 'correct', async (page) => {
    await fillIn(page, { ...address, zip: 'NOWHERE' })
    await page.getByRole('button', { name: /send|save/i }).click()
    await page.getByText(/check/i).first().waitFor()
    await fillIn(page, address)
    await page.getByRole('button', { name: /send|save/i }).click()
    await page.getByRole('heading', { name: /thank/i }).waitFor()
  })
  const id = await world.orderIn(name, ['released/ready', 'released/waiting_stock'])
  await inApp('desktop', async (open) => {
    const app = await open.goto(`/app/orders/${id}`)
    await app.getByText('Complete: nothing is missing').waitFor()
    await lookAt(open, app, { name: 'order-corrected', width: 'desktop' })
  })
})

/** Whether work waits for the customer's yes, as the owner sets it. */
const wantYes = (wanted: boolean) =>
  inApp('desktop', async ({ goto }) => {
    const app = await goto('/app/settings')
    const box = app.getByLabel('The customer must confirm before work starts')
    if (wanted) await box.check()
    else await box.uncheck()
    await app.getByRole('button', { name: 'Save' }).click()
    await app.getByText('Saved. It holds').waitFor()
  })

test('where the shop wants a yes, work starts with the customer’s button', async () => {
  await wantYes(true)
  try {
    const { name } = world.place(goodOrder())
    const url = await world.linkIn(name, 'confirm')
    await world.orderIn(name, ['confirming'])
    await asCustomer(url, 'confirm', async (page) => {
      await page.getByRole('button', { name: 'Yes, confirm my order' }).click()
      await page.getByText(`Order ${name} is confirmed.`).waitFor()
    })
    await world.orderIn(name, ['released/ready', 'released/waiting_stock'])
  } finally {
    await wantYes(false)
  }
})

/** A code as a hand scanner types it: at whatever has the focus. */
async function scan({ page }: OpenApp, app: Frame, code: string): Promise<void> {
  const verdict = app.locator('.ow-right, .ow-wrong')
  const said = async () => ((await verdict.count()) > 0 ? verdict.getAttribute('data-at') : null)
  const before = await said()
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
  await expect.poll(said, { timeout: 15_000 }).not.toBe(before)
  expect(await verdict.getAttribute('class')).toContain('ow-right')
}

async function pickAll(open: OpenApp): Promise<void> {
  const app = await open.goto('/app/pick')
  await app
    .getByRole('button', { name: /^Start/ })
    .first()
    .click()
  await app.locator('.ow-bin').waitFor()
  const asked: Readonly<Record<string, string>> = {
    'Scan the bin': '.ow-bin',
    'Scan the tote': '.ow-stop .ow-tote',
    'Scan each piece': '.ow-stop .ow-code',
  }
  const finish = app.getByRole('button', { name: 'Finish the tour' })
  for (let step = 0; step < 40 && !(await finish.isVisible()); step += 1) {
    const label = (await app.locator('.ow-scan-label').textContent()) ?? ''
    const at = asked[label]
    if (!at) throw new Error(`a picker is asked: ${label}`)
    await scan(open, app, (await app.locator(at).textContent()) ?? '')
  }
  await finish.click()
  await app.getByText('Orders whose goods are reserved').waitFor()
}

async function packOne(open: OpenApp, number: string): Promise<void> {
  const app = await open.goto('/app/pack')
  await app.getByRole('button', { name: `Pack ${number}` }).click()
  await app.getByText('Close the parcel').first().waitFor()
  const first = app.locator('.ow-row').first()
  for (let step = 0; step < 40; step += 1) {
    if ((await first.locator('.ow-tally-done').count()) > 0) break
    await scan(open, app, (await first.locator('.ow-code').textContent()) ?? '')
  }
  await app.getByRole('button', { name: 'Close the parcel' }).click()
  await app.getByText('The parcel is closed').waitFor()
}

/** Buys the suggested label at the shipping desk. @returns the tracking number. */
async function shipOne(open: OpenApp, number: string): Promise<string> {
  const desk = await open.goto('/app/ship')
  await lookAt(open, desk, { name: 'ship-desk', width: 'phone' })
  await desk.getByRole('link', { name: number }).click()
  const buy = desk.getByRole('button', { name: /^Buy label,/ })
  await buy.waitFor()
  await lookAt(open, desk, { name: 'ship-rates', width: 'phone' })
  await buy.click()
  const tracked = desk.locator('a[href*="/track/"]').first()
  await tracked.waitFor()
  await lookAt(open, desk, { name: 'ship-label', width: 'phone' })
  return ((await tracked.textContent()) ?? '').trim()
}

/** The carrier scans the parcel so many times, or to the end of its way. */
async function carry(number: string, scans: number | 'end'): Promise<void> {
  const answer = await fetch(`${world.carrier.url}/control/parcels/${number}/advance`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ scans, way: 'smooth' }),
  })
  expect(answer.status, await answer.text()).toBe(200)
}

test('an order is picked, packed, labelled, carried, and its customer says how it was', async () => {
  await inApp('desktop', async ({ goto }) => {
    const app = await goto('/app/settings')
    await app.getByLabel('Hours from delivery to survey').fill('0')
    await app.getByRole('button', { name: 'Save' }).click()
    await app.getByText('Saved. It holds').waitFor()
  })
  const { name } = world.place(goodOrder())
  await world.orderIn(name, ['released/ready'])
  let parcel = ''
  await inApp('phone', async (open) => {
    await pickAll(open)
    await world.orderIn(name, ['released/picked'])
    await packOne(open, `${name}-1`)
    await world.orderIn(name, ['released/packed'])
    parcel = await shipOne(open, `${name}-1`)
  })
  await world.orderIn(name, ['released/handed_over', 'released/moving'])
  await carry(parcel, 2)
  await asCustomer(await world.linkIn(name, 'track'), 'track', async (page) => {
    await page.getByText(parcel).first().waitFor()
    await carry(parcel, 'end')
    await world.orderIn(name, ['delivered/delivered'])
    await page.reload()
    await page
      .getByText(/delivered/i)
      .first()
      .waitFor()
  })
  await asCustomer(await world.linkIn(name, 'survey'), 'survey', async (page) => {
    await page.getByRole('radio', { name: '4', exact: true }).check()
    await page.getByLabel('What should we know?').fill('The box was wet.')
    await page.getByRole('button', { name: 'Send my answer' }).click()
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
  })
  const id = await world.orderIn(name, ['completed/delivered'])
  await inApp('phone', async (open) => {
    await lookAt(open, await open.goto('/app/feedback'), { name: 'feedback-call', width: 'phone' })
    const app = await open.goto(`/app/work?order=${id}`)
    await app.getByRole('button', { name: 'Close it' }).click()
    await lookAt(open, app, { name: 'work-closing', width: 'phone' })
    await app.getByLabel('What came of it').fill('A new one is on its way.')
    await app.getByRole('button', { name: 'Done' }).click()
    await app.getByText('Nothing to do here').waitFor()
    const order = await open.goto(`/app/orders/${id}`)
    await order.getByText('This order has reached its end').waitFor()
    await lookAt(open, order, { name: 'order-completed', width: 'phone' })
  })
  expect(world.store.counts(busyShop).totals.doubles.all).toBe(0)
})
