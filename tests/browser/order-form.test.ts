/** An order taken by phone, typed without a mouse, as the people of a shop do it. */
import { readFileSync } from 'node:fs'
import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { lookAt, type OpenApp, openApp, withApp } from './look.ts'
import { type BrowserWorld, busyShop, openWorld } from './world.ts'

let world: BrowserWorld

beforeAll(async () => {
  world = await openWorld('order-form')
  const whole = world.seedOrder(1)
  world.place({
    ...whole,
    faults: [],
    later: [],
    customer: {
      firstName: 'Aoife',
      lastName: 'Ní Bhriain',
      email: 'aoife@example.com',
      phone: '+353871234567',
    },
    email: 'aoife@example.com',
    shippingAddress: {
      ...{ firstName: 'Aoife', lastName: 'Ní Bhriain', company: null, address2: null },
      ...{ address1: '12 Patrick Street', city: 'Cork', zip: 'T12 W8KP', phone: '+353871234567' },
      ...{ provinceCode: 'CO', province: 'Cork', countryCode: 'IE', country: 'Ireland' },
    },
  })
  await world.settled()
})
afterAll(() => world?.close())

const inApp = (as: Parameters<typeof withApp>[1], work: (open: OpenApp) => Promise<void>) =>
  withApp(world, as, work)
const drafts = () => world.store.counts(busyShop).totals.drafts

/** Types and counts every key. */
function keyboard(page: Page) {
  let keys = 0
  return {
    type: async (text: string) => {
      keys += text.length
      await page.keyboard.type(text)
    },
    press: async (key: string) => {
      keys += 1
      await page.keyboard.press(key)
    },
    count: () => keys,
  }
}
const cursorAt = (app: Frame) => app.evaluate(() => document.activeElement?.id ?? '')

/** A known customer and one article, so far as the button. */
async function typeOrder(page: Page, app: Frame): Promise<void> {
  await expect.poll(() => cursorAt(app)).toBe('form-customer')
  await page.keyboard.type('aoi')
  await page.keyboard.press('Enter')
  await expect.poll(() => cursorAt(app)).toBe('form-products')
  await page.keyboard.type('mug')
  await page.keyboard.press('Enter')
  await expect.poll(() => cursorAt(app)).toBe('form-line-1')
  await app.locator('input[name="shipping"]:checked').waitFor()
}

test('a three-line order is typed without a mouse, in few keys and well under a minute', () =>
  inApp({}, async (open) => {
    const app = await open.goto('/app/orders/new')
    const made = drafts().made
    await expect.poll(() => cursorAt(app)).toBe('form-customer')
    const begun = Date.now()
    const keys = keyboard(open.page)
    await keys.type('aoi')
    await keys.press('Enter')
    await expect.poll(() => cursorAt(app)).toBe('form-products')
    for (const [word, pieces] of [
      ['mug', '2'],
      ['tea', '1'],
      ['bowl', '3'],
    ] as const) {
      await keys.type(word)
      await keys.press('Enter')
      await expect.poll(() => cursorAt(app)).toMatch(/^form-line-\d$/)
      await keys.type(pieces)
      await keys.press('Enter')
      await expect.poll(() => cursorAt(app)).toBe('form-products')
    }
    await app.locator('input[name="shipping"]:checked').waitFor()
    await app.getByText('it is promised for').waitFor()
    await lookAt(open, app, { name: 'order-form-typed', width: 'desktop' })
    await keys.press('Control+Enter')
    await app.getByRole('heading', { name: /waits for payment/ }).waitFor()
    const seconds = (Date.now() - begun) / 1000
    expect(keys.count(), 'keys pressed').toBeLessThanOrEqual(28)
    expect(seconds, 'seconds from the first key').toBeLessThan(60)
    expect(drafts()).toMatchObject({ made: made + 1, doubles: 0 })
    await lookAt(open, app, { name: 'order-form-link', width: 'desktop' })
    expect(await app.getByLabel('Payment link').inputValue()).toContain('/invoices/')
    await expect.poll(() => cursorAt(app)).toBe('form-next')
    await open.page.keyboard.press('Enter')
    await expect.poll(() => cursorAt(app)).toBe('form-customer')
    expect(await app.getByLabel('First name').inputValue()).toBe('')
  }))

