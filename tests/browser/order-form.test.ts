/** An order taken by phone, typed without a mouse, as the people of a shop do it. */
import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lookAt, type OpenApp, withApp } from './look.ts'
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
