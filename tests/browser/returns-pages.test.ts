/** A return in a real browser: the customer's phone, the returns bench, the letters. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act } from '../store/act.ts'
import { fulfill } from '../store/fulfillment/fulfill.ts'
import { fulfillmentOrdersOf } from '../store/orders/sums.ts'
import { lookAt, type OpenApp, openApp, openPage, ready } from './look.ts'
import { type BrowserWorld, busyShop, openWorld } from './world.ts'

let world: BrowserWorld
beforeAll(async () => {
  world = await openWorld('returns-pages')
})
afterAll(() => world?.close())

/** An order that left by itself, as far as the store knows, and has arrived. */
async function arrived() {
  const seed = world.seedOrder(1)
  const order = world.place({ ...seed, faults: [], later: [] })
  await world.settled()
  const id = await world.orderIn(order.name, ['released/ready', 'released/waiting_stock'])
  const inStore = world.store.world(busyShop)
  act(inStore, (acting) => {
    for (const of of fulfillmentOrdersOf(inStore, order))
      fulfill(acting, order, {
        pieces: of.lines.map((line) => ({
          of,
          wanted: { line, quantity: line.remainingQuantity },
        })),
        tracking: [],
        notifyCustomer: false,
      })
  })
  await world.database.owner.query(
    `update shipment set state = 'delivered', delivered_at = now(), owner = null, next_step = null, due_at = null where order_id = $1`,
    [id],
  )
  return { name: order.name, email: seed.email ?? '', storefront: storefrontOf() }
}

const storefrontOf = () => `${world.store.baseUrl}/store/${busyShop}/apps/orderwright`

/** A picture at both widths, and nothing wrong with it. */
async function look(open: OpenApp, path: string, name: string) {
  const phone = await openApp(world, { shop: busyShop, width: 'phone' })
  await lookAt(phone, await phone.goto(path), { name, width: 'phone' })
  await phone.page.context().close()
  const app = await open.goto(path)
  await lookAt(open, app, { name, width: 'desktop' })
  return app
}

test('a customer asks for a return, the shop carries it to the refund', async () => {
  const order = await arrived()
  const shopper = await openPage(world.browser, 'phone')
  const { page } = shopper
  await page.goto(`${order.storefront}/returns?order=${encodeURIComponent(order.name)}`)
  await page.getByLabel('E-mail address').fill('nobody@example.com')
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('alert').waitFor()
  await page.getByLabel('E-mail address').fill(order.email)
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('button', { name: 'Ask for the return' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('choose what')
  await page.getByLabel('How many come back?').first().selectOption('1')
  await page.getByLabel('Why?').first().selectOption('defective')
  await page.getByRole('button', { name: 'Ask for the return' }).click()
  await page.getByText('We have your wish').waitFor()
  await lookAt({ ...shopper, complaints: [] }, page.mainFrame(), {
    ...{ name: 'return-asked', width: 'phone' },
  })
  await world.settled()

  const open = await openApp(world, { shop: busyShop, width: 'desktop' })
  const list = await look(open, '/app/returns', 'returns')
  const path = await list.getByRole('link', { name: /-R1$/ }).getAttribute('href')
  if (!path) throw new Error('the list leads nowhere')
  let app = await look(open, path, 'return-requested')
  await app.getByRole('button', { name: 'Approve the return' }).click()
  await app.getByText('What is in the parcel?').waitFor()
  await ready(app)
  await world.settled()
  app = await look(open, path, 'return-approved')
  const sku =
    (
      await app
        .getByText(/1 expected, /)
        .first()
        .textContent()
    )?.split(', ')[1] ?? ''
  await app.getByLabel('Scan a barcode or SKU').fill('NO-SUCH-THING')
  await app.getByLabel('Scan a barcode or SKU').press('Enter')
  await app.getByText('does not belong to this return').waitFor()
  await app.getByLabel('Scan a barcode or SKU').fill(sku)
  await app.getByLabel('Scan a barcode or SKU').press('Enter')
  await app.getByText(/: 1 of 1$/).waitFor()
  await app.getByRole('button', { name: 'Book as received' }).click()
  await app.getByText('How is it?').waitFor()
  app = await look(open, path, 'return-received')
  await app.getByRole('button', { name: 'Done inspecting' }).click()
  await app.getByText('How much goes back?').waitFor()
  app = await look(open, path, 'return-inspected')
  await app.getByLabel('Refund').fill('999999')
  await app.getByRole('button', { name: /^Give it back/ }).click()
  await app.getByText('More than was paid').waitFor()
  await app.getByLabel('Refund').fill('1')
  await app.getByRole('button', { name: /^Give it back/ }).click()
  await app
    .getByText(/on its way|given back/)
    .first()
    .waitFor()
  await world.settled()
  // The refused amount was answered with 409, which the browser writes down.
  app = await look({ ...open, complaints: [] }, path, 'return-settled')
  expect(await app.getByText('given back').first().textContent()).toContain('1')
  await world.letter('Your refund for return')
  await page.reload()
  await page.getByText('went back to you').waitFor()
  await open.page.context().close()
  await page.context().close()
})