test('who did not pay in time stands on the board; the office gives more time, or cancels it in the store too', () =>
  inApp({}, async (open) => {
    const app = await open.goto('/app/orders/new')
    await typeOrder(open.page, app)
    await open.page.keyboard.press('Control+Enter')
    await app.getByRole('heading', { name: /waits for payment/ }).waitFor()
    const { owner } = world.database
    const runOut = () =>
      owner.query(
        `update order_form set owner = 'office', due_at = now() - interval '1 day',
           reminded_at = now() - interval '3 days'
         where state = 'placed' and order_id is null and owner = 'customer'`,
      )
    expect((await runOut()).rowCount).toBeGreaterThan(0)
    const ofOffice = async () => {
      const { rows } = await owner.query<{ owner: string; state: string }>(
        "select owner, state from order_form where state in ('placed', 'cancelled') and order_id is null",
      )
      return rows.filter((row) => row.state === 'placed' && row.owner === 'office').length
    }
    const late = await ofOffice()
    for (const width of ['phone', 'desktop'] as const) {
      const looking = await openApp(world, { shop: busyShop, width })
      const home = await looking.goto('/app')
      await home.getByText(/not paid in time/).waitFor()
      await lookAt(looking, home, { name: 'home-unpaid', width })
      const form = await looking.goto('/app/orders/new')
      await form.getByText('the office decides').first().waitFor()
      await lookAt(looking, form, { name: 'order-form-unpaid', width })
      await looking.page.context().close()
    }
    const form = await open.goto('/app/orders/new')
    await form
      .getByRole('button', { name: /^More time for/ })
      .first()
      .click()
    await expect.poll(ofOffice).toBe(late - 1)
    await runOut()
    const again = await open.goto('/app/orders/new')
    await again
      .getByRole('button', { name: /^Cancel it/ })
      .first()
      .click()
    await expect.poll(ofOffice).toBe(late - 1)
    const { rows } = await owner.query<{ draft_gid: string }>(
      "select draft_gid from order_form where state = 'cancelled'",
    )
    expect(rows).toHaveLength(1)
  }))

