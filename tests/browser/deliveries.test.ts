/** What could not be worked through, and what customers ask about their data, as the office sees it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../demo/progress.ts'
import { act } from '../store/act.ts'
import { lookAt, openApp, openPage, picture, ready, slipIn, type Width } from './look.ts'
import { type BrowserWorld, busyShop, newShop, openWorld } from './world.ts'

let world: BrowserWorld

beforeAll(async () => {
  world = await openWorld('deliveries')
  const whole = world.seedOrder(1)
  const { id } = world.place({ ...whole, faults: [], later: [] })
  const customer = { id: 0, email: typeof whole.email === 'string' ? whole.email : '', phone: null }
  act(world.store.world(busyShop), (acting) => {
    acting.tell('orders/updated', () => ({ id: 77, email: 'zoe@example.com', line_items: 7 }))
    acting.tell('orders/cancelled', () => ({ id, note: 'Ring at Kade 4', line_items: [{}] }))
  })
  await world.settled()
  act(world.store.world(busyShop), (acting) => {
    acting.tell('customers/data_request', () => ({
      ...{ shop_domain: busyShop, customer, orders_requested: [] },
    }))
    acting.tell('customers/redact', () => ({
      ...{ shop_domain: busyShop, customer: { id: 4, email: 'gone@example.com' } },
    }))
  })
  await world.settled()
  await until(
    'the unreadable deliveries to be given up',
    async () => {
      const { rowCount } = await world.database.owner.query(
        "select 1 from delivery where state = 'dead'",
      )
      return (rowCount ?? 0) >= 2 || null
    },
    30_000,
  )
})
afterAll(() => world?.close())

test.for(['desktop', 'phone'] as const)(
  'the page fits a %s, with and without letters',
  async (width: Width) => {
    const open = await openApp(world, { shop: busyShop, width })
    let app = await open.goto('/app/deliveries')
    await app.getByRole('heading', { name: 'An order was changed in Shopify' }).waitFor()
    const cancelled = app.locator('section', { hasText: 'An order was cancelled in Shopify' })
    await cancelled.getByText(/^Order \d+ in Shopify$/).waitFor()
    await cancelled.getByRole('link', { name: /^Order #\d+ here$/ }).waitFor()
    await app.getByText(/The order is not here, so nobody works on it/).waitFor()
    expect(await cancelled.getByRole('button').allTextContents()).toEqual([
      ...['What it says', 'Discard', 'Try again'],
    ])
    expect(await cancelled.textContent()).not.toMatch(/orders\/cancelled|created_at/)
    await lookAt(open, app, { name: 'deliveries', width })
    if (width === 'desktop') {
      const failed = async () => {
        const { rows } = await world.database.owner.query<{ at: Date }>(
          "select min(done_at) as at from delivery where state = 'dead'",
        )
        return rows[0]?.at.getTime() ?? 0
      }
      const before = await failed()
      await app.getByRole('button', { name: 'Try all again' }).click()
      await expect.poll(failed, { timeout: 10_000 }).toBeGreaterThan(before)
      app = await open.goto('/app/deliveries')
      await app.getByRole('heading', { name: 'An order was changed in Shopify' }).waitFor()
    }
    await app.getByRole('button', { name: 'What it says' }).first().click()
    await app.getByText('blurred').first().waitFor()
    await app.locator('pre', { hasText: 'line_items' }).first().waitFor()
    expect(await app.locator('pre').first().textContent()).not.toMatch(/zoe|Kade/)
    await app.getByText(/orders\/\w+: It cannot be read: /).waitFor()
    await app.getByRole('button', { name: 'Show the data' }).first().click()
    await app.locator('pre', { hasText: 'orders' }).last().waitFor()
    await ready(app)
    await lookAt(open, app, { name: 'deliveries-open', width })
    await open.page.context().close()
    const empty = await openApp(world, { shop: newShop, width })
    const quiet = await empty.goto('/app/deliveries')
    await quiet.getByText('No message needs a person', { exact: true }).waitFor()
    await lookAt(empty, quiet, { name: 'deliveries-empty', width })
    await empty.page.context().close()
  },
)

test('how far the orders from before the app are read stands on the board and on Deliveries', async () => {
  const { owner } = world.database
  const opening = await openApp(world, { shop: newShop, width: 'desktop' })
  await opening.goto('/app')
  await opening.page.context().close()
  const isRead = async () => {
    const { rows } = await owner.query<{ state: string }>(
      'select state from backlog where shop_id = (select id from shop where domain = $1)',
      [newShop],
    )
    return rows[0]?.state
  }
  await expect.poll(isRead, { timeout: 30_000 }).toBe('done')
  const backlog = (state: string, done: number) =>
    owner.query(
      `update backlog set state = $1, orders_done = $2, orders_total = 12480, done_at = null
       where shop_id = (select id from shop where domain = $3)`,
      [state, done, newShop],
    )
  expect((await backlog('reading', 5_210)).rowCount).toBe(1)
  for (const width of ['desktop', 'phone'] as const) {
    const open = await openApp(world, { shop: newShop, width })
    const home = await open.goto('/app')
    await home.getByText('5,210 of 12,480 orders of the last 60 days are read.').waitFor()
    await lookAt(open, home, { name: 'home-reading', width })
    const app = await open.goto('/app/deliveries')
    await app.getByText('5,210 of 12,480 orders of the last 60 days are read.').waitFor()
    await lookAt(open, app, { name: 'deliveries-reading', width })
    await backlog('writing', 0)
    const writing = await open.goto('/app/deliveries')
    await writing.getByText('The store collects its orders').waitFor()
    await lookAt(open, writing, { name: 'deliveries-collecting', width })
    await backlog('reading', 5_210)
    await open.page.context().close()
  }
  await backlog('done', 12_480)
})

test('the customer’s link is sent again and revoked by the office; revoked, it says so', async () => {
  const whole = world.seedOrder(3)
  const order = world.place({
    ...{ ...whole, shippingAddress: null, faults: ['address_null'], later: [] },
    email: 'ana.bhriain@example.com',
  })
  const link = await world.linkIn(order.name, 'correct')
  const { rows } = await world.database.owner.query<{ id: string }>(
    'select id from sales_order where name = $1',
    [order.name],
  )
  const mails = async () => {
    const { rows: found } = await world.database.owner.query<{ n: number }>(
      "select count(*)::int as n from mail where order_id = $1 and state = 'sent'",
      [rows[0]?.id],
    )
    return found[0]?.n ?? 0
  }
  const phone = await openApp(world, { shop: busyShop, width: 'phone' })
  const small = await phone.goto(`/app/orders/${rows[0]?.id}`)
  await small.getByText('Open, not answered').waitFor()
  await lookAt(phone, small, { name: 'order-link', width: 'phone' })
  await slipIn(phone, small)
  await phone.page.context().close()
  const open = await openApp(world, { shop: busyShop, width: 'desktop' })
  const app = await open.goto(`/app/orders/${rows[0]?.id}`)
  await app.getByText('Open, not answered').waitFor()
  await lookAt(open, app, { name: 'order-link', width: 'desktop' })
  await expect.poll(mails).toBe(1)
  await app.getByRole('button', { name: 'Send the link again' }).click()
  await app.getByText('less than a minute ago').waitFor()
  await lookAt(open, app, { name: 'order-link-too-soon', width: 'desktop' })
  await world.database.owner.query(
    "update mail set created_at = created_at - interval '2 minutes' where order_id = $1",
    [rows[0]?.id],
  )
  await world.database.owner.query(
    "update customer_link set created_at = created_at - interval '2 minutes' where order_id = $1",
    [rows[0]?.id],
  )
  await app.getByRole('button', { name: 'Send the link again' }).click()
  await expect.poll(mails, { timeout: 15_000 }).toBe(2)
  const newest = await world.linkIn(order.name, 'correct')
  await app.getByRole('button', { name: 'Revoke the link' }).click()
  await app.getByText('Revoked', { exact: true }).waitFor()
  await lookAt(open, app, { name: 'order-link-revoked', width: 'desktop' })
  for (const address of new Set([link, newest])) {
    const shopper = await openPage(world.browser, 'phone')
    await shopper.page.goto(address)
    await shopper.page
      .getByText(/shop has closed this link/)
      .first()
      .waitFor()
    expect(await shopper.page.content()).not.toContain(order.name)
    await picture(shopper.page, shopper.page.mainFrame(), 'link-revoked-390')
    await shopper.page.context().close()
  }
  await open.page.context().close()
})

test('a letter is tried again, discarded with a reason; a request is closed when it was sent on', async () => {
  act(world.store.world(busyShop), (acting) => {
    acting.tell('orders/paid', () => ({ id: 79, line_items: 7 }))
    acting.tell('customers/data_request', () => ({
      ...{ shop_domain: busyShop, customer: { id: 5, email: 'x@example.com' } },
    }))
  })
  await world.settled()
  const open = await openApp(world, { shop: busyShop, width: 'desktop' })
  const app = await open.goto('/app/deliveries')
  const letter = app.locator('section', { hasText: 'An order was paid in Shopify' })
  await letter.waitFor()
  const failedAt = async () => {
    const { rows } = await world.database.owner.query<{ done_at: Date }>(
      "select done_at from delivery where state = 'dead' and topic = 'orders/paid'",
    )
    return rows[0]?.done_at.getTime() ?? 0
  }
  const before = await failedAt()
  await letter.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(failedAt, { timeout: 10_000 }).toBeGreaterThan(before)
  const again = await open.goto('/app/deliveries')
  const back = again.locator('section', { hasText: 'An order was paid in Shopify' })
  await back.getByRole('button', { name: 'Discard' }).click()
  const discard = back.getByRole('button', { name: 'Discard it' })
  expect(await discard.isDisabled()).toBe(true)
  await back.getByLabel('Why it is not needed').fill('A test of ours sent it.')
  await discard.click()
  await expect.poll(() => back.count()).toBe(0)
  const sentOn = again.getByRole('button', { name: 'It was sent on' })
  const open0 = await sentOn.count()
  await sentOn.last().click()
  await expect.poll(() => sentOn.count()).toBe(open0 - 1)
  const { rows } = await world.database.owner.query<{ outcome: string }>(
    "select outcome from delivery where state = 'ignored' and outcome like 'discarded%'",
  )
  expect(rows).toEqual([{ outcome: 'discarded by shopify:1: A test of ours sent it.' }])
  expect(open.complaints).toEqual([])
  await open.page.context().close()
})

test('an address changed after the label shows both sides; keeping it brings the old one back into the store', async () => {
  const shipped = Array.from({ length: 40 }, (_, n) => world.seedOrder(n + 2)).find(
    ({ delivery, faults, financialStatus }) =>
      delivery === 'shipping' && faults.length === 0 && financialStatus === 'paid',
  )
  if (!shipped) throw new Error('the seed has no whole order that is shipped')
  const order = world.place({ ...shipped, later: [] })
  await world.settled()
  const { owner } = world.database
  const id = await until(
    `${order.name} to be in fulfilment`,
    async () => {
      const { rows } = await owner.query<{ id: string }>(
        `update shipment s set state = 'labelled' from sales_order o
         where o.shop_id = s.shop_id and o.id = s.order_id and o.name = $1 and s.kind = 'warehouse' returning o.id`,
        [order.name],
      )
      return rows[0]?.id ?? null
    },
    30_000,
  ).catch(async (error: unknown) => {
    const { rows } = await owner.query(
      `select o.state, o.next_step, (select json_agg(json_build_array(s.kind, s.state)) from shipment s where s.order_id = o.id) as shipments
       from sales_order o where o.name = $1`,
      [order.name],
    )
    throw new Error(`${error}: ${JSON.stringify(rows)}`)
  })
  const before = order.shippingAddress
  if (typeof before !== 'object' || before === null) throw new Error('it has no address')
  act(world.store.world(busyShop), (acting) => {
    order.shippingAddress = {
      ...before,
      address1: 'شارع الملك فيصل 12، مبنى النخيل، الطابق الثالث',
    }
    acting.touch(order)
  })
  await world.settled()
  for (const width of ['phone', 'desktop'] as const) {
    const open = await openApp(world, { shop: busyShop, width })
    const app = await open.goto(`/app/orders/${id}`)
    await app.getByRole('heading', { name: 'Differs from the store' }).waitFor()
    await app.getByText('شارع الملك').first().waitFor()
    await app.getByText('Delivery, tax and discounts').waitFor()
    await lookAt(open, app, { name: 'order-differs', width })
    if (width === 'desktop') {
      await app.getByRole('button', { name: 'Keep it as it is' }).first().click()
      await expect
        .poll(() => app.getByRole('heading', { name: 'Differs from the store' }).count())
        .toBe(0)
    }
    await open.page.context().close()
  }
  await world.settled()
  await expect
    .poll(() => typeof order.shippingAddress === 'object' && order.shippingAddress?.address1)
    .toBe(before.address1)
})