test('pressed five times at once it is one draft, and one order when it is paid', () =>
  inApp({}, async (open) => {
    const app = await open.goto('/app/orders/new')
    const before = drafts()
    await typeOrder(open.page, app)
    await app.getByText('It is paid').click()
    await app.getByLabel('Note to departments').fill('Wrap it as a gift; it is a surprise')
    await app.getByText('Warehouse', { exact: true }).click()
    await app.evaluate(() => {
      const press = () =>
        window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true }))
      for (let at = 0; at < 5; at += 1) press()
    })
    await app.getByRole('heading', { name: /^#\d+ is ordered$/ }).waitFor()
    expect(drafts()).toMatchObject({
      made: before.made + 1,
      completed: before.completed + 1,
      doubles: 0,
    })
    await app.getByRole('link', { name: /^Open #/ }).click()
    await app.getByText('Wrap it as a gift').waitFor()
    await app.getByText('phone', { exact: false }).first().waitFor()
    await lookAt(open, app, { name: 'order-with-note', width: 'desktop' })
    // The department reads it where it works.
    await world.settled()
    const work = await open.goto('/app/work')
    await work.getByText('Wrap it as a gift').first().waitFor()
    await lookAt(open, work, { name: 'work-with-note', width: 'desktop' })
  }))

/** What the shop asks of a complete order from here on. */
async function state(contract: { needs: unknown[]; rules: unknown[] }): Promise<void> {
  const owner = world.person(1)
  const { version } = z.object({ version: z.number() }).parse(await owner.look('/app/contract'))
  const { status } = await owner.send('/app/contract', {
    ...{ intent: 'save', seen: String(version), contract: JSON.stringify(contract) },
  })
  if (status !== 200) throw new Error(`the contract was refused: ${status}`)
}
const engraving = {
  ...{ key: 'engraving', label: { en: 'Engraving' }, help: { en: 'Capital letters' } },
  ...{ from: { kind: 'line_property', name: 'Engraving' }, type: 'text' },
  ...{ pattern: '[A-Z ]+', longest: 12 },
}
const wrapping = {
  ...{ key: 'wrapping', label: { en: 'Wrapping' }, type: 'choice', choices: ['Paper', 'Cloth'] },
  ...{ from: { kind: 'order_attribute', name: 'Wrapping' } },
}

test('what the shop asks of an order is asked in its place, and goes into the store with it', async () => {
  const rule = { name: 'Typed orders', when: { channels: ['phone'] } }
  await state({
    needs: [engraving, wrapping],
    rules: [{ ...rule, needs: ['engraving', 'wrapping'] }],
  })
  try {
    await inApp({}, async (open) => {
      const app = await open.goto('/app/orders/new')
      await typeOrder(open.page, app)
      await app.getByText('It is paid').click()
      const asked = app.getByLabel('Engraving')
      await asked.waitFor()
      await open.page.keyboard.press('Control+Enter')
      await app.getByRole('heading', { name: 'Not ordered yet' }).waitFor()
      await lookAt(open, app, { name: 'order-form-asked', width: 'desktop' })
      await asked.fill('aoife')
      await app.getByLabel('Wrapping').selectOption('Cloth')
      await open.page.keyboard.press('Control+Enter')
      await app.getByRole('heading', { name: 'Not ordered yet' }).waitFor()
      await asked.fill('AOIFE')
      await open.page.keyboard.press('Control+Enter')
      const ordered = app.getByRole('heading', { name: /^#\d+ is ordered$/ })
      await ordered.waitFor()
      const name = (await ordered.textContent())?.split(' ')[0]
      const order = [...world.store.world(busyShop).orders.values()].find(
        (one) => one.name === name,
      )
      expect(order?.lines[0]?.properties).toContainEqual({ name: 'Engraving', value: 'AOIFE' })
    })
  } finally {
    await state({ needs: [], rules: [] })
  }
})

test('what was typed is there again after the tab was closed', async () => {
  await inApp({}, async (open) => {
    const app = await open.goto('/app/orders/new')
    await app.getByLabel('First name').fill('Siobhán')
    await app.getByLabel('Note to departments').fill('Rings back at five')
    await app.getByText('Saved', { exact: true }).waitFor()
  })
  await inApp({}, async (open) => {
    const app = await open.goto('/app/orders/new')
    await app.getByRole('link', { name: 'Siobhán' }).click()
    await expect.poll(() => app.getByLabel('First name').inputValue()).toBe('Siobhán')
    expect(await app.getByLabel('Note to departments').inputValue()).toBe('Rings back at five')
  })
})

test.for(['desktop', 'phone'] as const)(
  'empty, with long and right-to-left names, and with everything missing it fits a %s',
  (width) =>
    inApp({ width }, async (open) => {
      const app = await open.goto('/app/orders/new')
      await lookAt(open, app, { name: 'order-form-empty', width })
      await open.page.keyboard.type('زهرة')
      await app.getByText('Nobody found').waitFor()
      await open.page.keyboard.press('Escape')
      await app.getByLabel('First name').fill('زهرة بنت عبد الرحمن')
      await app
        .getByLabel('Last name')
        .fill('Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren')
      await app.getByLabel('Add an article').fill('lantern')
      const lantern = app.getByRole('option', { name: /فانوس/ }).first()
      await lantern.waitFor()
      expect(await lantern.locator('bdi').allTextContents()).toEqual([
        expect.stringContaining('فانوس'),
        expect.stringMatching(/^صغير/),
      ])
      const price = lantern.locator('.ow-offer-main > :last-child')
      const linesOf = (one: Element) => {
        const range = document.createRange()
        range.selectNodeContents(one)
        return range.getClientRects().length
      }
      expect(await price.evaluate(linesOf)).toBe(1)
      // What an option says is seen where it stands: no card around it cuts it off.
      const option = app.getByRole('option').first()
      await option.scrollIntoViewIfNeeded()
      const seen = await option.evaluate((element) => {
        const { left, top, width: wide, height } = element.getBoundingClientRect()
        const corners = [top + 2, top + height - 2].map((y) =>
          document.elementFromPoint(left + wide / 2, y),
        )
        return height > 30 && corners.every((at) => element.contains(at))
      })
      expect(seen).toBe(true)
      await lookAt(open, app, { name: 'order-form-offers', width })
      await open.page.keyboard.press('ArrowDown')
      await open.page.keyboard.press('Enter')
      await app.getByLabel(/^Pieces of/).waitFor()
      expect(await app.locator('.ow-line-goods bdi').count()).toBe(2)
      await open.page.keyboard.press('Control+Enter')
      await app.getByRole('heading', { name: 'Not ordered yet' }).waitFor()
      expect(await cursorAt(app)).toMatch(/^form-/)
      await lookAt(open, app, { name: 'order-form-missing', width })
    }),
)

test('while the store does not answer nothing is lost, and what is booked is made once it does', () =>
  inApp({ width: 'phone' }, async (open) => {
    const { cells } = world.store.world(busyShop)
    const { faults } = cells
    const away = { ...faults, api: { ...faults.api, error5xx: 1 } }
    const app = await open.goto('/app/orders/new')
    const silence = app.getByText('The store does not answer')
    const offers = app.locator('.ow-typeahead').locator(silence)
    const sums = app.locator('.ow-sticky').locator(silence)
    await typeOrder(open.page, app)
    const made = drafts().made
    try {
      cells.faults = away
      await app.getByLabel('Add an article').fill('kettle')
      await offers.waitFor()
      await lookAt(open, app, { name: 'order-form-store-away', width: 'phone' })
      await app.getByLabel('Add an article').fill('')
      await Promise.all([
        open.page.waitForResponse(async (one) => (await one.text()).includes('store_silent')),
        app.getByLabel(/^Pieces of/).fill('2'),
      ])
      await sums.waitFor()
      cells.faults = faults
      // Nobody touches anything: the page asks again by itself.
      await sums.waitFor({ state: 'hidden' })
      cells.faults = away
      await open.page.keyboard.press('Control+Enter')
      await app.getByText('Nothing is ordered yet').waitFor()
      await lookAt(open, app, { name: 'order-form-not-ordered', width: 'phone' })
    } finally {
      cells.faults = faults
    }
    expect(drafts().made).toBe(made)
    await open.page.keyboard.press('Control+Enter')
    await app.getByRole('heading', { name: /waits for payment/ }).waitFor()
    await lookAt(open, app, { name: 'order-form-link', width: 'phone' })
    expect(drafts().made).toBe(made + 1)
  }))

test.for(['desktop', 'phone'] as const)('a file is brought in on a %s', (width) =>
  inApp({ width }, async (open) => {
    const app = await open.goto('/app/orders/import')
    await lookAt(open, app, { name: 'order-import-empty', width })
    const file = [
      'reference;sku;quantity;first_name;last_name;email;address1;zip;city;country;delivery;payment',
      `${width}-1;HP-MUG-NAVY;2;Ana;Kos;ana@example.com;12 Patrick Street;T12 W8KP;Cork;Ireland;Express;paid`,
      `${width}-1;HP-TEA-50;1;;;;;;;;;`,
      `${width}-2;GONE;1;زهرة;Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren;;;;;Ireland;;`,
    ].join('\r\n')
    const choose = (text: string, name: string) =>
      app
        .getByLabel('File of orders (CSV)')
        .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
    await choose('just words', 'letter.txt')
    await app.getByRole('button', { name: 'Check it' }).click()
    await app.getByText('The file was not read').waitFor()
    await choose(file, 'May orders.csv')
    await app.getByRole('button', { name: 'Check it' }).click()
    await app.getByText('1 order good, 1 order to put right').waitFor()
    await lookAt(open, app, { name: 'order-import-checked', width })
    await app.getByRole('button', { name: 'Bring in 1 order' }).click()
    await app.getByText('1 order in the store').waitFor({ timeout: 30_000 })
    const [back] = await Promise.all([
      open.page.waitForEvent('download'),
      app.getByRole('button', { name: /^Download 1 row/ }).click(),
    ])
    expect(back.suggestedFilename()).toBe('May orders-returned.csv')
    expect(readFileSync(await back.path(), 'utf8')).toContain('sells nothing with the SKU GONE')
    await lookAt(open, app, { name: 'order-import-brought', width })
  }),
)
